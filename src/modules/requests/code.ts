import type { Secrets } from '#platform/secrets.ts'
import { makeQueryCode, QUERY_LOCK_MINUTES, tryQueryCode, typedNumber } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { subjectOf } from './kinds/procedure.ts'
import * as store from './store/query-code.ts'

export { hashCode } from '#kernel/cases/index.ts'

export function queryCodeOf(secrets: Secrets, formKey: string): string {
  return makeQueryCode(secrets, 'requests.query_code', formKey)
}

/** The case that number and code open together. */
export function findByQueryCode(ctx: Context, number: string, code: string): Promise<number | undefined> {
  return ctx.transaction(async (tx) => {
    const found = await store.lockByNumber(tx, typedNumber(number))
    const { opens, keep } = tryQueryCode(found, code, ctx.now)
    if (found && keep) {
      await store.setQueryFailures(tx, found.id, keep.failures, keep.lockedUntil)
      if (keep.lockedUntil)
        await record(tx, ctx.actor, {
          verb: 'requests.query_locked',
          subject: subjectOf(found.id),
          detail: { minutes: QUERY_LOCK_MINUTES },
        })
    }
    return opens ? found?.id : undefined
  })
}
