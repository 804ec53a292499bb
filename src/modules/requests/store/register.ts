import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'

/** A concluded request as the public sees it: nothing here is of the applicant but the kind. */
export interface RegisterRow {
  readonly id: number
  readonly number: string
  readonly unit_name: string
  readonly received_on: CivilDate
  readonly concluded_on: CivilDate
  readonly outcome: string
  readonly applicant_kind: string
  readonly receipt_way: string
  readonly wanted: string
}

export interface RegisterFilter {
  readonly year?: number | undefined
  readonly unitId?: number | undefined
  readonly outcome?: string | undefined
}

const KIND = sql`c.kind = 'requests.disclosure'`

function concluded({ year, unitId, outcome }: RegisterFilter) {
  const all = [KIND, sql`c.concluded_on is not null`]
  if (year !== undefined) all.push(sql`c.concluded_on between ${`${year}-01-01`} and ${`${year}-12-31`}`)
  if (unitId !== undefined) all.push(sql`c.unit_id = ${unitId}`)
  if (outcome !== undefined) all.push(sql`c.outcome = ${outcome}`)
  return sql.join(all, sql` and `)
}

const columns = sql`c.id, c.number, u.name as unit_name, c.received_on, c.concluded_on, c.outcome, r.applicant_kind,
  r.receipt_way, coalesce(nullif(r.wanted_title, ''), nullif(r.wanted_number, ''), left(r.description, 60)) as wanted`
const ORDER = sql`c.concluded_on desc, c.id desc`

/** The page's cases are picked first, by the index alone; only those are joined. */
function rowsOf(handle: Handle, picked: ReturnType<typeof concluded>, offset: number, limit: number) {
  return sql<RegisterRow>`
    select ${columns}
      from (select c.id from cases.case c where ${picked} order by ${ORDER} offset ${offset} limit ${limit}) p
      join cases.case c on c.id = p.id
      join requests.request r on r.case_id = c.id
      join organisation.unit u on u.id = c.unit_id
     order by ${ORDER}`.execute(handle)
}

/** Concluded requests, newest first, with how many there are and how many are still under way. */
export async function listRegister(
  handle: Handle,
  filter: RegisterFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ items: readonly RegisterRow[]; total: number; open: number }> {
  const { rows } = await rowsOf(handle, concluded(filter), page.offset, page.limit)
  const ofUnit = filter.unitId === undefined ? sql`` : sql`and c.unit_id = ${filter.unitId}`
  const counts = await sql<{ total: number; open: number }>`
    select (select count(*)::int from cases.case c where ${concluded(filter)}) as total,
           (select count(*)::int from cases.case c
             where ${KIND} and c.concluded_on is null and c.state <> 'discarded' ${ofUnit}) as open`.execute(
    handle,
  )
  return { items: rows, total: counts.rows[0]?.total ?? 0, open: counts.rows[0]?.open ?? 0 }
}

/** How many rows of a file are read at once. */
const PART = 1000

/** All of them in parts, in the same order, without counting from the start for each part. */
export async function* readRegister(handle: Handle, filter: RegisterFilter): AsyncGenerator<RegisterRow[]> {
  let last: RegisterRow | undefined
  do {
    const after = last ? sql` and (c.concluded_on, c.id) < (${last.concluded_on}, ${last.id})` : sql``
    const { rows } = await rowsOf(handle, sql`${concluded(filter)}${after}`, 0, PART)
    if (rows.length > 0) yield rows
    last = rows.length === PART ? rows.at(-1) : undefined
  } while (last)
}
