import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

export const APPLICANT_KINDS = [
  'natural',
  'enterprise',
  'research',
  'welfare',
  'legal_service',
  'other',
] as const
export const RECEIPT_WAYS = ['in_person', 'post_signed', 'post_ordinary', 'online', 'fax'] as const
export const WANTED_FORMS = ['paper', 'electronic', 'inspection'] as const
export const DELIVERY_WAYS = ['online', 'email', 'post', 'pickup', 'fax'] as const
export const IDENTITY_KINDS = ['citizen_id', 'passport', 'other_paper', 'credit_code'] as const

/** The longest that each text may be, in characters. */
export const LIMITS = {
  name: 100,
  representative: 40,
  identityNumber: 40,
  phone: 30,
  email: 100,
  address: 200,
  wantedTitle: 200,
  wantedNumber: 60,
  description: 2000,
} as const

/** The fields of Article 29: who asks, how to reach them, what they ask for, in which form. */
export const Application = Type.Object({
  applicantKind: choice(APPLICANT_KINDS),
  name: Type.String({ maxLength: LIMITS.name }),
  representative: Type.String({ maxLength: LIMITS.representative }),
  identityKind: choice(IDENTITY_KINDS),
  identityNumber: Type.String({ maxLength: LIMITS.identityNumber }),
  phone: Type.String({ maxLength: LIMITS.phone }),
  email: Type.String({ maxLength: LIMITS.email }),
  address: Type.String({ maxLength: LIMITS.address }),
  wantedTitle: Type.String({ maxLength: LIMITS.wantedTitle }),
  wantedNumber: Type.String({ maxLength: LIMITS.wantedNumber }),
  description: Type.String({ maxLength: LIMITS.description }),
  wantedForm: choice(WANTED_FORMS),
  wantedWay: choice(DELIVERY_WAYS),
})
export type Application = Static<typeof Application>

/** A request that staff enter for somebody who came, wrote or faxed. */
export const PaperRequest = Type.Intersect([
  Application,
  Type.Object({
    unitId: IdShape,
    receiptWay: choice(['in_person', 'post_signed', 'post_ordinary', 'fax']),
    arrivedOn: CivilDateShape,
    /** For ordinary mail and fax: the day both sides confirmed. */
    confirmedOn: nullable(CivilDateShape),
  }),
])
export type PaperRequest = Static<typeof PaperRequest>

/** Confirms an online request with its applicant; the day of confirmation is the day of receipt. */
export const Registration = Type.Object({ confirmedOn: nullable(CivilDateShape) })
export type Registration = Static<typeof Registration>

export const AnswerBody = Type.Object({
  outcome: Type.String({ maxLength: 10 }),
  /** Why, in the unit's words; required where anything is withheld. */
  reason: Type.String({ maxLength: 4000 }),
  content: Type.String({ minLength: 1, maxLength: 20_000 }),
  answeredOn: CivilDateShape,
})
export type AnswerBody = Static<typeof AnswerBody>

export const DeliveryBody = Type.Object({
  way: choice(DELIVERY_WAYS),
  deliveredOn: CivilDateShape,
  proof: Type.String({ maxLength: 200 }),
})
export type DeliveryBody = Static<typeof DeliveryBody>

export const RequestQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    state: Type.Optional(Type.String({ maxLength: 40 })),
    light: Type.Optional(choice(['green', 'yellow', 'red'])),
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
  readonly light: 'green' | 'yellow' | 'red' | 'done' | null
  readonly outcome: string | null
  readonly outcomeLabel: string | null
  readonly concludedOn: string | null
}

export interface ExplainedDayView {
  readonly date: string
  /** Null: the day does not count. */
  readonly count: number | null
  readonly kind: string
  readonly name: string
}

export interface RequestView extends RequestSummary {
  readonly applicant: {
    readonly name: string
    readonly representative: string
    readonly identityKind: string
    readonly identityMasked: string
    readonly phone: string
    readonly email: string
    readonly address: string
  }
  readonly wantedTitle: string
  readonly wantedNumber: string
  readonly description: string
  readonly wantedForm: string
  readonly wantedWay: string
  readonly confirmedOn: string | null
  readonly lawLabel: string | null
  readonly days: readonly ExplainedDayView[]
  readonly provisional: boolean
  readonly answer: {
    readonly outcome: string
    readonly outcomeLabel: string
    readonly ground: string
    readonly reason: string
    readonly content: string
    readonly remedy: string
    readonly answeredOn: string
    readonly files: readonly { readonly position: number; readonly name: string; readonly address: string }[]
  } | null
  readonly delivery: { readonly way: string; readonly deliveredOn: string; readonly proof: string } | null
  readonly steps: readonly { readonly label: string; readonly on: string; readonly staff: string | null }[]
  /** Steps of the procedure that may be taken now, with the reason where this person may not. */
  readonly next: readonly {
    readonly step: string
    readonly label: string
    readonly allowed: boolean
    readonly reasons: readonly string[]
  }[]
}

/** The answer to a request entered by staff: what goes on the receipt. */
export interface ReceiptView {
  readonly id: number
  readonly number: string
  /** Shown once; only its hash is kept. */
  readonly queryCode: string
}

export interface OutcomeChoice {
  readonly code: string
  readonly group: string
  readonly label: string
  readonly cites: string
  readonly needsReason: boolean
}
