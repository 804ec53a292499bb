import { createHash, timingSafeEqual } from 'node:crypto'
import { forgetTries, limitTries, triesLeft } from '#platform/challenge/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Context } from '../identity/index.ts'
import { record } from '../ledger/index.ts'

// No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a code is read out on the telephone.
const ALPHABET = '3467ACDEFGHJKMNPQRTUVWXY'

/**
 * The query code of a form, of one kind of case: only this installation can compute it, so a form sent twice gets the
 * same code twice.
 */
export function makeQueryCode(secrets: Secrets, purpose: string, formKey: string): string {
  const digits = secrets.derive(purpose, formKey)
  return Array.from(
    { length: 10 },
    (_, index) => ALPHABET[parseInt(digits.slice(index * 3, index * 3 + 3), 16) % ALPHABET.length],
  ).join('')
}

/** What is kept of a code: without the code nobody can query, not even with the whole database. */
export function hashCode(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}

/** A number that somebody copied from paper or screen, with its blanks, in small letters or in full width. */
export function typedNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9-]/g, '')
    .toUpperCase()
}

/** Whether what was typed is the code of this hash; compared even with none, so that the time tells nothing. */
function isQueryCode(typed: string, hash: Buffer | undefined): boolean {
  const sent = hashCode(typedNumber(typed).replaceAll('-', ''))
  return timingSafeEqual(sent, hash ?? Buffer.alloc(sent.length))
}

/** One network: so many wrong codes of one case within so many minutes. */
const OF_ONE = { most: 5, minutes: 15 }
/** Everybody together: so many wrong codes of one case within a day, and then nobody for an hour. */
const OF_ALL = { most: 100, minutes: 24 * 60 }
const LOCK_MINUTES = 60

/** A case that a number named, held until the transaction ends: whoever tries a code of it at the same moment waits. */
export interface CodedCase {
  readonly id: number
  readonly unit_id: number
  readonly query_code_hash: Buffer
}

/**
 * The case, where what was typed is its code. An unknown number, a wrong code and a locked case are answered alike. Five
 * wrong codes shut out the network they came from, not whoever the case belongs to; only a hundred in a day, from
 * wherever, shut the case for everybody.
 */
export async function openByCode(
  tx: Tx,
  ctx: Context,
  found: CodedCase | undefined,
  tried: {
    readonly code: string
    readonly clientHash: string
    /** The kind's word before its verbs: `requests`. */
    readonly word: string
    readonly subjectOf: (id: number) => string
  },
): Promise<number | undefined> {
  const right = isQueryCode(tried.code, found?.query_code_hash)
  if (!found) return undefined
  const key = tried.subjectOf(found.id)
  const purpose = `${tried.word}.query_code`
  const mine = { purpose, key, clientHash: tried.clientHash, now: ctx.now, ...OF_ONE }
  const lock = { purpose: `${tried.word}.query_lock`, key, now: ctx.now, most: 1, minutes: LOCK_MINUTES }
  const open = (await triesLeft(tx, mine)).allowed && (await triesLeft(tx, lock)).allowed
  if (!open) return undefined
  if (right) {
    await forgetTries(tx, mine)
    return found.id
  }
  await limitTries(tx, mine)
  const all = { purpose, key, now: ctx.now, ...OF_ALL }
  const { left } = await limitTries(tx, all)
  if (left > 0) return undefined
  await limitTries(tx, lock)
  await forgetTries(tx, all)
  await record(tx, ctx.actor, {
    verb: `${tried.word}.query_locked`,
    subject: key,
    unitId: found.unit_id,
    detail: { minutes: LOCK_MINUTES },
  })
  return undefined
}
