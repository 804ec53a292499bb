import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { defaultPolicy, type Policy } from '../kinds/policy.ts'

/** The version in force on a day; what a version does not say is as the default says it. */
export async function getPolicy(handle: Handle, on: CivilDate): Promise<Policy> {
  const row = await handle
    .selectFrom('requests.policy')
    .select('body')
    .where('from_on', '<=', on)
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { ...defaultPolicy, ...(row?.body as Partial<Policy> | undefined) }
}

/** Whether the list of requests and their outcomes is public. */
export async function isRegisterShown(handle: Handle, on: CivilDate): Promise<boolean> {
  return (await getPolicy(handle, on)).register.shown
}

export function listPolicies(handle: Handle) {
  return handle.selectFrom('requests.policy').selectAll().orderBy('from_on', 'desc').execute()
}

/** A version from a day on; the same day set again is replaced as long as it has not begun. */
export async function putPolicy(
  tx: Tx,
  version: { readonly from: CivilDate; readonly policy: Policy; readonly by: number | null },
): Promise<void> {
  const body = JSON.stringify(version.policy)
  await tx
    .insertInto('requests.policy')
    .values({ from_on: version.from, body, set_by: version.by })
    .onConflict((conflict) => conflict.column('from_on').doUpdateSet({ body, set_by: version.by }))
    .execute()
}
