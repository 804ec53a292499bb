import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

export const COHANDLING_STATES = ['asked', 'answered', 'recalled'] as const
/** How long a colleague may take back what they said. */
export const STRIKE_MINUTES = 10
export const MOST_VIEWS = 20

export interface Person {
  readonly id: number
  readonly name: string
}

interface UnitName {
  readonly id: number
  readonly name: string
}

type LightName = 'green' | 'yellow' | 'red' | 'paused' | 'done'

// Who has a case

const Note = Type.String({ maxLength: 200 })

export const AssignmentBody = Type.Object({
  caseIds: Type.Array(IdShape, { minItems: 1, maxItems: 200 }),
  staffId: IdShape,
  note: Note,
})
export type AssignmentBody = Static<typeof AssignmentBody>

/** GET /cases/:caseId/assignment */
export interface AssignmentView {
  readonly holder: (Person & { readonly sinceOn: string; readonly note: string }) | null
  /** Who answers for it today in the holder's place. */
  readonly deputy: Person | null
  /** Who may handle the case. */
  readonly choices: readonly Person[]
  /** Whether this person may give it to others. */
  readonly mayGive: boolean
  /** Whether this person may take it for themself. */
  readonly mayTake: boolean
}

// Hand-over

export const DeputyBody = Type.Object({
  fromStaffId: IdShape,
  toStaffId: IdShape,
  fromOn: CivilDateShape,
  /** null: until it is ended. */
  toOn: nullable(CivilDateShape),
  reason: Type.String({ maxLength: 100 }),
})
export type DeputyBody = Static<typeof DeputyBody>

export const HandoverBody = Type.Object({
  fromStaffId: IdShape,
  /** To several: split evenly. */
  toStaffIds: Type.Array(IdShape, { minItems: 1, maxItems: 20 }),
  note: Note,
})
export type HandoverBody = Static<typeof HandoverBody>

export interface HandoverView {
  readonly moved: number
  readonly to: readonly { readonly staffId: number; readonly cases: number }[]
}

export interface DeputyView {
  readonly id: number
  readonly from: Person
  readonly to: Person
  readonly fromOn: string
  readonly toOn: string | null
  readonly reason: string
  readonly running: boolean
}

export const DeputyQuery = Type.Object({ unitId: Type.Optional(IdShape) })

// Co-handling

export const CohandlingBody = Type.Object({
  unitIds: Type.Array(IdShape, { minItems: 1, maxItems: 20 }),
  question: Type.String({ maxLength: 2000 }),
  /** Missing: the city's default. */
  workingDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
})
export type CohandlingBody = Static<typeof CohandlingBody>

export const ReplyBody = Type.Object({ reply: Type.String({ maxLength: 5000 }) })
export type ReplyBody = Static<typeof ReplyBody>

export const CohandlingQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    /** What others ask of us, or what we ask of others. */
    side: Type.Optional(choice(['asked', 'asking'])),
    state: Type.Optional(choice(COHANDLING_STATES)),
    late: Type.Optional(Type.Boolean()),
  }),
])
export type CohandlingQuery = Static<typeof CohandlingQuery>

export const LimitBody = Type.Object({
  from: CivilDateShape,
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  mostDays: Type.Integer({ minimum: 1, maximum: 366 }),
  cites: Type.String({ maxLength: 200 }),
})
export type LimitBody = Static<typeof LimitBody>

export interface LimitView extends LimitBody {
  /** Set by the city, or what holds until it sets one. */
  readonly own: boolean
}

/** What the asked unit sees as well: nothing of the applicant. */
export interface CohandlingView {
  readonly id: number
  readonly caseNumber: string
  readonly kindLabel: string
  /** The case's own page, for who may read the case. */
  readonly casePage: string | null
  readonly unit: UnitName
  readonly askingUnit: UnitName
  readonly question: string
  readonly askedBy: string
  readonly askedOn: string
  readonly dueOn: string
  /** By when the case itself is due. */
  readonly caseDueOn: string | null
  readonly light: LightName | null
  readonly state: (typeof COHANDLING_STATES)[number]
  readonly stateLabel: string
  readonly reply: string | null
  readonly repliedBy: string | null
  readonly repliedOn: string | null
  readonly recalledOn: string | null
  readonly files: readonly CohandlingFileView[]
  readonly mayReply: boolean
  readonly mayRecall: boolean
}

export interface CohandlingFileView {
  readonly position: number
  readonly side: 'question' | 'reply'
  readonly name: string
  readonly size: number
  readonly address: string
}

/** GET /cases/:caseId/cohandlings */
export interface CaseCohandlingsView {
  readonly items: readonly CohandlingView[]
  readonly mayAsk: boolean
  /** The units in which somebody can reply. */
  readonly choices: readonly UnitName[]
  readonly limit: LimitView
}

// Internal discussion

export const NoteBody = Type.Object({
  text: Type.String({ maxLength: 2000 }),
  mentions: Type.Array(IdShape, { maxItems: 20 }),
})
export type NoteBody = Static<typeof NoteBody>

export interface NoteView {
  readonly id: number
  readonly by: Person
  readonly at: string
  /** null: struck out. */
  readonly text: string | null
  readonly mentions: readonly Person[]
  /** Until when this person may strike it out; null: not at all. */
  readonly strikeUntil: string | null
}

export interface DiscussionView {
  readonly notes: readonly NoteView[]
  /** Whom one may mention. */
  readonly people: readonly Person[]
  readonly mayWrite: boolean
}

// Saved views

const ListName = Type.String({ pattern: '^[a-z][a-z_]{0,39}$' })

const viewFields = {
  name: Type.String({ maxLength: 20 }),
  /** The unit with which it is shared; null: one's own. */
  unitId: nullable(IdShape),
}

export const NewView = Type.Object({
  list: ListName,
  search: Type.String({ maxLength: 2000 }),
  ...viewFields,
})
export type NewView = Static<typeof NewView>

export const ViewBody = Type.Object({
  ...viewFields,
  search: Type.Optional(Type.String({ maxLength: 2000 })),
})
export type ViewBody = Static<typeof ViewBody>

export const ViewOrder = Type.Object({ list: ListName, ids: Type.Array(IdShape, { maxItems: 20 }) })
export type ViewOrder = Static<typeof ViewOrder>

export const ViewQuery = Type.Object({ list: ListName })

export interface SavedView {
  readonly id: number
  readonly name: string
  readonly search: string
  readonly unitId: number | null
  readonly mine: boolean
  /** Whose it is, where it is shared. */
  readonly by: string
}

// Load and overview

const KindName = Type.String({ maxLength: 80 })

export const LoadQuery = Type.Object({ kind: KindName, unitId: IdShape })

/** How many open cases one person answers for today. */
export interface LoadRow {
  /** null: nobody has them. */
  readonly person: Person | null
  readonly open: number
  readonly yellow: number
  readonly red: number
  readonly dueToday: number
  /** Of the open ones, those of somebody absent. */
  readonly deputising: number
  /** Whether they may be given cases now. */
  readonly mayHandle: boolean
  /** Who stands in for them today. */
  readonly deputy: Person | null
}

export interface LoadView {
  readonly kindLabel: string
  readonly page: string | null
  readonly rows: readonly LoadRow[]
}

export const CaseQuery = Type.Intersect([
  PageQuery,
  LoadQuery,
  Type.Object({
    /** Whose; 0: those that nobody has. */
    staffId: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
])

/** GET /casework/cases: an open case of the unit, as distributing asks; nothing of what it is about. */
export interface OpenCaseView {
  readonly id: number
  readonly number: string
  readonly stateLabel: string
  readonly receivedOn: string | null
  readonly dueOn: string | null
  readonly light: LightName | null
  readonly holder: Person | null
  readonly deputy: Person | null
}

export const OVERVIEW_ORDERS = [
  'unit',
  'open',
  'yellow',
  'red',
  'paused',
  'oldestDue',
  'closed',
  'onTime',
] as const

export const OverviewQuery = Type.Object({
  kind: KindName,
  sort: Type.Optional(choice(OVERVIEW_ORDERS)),
  descending: Type.Optional(Type.Boolean()),
})
export type OverviewQuery = Static<typeof OverviewQuery>

export interface OverviewRow {
  readonly unit: UnitName
  readonly open: number
  readonly yellow: number
  readonly red: number
  readonly paused: number
  /** Of the open ones, the day on which the first was or is due. */
  readonly oldestDue: string | null
  readonly closed: number
  /** Limits that ended this year: all, and those that were kept. */
  readonly judged: number
  readonly onTime: number
}

export interface OverviewView {
  readonly kindLabel: string
  readonly page: string | null
  readonly year: number
  readonly rows: readonly OverviewRow[]
}

/** GET /casework/kinds: the kinds of case this person reads. */
export interface KindView {
  readonly name: string
  readonly label: string
  readonly page: string | null
}
