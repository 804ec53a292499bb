import type { Secrets } from '#platform/secrets.ts'
import { makeQueryCode, openByCode, typedNumber } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { subjectOf } from './kinds/procedure.ts'
import * as store from './store/query-code.ts'

export { hashCode } from '#kernel/cases/index.ts'

export function queryCodeOf(secrets: Secrets, formKey: string): string {
  return makeQueryCode(secrets, 'requests.query_code', formKey)
}

/** The case that number and code open together. */
export function findByQueryCode(
  ctx: Context,
  number: string,
  code: string,
  clientHash: string,
): Promise<number | undefined> {
  return ctx.transaction(async (tx) => {
    const found = await store.lockByNumber(tx, typedNumber(number))
    return openByCode(tx, ctx, found, { code, clientHash, word: 'requests', subjectOf })
  })
}
