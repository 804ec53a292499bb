import { Type, type Static } from 'typebox'

/** Where something stands: a line and column of the text as read, with page, sheet or cell where the file has them. */
export const Place = Type.Object({
  line: Type.Integer(),
  column: Type.Integer(),
  page: Type.Optional(Type.Integer()),
  sheet: Type.Optional(Type.String()),
  cell: Type.Optional(Type.String()),
  /** The words around it, as printed. */
  quote: Type.String(),
})
export type Place = Static<typeof Place>

/** A published number, as published. `value` is null where the number is missing: a blank is not zero. */
export const AuditedFigure = Type.Object({
  label: Type.String(),
  value: Type.Union([Type.Number(), Type.Null()]),
  unit: Type.Union([Type.String(), Type.Null()]),
  /** The word that makes it approximate (余, 多, 近, 约, 超 …). */
  approx: Type.Union([Type.String(), Type.Null()]),
  /** The upper end of a range; `value` is the lower. */
  upTo: Type.Optional(Type.Number()),
  /** Said in words without a digit: none received is 0. */
  implied: Type.Optional(Type.Literal(true)),
  /** As printed. */
  raw: Type.String(),
  at: Place,
})
export type AuditedFigure = Static<typeof AuditedFigure>

export const Verdict = Type.Union([
  Type.Literal('holds'),
  Type.Literal('rounding'),
  Type.Literal('broken'),
  Type.Literal('unknown'),
])

/** `left` is what was computed, `right` what is printed; `difference` is left minus right. */
export const AuditedRelation = Type.Object({
  kind: Type.String(),
  left: Type.Union([Type.Number(), Type.Null()]),
  right: Type.Union([Type.Number(), Type.Null()]),
  difference: Type.Union([Type.Number(), Type.Null()]),
  verdict: Verdict,
  /** The computation in full, with the numbers as printed. */
  computation: Type.String(),
  label: Type.String(),
  /** Why nothing can be said, or what else may explain the difference. */
  note: Type.Optional(Type.String()),
  at: Place,
})
export type AuditedRelation = Static<typeof AuditedRelation>

export const Audit = Type.Object({
  file: Type.String(),
  figures: Type.Array(AuditedFigure),
  relations: Type.Array(AuditedRelation),
})
export type Audit = Static<typeof Audit>
