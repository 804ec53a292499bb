import { Type, type Static } from 'typebox'
import { choice, IdShape, PageQuery } from '#platform/http/shapes.ts'

export const RequestQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    state: Type.Optional(Type.String({ maxLength: 40 })),
    light: Type.Optional(choice(['green', 'yellow', 'red', 'paused'])),
    unitId: Type.Optional(IdShape),
    number: Type.Optional(Type.String({ maxLength: 60 })),
  }),
])
export type RequestQuery = Static<typeof RequestQuery>

export interface RequestSummary {
  readonly id: number
  readonly number: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly state: string
  readonly stateLabel: string
  readonly applicantKind: string
  readonly applicantKindLabel: string
  readonly receiptWay: string
  readonly receiptWayLabel: string
  readonly wanted: string
  readonly arrivedOn: string
  readonly receivedOn: string | null
  readonly dueOn: string | null
  readonly light: 'green' | 'yellow' | 'red' | 'paused' | 'done' | null
  readonly outcome: string | null
  readonly outcomeLabel: string | null
  readonly concludedOn: string | null
}
