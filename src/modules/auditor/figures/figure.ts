import type { Decimal } from '../grammar/decimal.ts'
import type { Quantity } from '../grammar/quantity.ts'

/** What a number says: how many, what share, how many points more, how many times, in which place. */
export type FigureKind = 'count' | 'rate' | 'points' | 'times' | 'rank' | 'blank'

/** A published number in its text. Places are offsets into the text of its block. */
export interface Figure {
  readonly kind: FigureKind
  readonly block: number
  /** Where the number itself begins, and where the number with its unit ends. */
  readonly start: number
  readonly end: number
  readonly label: string
  /** As printed, to be shown; null where the number is missing. */
  readonly value: Decimal | null
  /** As printed: 万元, 條. */
  readonly unit: string | null
  /** What it counts, so that two may be added: 件 for 起. Empty where no unit is printed. */
  readonly counts: string
  /** In whole units (元 for 万元), with what may stand behind the printed digits. */
  readonly quantity: Quantity
  readonly upTo?: Decimal
  readonly implied?: true
  /** It says by how much something moved, not how much there is. */
  readonly change?: 'up' | 'down'
  /** Folded: the clause before the number, and the words right after its unit. */
  readonly before: string
  readonly after: string
  /** In a table: the row and column, else nothing. */
  readonly cell?: { readonly row: number; readonly column: number }
}

/** What can be added up and compared: a count or an amount that is there. */
export const isAmount = (figure: Figure): boolean =>
  figure.kind === 'count' && figure.value !== null && figure.upTo === undefined

/** Whether two numbers count the same thing; one without a unit counts what its neighbour does. */
export const alike = (one: Figure, other: Figure): boolean =>
  one.counts === other.counts || one.counts === '' || other.counts === ''

/** 比2015年的98.2万元增长…: right after such words stands the number of an earlier time. */
export const THAN_EARLIER = /(?:比|较|与)[^,。;]{0,14}(?:年|月|期|季度)(?:同期)?的?\s*$/
