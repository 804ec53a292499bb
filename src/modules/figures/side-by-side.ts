import { civilDate, type CivilDate } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  BY_UNIT,
  figureBySets,
  figureNamed,
  quarterPeriod,
  yearPeriod,
  type Ask,
  type Figure,
  type Period,
  type Rate,
} from '#kernel/figures/index.ts'
import { listUnits, type Unit } from '#kernel/organisation/index.ts'
import type { SideBySide, SideBySideQuery, Span, Value } from './contract.ts'

const YEARS = 5
const NUMERALS = ['一', '二', '三', '四']

/** What can be laid side by side: a figure, or a share of two. */
export type Measure =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'rate'; readonly rate: Rate }

export function findMeasure(declared: Declared, name: string): Measure | undefined {
  const figure = declared.figures.find((one) => one.name === name)
  if (figure) return { kind: 'figure', figure }
  const rate = declared.rates.find((one) => one.name === name)
  return rate && { kind: 'rate', rate }
}

/** The figures whose records the measure counts. */
export function figuresOf(declared: Declared, measure: Measure): readonly Figure[] {
  if (measure.kind === 'figure') return [measure.figure]
  return [measure.rate.part, measure.rate.whole].map((one) => figureNamed(declared.figures, one.figure))
}

/** Units that have units below them: whose parts can be compared. */
export function governmentsOf(units: readonly Unit[]): readonly Unit[] {
  const parents = new Set(units.map((unit) => unit.parent_id))
  return units.filter((unit) => parents.has(unit.id))
}

/** The unit and all below it. */
function reachOf(units: readonly Unit[], unit: Unit): readonly number[] {
  const reach = [unit.id]
  for (const at of reach) reach.push(...units.filter((one) => one.parent_id === at).map((one) => one.id))
  return reach
}

function periodsOf(by: Span, until: number, thisYear: number): readonly { label: string; period: Period }[] {
  return by === 'quarter'
    ? NUMERALS.map((numeral, index) => ({
        label: `第${numeral}季度`,
        period: quarterPeriod(until, index + 1),
      }))
    : Array.from({ length: YEARS }, (_, index) => until - YEARS + 1 + index).map((year) => ({
        label: year === thisYear ? `${year}年至今` : `${year}年`,
        period: yearPeriod(year),
      }))
}

/**
 * A measure of a government and of each unit directly below it, each with everything below itself, over five years or
 * the four quarters of one. Numbers are read once for each period by unit, and sums added up by the tree; a median over
 * several units is taken from their records, never from other medians.
 */
export async function readSideBySide(
  db: Db,
  declared: Declared,
  measure: Measure,
  query: SideBySideQuery,
  today: CivilDate,
): Promise<SideBySide> {
  const units = await listUnits(db)
  const governments = governmentsOf(units)
  const of =
    query.of === undefined ? (governments[0] ?? units[0]) : units.find((unit) => unit.code === query.of)
  if (!of) throw notFound('unit', query.of ?? '')
  const by = query.by ?? 'year'
  const thisYear = Number(today.slice(0, 4))
  const until = Math.min(query.until ?? thisYear, thisYear)
  const columns = periodsOf(by, until, thisYear)
  const shown = [of, ...units.filter((unit) => unit.parent_id === of.id)].map((unit) => ({
    unit,
    reach: reachOf(units, unit),
  }))
  const asks =
    measure.kind === 'figure'
      ? [{ figure: measure.figure.name, filter: {} }]
      : [measure.rate.part, measure.rate.whole]
  const grids = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const read: (number | null)[][][] = []
      for (const asked of asks) {
        const figure = figureNamed(declared.figures, asked.figure)
        const byColumn: (number | null)[][] = []
        for (const { period } of columns) byColumn.push(await readColumn(tx, figure, asked, period, shown))
        read.push(byColumn)
      }
      return read
    })
  const valueAt = (column: number, row: number): Value => {
    const [value, whole] = grids.map((grid) => grid[column]?.[row] ?? null)
    return { value: value ?? null, ...(whole === undefined ? {} : { whole: whole ?? 0 }) }
  }
  const about = measure.kind === 'figure' ? measure.figure : { ...measure.rate, unit: '%' }
  return {
    name: about.name,
    label: about.label,
    measure: about.unit,
    cites: about.cites,
    of: of.code,
    by,
    until,
    columns: columns.map(({ label, period }) => ({ label, from: period.from, to: period.to })),
    rows: shown.map(({ unit, reach }, row) => ({
      unit: unit.code,
      unitName: unit.name,
      shortName: unit.short_name,
      consolidated: reach.length > 1,
      values: columns.map((_, column) => valueAt(column, row)),
    })),
  }
}

async function readColumn(
  tx: Tx,
  figure: Figure,
  asked: Ask,
  period: Period,
  shown: readonly { readonly reach: readonly number[] }[],
): Promise<(number | null)[]> {
  const dimensions = Object.keys(asked.filter)
  const only = Object.fromEntries(Object.entries(asked.filter).map(([name, value]) => [name, [value]]))
  /** By the first dimension; a filter leaves one value of each of the others. */
  const read = async (unitIds: readonly number[], first: readonly string[]) => {
    const sets = [[...first, ...dimensions]]
    const [values = new Map<string, number>()] = await figureBySets(
      tx,
      figure,
      { period, unitIds },
      sets,
      only,
    )
    return values
  }
  const whole = shown[0]?.reach ?? []
  const byUnit = new Map(
    [...(await read(whole, [BY_UNIT]))].map(([key, value]) => [Number(key.split('|')[0]), value]),
  )
  if (figure.aggregate !== 'median')
    return shown.map(({ reach }) => reach.reduce((sum, id) => sum + (byUnit.get(id) ?? 0), 0))
  const medians: (number | null)[] = []
  for (const { reach } of shown) {
    const found = reach.filter((id) => byUnit.has(id))
    const [first] = found
    if (first === undefined) medians.push(null)
    else if (found.length === 1) medians.push(byUnit.get(first) ?? null)
    else medians.push([...(await read(found, [])).values()][0] ?? null)
  }
  return medians
}

/** A day that came in an address; undefined when it is none. */
export function dayFrom(text: string | undefined): CivilDate | undefined {
  try {
    return text === undefined ? undefined : civilDate(text)
  } catch {
    return undefined
  }
}
