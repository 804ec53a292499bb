import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { LimitBody, LimitView } from '../contract.ts'
import { DEFAULT_LIMIT } from '../kinds.ts'

/** What the city has set for a day, or what holds until it sets something. */
export async function getLimit(handle: Handle, on: CivilDate): Promise<LimitView> {
  const row = await handle
    .selectFrom('casework.cohandling_limit')
    .selectAll()
    .where('from_on', '<=', on)
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? { from: row.from_on, days: row.days, mostDays: row.most_days, cites: row.cites, own: true }
    : { ...DEFAULT_LIMIT, own: false }
}

export async function setLimit(tx: Tx, limit: LimitBody): Promise<void> {
  const values = { days: limit.days, most_days: limit.mostDays, cites: limit.cites }
  await tx
    .insertInto('casework.cohandling_limit')
    .values({ from_on: limit.from, ...values })
    .onConflict((conflict) => conflict.column('from_on').doUpdateSet(values))
    .execute()
}
