import { createHash, randomInt } from 'node:crypto'
import { createChallenge as create, verifySolution, type Challenge, type Solution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Secrets } from '../secrets.ts'

/** How long a solved challenge is good for: whoever fills a long form is not asked twice. */
const WORK_MINUTES = 120
/** Rounds of one key; of about three milliseconds on a desktop, so that slices are short. */
const COST = 5_000
/** Keys to derive on an ordinary day, between half of these and all: about half a second on a desktop. */
const KEYS = 240
/** Forms of a purpose in ten minutes up to which it stays so; with each doubling the work doubles, eight times at most. */
const CALM = 30
const MAX_FACTOR = 8
export const LOAD_MINUTES = 10

const SIGNATURE = 'challenge.signature'
const KEY_SIGNATURE = 'challenge.key_signature'

/** A challenge on the wire, with how many seconds its solution is good for. */
export interface OfferedChallenge {
  readonly challenge: Challenge
  readonly seconds: number
}

/** How much more work than on an ordinary day. */
export function loadFactor(forms: number): number {
  let factor = 1
  for (let bound = CALM; forms > bound && factor < MAX_FACTOR; bound *= 2) factor *= 2
  return factor
}

/** A challenge for one purpose; the more forms came in lately, the more work. */
export async function createChallenge(
  secrets: Secrets,
  purpose: string,
  now: Date,
  formsLately = 0,
): Promise<OfferedChallenge> {
  const keys = KEYS * loadFactor(formsLately)
  const challenge = await create({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: randomInt(keys / 2, keys),
    deriveKey,
    // The library's own expiry asks the system clock; ours is part of what it signs.
    data: { purpose, until: Math.floor(now.getTime() / 1000) + WORK_MINUTES * 60 },
    hmacSignatureSecret: secrets.derive(SIGNATURE, purpose),
    hmacKeySignatureSecret: secrets.derive(KEY_SIGNATURE, purpose),
  })
  return { challenge, seconds: WORK_MINUTES * 60 }
}

/** What is known of a challenge that was solved. */
export interface Solved {
  /** The same for the same challenge, however the payload is written. */
  readonly id: string
  readonly until: Date
}

/** Whether what came with a form is a solved challenge of ours, for this purpose, in time. */
export async function readSolution(
  secrets: Secrets,
  purpose: string,
  payload: string,
  now: Date,
): Promise<Solved | undefined> {
  const sent = readPayload(payload)
  if (!sent) return undefined
  const { verified } = await verifySolution({
    ...sent,
    deriveKey,
    hmacSignatureSecret: secrets.derive(SIGNATURE, purpose),
    hmacKeySignatureSecret: secrets.derive(KEY_SIGNATURE, purpose),
  })
  const { data, nonce } = sent.challenge.parameters
  const until = new Date(Number(data?.['until']) * 1000)
  if (!verified || data?.['purpose'] !== purpose || !(until > now)) return undefined
  const id = createHash('sha256').update(`${purpose} ${nonce}`).digest('hex').slice(0, 32)
  return { id, until }
}

const MAX_PAYLOAD = 4_000

/** Base64 of JSON; whatever else is sent is no solution, not a fault. */
function readPayload(payload: string): { challenge: Challenge; solution: Solution } | undefined {
  if (payload === '' || payload.length > MAX_PAYLOAD) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
    return isPayload(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isPayload(value: unknown): value is { challenge: Challenge; solution: Solution } {
  if (typeof value !== 'object' || value === null) return false
  const { challenge, solution } = value as { challenge?: Partial<Challenge>; solution?: Partial<Solution> }
  const parameters = challenge?.parameters as Partial<Challenge['parameters']> | undefined | null
  return (
    typeof challenge?.signature === 'string' &&
    typeof parameters === 'object' &&
    parameters !== null &&
    typeof parameters.keySignature === 'string' &&
    typeof parameters.nonce === 'string' &&
    typeof solution?.counter === 'number' &&
    typeof solution.derivedKey === 'string'
  )
}
