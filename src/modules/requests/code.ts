import { createHash, timingSafeEqual } from 'node:crypto'
import { forgetTries, limitTries, triesLeft } from '#platform/challenge/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { subjectOf } from './kinds/procedure.ts'
import * as store from './store/query-code.ts'

// No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a code is read out on the telephone.
const ALPHABET = '3467ACDEFGHJKMNPQRTUVWXY'

/** The query code of a form: only this installation can compute it, so a form sent twice gets the same code twice. */
export function queryCodeOf(secrets: Secrets, formKey: string): string {
  const digits = secrets.derive('requests.query_code', formKey)
  return Array.from(
    { length: 10 },
    (_, index) => ALPHABET[parseInt(digits.slice(index * 3, index * 3 + 3), 16) % ALPHABET.length],
  ).join('')
}

/** What is kept of a code: without the code nobody can query, not even with the whole database. */
export function hashCode(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}

/** What somebody copied from paper or screen, with its blanks, in small letters or in full width. */
const typed = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9-]/g, '')
    .toUpperCase()

/** One network: so many wrong codes of one case within so many minutes. */
const OF_ONE = { most: 5, minutes: 15 }
/** Everybody together: so many wrong codes of one case within a day, and then nobody for an hour. */
const OF_ALL = { most: 100, minutes: 24 * 60 }
const LOCK_MINUTES = 60

/**
 * The case that number and code open together. An unknown number, a wrong code and a locked case are answered alike.
 * Five wrong codes shut out the network they came from, not whoever the case belongs to; only a hundred in a day, from
 * wherever, shut the case for everybody.
 */
export function findByQueryCode(
  ctx: Context,
  number: string,
  code: string,
  clientHash: string,
): Promise<number | undefined> {
  return ctx.transaction(async (tx) => {
    const sent = hashCode(typed(code).replaceAll('-', ''))
    const found = await store.lockByNumber(tx, typed(number))
    // Compared even when there is nothing to compare with, so that the time tells nothing.
    const right = timingSafeEqual(sent, found?.query_code_hash ?? Buffer.alloc(sent.length))
    if (!found) return undefined
    const key = subjectOf(found.id)
    const mine = { purpose: 'requests.query_code', key, clientHash, now: ctx.now, ...OF_ONE }
    const lock = { purpose: 'requests.query_lock', key, now: ctx.now, most: 1, minutes: LOCK_MINUTES }
    const open = (await triesLeft(tx, mine)).allowed && (await triesLeft(tx, lock)).allowed
    if (!open) return undefined
    if (right) {
      await forgetTries(tx, mine)
      return found.id
    }
    await limitTries(tx, mine)
    const all = { purpose: 'requests.query_code', key, now: ctx.now, ...OF_ALL }
    const { left } = await limitTries(tx, all)
    if (left > 0) return undefined
    await limitTries(tx, lock)
    await forgetTries(tx, all)
    await record(tx, ctx.actor, {
      verb: 'requests.query_locked',
      subject: key,
      unitId: found.unit_id,
      detail: { minutes: LOCK_MINUTES },
    })
    return undefined
  })
}
