import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

export const KINDS = ['reconsideration', 'litigation', 'complaint'] as const
export type RemedyKindName = (typeof KINDS)[number]

const ABOUTS = ['answer', 'no_answer', 'not_proactive', 'conduct', 'other'] as const
const MEASURES = ['urged', 'ordered', 'criticised', 'suggested_discipline'] as const
export const FILE_KINDS = ['notice', 'reply', 'decision', 'other'] as const
const BROUGHT_BY = ['applicant', 'unit', 'other'] as const
/** The limits that the city may set for itself. */
export const LIMITS = ['remedies.reply', 'remedies.defence', 'remedies.complaint'] as const
/** The states of every kind; each says them in its own words. */
export const STATES = ['received', 'replied', 'redoing', 'decided', 'annulled'] as const
export type RemedyState = (typeof STATES)[number]

const Text = (maxLength: number) => Type.String({ maxLength })

/** A case that began: the notice of the organ, or the complaint, has come. */
export const OpeningBody = Type.Object({
  kind: choice(KINDS),
  unitId: IdShape,
  /** What is fought over, as `request:12`; null where this system does not have it. */
  subject: nullable(Text(60)),
  about: choice(ABOUTS),
  summary: Text(500),
  sameApplicant: Type.Boolean(),
  /** Kept sealed, and only where it is not the applicant of the subject. */
  applicant: Text(100),
  organ: Text(100),
  /** The office of ours that decides a complaint. */
  organUnitId: nullable(IdShape),
  fileNumber: Text(100),
  receivedOn: CivilDateShape,
  acceptedOn: nullable(CivilDateShape),
  /** A lawsuit after reconsideration, and which one where it is here. */
  afterReview: Type.Boolean(),
  reviewId: nullable(IdShape),
})
export type OpeningBody = Static<typeof OpeningBody>

export const ReplyBody = Type.Object({ repliedOn: CivilDateShape })
export type ReplyBody = Static<typeof ReplyBody>

/** An order to act anew within a time that the decision gives. */
export const RedoOrder = Type.Object({
  from: CivilDateShape,
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  dayKind: choice(['working', 'calendar']),
})
export type RedoOrder = Static<typeof RedoOrder>

export const DecisionBody = Type.Object({
  result: Text(40),
  /** The date of the decision, and the day on which the unit received it. */
  decidedOn: CivilDateShape,
  servedOn: CivilDateShape,
  decisionNumber: Text(100),
  note: Text(1000),
  /** Of a complaint that was justified. */
  measure: nullable(choice(MEASURES)),
  redo: nullable(RedoOrder),
})
export type DecisionBody = Static<typeof DecisionBody>

export const CorrectionBody = Type.Intersect([
  DecisionBody,
  Type.Object({
    reason: Text(500),
    /** Of an earlier instance of a lawsuit; where none is named the latest is meant. */
    position: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
])
export type CorrectionBody = Static<typeof CorrectionBody>

/** A further instance of a lawsuit that was judged. */
export const InstanceBody = Type.Object({
  level: choice(['second', 'retrial']),
  broughtBy: choice(BROUGHT_BY),
  organ: Text(100),
  fileNumber: Text(100),
  receivedOn: CivilDateShape,
})
export type InstanceBody = Static<typeof InstanceBody>

/** A higher court sends the lawsuit back: the instance ends, and the first begins anew. */
export const RemandBody = Type.Object({
  decidedOn: CivilDateShape,
  decisionNumber: Text(100),
  note: Text(1000),
  organ: Text(100),
  fileNumber: Text(100),
  receivedOn: CivilDateShape,
})
export type RemandBody = Static<typeof RemandBody>

export const RedoneBody = Type.Object({ doneOn: CivilDateShape })
export type RedoneBody = Static<typeof RedoneBody>

/** What the organ said of its own limit. */
export const OrganLimitBody = Type.Object({
  acceptedOn: CivilDateShape,
  extendedDays: Type.Integer({ minimum: 0, maximum: 366 }),
})
export type OrganLimitBody = Static<typeof OrganLimitBody>

export const AnnulmentBody = Type.Object({ reason: Text(500) })
export type AnnulmentBody = Static<typeof AnnulmentBody>

export const LimitBody = Type.Object({
  limit: choice(LIMITS),
  from: CivilDateShape,
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  dayKind: choice(['working', 'calendar']),
  cites: Text(200),
})
export type LimitBody = Static<typeof LimitBody>

const Filter = Type.Object({
  kind: Type.Optional(choice(KINDS)),
  state: Type.Optional(choice(STATES)),
  light: Type.Optional(choice(['green', 'yellow', 'red'])),
  unitId: Type.Optional(IdShape),
  year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2100 })),
  /** The case's own number or the organ's. */
  number: Type.Optional(Text(100)),
})
export const FileQuery = Filter
export const RemedyQuery = Type.Intersect([PageQuery, Filter])
export type RemedyFilter = Static<typeof Filter>

export const SubjectQuery = Type.Object({ subject: Text(60) })
export const UploadQuery = Type.Object({ kind: choice(FILE_KINDS) })

export type LightName = 'green' | 'yellow' | 'red' | 'done'

export interface RemedySummary {
  readonly id: number
  readonly number: string
  readonly kind: RemedyKindName
  readonly kindLabel: string
  readonly wayLabel: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly state: RemedyState
  readonly stateLabel: string
  readonly about: string
  readonly subject: string | null
  readonly organ: string
  readonly fileNumber: string
  readonly levelLabel: string
  readonly receivedOn: string
  /** What must be done next, by when. */
  readonly due: { readonly label: string; readonly on: string; readonly light: LightName } | null
  readonly result: string | null
  readonly resultLabel: string | null
  readonly groupLabel: string | null
  readonly decidedOn: string | null
}

export interface ClockView {
  readonly label: string
  readonly startedOn: string
  readonly days: number
  readonly dayKind: 'working' | 'calendar'
  readonly dueOn: string
  readonly stoppedOn: string | null
  readonly light: LightName
  readonly provisional: boolean
}

export interface CorrectionView {
  readonly at: string
  readonly by: string | null
  readonly reason: string
  readonly before: string
  readonly after: string
}

export interface InstanceView {
  readonly position: number
  readonly levelLabel: string
  readonly broughtByLabel: string
  readonly organ: string
  readonly fileNumber: string
  readonly receivedOn: string
  readonly acceptedOn: string | null
  readonly extendedDays: number
  /** By when the organ itself must decide; it binds the organ, not the unit. */
  readonly organDueOn: string | null
  readonly repliedOn: string | null
  readonly decision: (Omit<DecisionBody, 'redo'> & { readonly resultLabel: string }) | null
  readonly redo: (RedoOrder & { readonly doneOn: string | null }) | null
  readonly clocks: readonly ClockView[]
  readonly corrections: readonly CorrectionView[]
  /** Whether this person may put right what an earlier instance decided, though it was fought on. */
  readonly correctable: boolean
  /** What this instance may have decided. */
  readonly results: readonly ResultChoice[]
}

export interface ResultChoice {
  readonly code: string
  readonly label: string
  /** Where it counts; of a judgment that stands, where that counts. */
  readonly group: string
  readonly groupLabel: string
}

export interface NextStep {
  readonly step: string
  readonly label: string
  readonly cites: string
  readonly allowed: boolean
  readonly reasons: readonly string[]
}

export interface RemedyView extends RemedySummary {
  readonly aboutLabel: string
  readonly summary: string
  readonly sameApplicant: boolean
  /** Whole for who handles the case; others see that it is somebody else. */
  readonly applicant: string
  readonly subjectCase: { readonly id: number; readonly number: string } | null
  readonly review: { readonly id: number; readonly number: string } | null
  /** Lawsuits that followed this reconsideration. */
  readonly followedBy: readonly { readonly id: number; readonly number: string }[]
  readonly organUnit: string | null
  readonly instances: readonly InstanceView[]
  readonly steps: readonly { readonly label: string; readonly on: string; readonly staff: string | null }[]
  readonly next: readonly NextStep[]
  readonly results: readonly ResultChoice[]
  readonly files: readonly {
    readonly position: number
    readonly kindLabel: string
    readonly name: string
    readonly size: number
    readonly address: string
  }[]
  readonly mayHandle: boolean
}

/** GET /remedies/of */
export interface SubjectRemedies {
  readonly items: readonly RemedySummary[]
  readonly mayOpen: boolean
}

export interface LimitView {
  readonly limit: (typeof LIMITS)[number]
  readonly label: string
  readonly versions: readonly {
    readonly from: string
    readonly days: number
    readonly dayKind: 'working' | 'calendar'
    readonly cites: string
    readonly ownSetting: boolean
  }[]
}
