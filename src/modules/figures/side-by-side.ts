import { civilDate, type CivilDate } from '#platform/dates.ts'
import type { Db } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  BY_UNIT,
  countFigure,
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

function periodsOf(by: Span, until: number): readonly { label: string; period: Period }[] {
  return by === 'quarter'
    ? NUMERALS.map((numeral, index) => ({
        label: `第${numeral}季度`,
        period: quarterPeriod(until, index + 1),
      }))
    : Array.from({ length: YEARS }, (_, index) => until - YEARS + 1 + index).map((year) => ({
        label: `${year}年`,
        period: yearPeriod(year),
      }))
}

/**
 * A measure of a government and of each unit directly below it, each with everything below itself, over five years or
 * the four quarters of one. Sums are read once for each period and added up by the tree; a median is taken from the
 * records of each unit, never from other medians.
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
  const columns = periodsOf(by, until)
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
      const read: number[][][] = []
      for (const asked of asks) {
        const figure = figureNamed(declared.figures, asked.figure)
        const byColumn: number[][] = []
        for (const { period } of columns) byColumn.push(await readColumn(tx, figure, asked, period, shown))
        read.push(byColumn)
      }
      return read
    })
  const valueAt = (column: number, row: number): Value => {
    const [value, whole] = grids.map((grid) => grid[column]?.[row] ?? 0)
    return { value: value ?? 0, ...(whole === undefined ? {} : { whole }) }
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
      consolidated: reach.length > 1,
      values: columns.map((_, column) => valueAt(column, row)),
    })),
  }
}

async function readColumn(
  tx: Parameters<typeof countFigure>[0],
  figure: Figure,
  asked: Ask,
  period: Period,
  shown: readonly { readonly reach: readonly number[] }[],
): Promise<number[]> {
  const whole = shown[0]?.reach ?? []
  if (figure.aggregate === 'median') {
    const medians: number[] = []
    for (const { reach } of shown)
      medians.push(await countFigure(tx, figure, { period, unitIds: reach }, asked.filter))
    return medians
  }
  const dimensions = [BY_UNIT, ...Object.keys(asked.filter)]
  const only = Object.fromEntries(Object.entries(asked.filter).map(([name, value]) => [name, [value]]))
  const [values = new Map<string, number>()] = await figureBySets(
    tx,
    figure,
    { period, unitIds: whole },
    [dimensions],
    only,
  )
  const byUnit = new Map<number, number>()
  for (const [key, value] of values) {
    const id = Number(key.split('|')[0])
    byUnit.set(id, (byUnit.get(id) ?? 0) + value)
  }
  return shown.map(({ reach }) => reach.reduce((sum, id) => sum + (byUnit.get(id) ?? 0), 0))
}

/** A day that came in an address; undefined when it is none. */
export function dayFrom(text: string | undefined): CivilDate | undefined {
  try {
    return text === undefined ? undefined : civilDate(text)
  } catch {
    return undefined
  }
}
