import { Type, type Static } from 'typebox'
import { CivilDateShape, IdShape, PageQuery } from '#platform/http/shapes.ts'

export const NewRow = Type.Object({
  unitId: IdShape,
  occurredOn: CivilDateShape,
  /** By the register's fields; money in fen. */
  data: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
})
export type NewRow = Static<typeof NewRow>

export const Revocation = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
})
export type Revocation = Static<typeof Revocation>

export const RowQuery = Type.Intersect([PageQuery, Type.Object({ unitId: Type.Optional(IdShape) })])
export type RowQuery = Static<typeof RowQuery>

export interface FieldView {
  readonly name: string
  readonly label: string
  readonly required: boolean
  readonly type: 'text' | 'date' | 'money' | 'count' | 'link' | 'document' | 'choice'
  readonly maxLength?: number
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

export interface RegisterView {
  readonly name: string
  readonly label: string
  readonly cites: string
  readonly dateLabel: string
  readonly fields: readonly FieldView[]
}

export interface RowView {
  readonly id: number
  readonly unit: { readonly id: number; readonly name: string }
  readonly occurredOn: string
  readonly data: Readonly<Record<string, string | number>>
}
