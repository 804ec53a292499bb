import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

export const ENTRY_KINDS = ['question', 'case'] as const
export const ENTRY_STATES = ['draft', 'checked', 'published', 'withdrawn'] as const

/** The texts of an entry: a question has the first three, a typical case all but question and answer. */
export const TEXTS = [
  'title',
  'question',
  'answer',
  'facts',
  'dispute',
  'points',
  'basis',
  'insight',
] as const
export type TextName = (typeof TEXTS)[number]

export const MAX_TEXT = 8000
export const MAX_TITLE = 120

const text = Type.String({ maxLength: MAX_TEXT })

export const EntryTexts = Type.Object({
  title: Type.String({ maxLength: MAX_TITLE }),
  question: text,
  answer: text,
  facts: text,
  dispute: text,
  points: text,
  basis: text,
  insight: text,
})
export type EntryTexts = Static<typeof EntryTexts>

export const EntryBody = Type.Intersect([
  EntryTexts,
  Type.Object({
    topic: Type.String({ maxLength: 10 }),
    /** Of a typical case: in whose digest it stands. */
    month: nullable(CivilDateShape),
    /** The version that was read before writing. */
    basedOn: IdShape,
  }),
])
export type EntryBody = Static<typeof EntryBody>

export const NewEntry = Type.Object({
  kind: choice(ENTRY_KINDS),
  sourceKind: Type.String({ maxLength: 60 }),
  sourceId: IdShape,
})
export type NewEntry = Static<typeof NewEntry>

/** An act on exactly the version that was read. */
export const OnVersion = Type.Object({ basedOn: IdShape })
export type OnVersion = Static<typeof OnVersion>

export const ReasonBody = Type.Object({ reason: Type.String({ maxLength: 300 }) })
export type ReasonBody = Static<typeof ReasonBody>

export const JustificationBody = Type.Object({
  key: Type.String({ maxLength: 40 }),
  note: Type.String({ maxLength: 300 }),
})
export type JustificationBody = Static<typeof JustificationBody>

export const NominationBody = Type.Object({
  sourceKind: Type.String({ maxLength: 60 }),
  sourceId: IdShape,
  month: CivilDateShape,
  note: Type.String({ maxLength: 300 }),
})
export type NominationBody = Static<typeof NominationBody>

export const EntryQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    kind: Type.Optional(choice(ENTRY_KINDS)),
    state: Type.Optional(choice(ENTRY_STATES)),
    unitId: Type.Optional(IdShape),
  }),
])
export type EntryQuery = Static<typeof EntryQuery>

export const SourceQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    kind: Type.String({ maxLength: 60 }),
    number: Type.Optional(Type.String({ maxLength: 60 })),
  }),
])

export const MonthQuery = Type.Object({
  month: CivilDateShape,
  unitId: IdShape,
})

export interface SourceKindView {
  readonly kind: string
  readonly label: string
}

export interface ClosedCaseView {
  readonly kind: string
  readonly id: number
  readonly number: string
  readonly title: string
  readonly unit: string
  readonly outcomeLabel: string
  readonly closedOn: string
  /** What was made of it already. */
  readonly entries: readonly { readonly id: number; readonly kind: string }[]
  readonly nominatedFor: string | null
}

export interface EntrySummary {
  readonly id: number
  readonly kind: (typeof ENTRY_KINDS)[number]
  readonly kindLabel: string
  readonly title: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly state: (typeof ENTRY_STATES)[number]
  readonly stateLabel: string
  readonly version: number
  /** The version that the public sees, if any. */
  readonly shownVersion: number | null
  readonly month: string | null
  readonly writtenAt: string
}

/** Something in the text that must not be public, or must be looked at; only where it stands, and of what kind. */
export interface MarkView {
  readonly key: string
  readonly field: TextName
  readonly start: number
  readonly end: number
  readonly kind: string
  readonly label: string
  /** The asker's own: it cannot be justified, only taken out. */
  readonly applicant: boolean
  readonly justification: { readonly note: string; readonly by: string } | null
}

export interface EntryView extends EntrySummary {
  readonly texts: EntryTexts
  readonly topic: string
  readonly marks: readonly MarkView[]
  /** How many stand in the way of publication. */
  readonly open: number
  readonly source: {
    readonly kind: string
    readonly label: string
    readonly id: number
    readonly number: string
    readonly question: string
    readonly answer: string
    readonly marks: readonly Omit<MarkView, 'justification'>[]
    /** False: the asker's own words are erased, and could not be compared. */
    readonly compared: boolean
  } | null
  readonly returnedBecause: string
  readonly withdrawnOn: string | null
  readonly withdrawnBecause: string
  readonly authors: readonly string[]
  readonly next: readonly {
    readonly step: 'edit' | 'check' | 'return' | 'publish' | 'discard' | 'withdraw'
    readonly label: string
    readonly allowed: boolean
    readonly reasons: readonly string[]
  }[]
}

export interface MonthView {
  readonly month: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly outcomes: readonly { readonly kind: string; readonly label: string; readonly count: number }[]
  readonly nominated: readonly (ClosedCaseView & { readonly note: string; readonly by: string })[]
  readonly entries: readonly EntrySummary[]
}

export interface TopicChoice {
  readonly code: string
  readonly label: string
}
