import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Kind, SubscriptionCounts } from './contract.ts'

/** Numbers for the console: of subscriptions, and of mails on the days up to today. */
export async function readCounts(
  handle: Handle,
  page: { readonly offset: number; readonly limit: number },
  days: { readonly from: CivilDate },
): Promise<SubscriptionCounts> {
  const [kinds, unconfirmed, channels, total, mails] = await Promise.all([
    sql<{ kind: Kind; active: number }>`
      select kind, count(*)::int as active from subscriptions.subscription
       where confirmed_at is not null group by kind order by active desc, kind`.execute(handle),
    sql<{ count: number }>`
      select count(*)::int as count from subscriptions.subscription where confirmed_at is null`.execute(
      handle,
    ),
    sql<{ id: number; site: string; name: string; daily: number; weekly: number }>`
      select c.id, i.name as site, c.name, n.daily, n.weekly
        from (select channel_id, count(*) filter (where rhythm = 'daily')::int as daily,
                     count(*) filter (where rhythm = 'weekly')::int as weekly, count(*) as both
                from subscriptions.subscription
               where channel_id is not null and confirmed_at is not null group by channel_id) n
        join sites.channel c on c.id = n.channel_id
        join sites.site i on i.id = c.site_id
       order by n.both desc, c.id limit ${page.limit} offset ${page.offset}`.execute(handle),
    sql<{ count: number }>`
      select count(distinct channel_id)::int as count from subscriptions.subscription
       where channel_id is not null and confirmed_at is not null`.execute(handle),
    sql<{ on: string; sent: number; failed: number }>`
      select on_date as on, sent, failed from subscriptions.tally
       where on_date >= ${days.from} order by on_date desc`.execute(handle),
  ])
  return {
    active: kinds.rows.reduce((sum, row) => sum + row.active, 0),
    unconfirmed: unconfirmed.rows[0]?.count ?? 0,
    kinds: kinds.rows,
    channels: channels.rows,
    channelTotal: total.rows[0]?.count ?? 0,
    days: mails.rows,
  }
}
