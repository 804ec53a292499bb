import { sql, type RawBuilder } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'

/** A consultation as lists show it. */
export interface ListedConsultation {
  readonly id: number
  readonly number: string
  readonly unit_id: number
  readonly unit_name: string
  readonly state: string
  readonly way: string
  readonly title: string
  readonly received_on: CivilDate
  readonly due_on: CivilDate | null
  readonly yellow_on: CivilDate | null
  readonly stopped_on: CivilDate | null
  readonly result: string | null
  readonly outcome: string | null
  readonly concluded_on: CivilDate | null
  readonly closed_on: CivilDate | null
  readonly verdict: string | null
}

const clocked = sql`clock.clock k on k.subject = 'consultation:' || c.id and k.name = 'consultations.reply'`
const columns = sql`c.id, c.number, c.unit_id, u.name as unit_name, c.state, q.way, q.title, c.received_on, k.due_on,
  k.yellow_on, k.stopped_on, k.result, c.outcome, c.concluded_on, q.closed_on, p.verdict`
const joined = sql`cases.case c
  join consultations.consultation q on q.case_id = c.id
  join organisation.unit u on u.id = c.unit_id
  left join ${clocked}
  left join consultations.poll p on p.case_id = c.id`

export interface ConsultationFilter {
  readonly unitIds: readonly number[]
  readonly today: CivilDate
  readonly unitId?: number | undefined
  readonly state?: string | undefined
  readonly way?: string | undefined
  readonly light?: 'green' | 'yellow' | 'red' | undefined
  readonly number?: string | undefined
}

/** The one character that the database cannot hold is found nowhere. */
const storable = (text: string) => text.replaceAll('\u0000', '')

function conditions({ unitIds: readable, today, unitId, state, way, light, number }: ConsultationFilter) {
  const unitIds = [...readable].filter((id) => unitId === undefined || id === unitId)
  const all = [sql`c.kind = 'consultations.consultation'`, sql`c.unit_id = any(${unitIds}::bigint[])`]
  if (state !== undefined) all.push(sql`c.state = ${state}`)
  if (way !== undefined)
    all.push(sql`exists (select from consultations.consultation w where w.case_id = c.id and w.way = ${way})`)
  if (number !== undefined && number !== '')
    all.push(sql`c.number = ${storable(number.trim().toUpperCase())}`)
  // The clock knows its unit too, and has indexes by it.
  if (light !== undefined) all.push(sql`k.unit_id = any(${unitIds}::bigint[])`, lightCondition(light, today))
  return sql.join(all, sql` and `)
}

function lightCondition(light: 'green' | 'yellow' | 'red', today: CivilDate) {
  if (light === 'red') return sql`(k.result = 'missed' or (k.stopped_on is null and k.due_on < ${today}))`
  if (light === 'yellow')
    return sql`(k.stopped_on is null and k.due_on >= ${today} and k.yellow_on <= ${today})`
  return sql`(k.stopped_on is null and k.yellow_on > ${today})`
}

/**
 * What is open by its due day, then what is answered, the last answered first. The two parts are read apart, so that a
 * page of a long history sorts only what is open.
 */
export async function listConsultations(
  handle: Handle,
  filter: ConsultationFilter,
  page: { offset: number; limit: number },
): Promise<{ items: ListedConsultation[]; total: number }> {
  const where = conditions(filter)
  const counted = filter.light === undefined ? sql`cases.case c` : sql`cases.case c join ${clocked}`
  const { rows: counts } = await sql<{ open: number; total: number }>`
    select count(*) filter (where c.concluded_on is null)::int as open, count(*)::int as total
      from ${counted} where ${where}`.execute(handle)
  const { open, total } = counts[0] ?? { open: 0, total: 0 }
  const pick = async (ids: RawBuilder<{ id: number }>) =>
    (await ids.execute(handle)).rows.map((row) => row.id)
  const underWay =
    page.offset >= open
      ? []
      : await pick(sql`
        select c.id from cases.case c left join ${clocked} where ${where} and c.concluded_on is null
         order by k.due_on, c.id limit ${page.limit} offset ${page.offset}`)
  const left = page.limit - underWay.length
  const done =
    left === 0
      ? []
      : await pick(sql`
        select c.id from ${counted} where ${where} and c.concluded_on is not null
         order by c.concluded_on desc, c.id desc limit ${left} offset ${Math.max(0, page.offset - open)}`)
  return { items: await listByIds(handle, [...underWay, ...done]), total }
}

async function listByIds(handle: Handle, ids: readonly number[]): Promise<ListedConsultation[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ListedConsultation>`
    select ${columns} from ${joined} where c.id = any(${[...ids]}::bigint[])
     order by array_position(${[...ids]}::bigint[], c.id)`.execute(handle)
  return rows
}

export async function getListed(handle: Handle, id: number): Promise<ListedConsultation> {
  const { rows } = await sql<ListedConsultation>`
    select ${columns} from ${joined} where c.id = ${id} and c.kind = 'consultations.consultation'`.execute(
    handle,
  )
  const [row] = rows
  if (!row) throw notFound('consultation', id)
  return row
}

/** Those closed in these days, the last first. */
export async function listClosed(
  handle: Handle,
  filter: {
    unitIds: readonly number[]
    from?: CivilDate | undefined
    to?: CivilDate | undefined
    number?: string | undefined
  },
  page: { offset: number; limit: number },
): Promise<{ items: ListedConsultation[]; total: number }> {
  const all = [
    sql`c.kind = 'consultations.consultation'`,
    sql`c.unit_id = any(${[...filter.unitIds]}::bigint[])`,
    sql`c.state = 'closed'`,
    sql`q.closed_on is not null`,
  ]
  if (filter.from !== undefined) all.push(sql`q.closed_on >= ${filter.from}`)
  if (filter.to !== undefined) all.push(sql`q.closed_on <= ${filter.to}`)
  if (filter.number !== undefined) all.push(sql`c.number = ${storable(filter.number.trim().toUpperCase())}`)
  const where = sql.join(all, sql` and `)
  const from = sql`cases.case c join consultations.consultation q on q.case_id = c.id`
  const { rows } = await sql<{ id: number }>`
    select c.id from ${from} where ${where}
     order by q.closed_on desc, c.id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  const count = await sql<{
    total: number
  }>`select count(*)::int as total from ${from} where ${where}`.execute(handle)
  return {
    items: await listByIds(
      handle,
      rows.map((row) => row.id),
    ),
    total: count.rows[0]?.total ?? 0,
  }
}

/** How many open ones of these units stand at which light. */
export async function countLights(handle: Handle, unitIds: readonly number[], today: CivilDate) {
  const { rows } = await sql<{ yellow: number; red: number }>`
    select count(*) filter (where k.due_on >= ${today} and k.yellow_on <= ${today})::int as yellow,
           count(*) filter (where k.due_on < ${today})::int as red
      from clock.clock k
     where k.name = 'consultations.reply' and k.stopped_on is null and k.unit_id = any(${[...unitIds]}::bigint[])`.execute(
    handle,
  )
  return rows[0] ?? { yellow: 0, red: 0 }
}
