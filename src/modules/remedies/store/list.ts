import { sql, type RawBuilder } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { RemedyFilter } from '../contract.ts'
import { kindOf, remedyKinds } from '../kinds.ts'

export interface ListedRemedy {
  readonly id: number
  readonly number: string
  readonly kind: string
  readonly way: string
  readonly unit_id: number
  readonly unit_name: string
  readonly organ_unit_id: number | null
  readonly state: string
  readonly about: string
  readonly subject: string | null
  readonly organ: string
  readonly file_number: string
  readonly level: string
  readonly received_on: CivilDate
  readonly clock_name: string | null
  readonly due_on: CivilDate | null
  readonly yellow_on: CivilDate | null
  readonly stopped_on: CivilDate | null
  readonly result: string | null
  readonly outcome: string | null
  readonly concluded_on: CivilDate | null
}

export interface ListFilter extends RemedyFilter {
  /** The units whose cases this person reads. */
  readonly unitIds: readonly number[]
  readonly today: CivilDate
}

/** What waits for somebody: for the unit, or for the organ. */
const OPEN = sql`c.state in ('received', 'replied', 'redoing')`
const clocked = sql`remedies.remedy r on r.case_id = c.id
  left join clock.clock k on k.name = r.clock_name and k.subject = r.clock_subject`
const columns = sql`c.id, c.number, c.kind, r.way, c.unit_id, u.name as unit_name, r.organ_unit_id, c.state, r.about, r.subject,
  i.organ, i.file_number, i.level, c.received_on, k.name as clock_name, k.due_on, k.yellow_on, k.stopped_on, k.result, c.outcome,
  c.concluded_on`
const joined = sql`cases.case c
  join ${clocked}
  join organisation.unit u on u.id = c.unit_id
  join lateral (select o.organ, o.file_number, o.level from remedies.instance o
                 where o.case_id = c.id order by o.position desc limit 1) i on true`

/**
 * What is due soonest first: limits of the unit that run, then what waits for the organ, then the decided, newest first. The
 * parts are read apart, so that a page of a long history sorts only what is open.
 */
export async function listRemedies(
  handle: Handle,
  filter: ListFilter,
  page: { offset: number; limit: number },
): Promise<{ items: ListedRemedy[]; total: number }> {
  const where = conditions(filter)
  const { rows: counts } = await sql<{ open: number; total: number }>`
    select count(*) filter (where ${OPEN})::int as open, count(*)::int as total
      from cases.case c ${filter.light === undefined ? sql`` : sql`join ${clocked}`} where ${where}`.execute(
    handle,
  )
  const { open, total } = counts[0] ?? { open: 0, total: 0 }
  const pick = async (ids: RawBuilder<{ id: number }>) =>
    (await ids.execute(handle)).rows.map((row) => row.id)
  const underWay =
    page.offset >= open
      ? []
      : await pick(sql`
        select c.id from cases.case c join ${clocked} where ${where} and ${OPEN}
         order by k.stopped_on is not null, k.due_on, c.id limit ${page.limit} offset ${page.offset}`)
  const ended =
    underWay.length === page.limit
      ? []
      : await pick(sql`
        select c.id from cases.case c ${filter.light === undefined ? sql`` : sql`join ${clocked}`}
         where ${where} and c.concluded_on is not null and not ${OPEN}
         order by c.concluded_on desc, c.id desc
         limit ${page.limit - underWay.length} offset ${Math.max(0, page.offset - open)}`)
  const shown = [...underWay, ...ended]
  const { rows } = await sql<ListedRemedy>`
    select ${columns} from ${joined} where c.id = any(${shown}::bigint[])
     order by array_position(${shown}::bigint[], c.id)`.execute(handle)
  return { items: rows, total }
}

function conditions(filter: ListFilter) {
  const { kind, state, light, unitId, year, number } = filter
  const kinds = kind === undefined ? remedyKinds.map((one) => one.kind.name) : [kindOf(kind).kind.name]
  const all = [sql`c.kind = any(${kinds}::text[])`, mine(filter)]
  if (unitId !== undefined) all.push(sql`c.unit_id = ${unitId}`)
  if (state !== undefined) all.push(sql`c.state = ${state}`)
  if (year !== undefined)
    all.push(sql`c.received_on between ${civilDate(`${year}-01-01`)} and ${civilDate(`${year}-12-31`)}`)
  if (number !== undefined && number.trim() !== '') {
    // The one character that the database cannot hold is found nowhere.
    const text = number.trim().replaceAll('\u0000', '')
    all.push(sql`c.id in (select n.id from cases.case n where n.number = ${text.toUpperCase()}
      union select o.case_id from remedies.instance o where o.file_number = ${text} and o.file_number <> '')`)
  }
  if (light !== undefined) all.push(lightCondition(light, filter.today))
  return sql.join(all, sql` and `)
}

/** Of their units; and the complaints that these units decide. */
function mine({ kind, unitIds }: ListFilter) {
  const own = sql`c.unit_id = any(${[...unitIds]}::bigint[])`
  if (kind === 'reconsideration' || kind === 'litigation') return own
  return sql`(${own} or c.id in (select d.case_id from remedies.remedy d where d.organ_unit_id = any(${[...unitIds]}::bigint[])))`
}

function lightCondition(light: 'green' | 'yellow' | 'red', today: CivilDate) {
  if (light === 'red') return sql`(k.result = 'missed' or (k.stopped_on is null and k.due_on < ${today}))`
  if (light === 'yellow')
    return sql`(k.stopped_on is null and k.due_on >= ${today} and k.yellow_on <= ${today})`
  return sql`(k.stopped_on is null and k.yellow_on > ${today})`
}

/** Every case that the filter finds, by number of entry, a part at a time. */
export async function* readRemedies(handle: Handle, filter: ListFilter): AsyncGenerator<ListedRemedy[]> {
  const where = conditions(filter)
  for (let after = 0; ;) {
    const { rows } = await sql<ListedRemedy>`
      select ${columns} from ${joined} where ${where} and c.id > ${after} order by c.id limit 500`.execute(
      handle,
    )
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.id
  }
}

export async function getListed(handle: Handle, id: number): Promise<ListedRemedy> {
  const { rows } = await sql<ListedRemedy>`select ${columns} from ${joined} where c.id = ${id}`.execute(
    handle,
  )
  const [row] = rows
  if (!row) throw notFound('remedy', id)
  return row
}

/** Everything on one subject, newest first; a subject has a handful. */
export async function listOfSubject(handle: Handle, subject: string): Promise<ListedRemedy[]> {
  const { rows } = await sql<ListedRemedy>`
    select ${columns} from ${joined} where r.subject = ${subject} order by c.received_on desc, c.id desc`.execute(
    handle,
  )
  return rows
}

/** How many limits of these units are yellow or red. */
export async function countPressing(
  handle: Handle,
  unitIds: readonly number[],
  today: CivilDate,
): Promise<number> {
  const { rows } = await sql<{ pressing: number }>`
    select count(*)::int as pressing
      from clock.clock k join remedies.remedy r on r.clock_name = k.name and r.clock_subject = k.subject
     where k.stopped_on is null and k.unit_id = any(${[...unitIds]}::bigint[]) and k.yellow_on <= ${today}`.execute(
    handle,
  )
  return rows[0]?.pressing ?? 0
}
