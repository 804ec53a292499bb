import { forgetTries, limitTries, triesLeft } from '#platform/challenge/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import { isQueryCode, makeQueryCode, typedNumber } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { subjectOf } from './kinds/procedure.ts'
import * as store from './store/query-code.ts'

export { hashCode } from '#kernel/cases/index.ts'

export function queryCodeOf(secrets: Secrets, formKey: string): string {
  return makeQueryCode(secrets, 'requests.query_code', formKey)
}

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
    const found = await store.lockByNumber(tx, typedNumber(number))
    const right = isQueryCode(code, found?.query_code_hash)
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
