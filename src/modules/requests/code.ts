import { createHash, timingSafeEqual } from 'node:crypto'
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

const MAX_FAILURES = 5
const LOCK_MINUTES = 15

/**
 * The case that number and code open together. An unknown number, a wrong code and a locked case are answered alike;
 * after five wrong codes a case rests for a quarter of an hour.
 */
export function findByQueryCode(ctx: Context, number: string, code: string): Promise<number | undefined> {
  return ctx.transaction(async (tx) => {
    const sent = hashCode(typed(code).replaceAll('-', ''))
    const found = await store.lockByNumber(tx, typed(number))
    // Compared even when there is nothing to compare with, so that the time tells nothing.
    const right = timingSafeEqual(sent, found?.query_code_hash ?? Buffer.alloc(sent.length))
    if (!found || (found.query_locked_until && found.query_locked_until > ctx.now)) return undefined
    if (right) {
      if (found.query_failures > 0) await store.setQueryFailures(tx, found.id, 0, null)
      return found.id
    }
    const failures = found.query_failures + 1
    const locked = failures >= MAX_FAILURES
    await store.setQueryFailures(
      tx,
      found.id,
      locked ? 0 : failures,
      locked ? new Date(ctx.now.getTime() + LOCK_MINUTES * 60_000) : null,
    )
    if (locked)
      await record(tx, ctx.actor, {
        verb: 'requests.query_locked',
        subject: subjectOf(found.id),
        detail: { minutes: LOCK_MINUTES },
      })
    return undefined
  })
}
