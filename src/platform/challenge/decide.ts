import type { Handle, Tx } from '../db/connect.ts'
import { allow, issue, refuse, type Decision } from '../decision.ts'
import type { Secrets } from '../secrets.ts'
import { readAnswer, type ChallengeForm } from './question.ts'
import { countUsed, use } from './store.ts'
import { limitTries } from './tries.ts'
import { createChallenge, LOAD_MINUTES, readSolution, type OfferedChallenge } from './work.ts'

/** Answers by words from one network in an hour; a room of people behind one address has script. */
const QUESTIONS_PER_HOUR = 3

/** Whose form it is, and what came with it. */
export interface ChallengeAsked {
  readonly secrets: Secrets
  readonly purpose: string
  readonly form: ChallengeForm
  /** Of `PageRequest.client()`, asked before the transaction. */
  readonly clientHash: string
  readonly now: Date
  /** What the form is known by where it may be sent twice: its second coming is no second use. */
  readonly formKey?: string
  readonly questionsPerHour?: number
}

/** How somebody showed that a form costs them something. */
export type Way = 'work' | 'question'

/**
 * Whether a form may pass: by work that a script did, or by an answer in words. Taken in the transaction of what the form
 * does: refused for another reason, nothing is used up.
 */
export async function decideChallenge(tx: Tx, asked: ChallengeAsked): Promise<Decision<Way>> {
  const { secrets, purpose, form, now, formKey = '' } = asked
  const worked = form['challenge'] ?? ''
  const outcome = worked === '' ? 'none' : await verifyChallenge(tx, secrets, purpose, worked, now, formKey)
  if (outcome === 'passed') return allow('work')
  const answer = readAnswer(secrets, purpose, form, now)
  if (answer.kind === 'none') {
    return outcome === 'none'
      ? refuse(issue('challengeAnswer', 'challenge_missing'))
      : refuse(issue('challenge', outcome === 'used' ? 'challenge_used' : 'challenge_expired'))
  }
  if (answer.kind !== 'right')
    return refuse(issue('challengeAnswer', answer.kind === 'wrong' ? 'challenge_wrong' : 'challenge_expired'))
  const used = await use(tx, {
    id: answer.id,
    purpose,
    way: 'question',
    formKey,
    usedAt: now,
    forgetAt: notBefore(answer.until, now),
  })
  if (used === 'refused') return refuse(issue('challengeAnswer', 'challenge_used'))
  if (used === 'again') return allow('question')
  const most = asked.questionsPerHour ?? QUESTIONS_PER_HOUR
  const { allowed } = await limitTries(tx, {
    purpose,
    key: 'question',
    clientHash: asked.clientHash,
    now,
    most,
    minutes: 60,
  })
  return allowed ? allow('question') : refuse(issue('challengeAnswer', 'challenge_too_many', { most }))
}

/** Whether a payload is a solved challenge of ours that was not used before; from then on it is. */
export async function verifyChallenge(
  tx: Tx,
  secrets: Secrets,
  purpose: string,
  payload: string,
  now: Date,
  formKey = '',
): Promise<'passed' | 'used' | 'failed'> {
  const solved = await readSolution(secrets, purpose, payload, now)
  if (!solved) return 'failed'
  const outcome = await use(tx, {
    id: solved.id,
    purpose,
    way: 'work',
    formKey,
    usedAt: now,
    forgetAt: notBefore(solved.until, now),
  })
  return outcome === 'refused' ? 'used' : 'passed'
}

/** A use is also counted as load: it is not forgotten before it no longer counts. */
function notBefore(until: Date, now: Date): Date {
  return new Date(Math.max(until.getTime(), now.getTime() + LOAD_MINUTES * 60_000))
}

/** A challenge whose cost follows from how many forms of the purpose came in lately, on all processes. */
export async function offerChallenge(
  handle: Handle,
  secrets: Secrets,
  purpose: string,
  now: Date,
): Promise<OfferedChallenge> {
  const lately = await countUsed(handle, purpose, new Date(now.getTime() - LOAD_MINUTES * 60_000))
  return createChallenge(secrets, purpose, now, lately)
}
