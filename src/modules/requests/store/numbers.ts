import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { lightCondition } from './list.ts'

export interface Numbers {
  readonly open: number
  readonly due_today: number
  readonly yellow: number
  readonly red: number
  readonly paused: number
  readonly received: number
  readonly concluded: number
  readonly judged: number
  readonly on_time: number
  readonly median_days: number | null
}

/** How these units stand today, and what the year up to today brought. */
export async function countNumbers(
  handle: Handle,
  unitIds: readonly number[],
  today: CivilDate,
): Promise<Numbers> {
  const units = sql`any(${[...unitIds]}::bigint[])`
  const first = `${today.slice(0, 4)}-01-01`
  const ours = sql`kind = 'requests.disclosure' and unit_id = ${units}`
  const light = (name: 'yellow' | 'red' | 'paused') =>
    sql`count(*) filter (where k.stopped_on is null and ${lightCondition(name, today)})::int`
  const { rows } = await sql<Numbers>`
    select
      (select count(*)::int from cases.case where ${ours} and concluded_on is null) as open,
      (select count(*)::int from cases.case where ${ours} and received_on between ${first} and ${today}) as received,
      running.*, ended.*, done.*
    from
      (select count(*) filter (where k.due_on = ${today})::int as due_today, ${light('yellow')} as yellow,
              ${light('red')} as red, ${light('paused')} as paused
         from clock.clock k
        where k.name = 'requests.reply' and k.unit_id = ${units} and k.stopped_on is null) running,
      (select count(*)::int as judged, count(*) filter (where k.result = 'met')::int as on_time
         from clock.clock k
        where k.name = 'requests.reply' and k.unit_id = ${units} and k.result is not null
          and k.stopped_on between ${first} and ${today}) ended,
      (select count(*)::int as concluded,
              percentile_disc(0.5) within group (order by concluded_on - received_on)::int as median_days
         from cases.case where ${ours} and concluded_on between ${first} and ${today}) done`.execute(handle)
  const [row] = rows
  if (!row) throw new Error('counting answered nothing')
  return row
}
