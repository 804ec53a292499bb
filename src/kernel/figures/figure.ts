import { sql, type RawBuilder } from 'kysely'
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

/** A figure under a filter on its dimensions: what fills a cell of a form, a number in a text, a point of a chart. */
export interface Ask {
  readonly figure: string
  readonly filter: Readonly<Record<string, string>>
}

/**
 * How a figure hangs together with others, said once where it is declared. Every relation is checked with each report:
 * - `parts`: the whole is the sum over the values of a dimension, counted without it;
 * - `balance`: with the named figures it makes what the others make;
 * - `carried`: it is what the named figure was a year before;
 * - `stock`: it is what it was a year before, and what came, less what went.
 */
export type FigureRelation =
  | { readonly kind: 'parts'; readonly dimension: string; readonly values: readonly string[] }
  | { readonly kind: 'balance'; readonly with: readonly string[]; readonly equals: readonly string[] }
  | { readonly kind: 'carried'; readonly from: string }
  | { readonly kind: 'stock'; readonly plus: readonly string[]; readonly minus: readonly string[] }

/** What a dimension and its values are called, in the order in which they are printed. */
export interface DimensionWords {
  readonly label: string
  readonly values: Readonly<Record<string, string>>
}

/**
 * A figure (指标): a question to records, asked once. `records` is the whole of it: one row for each record that
 * counts, with the columns `record` (its subject, `request:12`), `label`, `unit_id`, `on_date`, `amount`, and one text
 * column for each dimension. The value is made of the amounts, the drill-down is the rows themselves, so the two cannot
 * disagree. A record stands under one unit alone; what was passed on counts where it went, so a city counts it once.
 */
export interface Figure {
  readonly name: string
  /** As the law or the form writes it. */
  readonly label: string
  /** 件, 项, 分, 天 … what an amount is measured in. */
  readonly unit: string
  /** The sum of the amounts, or their median: computed from the records of the whole scope, never from units' medians. */
  readonly aggregate?: 'median'
  /** What puts a record into a period. */
  readonly cohort: 'received' | 'ended' | 'as_of'
  readonly dimensions: readonly string[]
  /** Of those dimensions that people may ask for by name. */
  readonly words?: Readonly<Record<string, DimensionWords>>
  /** False where the number of a whole is no sum of its parts' numbers: its records say each whole by itself. */
  readonly additive?: false
  readonly cites: string
  /** The page tags that a change of its records marks stale: pages that show it carry them. */
  readonly changedBy: readonly string[]
  readonly records: (scope: FigureScope) => RawBuilder<unknown>
  readonly relations?: readonly FigureRelation[]
  /** Where the public can see one of its records, given the number behind the subject's colon. */
  readonly address?: (id: number) => string
}

/** A share (比率): one figure out of another, computed where it is shown and never stored. */
export interface Rate {
  readonly name: string
  readonly label: string
  readonly part: Ask
  readonly whole: Ask
  /** For each so many of the whole, in this unit of measure; per cent where it is not said. */
  readonly per?: { readonly count: number; readonly measure: string }
  readonly cites: string
}

export function defineFigure(figure: Figure): Figure {
  if (figure.cites === '') throw new Error(`the figure ${figure.name} cites no source`)
  return figure
}

export function defineRate(rate: Rate): Rate {
  if (rate.cites === '') throw new Error(`the rate ${rate.name} cites no source`)
  return rate
}

export function yearPeriod(year: number): Period {
  return { from: civilDate(`${year}-01-01`), to: civilDate(`${year}-12-31`) }
}

/** The quarter of a year, from 1 to 4. */
export function quarterPeriod(year: number, quarter: number): Period {
  const [from, to] =
    [
      ['01-01', '03-31'],
      ['04-01', '06-30'],
      ['07-01', '09-30'],
      ['10-01', '12-31'],
    ][quarter - 1] ?? []
  if (from === undefined || to === undefined) throw new RangeError(`a year has no quarter ${quarter}`)
  return { from: civilDate(`${year}-${from}`), to: civilDate(`${year}-${to}`) }
}

/** The same days so many years later; the last of February stays the last. */
export function shiftYears(period: Period, years: number): Period {
  const shift = (date: CivilDate) => {
    const year = Number(date.slice(0, 4)) + years
    const day = date.slice(4)
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    if (day === '-02-29' && !leap) return civilDate(`${year}-02-28`)
    return civilDate(`${String(year).padStart(4, '0')}${day}`)
  }
  return { from: shift(period.from), to: shift(period.to) }
}

/** The unit itself is a dimension of every figure. */
export const BY_UNIT = 'unit'

/** A dimension as a text expression over `r`, the figure's records. */
export function dimension(figure: Figure, name: string): RawBuilder<unknown> {
  if (name === BY_UNIT) return sql`r.unit_id::text`
  if (!figure.dimensions.includes(name)) throw new Error(`the figure ${figure.name} has no dimension ${name}`)
  return sql`r.${sql.ref(name)}`
}
