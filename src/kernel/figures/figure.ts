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
  /** The page tags that a change of its records marks stale: pages that show it carry them. */
  readonly changedBy: readonly string[]
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
  const [values = new Map<string, number>()] = await figureBySets(handle, figure, scope, [dimensions])
  return values
}

/**
 * As `figureBy`, for several sets of dimensions in one pass over the records; a map for each set, in their order. A
 * set with fewer dimensions is summed over the records themselves, not over another set's values, so it also has what
 * the other has no place for. Keys are the values joined by `|`; the empty set's only key is ''.
 */
export async function figureBySets(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  sets: readonly (readonly string[])[],
): Promise<readonly ReadonlyMap<string, number>[]> {
  const all = [...new Set(sets.flat())]
  for (const dimension of all) {
    if (!figure.dimensions.includes(dimension))
      throw new Error(`the figure ${figure.name} has no dimension ${dimension}`)
  }
  const columns = (names: readonly string[]) => names.map((name) => sql`r.${sql.ref(name)}`)
  const list = (names: readonly string[]) => (names.length === 0 ? sql`` : sql.join(columns(names)))
  // grouping() has a bit for each dimension that the set leaves out; the last has the lowest.
  const left = all.length === 0 ? sql`0` : sql`grouping(${list(all)})`
  const { rows } = await sql<{ left_out: number; key: (string | null)[]; value: number }>`
    select ${left} as left_out, array[${list(all)}]::text[] as key, coalesce(sum(r.amount), 0)::bigint as value
      from (${figure.records(scope)}) r
     group by grouping sets (${sql.join(sets.map((set) => sql`(${list(set)})`))})`.execute(handle)
  return sets.map((set) => {
    const leftOut = all.reduce((bits, dimension) => bits * 2 + (set.includes(dimension) ? 0 : 1), 0)
    const places = set.map((dimension) => all.indexOf(dimension))
    return new Map(
      rows
        .filter((row) => row.left_out === leftOut)
        .map((row) => [places.map((place) => row.key[place] ?? '').join('|'), row.value]),
    )
  })
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
