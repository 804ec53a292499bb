import { civilDate, type CivilDate } from '#platform/dates.ts'
import { atOneMoment, type Db, type Tx } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  BY_UNIT,
  countFigure,
  figureBy,
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

/** A column as it is asked: a period, with every record in it or those of one value of a dimension. */
interface AskedColumn {
  readonly label: string
  readonly period: Period
  readonly where?: string
}

/** What stands on the last day of a year that still runs is what stands today. */
const untilToday = ({ from, to }: Period, today: CivilDate): Period => ({
  from,
  to: from <= today && to > today ? today : to,
})

const yearLabel = (year: number, today: CivilDate) =>
  today.startsWith(String(year)) ? `${year}年至今` : `${year}年`

function periodsOf(by: Span, until: number, today: CivilDate): readonly AskedColumn[] {
  return by === 'quarter'
    ? NUMERALS.map((numeral, index) => ({
        label: `第${numeral}季度`,
        period: untilToday(quarterPeriod(until, index + 1), today),
      }))
    : Array.from({ length: YEARS }, (_, index) => until - YEARS + 1 + index).map((year) => ({
        label: yearLabel(year, today),
        period: untilToday(yearPeriod(year), today),
      }))
}

/** Dimensions by whose values a measure can be laid out: those with words, of what can be added up. */
export function splitsOf(measure: Measure): readonly { readonly name: string; readonly label: string }[] {
  if (measure.kind === 'rate' || measure.figure.aggregate === 'median') return []
  return Object.entries(measure.figure.words ?? {}).map(([name, { label }]) => ({ name, label }))
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
  const split = splitsOf(measure).find((one) => one.name === query.split) ?? null
  const shown = [of, ...units.filter((unit) => unit.parent_id === of.id)].map((unit) => ({
    unit,
    reach: reachOf(units, unit),
  }))
  const { columns, valueAt } = await atOneMoment(db, (tx) =>
    split !== null && measure.kind === 'figure'
      ? readSplit(tx, measure.figure, split.name, until, today, shown)
      : readPeriods(tx, declared, measure, periodsOf(by, until, today), shown),
  )
  const { name, label, cites } = measure.kind === 'figure' ? measure.figure : measure.rate
  return {
    name,
    label,
    measure: measure.kind === 'figure' ? measure.figure.unit : (measure.rate.per?.measure ?? '%'),
    ...(measure.kind === 'rate' ? { per: measure.rate.per?.count ?? 100 } : {}),
    cites,
    of: of.code,
    by,
    until,
    split,
    columns: columns.map(({ period, ...column }) => ({ ...column, from: period.from, to: period.to })),
    rows: shown.map(({ unit, reach }, row) => ({
      unit: unit.code,
      unitName: unit.name,
      shortName: unit.short_name,
      consolidated: reach.length > 1,
      values: columns.map((_, column) => valueAt(column, row)),
    })),
  }
}

type Shown = readonly { readonly reach: readonly number[] }[]

interface Grid {
  readonly columns: readonly AskedColumn[]
  readonly valueAt: (column: number, row: number) => Value
}

async function readPeriods(
  tx: Tx,
  declared: Declared,
  measure: Measure,
  columns: readonly AskedColumn[],
  shown: Shown,
): Promise<Grid> {
  const asks =
    measure.kind === 'figure'
      ? [{ figure: measure.figure.name, filter: {} }]
      : [measure.rate.part, measure.rate.whole]
  const grids: Answers[] = []
  for (const { period } of columns) grids.push(await readAsks(tx, declared, asks, period, shown))
  return {
    columns,
    valueAt: (column, row) => {
      const [value, whole] = (grids[column] ?? []).map((answers) => answers[row] ?? null)
      return { value: value ?? null, ...(whole === undefined ? {} : { whole: whole ?? 0 }) }
    },
  }
}

/** The values of a dimension that occur, in the order of its words, and all records last. */
async function readSplit(
  tx: Tx,
  figure: Figure,
  split: string,
  until: number,
  today: CivilDate,
  shown: Shown,
): Promise<Grid> {
  const period = untilToday(yearPeriod(until), today)
  const scope = { period, unitIds: shown[0]?.reach ?? [] }
  const sets = [[BY_UNIT, split], [BY_UNIT]]
  const [parts = new Map<string, number>(), wholes = new Map<string, number>()] = await figureBySets(
    tx,
    figure,
    scope,
    sets,
  )
  const words = figure.words?.[split]?.values ?? {}
  const occurring = new Set([...parts.keys()].map((key) => key.slice(key.indexOf('|') + 1)))
  const known = Object.keys(words).filter((value) => occurring.has(value))
  const values = [...known, ...[...occurring].filter((value) => !(value in words)).toSorted()]
  const columns = [
    ...values.map((value) => ({
      label: words[value] ?? (value || '未注明'),
      period,
      where: `${split}:${value}`,
    })),
    { label: '合计', period },
  ]
  const sum = (reach: readonly number[], of: (id: number) => number | undefined) =>
    reach.reduce((total, id) => total + (of(id) ?? 0), 0)
  return {
    columns,
    valueAt: (column, row) => {
      const reach = shown[row]?.reach ?? []
      const value = values[column]
      return {
        value:
          value === undefined
            ? sum(reach, (id) => wholes.get(String(id)))
            : sum(reach, (id) => parts.get(`${id}|${value}`)),
      }
    },
  }
}

/** For each question an answer for each row; null where there is none. */
type Answers = readonly (readonly (number | null)[])[]

const addsUp = (figure: Figure) => figure.aggregate !== 'median' && figure.additive !== false

/** Questions to one figure are answered by one pass over its records. */
async function readAsks(
  tx: Tx,
  declared: Declared,
  asks: readonly Ask[],
  period: Period,
  shown: Shown,
): Promise<Answers> {
  const figures = asks.map((one) => figureNamed(declared.figures, one.figure))
  const [first] = figures
  if (first && addsUp(first) && figures.every((one) => one === first))
    return readSums(tx, first, asks, period, shown)
  const answers: (number | null)[][] = []
  for (const [index, asked] of asks.entries()) {
    const figure = figures[index]
    if (!figure) continue
    if (figure.additive === false) answers.push(await readWholes(tx, figure, period, shown))
    else if (figure.aggregate === 'median') answers.push(await readMedians(tx, figure, period, shown))
    else answers.push(...(await readSums(tx, figure, [asked], period, shown)))
  }
  return answers
}

async function readSums(
  tx: Tx,
  figure: Figure,
  asks: readonly Ask[],
  period: Period,
  shown: Shown,
): Promise<number[][]> {
  const scope = { period, unitIds: shown[0]?.reach ?? [] }
  const sets = asks.map(({ filter }) => [BY_UNIT, ...Object.keys(filter)])
  const found = await figureBySets(tx, figure, scope, sets)
  return asks.map(({ filter }, index) =>
    shown.map(({ reach }) =>
      reach.reduce((sum, id) => sum + (found[index]?.get([id, ...Object.values(filter)].join('|')) ?? 0), 0),
    ),
  )
}

/** Of the whole by itself; of its parts without it, so that each of them is topmost. */
async function readWholes(tx: Tx, figure: Figure, period: Period, shown: Shown): Promise<(number | null)[]> {
  const whole = shown[0]?.reach ?? []
  const all = await countFigure(tx, figure, { period, unitIds: whole })
  const parts = await figureBy(tx, figure, { period, unitIds: whole.slice(1) }, [BY_UNIT])
  return shown.map(({ reach }, row) => {
    const number = row === 0 ? all : reach.reduce((sum, id) => sum + (parts.get(String(id)) ?? 0), 0)
    return number === 0 ? null : number
  })
}

/** Where one unit alone has records its median is that of all of them; else they are asked together. */
async function readMedians(tx: Tx, figure: Figure, period: Period, shown: Shown): Promise<(number | null)[]> {
  const byUnit = await figureBy(tx, figure, { period, unitIds: shown[0]?.reach ?? [] }, [BY_UNIT])
  const medians: (number | null)[] = []
  for (const { reach } of shown) {
    const found = reach.filter((id) => byUnit.has(String(id)))
    const [only] = found
    if (only === undefined) medians.push(null)
    else if (found.length === 1) medians.push(byUnit.get(String(only)) ?? null)
    else medians.push(await countFigure(tx, figure, { period, unitIds: found }))
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
