import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import { addDays, type CivilDate } from '#platform/dates.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { LINK_HOURS, NEWS_DAYS } from './kinds.ts'
import { addToTally } from './store.ts'

/** A mail that waits longer was tried as often as the jobs try. */
const WAITING_DAYS = 2
const KEPT_DAYS = 30
const GIVEN_UP = 'the server did not take it in time'

export const tidyJob: Job = {
  name: 'subscriptions.tidy',
  daily: '03:30',
  run: async ({ db, now }) => {
    await tidy(createContext(db, systemActor, now))
  },
}

/** Deletes what nobody confirmed and addresses that nothing is sent to; gives up what cannot be sent. */
export function tidy(ctx: Context): Promise<{ expired: number; addresses: number }> {
  return ctx.transaction(async (tx) => {
    const before = new Date(ctx.now.getTime() - LINK_HOURS * 3_600_000)
    const expired = await tx
      .deleteFrom('subscriptions.subscription')
      .where('confirmed_at', 'is', null)
      .where('asked_at', '<=', before)
      .executeTakeFirst()
    const addresses = await deleteUnused(tx)
    await giveUp(tx, ctx.today)
    await tx
      .deleteFrom('subscriptions.delivery')
      .where('planned_on', '<', addDays(ctx.today, -KEPT_DAYS))
      .execute()
    // Twice the days that the collector looks back: nothing that it could take for new again is forgotten.
    await sql`
      delete from subscriptions.arrival
       where shown_on < (select collected_on from subscriptions.collection) - ${NEWS_DAYS * 2}::int`.execute(
      tx,
    )
    const counts = { expired: Number(expired.numDeletedRows), addresses }
    if (counts.expired + counts.addresses > 0)
      await record(tx, ctx.actor, {
        verb: 'subscriptions.expired',
        subject: `day:${ctx.today}`,
        detail: counts,
      })
    return counts
  })
}

/** Deletes the addresses that no subscription needs: of these subscribers, or of all. */
export async function deleteUnused(tx: Tx, subscriberId?: number): Promise<number> {
  const some = subscriberId === undefined ? sql`` : sql`and s.id = ${subscriberId}`
  const unused = sql`not exists (select from subscriptions.subscription x where x.subscriber_id = s.id)`
  // Two statements: the second sees what somebody subscribed to who held the row when the first came by.
  const { rows } = await sql<{ id: number }>`
    select s.id from subscriptions.subscriber s where ${unused} ${some} for update skip locked`.execute(tx)
  const { rows: gone } = await sql<{ id: number }>`
    delete from subscriptions.subscriber s
     where s.id = any(${rows.map((row) => row.id)}::bigint[]) and ${unused} returning s.id`.execute(tx)
  return gone.length
}

async function giveUp(tx: Tx, today: CivilDate): Promise<void> {
  const { rows } = await sql<{ planned_on: CivilDate; count: number }>`
    with given_up as (
      update subscriptions.delivery set state = 'failed', reason = coalesce(reason, ${GIVEN_UP})
       where state = 'waiting' and planned_on < ${addDays(today, -WAITING_DAYS)} returning planned_on
    )
    select planned_on, count(*)::int as count from given_up group by 1`.execute(tx)
  for (const { planned_on: on, count } of rows) await addToTally(tx, on, 'failed', count)
}
