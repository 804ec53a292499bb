import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable } from '#platform/http/shapes.ts'
import { LIMITS, DELIVERY_WAYS } from './intake.ts'

export const SATISFACTIONS = ['yes', 'mostly', 'no'] as const

/** Confirms an online request with its applicant; the day of confirmation is the day of receipt. */
export const Registration = Type.Object({ confirmedOn: nullable(CivilDateShape) })
export type Registration = Static<typeof Registration>

const Words = Type.String({ minLength: 1, maxLength: 4000 })
const Note = Type.String({ maxLength: 4000 })

export const TransferBody = Type.Object({ unitId: IdShape, reason: Words })
export type TransferBody = Static<typeof TransferBody>

const DISCARD_REASONS = ['applicant_withdrew', 'sent_twice', 'not_a_request'] as const
export const DiscardBody = Type.Object({ why: choice(DISCARD_REASONS), words: Note })
export type DiscardBody = Static<typeof DiscardBody>

/** 第三十条: what is to be corrected, and by when. */
export const CorrectionBody = Type.Object({ missing: Words, dueOn: CivilDateShape })
export type CorrectionBody = Static<typeof CorrectionBody>

/** What the applicant sent; the request says what it says from now on. */
export const CorrectionReply = Type.Object({
  receivedOn: CivilDateShape,
  reply: Words,
  wantedTitle: Type.String({ maxLength: LIMITS.wantedTitle }),
  wantedNumber: Type.String({ maxLength: LIMITS.wantedNumber }),
  description: Type.String({ maxLength: LIMITS.description }),
})
export type CorrectionReply = Static<typeof CorrectionReply>

/** 第三十五条 */
export const ReasonsBody = Type.Object({ why: Words, dueOn: CivilDateShape })
export type ReasonsBody = Static<typeof ReasonsBody>

export const ReasonsReply = Type.Object({
  receivedOn: CivilDateShape,
  reply: Words,
  reasonable: Type.Boolean(),
})
export type ReasonsReply = Static<typeof ReasonsReply>

/** Further working days, told to the applicant (第三十五条). */
export const DelayBody = Type.Object({ days: Type.Integer({ minimum: 1, maximum: 250 }), reason: Words })
export type DelayBody = Static<typeof DelayBody>

const OPINION_KINDS = ['third_party', 'joint_maker', 'other_organ'] as const
const OPINIONS = ['agrees', 'agrees_in_part', 'refuses'] as const

export const ConsultationBody = Type.Object({
  kind: choice(OPINION_KINDS),
  addressee: Type.String({ minLength: 1, maxLength: 100 }),
  question: Words,
  sentOn: CivilDateShape,
})
export type ConsultationBody = Static<typeof ConsultationBody>

/** When the letter reached its addressee: from then the fifteen working days are counted. */
export const OpinionDelivery = Type.Object({ deliveredOn: CivilDateShape })
export type OpinionDelivery = Static<typeof OpinionDelivery>

export const OpinionBody = Type.Object({
  answeredOn: CivilDateShape,
  opinion: choice(OPINIONS),
  words: Note,
  /** 第三十二条: a refusal binds when it has good reasons. */
  reasonable: nullable(Type.Boolean()),
})
export type OpinionBody = Static<typeof OpinionBody>

export const ExtensionBody = Type.Object({ days: Type.Integer({ minimum: 1, maximum: 20 }), reason: Words })
export type ExtensionBody = Static<typeof ExtensionBody>

const FEE_BASES = ['items', 'pages'] as const
export const FeeBody = Type.Object({
  basis: choice(FEE_BASES),
  /** Pages of the answer; for items how many cases of this month it is, this one included, is counted. */
  pages: nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** How it is paid. */
  where: Words,
})
export type FeeBody = Static<typeof FeeBody>

export const PaymentBody = Type.Object({
  paidOn: CivilDateShape,
  /** How it was paid, in words: by transfer, in cash. */
  how: Type.String({ maxLength: 200 }),
})
export type PaymentBody = Static<typeof PaymentBody>

export const WithdrawalBody = Type.Object({ words: Words })
export type WithdrawalBody = Static<typeof WithdrawalBody>

export const AnswerBody = Type.Object({
  /** Of the closed list; with one way of answering it the form may be left out. */
  outcome: Type.String({ maxLength: 10 }),
  form: nullable(Type.String({ maxLength: 20 })),
  /** Why, in the unit's words; required where anything is withheld. */
  reason: Note,
  content: Type.String({ minLength: 1, maxLength: 20_000 }),
  details: Type.Record(Type.String({ maxLength: 20 }), Type.String({ maxLength: 1000 })),
  /** Of a partial answer: on which grounds the rest is withheld. */
  withheld: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 20 }),
  /** 第四十一条: records about the applicant were put right. */
  corrects: Type.Boolean(),
})
export type AnswerBody = Static<typeof AnswerBody>

export const SignBody = Type.Object({
  /** The case as the signer saw it: what changed meanwhile is not signed. */
  revision: Type.Integer({ minimum: 1 }),
})
export type SignBody = Static<typeof SignBody>

export const ReturnBody = Type.Object({ opinion: Words })
export type ReturnBody = Static<typeof ReturnBody>

export const DeliveryBody = Type.Object({
  way: choice(DELIVERY_WAYS),
  deliveredOn: CivilDateShape,
  proof: Type.String({ maxLength: 200 }),
})
export type DeliveryBody = Static<typeof DeliveryBody>

/** Answered while the applicant waits (第三十三条第一款): given and signed for on the spot. */
export const SpotAnswer = Type.Intersect([
  AnswerBody,
  Type.Object({ proof: Type.String({ maxLength: 200 }) }),
])
export type SpotAnswer = Static<typeof SpotAnswer>

const REDO_ORDERS = ['reconsideration', 'litigation', 'superior', 'own'] as const
export const RedoBody = Type.Object({
  orderedBy: choice(REDO_ORDERS),
  reason: Words,
  orderedOn: CivilDateShape,
  /** How many natural days the order gives; null: none. */
  days: nullable(Type.Integer({ minimum: 1, maximum: 3650 })),
})
export type RedoBody = Static<typeof RedoBody>

/** A new answer that a decision here ordered: by whom, when received and by when it must be given it says itself. */
export const OrderedRedoBody = Type.Object({ remedyId: IdShape, reason: Words })
export type OrderedRedoBody = Static<typeof OrderedRedoBody>

export const OutcomeCorrection = Type.Object({ outcome: Type.String({ maxLength: 10 }), reason: Words })
export type OutcomeCorrection = Static<typeof OutcomeCorrection>

/** A draft of what was given, for everybody: where it belongs. */
export const PublicationBody = Type.Object({
  /** Where the request named what it wants only by words of its own. */
  title: Type.String({ minLength: 1, maxLength: 200 }),
  topic: Type.String({ maxLength: 10 }),
  genre: Type.String({ maxLength: 10 }),
  channelIds: Type.Array(IdShape, { maxItems: 50 }),
})
export type PublicationBody = Static<typeof PublicationBody>

export interface OutcomeChoice {
  readonly code: string
  readonly group: string
  readonly label: string
  readonly cites: string
  readonly needsReason: boolean
  /** What must have happened before: correction, reasons, opinion. */
  readonly before: string | null
  readonly forms: readonly {
    readonly code: string
    readonly label: string
    readonly details: readonly { readonly name: string; readonly label: string }[]
  }[]
}

/** A file that was made by taking words and areas out of another, to be given with the answer. */
export const ReleasedFile = Type.Object({ releaseId: IdShape })

/** The letter that an answer would become, as it reads now. */
export interface LetterPreview {
  readonly title: string
  readonly recipient: string
  readonly text: string
}
