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
  readonly cites: string
  /** The page tags that a change of its records marks stale: pages that show it carry them. */
  readonly changedBy: readonly string[]
  readonly records: (scope: FigureScope) => RawBuilder<unknown>
  /** Where the public can see one of its records, given the number behind the subject's colon. */
  readonly address?: (id: number) => string
}

export function defineFigure(figure: Figure): Figure {
  if (figure.cites === '') throw new Error(`the figure ${figure.name} cites no source`)
  return figure
}

export function yearPeriod(year: number): Period {
  return { from: civilDate(`${year}-01-01`), to: civilDate(`${year}-12-31`) }
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

/** A dimension as a text expression over `r`, the figure's records. */
export function dimension(figure: Figure, name: string): RawBuilder<unknown> {
  if (!figure.dimensions.includes(name)) throw new Error(`the figure ${figure.name} has no dimension ${name}`)
  return sql`r.${sql.ref(name)}`
}
