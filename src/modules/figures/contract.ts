import { Type, type Static } from 'typebox'
import { choice } from '#platform/http/shapes.ts'

export const SPANS = ['year', 'quarter'] as const
/** Side by side: years, or the quarters of one year. */
export type Span = (typeof SPANS)[number]

export const SideBySideQuery = Type.Object({
  /** Code of the government whose units are compared; the first government without one. */
  of: Type.Optional(Type.String({ maxLength: 40 })),
  by: Type.Optional(choice(SPANS)),
  /** The last year, or the year of the quarters. */
  until: Type.Optional(Type.Integer({ minimum: 1990, maximum: 9999 })),
  /** A dimension: its values in the last year stand side by side in place of periods. */
  split: Type.Optional(Type.String({ maxLength: 40 })),
})
export type SideBySideQuery = Static<typeof SideBySideQuery>

export interface Column {
  readonly label: string
  readonly from: string
  readonly to: string
  /** What its numbers are narrowed to: `outcome:C1`. */
  readonly where?: string
}

/** A figure's value, or a share as part and whole. Fen for money, days for a median of days. */
export interface Value {
  /** Null: a median of nothing. */
  readonly value: number | null
  /** Of a share: what `value` is a part of. */
  readonly whole?: number
}

export interface SideBySideRow {
  readonly unit: string
  readonly unitName: string
  readonly shortName: string
  /** The government with everything below it stands first; each other row is a unit with what is below it. */
  readonly consolidated: boolean
  readonly values: readonly Value[]
}

/** Units and periods of one figure or share side by side. */
export interface SideBySide {
  readonly name: string
  readonly label: string
  /** The unit of measure: 件, 次, 分, 天, %, 件/万人. */
  readonly measure: string
  /** Of a share: for each so many of the whole; 100 for per cent. */
  readonly per?: number
  readonly cites: string
  readonly of: string
  readonly by: Span
  readonly until: number
  /** The dimension whose values stand side by side; null where periods do. */
  readonly split: { readonly name: string; readonly label: string } | null
  readonly columns: readonly Column[]
  readonly rows: readonly SideBySideRow[]
}
