import { sql, type RawBuilder } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import { heldBy } from '#modules/casework/index.ts'

export interface ListedRequest {
  readonly id: number
  readonly number: string
  readonly unit_id: number
  readonly unit_name: string
  readonly state: string
  readonly applicant_kind: string
  readonly receipt_way: string
  readonly wanted: string
  readonly arrived_on: CivilDate
  readonly received_on: CivilDate | null
  readonly due_on: CivilDate | null
  readonly yellow_on: CivilDate | null
  readonly stopped_on: CivilDate | null
  readonly paused_from: CivilDate | null
  readonly paused_to: CivilDate | null
  readonly result: string | null
  readonly outcome: string | null
  readonly concluded_on: CivilDate | null
}

const columns = sql`c.id, c.number, c.unit_id, u.name as unit_name, c.state, r.applicant_kind, r.receipt_way,
  coalesce(nullif(r.wanted_title, ''), nullif(r.wanted_number, ''), left(r.description, 60)) as wanted, r.arrived_on,
  c.received_on, k.due_on, k.yellow_on, k.stopped_on, k.result, k.paused_from, k.paused_to, c.outcome, c.concluded_on`
const clocked = sql`clock.clock k on k.subject = 'request:' || c.id and k.name = 'requests.reply'`
/** The same, where the clock is what is asked about: from its few rows to their cases by number. */
const fromClock = sql`${clocked}
  and c.id = case when k.name = 'requests.reply' then split_part(k.subject, ':', 2)::bigint end`
const joined = sql`cases.case c
  join requests.request r on r.case_id = c.id
  join organisation.unit u on u.id = c.unit_id
  left join ${clocked}`

export interface RequestFilter {
  readonly unitIds: readonly number[]
  readonly today: CivilDate
  readonly unitId?: number | undefined
  readonly state?: string | undefined
  /** Any of these. */
  readonly states?: readonly string[] | undefined
  readonly light?: LightName | undefined
  readonly number?: string | undefined
  readonly dueToday?: boolean | undefined
  /** The answer that is being prepared is somebody else's than this person's. */
  readonly writtenByOther?: number | undefined
  /** Given to this person; null: to nobody. */
  readonly heldBy?: number | null | undefined
}

/**
 * The most pressing first: yellow and red by their due day, those still to be registered, the others under way by their
 * due day, then the finished, newest first. The two parts are read apart, so that a page of a long history sorts only what is open.
 */
export async function listRequests(
  handle: Handle,
  filter: RequestFilter,
  page: { offset: number; limit: number },
): Promise<{ items: ListedRequest[]; total: number }> {
  const where = conditions(filter)
  const counted = asksClock(filter) ? sql`cases.case c join ${fromClock}` : sql`cases.case c`
  // Counted apart: what is open and what is finished have an index each.
  const { rows: counts } = await sql<{ open: number; finished: number }>`
    select (select count(*) from ${counted} where ${where} and c.concluded_on is null)::int as open,
           (select count(*) from ${counted} where ${where} and c.concluded_on is not null)::int as finished`.execute(
    handle,
  )
  const { open, finished: past } = counts[0] ?? { open: 0, finished: 0 }
  const pick = async (ids: RawBuilder<{ id: number }>) =>
    (await ids.execute(handle)).rows.map((row) => row.id)
  const underWay =
    page.offset >= open
      ? []
      : await pick(sql`
        select c.id from cases.case c left join ${asksClock(filter) ? fromClock : clocked} where ${where} and c.concluded_on is null
         order by case when k.yellow_on <= ${filter.today} then 0 when c.received_on is null then 1 else 2 end,
                  k.due_on, c.id limit ${page.limit} offset ${page.offset}`)
  const finished =
    underWay.length === page.limit
      ? []
      : await pick(sql`
        select c.id from ${counted} where ${where} and c.concluded_on is not null
         order by c.concluded_on desc, c.id desc
         limit ${page.limit - underWay.length} offset ${Math.max(0, page.offset - open)}`)
  const shown = [...underWay, ...finished]
  return { items: await listByIds(handle, shown), total: open + past }
}

const asksClock = (filter: RequestFilter) => filter.light !== undefined || filter.dueToday === true

function conditions(filter: RequestFilter) {
  const { unitId, state, states, light, number, dueToday, writtenByOther, today } = filter
  const unitIds = unitId === undefined ? filter.unitIds : filter.unitIds.filter((id) => id === unitId)
  const all = [sql`c.kind = 'requests.disclosure'`, sql`c.unit_id = any(${[...unitIds]}::bigint[])`]
  if (state !== undefined) all.push(sql`c.state = ${storable(state)}`)
  if (states !== undefined) all.push(sql`c.state = any(${[...states]}::text[])`)
  if (number !== undefined && number !== '')
    all.push(sql`c.number = ${storable(number.trim().toUpperCase())}`)
  if (writtenByOther !== undefined)
    all.push(sql`(select a.answered_by from requests.answer a where a.case_id = c.id
                   order by a.round desc limit 1) <> ${writtenByOther}`)
  if (filter.heldBy !== undefined) all.push(heldBy(sql`c.id`, filter.heldBy))
  // The clock knows its unit too, and has indexes by it.
  if (asksClock(filter)) all.push(sql`k.unit_id = any(${[...unitIds]}::bigint[])`)
  if (light !== undefined) all.push(lightCondition(light, today))
  if (dueToday === true) all.push(sql`k.stopped_on is null and k.due_on = ${today}`)
  return sql.join(all, sql` and `)
}

/** The one character that the database cannot hold is found nowhere. */
const storable = (text: string) => text.replaceAll('\u0000', '')

type LightName = 'green' | 'yellow' | 'red' | 'paused'

export function lightCondition(light: LightName, today: CivilDate) {
  const paused = sql`coalesce(k.paused_from <= ${today} and k.paused_from <= k.due_on
    and (k.paused_to is null or k.paused_to >= ${today}), false)`
  if (light === 'paused') return sql`(k.stopped_on is null and ${paused})`
  if (light === 'red')
    return sql`(k.result = 'missed' or (k.stopped_on is null and k.due_on < ${today} and not ${paused}))`
  if (light === 'yellow')
    return sql`(k.stopped_on is null and k.due_on >= ${today} and k.yellow_on <= ${today} and not ${paused})`
  return sql`(k.stopped_on is null and k.yellow_on > ${today} and not ${paused})`
}

/** Requests by their numbers, in the order of these. */
export async function listByIds(handle: Handle, ids: readonly number[]): Promise<ListedRequest[]> {
  const { rows } = await sql<ListedRequest>`
    select ${columns} from ${joined} where c.id = any(${[...ids]}::bigint[])
     order by array_position(${[...ids]}::bigint[], c.id)`.execute(handle)
  return rows
}

export async function getListed(handle: Handle, id: number): Promise<ListedRequest> {
  const { rows } = await sql<ListedRequest>`select ${columns} from ${joined} where c.id = ${id}`.execute(
    handle,
  )
  const [row] = rows
  if (!row) throw notFound('request', id)
  return row
}

/** How many open cases of these units stand at which light, and how many are due today. */
export async function countLights(handle: Handle, unitIds: readonly number[], today: CivilDate) {
  const { rows } = await sql<{ due_today: number; yellow: number; red: number }>`
    select count(*) filter (where k.due_on = ${today})::int as due_today,
           count(*) filter (where k.due_on >= ${today} and k.yellow_on <= ${today})::int as yellow,
           count(*) filter (where k.due_on < ${today})::int as red
      from clock.clock k where k.name = 'requests.reply' and k.stopped_on is null and k.unit_id = any(${[...unitIds]}::bigint[])`.execute(
    handle,
  )
  return rows[0] ?? { due_today: 0, yellow: 0, red: 0 }
}

/** Concluded requests of these units, the last concluded first. */
export async function listConcluded(
  handle: Handle,
  filter: {
    readonly unitIds: readonly number[]
    readonly from?: CivilDate
    readonly to?: CivilDate
    readonly number?: string
  },
  page: { readonly offset: number; readonly limit: number },
): Promise<{ items: ListedRequest[]; total: number }> {
  const all = [
    sql`c.kind = 'requests.disclosure'`,
    sql`c.unit_id = any(${[...filter.unitIds]}::bigint[])`,
    sql`c.concluded_on is not null`,
  ]
  if (filter.from !== undefined) all.push(sql`c.concluded_on >= ${filter.from}`)
  if (filter.to !== undefined) all.push(sql`c.concluded_on <= ${filter.to}`)
  if (filter.number !== undefined) all.push(sql`c.number = ${storable(filter.number.trim().toUpperCase())}`)
  const where = sql.join(all, sql` and `)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*)::int as total from cases.case c where ${where}`.execute(handle)
  const { rows } = await sql<ListedRequest>`
    select ${columns} from ${joined} where ${where}
     order by c.concluded_on desc, c.id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  return { items: rows, total: counts[0]?.total ?? 0 }
}

/** The numbers of cases, by their id. */
export async function listNumbers(
  handle: Handle,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; number: string }>`
    select id, number from cases.case where id = any(${[...ids]}::bigint[])`.execute(handle)
  return new Map(rows.map((row) => [row.id, row.number]))
}
