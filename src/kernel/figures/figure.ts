import { sql, type RawBuilder } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { civilDate, type CivilDate } from '#platform/dates.ts'

/** Both days included. */
export interface Period {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** Whose records, of which period. */
export interface FigureScope {
  readonly period: Period
  readonly unitIds: readonly number[]
}

/**
 * A figure (指标): a question to records, asked once. `records` is the whole of it: one row for each record that
 * counts, with the columns `record` (its subject, `request:12`), `label`, `unit_id`, `on_date`, `amount`, and one text
 * column for each dimension. The value is the sum of the amounts, the drill-down is the rows themselves, so the two
 * cannot disagree.
 */
export interface Figure {
  readonly name: string
  readonly label: string
  /** 件, 项, 万元 … as the form prints it. */
  readonly unit: string
  /** What puts a record into a period. */
  readonly cohort: 'received' | 'ended' | 'as_of'
  readonly dimensions: readonly string[]
  readonly cites: string
  readonly records: (scope: FigureScope) => RawBuilder<unknown>
  /** Where the public can see one of its records, given the number behind the subject's colon. */
  readonly address?: (id: number) => string
}

export interface FigureRecord {
  readonly record: string
  readonly label: string
  readonly unitId: number
  readonly on: CivilDate
  readonly amount: number
}

export function defineFigure(figure: Figure): Figure {
  if (figure.cites === '') throw new Error(`the figure ${figure.name} cites no source`)
  return figure
}

export function yearPeriod(year: number): Period {
  return { from: civilDate(`${year}-01-01`), to: civilDate(`${year}-12-31`) }
}

type Filter = Readonly<Record<string, string>>

function where(figure: Figure, filter: Filter): RawBuilder<unknown> {
  const parts = Object.entries(filter).map(([dimension, value]) => {
    if (!figure.dimensions.includes(dimension))
      throw new Error(`the figure ${figure.name} has no dimension ${dimension}`)
    return sql`r.${sql.ref(dimension)} = ${value}`
  })
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}

/** The figure's value under a filter on its dimensions. */
export async function countFigure(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  filter: Filter = {},
): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    select coalesce(sum(r.amount), 0)::bigint as value from (${figure.records(scope)}) r where ${where(figure, filter)}`.execute(
    handle,
  )
  return rows[0]?.value ?? 0
}

/** How many records are behind a value; it is the value itself where each record counts one. */
export async function countRecords(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  filter: Filter = {},
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${figure.records(scope)}) r where ${where(figure, filter)}`.execute(handle)
  return rows[0]?.count ?? 0
}

/** The figure's values by every combination of the given dimensions that occurs; one pass over the records. */
export async function figureBy(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  dimensions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const keys = dimensions.map((dimension) => {
    if (!figure.dimensions.includes(dimension))
      throw new Error(`the figure ${figure.name} has no dimension ${dimension}`)
    return sql`r.${sql.ref(dimension)}`
  })
  const key = sql`concat_ws('|', ${sql.join(keys)})`
  const { rows } = await sql<{ key: string; value: number }>`
    select ${key} as key, coalesce(sum(r.amount), 0)::bigint as value
      from (${figure.records(scope)}) r group by 1`.execute(handle)
  return new Map(rows.map((row) => [row.key, row.value]))
}

/** The records behind a value, newest first, a page at a time. */
export async function listRecords(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  filter: Filter,
  page: { offset: number; limit: number },
): Promise<FigureRecord[]> {
  const { rows } = await sql<{
    record: string
    label: string
    unit_id: number
    on_date: CivilDate
    amount: number
  }>`
    select r.record, r.label, r.unit_id, r.on_date, r.amount::bigint as amount
      from (${figure.records(scope)}) r where ${where(figure, filter)}
     order by r.on_date desc, r.record desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  return rows.map((row) => ({
    record: row.record,
    label: row.label,
    unitId: row.unit_id,
    on: row.on_date,
    amount: row.amount,
  }))
}
