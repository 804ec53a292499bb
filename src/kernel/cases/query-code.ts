import { createHash, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/secrets.ts'

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
export function isQueryCode(typed: string, hash: Buffer | undefined): boolean {
  const sent = hashCode(typedNumber(typed).replaceAll('-', ''))
  return timingSafeEqual(sent, hash ?? Buffer.alloc(sent.length))
}

/** How the codes tried on a case have gone. */
export interface QueryStanding {
  readonly query_code_hash: Buffer
  readonly query_failures: number
  readonly query_locked_until: Date | null
}

export interface QueryTry {
  readonly opens: boolean
  /** What is to be kept of this try; undefined: nothing changes. */
  readonly keep?: { readonly failures: number; readonly lockedUntil: Date | null }
}

const MAX_FAILURES = 5
export const QUERY_LOCK_MINUTES = 15

/**
 * Whether what was typed opens the case. An unknown number, a wrong code and a locked case are answered alike; after
 * five wrong codes a case rests for a quarter of an hour.
 */
export function tryQueryCode(found: QueryStanding | undefined, typed: string, now: Date): QueryTry {
  const right = isQueryCode(typed, found?.query_code_hash)
  if (!found || (found.query_locked_until && found.query_locked_until > now)) return { opens: false }
  if (right)
    return found.query_failures > 0
      ? { opens: true, keep: { failures: 0, lockedUntil: null } }
      : { opens: true }
  const failures = found.query_failures + 1
  if (failures < MAX_FAILURES) return { opens: false, keep: { failures, lockedUntil: null } }
  return {
    opens: false,
    keep: { failures: 0, lockedUntil: new Date(now.getTime() + QUERY_LOCK_MINUTES * 60_000) },
  }
}
