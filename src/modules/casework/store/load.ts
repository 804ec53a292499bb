import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Light } from '#kernel/clock/index.ts'
import { finalStates, type CaseKind } from '#kernel/cases/index.ts'

/** The open cases of a kind in these units, each with its light on a day: the same reading as `lightOf`. */
function openCases(kind: CaseKind, unitIds: readonly number[], today: CivilDate) {
  return sql`
    select c.id, c.number, c.state, c.received_on, c.unit_id, k.due_on, k.stopped_on,
           case when k.id is null then null
                when k.result = 'missed' then 'red'
                when k.stopped_on is not null then 'done'
                when k.paused_from <= ${today} and k.paused_from <= k.due_on
                     and (k.paused_to is null or ${today} <= k.paused_to) then 'paused'
                when ${today} > k.due_on then 'red'
                when ${today} >= k.yellow_on then 'yellow'
                else 'green' end as light
      from cases.case c
      left join clock.clock k on k.name = ${kind.clock ?? ''} and k.subject = ${kind.subjectPrefix} || c.id
     where c.kind = ${kind.name} and c.unit_id = any(${[...unitIds]}::bigint[]) and c.concluded_on is null
       and not (c.state = any(${finalStates(kind)}::text[]))`
}

const counted = sql`
  count(*)::int as open,
  (count(*) filter (where o.light = 'yellow'))::int as yellow,
  (count(*) filter (where o.light = 'red'))::int as red`

export interface PersonLoad {
  /** Who answers for them today; null: nobody has them. */
  readonly staff_id: number | null
  readonly open: number
  readonly yellow: number
  readonly red: number
  readonly due_today: number
  readonly deputising: number
}

/** A unit's open cases by who answers for them on a day. */
export async function countByPerson(
  handle: Handle,
  kind: CaseKind,
  unitId: number,
  today: CivilDate,
): Promise<PersonLoad[]> {
  const { rows } = await sql<PersonLoad>`
    select coalesce(s.to_staff, a.staff_id) as staff_id, ${counted},
           (count(*) filter (where o.due_on = ${today} and o.light in ('yellow', 'green')))::int as due_today,
           count(s.to_staff)::int as deputising
      from (${openCases(kind, [unitId], today)}) o
      left join casework.assignment a on a.case_id = o.id
      left join casework.standing_in(${today}) s on s.from_staff = a.staff_id
     group by 1`.execute(handle)
  return rows
}

export interface OpenCase {
  readonly id: number
  readonly number: string
  readonly state: string
  readonly received_on: CivilDate | null
  readonly due_on: CivilDate | null
  readonly light: Light | null
  readonly assigned_id: number | null
  readonly assigned_name: string | null
  readonly staff_id: number | null
  readonly staff_name: string | null
}

/** A unit's open cases, the first due first; of one person, counting whom they stand in for, or (0) of nobody. */
export async function listOpenCases(
  handle: Handle,
  kind: CaseKind,
  filter: { readonly unitId: number; readonly staffId: number | undefined; readonly today: CivilDate },
  page: { readonly offset: number; readonly limit: number },
): Promise<{ items: OpenCase[]; total: number }> {
  const { unitId, staffId, today } = filter
  const whose = staffId === undefined ? sql`true` : sql`coalesce(r.staff_id, 0) = ${staffId}`
  const from = sql`(${openCases(kind, [unitId], today)}) o
    left join casework.responsible(${today}) r on r.case_id = o.id where ${whose}`
  const { rows: counts } = await sql<{ total: number }>`select count(*)::int as total from ${from}`.execute(
    handle,
  )
  const { rows } = await sql<OpenCase>`
    select o.id, o.number, o.state, o.received_on, o.due_on, o.light, r.assigned_id, r.assigned_name,
           r.staff_id, r.staff_name
      from ${from} order by o.due_on nulls first, o.id limit ${page.limit} offset ${page.offset}`.execute(
    handle,
  )
  return { items: rows, total: counts[0]?.total ?? 0 }
}

export interface Absent {
  readonly from_staff: number
  readonly to_staff: number
}

/** Everybody absent on a day, with who stands in. */
export async function listAbsent(handle: Handle, on: CivilDate): Promise<Absent[]> {
  const { rows } = await sql<Absent>`
    select from_staff, to_staff from casework.standing_in(${on})`.execute(handle)
  return rows
}

export interface UnitCounts {
  readonly unit_id: number
  readonly unit_name: string
  readonly open: number
  readonly yellow: number
  readonly red: number
  readonly paused: number
  readonly oldest_due: CivilDate | null
  readonly closed: number
  readonly judged: number
  readonly on_time: number
}

/** How each unit stands with a kind of case on a day, and how the year went so far. */
export async function countByUnit(
  handle: Handle,
  kind: CaseKind,
  unitIds: readonly number[],
  days: { readonly yearStart: CivilDate; readonly today: CivilDate },
): Promise<UnitCounts[]> {
  const { yearStart, today } = days
  const units = sql`any(${[...unitIds]}::bigint[])`
  const { rows } = await sql<UnitCounts>`
    with standing as (
      select o.unit_id, ${counted},
             (count(*) filter (where o.light = 'paused'))::int as paused,
             min(o.due_on) filter (where o.stopped_on is null) as oldest_due
        from (${openCases(kind, unitIds, today)}) o group by o.unit_id
    ), closed as (
      select unit_id, count(*)::int as closed from cases.case
       where kind = ${kind.name} and concluded_on between ${yearStart} and ${today} and unit_id = ${units}
       group by unit_id
    ), judged as (
      select unit_id, (count(*) filter (where result <> 'void'))::int as judged,
             (count(*) filter (where result = 'met'))::int as on_time
        from clock.clock
       where name = ${kind.clock ?? ''} and stopped_on between ${yearStart} and ${today} and unit_id = ${units}
       group by unit_id
    )
    select u.id as unit_id, u.name as unit_name, coalesce(s.open, 0) as open, coalesce(s.yellow, 0) as yellow,
           coalesce(s.red, 0) as red, coalesce(s.paused, 0) as paused, s.oldest_due,
           coalesce(c.closed, 0) as closed, coalesce(j.judged, 0) as judged, coalesce(j.on_time, 0) as on_time
      from organisation.unit u
      left join standing s on s.unit_id = u.id
      left join closed c on c.unit_id = u.id
      left join judged j on j.unit_id = u.id
     where u.id = ${units} and (u.closed_on is null or s.open > 0 or c.closed > 0)
     order by u.position, u.id`.execute(handle)
  return rows
}
