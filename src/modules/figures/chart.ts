import { barsSvg } from '#platform/charts/bars.ts'
import type { SideBySide, Value } from './contract.ts'

/** More units or values than these are not told apart by a bar's length. */
export const MOST_ROWS = 12

/**
 * The bars of a table as one SVG; undefined where there is nothing to see. Of periods the units' bars, the whole left out so
 * that the parts can be seen, the largest of the last period first; of a dimension's values those of the whole.
 */
export function chartOf(table: SideBySide): string | undefined {
  return table.split === null ? unitsChart(table) : valuesChart(table)
}

function unitsChart(table: SideBySide): string | undefined {
  const rows = table.rows
    .slice(1)
    .map((row) => ({ name: row.shortName, lengths: row.values.map((value) => lengthOf(table, value)) }))
    .filter(({ lengths }) => lengths.some((length) => length !== 0))
    .toSorted((one, other) => (other.lengths.at(-1) ?? 0) - (one.lengths.at(-1) ?? 0))
    .slice(0, MOST_ROWS)
  if (rows.length === 0) return undefined
  return barsSvg({
    categories: rows.map(({ name }) => name),
    series: table.columns.map(({ label }, index) => ({
      name: label,
      values: rows.map(({ lengths }) => lengths[index] ?? 0),
    })),
  })
}

function valuesChart(table: SideBySide): string | undefined {
  const [whole] = table.rows
  const bars = table.columns
    .flatMap(({ label, where }, index) =>
      where === undefined ? [] : [{ label, value: lengthOf(table, whole?.values[index] ?? { value: null }) }],
    )
    .filter(({ value }) => value !== 0)
    .slice(0, MOST_ROWS)
  if (bars.length === 0) return undefined
  return barsSvg({
    categories: bars.map(({ label }) => label),
    series: [{ name: '', values: bars.map(({ value }) => value) }],
    labelled: true,
  })
}

/** Yuan for money, per cent with one digit for a share, two digits for so many inhabitants. */
function lengthOf({ measure, per = 100 }: SideBySide, { value, whole }: Value): number {
  if (value === null || whole === 0) return 0
  if (whole === undefined) return measure === '分' ? value / 100 : value
  const digits = per === 100 ? 10 : 100
  return Math.round((value * per * digits) / whole) / digits
}
