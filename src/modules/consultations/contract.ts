import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

export const WAYS = ['online', 'phone', 'counter'] as const
export const VERDICTS = ['satisfied', 'fair', 'unsatisfied'] as const
export const REFERRALS = ['request', 'letter'] as const
export const STATES = ['open', 'answered', 'closed'] as const

/** The longest that each text may be, in characters. */
export const LIMITS = { title: 100, question: 2000, name: 40, phone: 30, email: 100 } as const

/** What somebody asks, and how to reach them if they wish. Nobody has to say who they are. */
export const Question = Type.Object({
  title: Type.String({ maxLength: LIMITS.title }),
  question: Type.String({ maxLength: LIMITS.question }),
  name: Type.String({ maxLength: LIMITS.name }),
  phone: Type.String({ maxLength: LIMITS.phone }),
  email: Type.String({ maxLength: LIMITS.email }),
})
export type Question = Static<typeof Question>

export const AnswerBody = Type.Object({
  content: Type.String({ maxLength: 10_000 }),
  answeredOn: CivilDateShape,
})
export type AnswerBody = Static<typeof AnswerBody>

/** A consultation that staff enter afterwards; one by telephone is mostly answered at once. */
export const RecordedQuestion = Type.Intersect([
  Question,
  Type.Object({
    unitId: IdShape,
    way: choice(WAYS),
    receivedOn: CivilDateShape,
    answer: nullable(AnswerBody),
  }),
])
export type RecordedQuestion = Static<typeof RecordedQuestion>

/** The answer that this is something else, and how to go about that. */
export const ReferralBody = Type.Object({
  to: choice(REFERRALS),
  /** Added to the note. */
  words: Type.String({ maxLength: 2000 }),
})
export type ReferralBody = Static<typeof ReferralBody>

export const TransferBody = Type.Object({
  unitId: IdShape,
  reason: Type.String({ maxLength: 300 }),
})
export type TransferBody = Static<typeof TransferBody>

export const SettingBody = Type.Object({
  from: CivilDateShape,
  replyDays: Type.Integer({ minimum: 1, maximum: 60 }),
  dayKind: choice(['working', 'calendar']),
  closeDays: Type.Integer({ minimum: 1, maximum: 365 }),
  keepDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  unsureUnitId: nullable(IdShape),
  letterWay: Type.String({ maxLength: 300 }),
  cites: Type.String({ maxLength: 200 }),
})
export type SettingBody = Static<typeof SettingBody>

export const ConsultationQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    state: Type.Optional(choice(STATES)),
    light: Type.Optional(choice(['green', 'yellow', 'red'])),
    way: Type.Optional(choice(WAYS)),
    unitId: Type.Optional(IdShape),
    number: Type.Optional(Type.String({ maxLength: 60 })),
  }),
])
export type ConsultationQuery = Static<typeof ConsultationQuery>

export interface ConsultationSummary {
  readonly id: number
  readonly number: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly state: string
  readonly stateLabel: string
  readonly way: string
  readonly wayLabel: string
  readonly title: string
  readonly receivedOn: string
  readonly dueOn: string | null
  readonly light: 'green' | 'yellow' | 'red' | 'paused' | 'done' | null
  readonly outcomeLabel: string | null
  readonly answeredOn: string | null
  readonly verdictLabel: string | null
}

export interface ConsultationView extends ConsultationSummary {
  readonly question: string
  readonly unsure: boolean
  /** Whole for who handles it; null when nothing was given or all is erased. */
  readonly person: { readonly name: string; readonly phone: string; readonly email: string } | null
  readonly answers: readonly {
    readonly content: string
    readonly referredLabel: string | null
    readonly answeredOn: string
    readonly by: string
  }[]
  readonly transfers: readonly {
    readonly from: string
    readonly to: string
    readonly reason: string
    readonly on: string
  }[]
  readonly poll: { readonly verdictLabel: string; readonly words: string; readonly on: string } | null
  readonly steps: readonly { readonly label: string; readonly on: string; readonly staff: string | null }[]
  readonly next: readonly {
    readonly step: string
    readonly label: string
    readonly allowed: boolean
    readonly reasons: readonly string[]
  }[]
  /** The note that tells how to go on, for each way out. */
  readonly referrals: Readonly<Record<(typeof REFERRALS)[number], string>>
  /** What of it was made public, and whether this person may make something of it. */
  readonly mayUse: boolean
  readonly legalBasis: string
}

/** Number and code of a consultation, as the asker keeps them. */
export interface ReceiptView {
  readonly id: number
  readonly number: string
  /** Shown once; only its hash is kept. */
  readonly queryCode: string
}

export interface SettingView extends SettingBody {
  readonly unsureUnitName: string | null
  /** The program's own, until the city sets something. */
  readonly isDefault: boolean
}
