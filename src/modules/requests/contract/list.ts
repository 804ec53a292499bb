import { Type, type Static } from 'typebox'
import { choice, IdShape, PageQuery } from '#platform/http/shapes.ts'

/** For whom a request waits: the unit, the applicant, somebody who was asked, a signature. */
const WAITS = ['us', 'applicant', 'others', 'signature'] as const
export type Waits = (typeof WAITS)[number]
/** Given to who asks, or to nobody yet. */
const HANDLERS = ['me', 'nobody'] as const
export type Handler = (typeof HANDLERS)[number]

export const RequestQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    state: Type.Optional(Type.String({ maxLength: 40 })),
    light: Type.Optional(choice(['green', 'yellow', 'red', 'paused'])),
    unitId: Type.Optional(IdShape),
    number: Type.Optional(Type.String({ maxLength: 60 })),
    due: Type.Optional(choice(['today'])),
    waits: Type.Optional(choice(WAITS)),
    handler: Type.Optional(choice(HANDLERS)),
  }),
])
export type RequestQuery = Static<typeof RequestQuery>

/** A line of the queue. */
export interface QueuedRequest extends RequestSummary {
  /** Who has it; null: nobody yet. */
  readonly handler: string | null
}

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

export const NumbersQuery = Type.Object({ unitId: Type.Optional(IdShape) })

/** How the units that one reads, or one of them, stand. */
export interface NumbersView {
  readonly open: number
  readonly dueToday: number
  readonly yellow: number
  readonly red: number
  readonly paused: number
  readonly year: number
  readonly received: number
  readonly concluded: number
  /** Of this year's answers with a limit: how many there are, and how many were in time. */
  readonly judged: number
  readonly onTime: number
  /** From receipt to conclusion, in natural days; null while nothing was concluded. */
  readonly medianDays: number | null
}

/** An earlier request, for who handles one like it. */
export interface SimilarRequest {
  readonly id: number
  readonly number: string
  readonly unit: string
  readonly wanted: string
  readonly stateLabel: string
  readonly outcomeLabel: string | null
  readonly receivedOn: string | null
  readonly concludedOn: string | null
}

export interface SimilarView {
  readonly like: readonly SimilarRequest[]
  /** Of the same applicant, in the same unit; empty for who does not handle the request. */
  readonly sameApplicant: readonly SimilarRequest[]
}
