import { sql, type RawBuilder } from 'kysely'
import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { figureNamed, type Term } from './asks.ts'
import { where, type Filter } from './count.ts'
import { shiftYears, type Figure, type FigureScope } from './figure.ts'

export interface FigureRecord {
  readonly record: string
  readonly label: string
  readonly unitId: number
  readonly on: CivilDate
  /** Negative where the record is taken away. */
  readonly amount: number
}

export interface RecordPage {
  readonly offset: number
  readonly limit: number
}

const COLUMNS = sql`r.record, r.label, r.unit_id, r.on_date`

function recordsWhere(
  figure: Figure,
  scope: FigureScope,
  filter: Filter,
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`select ${columns} from (${figure.records(scope)}) r where ${where(figure, filter)}`
}

async function page(handle: Handle, records: RawBuilder<unknown>, { offset, limit }: RecordPage) {
  const { rows } = await sql<{
    record: string
    label: string
    unit_id: number
    on_date: CivilDate
    amount: number
  }>`${records} order by on_date desc, record desc limit ${limit} offset ${offset}`.execute(handle)
  return rows.map((row): FigureRecord => ({
    record: row.record,
    label: row.label,
    unitId: row.unit_id,
    on: row.on_date,
    amount: row.amount,
  }))
}

async function countOf(handle: Handle, records: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (${records}) counted`.execute(
    handle,
  )
  return rows[0]?.count ?? 0
}

/** The records behind a figure's value, newest first, a page at a time. */
export function listRecords(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  filter: Filter,
  asked: RecordPage,
): Promise<FigureRecord[]> {
  return page(handle, recordsWhere(figure, scope, filter, sql`${COLUMNS}, r.amount::bigint as amount`), asked)
}

/** How many records are behind a figure's value; it is the value itself where each record counts one. */
export function countRecords(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  filter: Filter = {},
): Promise<number> {
  return countOf(handle, recordsWhere(figure, scope, filter, sql`r.record`))
}

function recordsOfTerms(
  figures: readonly Figure[],
  terms: readonly Term[],
  scope: FigureScope,
): RawBuilder<unknown> {
  const parts = terms.map((one) => {
    const moved = { ...scope, period: shiftYears(scope.period, one.year) }
    const amount = one.minus ? sql`-r.amount::bigint as amount` : sql`r.amount::bigint as amount`
    return recordsWhere(
      figureNamed(figures, one.ask.figure),
      moved,
      one.ask.filter,
      sql`${COLUMNS}, ${amount}`,
    )
  })
  const [only] = parts
  return parts.length === 1 && only ? only : sql.join(parts, sql` union all `)
}

/** The records behind a sum of figures, newest first, and how many they are. */
export async function listTermRecords(
  handle: Handle,
  figures: readonly Figure[],
  terms: readonly Term[],
  scope: FigureScope,
  asked: RecordPage,
): Promise<{ readonly items: readonly FigureRecord[]; readonly total: number }> {
  const records = recordsOfTerms(figures, terms, scope)
  return { items: await page(handle, records, asked), total: await countOf(handle, records) }
}
