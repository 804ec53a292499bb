import { sql, type RawBuilder } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { dimension, type Figure, type FigureScope } from './figure.ts'

/** A value for each of some dimensions. */
export type Filter = Readonly<Record<string, string>>

/** A filter as a condition on `r`, the figure's records; '' stands for those without a value, as in the keys of `figureBySets`. */
export function where(figure: Figure, filter: Filter): RawBuilder<unknown> {
  const parts = Object.entries(filter).map(([name, value]) =>
    value === '' ? sql`${dimension(figure, name)} is null` : sql`${dimension(figure, name)} = ${value}`,
  )
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}

/** Null: a median of nothing. */
function aggregate(figure: Figure, amount: RawBuilder<unknown>): RawBuilder<unknown> {
  return figure.aggregate === 'median'
    ? sql`percentile_cont(0.5) within group (order by ${amount})`
    : sql`coalesce(sum(${amount}), 0)::bigint`
}

/** The figure's value under a filter on its dimensions; a median of no records is 0. */
export async function countFigure(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  filter: Filter = {},
): Promise<number> {
  const { rows } = await sql<{ value: number | null }>`
    select ${aggregate(figure, sql`r.amount`)} as value from (${figure.records(scope)}) r
     where ${where(figure, filter)}`.execute(handle)
  return rows[0]?.value ?? 0
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
 * As `figureBy`, for several sets of dimensions in one pass over the records; a map for each set, in their order. A set
 * with fewer dimensions has all records, also those that the other has no place for. Keys are the values joined by `|`;
 * the empty set's only key is ''. `only` leaves out records with other values of a dimension than these.
 */
export async function figureBySets(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  sets: readonly (readonly string[])[],
  only: Readonly<Record<string, readonly string[]>> = {},
): Promise<readonly ReadonlyMap<string, number>[]> {
  const all = [...new Set(sets.flat())]
  const names = all.map((_, index) => sql.ref(`g.d${index}`))
  const list = (parts: readonly RawBuilder<unknown>[]) => (parts.length === 0 ? sql`` : sql.join(parts))
  const wanted = Object.entries(only).map(
    ([name, values]) => sql`${dimension(figure, name)} = any(${[...values]}::text[])`,
  )
  const records = sql`
    select ${list([sql`r.amount as amount`, ...all.map((name, index) => sql`${dimension(figure, name)} as ${sql.ref(`d${index}`)}`)])}
      from (${figure.records(scope)}) r where ${wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)}`
  // Sums of sums are the sums, so the records are added up once, by several processes where they are many; a median needs
  // them all.
  const added =
    figure.aggregate === 'median'
      ? records
      : sql`select ${list([sql`sum(s.amount) as amount`, ...all.map((_, index) => sql.ref(`s.d${index}`))])}
              from (${records}) s
             ${all.length === 0 ? sql`` : sql`group by ${list(all.map((_, index) => sql.ref(`s.d${index}`)))}`}`
  // grouping() has a bit for each dimension that the set leaves out; the last has the lowest.
  const left = all.length === 0 ? sql`0` : sql`grouping(${list(names)})`
  const { rows } = await sql<{ left_out: number; key: (string | null)[]; value: number | null }>`
    select ${left} as left_out, array[${list(names)}]::text[] as key, ${aggregate(figure, sql`g.amount`)} as value
      from (${added}) g
     group by grouping sets (${sql.join(
       sets.map((set) => sql`(${list(set.map((name) => names[all.indexOf(name)] ?? sql``))})`),
     )})`.execute(handle)
  return sets.map((set) => {
    const leftOut = all.reduce((bits, name) => bits * 2 + (set.includes(name) ? 0 : 1), 0)
    const places = set.map((name) => all.indexOf(name))
    return new Map(
      rows
        .filter((row) => row.left_out === leftOut)
        .map((row) => [places.map((place) => row.key[place] ?? '').join('|'), row.value ?? 0]),
    )
  })
}
