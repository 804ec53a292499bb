import { minus, shift, times, toText, whole, quotient, type Decimal } from '../grammar/decimal.ts'
import type { Quantity, Verdict } from '../grammar/quantity.ts'
import { powerOf } from '../grammar/units.ts'
import type { Figure } from '../figures/figure.ts'

/** sum of parts, share or rate of a whole, change against the year before, one number in two places, and so on. */
export type RelationKind =
  | 'sum'
  | 'rate'
  | 'change'
  | 'ratio'
  | 'bound'
  | 'count'
  | 'tie'
  | 'table'
  | 'cell'
  | 'cross'
  | 'carry'

export interface Relation {
  readonly kind: RelationKind
  /** What was computed, and what is printed. */
  readonly left: Decimal | null
  readonly right: Decimal | null
  readonly verdict: Verdict
  readonly computation: string
  readonly label: string
  readonly note?: string
  readonly at: {
    readonly block: number
    readonly start: number
    readonly end: number
    readonly cell?: Figure['cell']
  }
  /** What it is made of, so that nothing is said twice. */
  readonly figures: readonly Figure[]
}

/** A paragraph with its figures, as the finders see it. */
export interface Passage {
  readonly block: number
  readonly text: string
  readonly folded: string
  readonly figures: readonly Figure[]
}

/** Sums are told in the unit of the total as printed: 万元, not 元. */
const inUnit = (value: Decimal, figure: Figure): Decimal =>
  figure.kind === 'count'
    ? shift(value, -powerOf(figure.unit?.replace('萬', '万').replace('億', '亿') ?? ''))
    : value

export function printed(figure: Figure): string {
  return figure.value === null ? '□' : `${toText(figure.value)}${figure.quantity.approx ?? ''}`
}

/** Parts on the left, their whole on the right. */
export function sumRelation(
  kind: RelationKind,
  parts: readonly Figure[],
  all: Figure,
  verdict: Verdict,
  computed: Quantity,
  note?: string,
): Relation {
  const [left, right] = [inUnit(computed.value, all), inUnit(all.quantity.value, all)]
  const sign = kind === 'bound' ? '≤' : verdict === 'broken' ? '≠' : verdict === 'rounding' ? '≈' : '='
  const terms = parts.map(printed).join(' + ')
  return {
    kind,
    left,
    right,
    verdict,
    computation: `${terms}${parts.length > 1 ? ` = ${toText(left)}` : ''} ${verdict === 'unknown' ? '?' : sign} ${printed(all)}${all.unit ?? ''}`,
    label: all.label,
    ...(note === undefined ? {} : { note }),
    at: { block: all.block, start: all.start, end: all.end, ...(all.cell ? { cell: all.cell } : {}) },
    figures: [all, ...parts],
  }
}

/** part ÷ whole on the left, the rate as printed on the right. */
export function rateRelation(
  rate: Figure,
  part: { readonly value: Decimal; readonly text: string },
  all: { readonly value: Decimal; readonly text: string },
  verdict: Verdict,
  more: {
    readonly kind?: 'rate' | 'ratio' | 'change'
    readonly note?: string
    readonly figures: readonly Figure[]
  },
): Relation {
  const factor = rate.kind === 'times' ? 1 : rate.unit === '‰' ? 1000 : 100
  const decimals = rate.quantity.value.scale + 2
  const left = quotient(times(part.value, whole(factor)), all.value, decimals)
  const sign = verdict === 'broken' ? '≠' : verdict === 'holds' ? '=' : verdict === 'rounding' ? '≈' : '?'
  return {
    kind: more.kind ?? 'rate',
    left,
    right: rate.quantity.value,
    verdict,
    computation: `${part.text} ÷ ${all.text} = ${toText(left)}${rate.unit ?? ''} ${sign} ${printed(rate)}${rate.unit ?? ''}`,
    label: rate.label,
    ...(more.note === undefined ? {} : { note: more.note }),
    at: { block: rate.block, start: rate.start, end: rate.end, ...(rate.cell ? { cell: rate.cell } : {}) },
    figures: [rate, ...more.figures],
  }
}

/** What the text states and nobody can check from it. */
export function unknownRelation(kind: RelationKind, figure: Figure, note: string): Relation {
  return {
    kind,
    left: null,
    right: figure.quantity.value,
    verdict: 'unknown',
    computation: `? = ${printed(figure)}${figure.unit ?? ''}`,
    label: figure.label,
    note,
    at: { block: figure.block, start: figure.start, end: figure.end },
    figures: [figure],
  }
}

export const differenceOf = (relation: Relation): Decimal | null =>
  relation.left === null || relation.right === null ? null : minus(relation.left, relation.right)
