import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

export const STAGES = ['not_started', 'under_way', 'done', 'suspended'] as const
const SECTION_KINDS = ['channel', 'search', 'document'] as const

const Title = Type.String({ minLength: 1, maxLength: 100 })

const topicFields = {
  slug: Type.String({ maxLength: 60 }),
  title: Title,
  introduction: Type.String({ maxLength: 4000 }),
  position: Type.Integer({ minimum: 0, maximum: 9999 }),
  /** After how many days without a report an item counts as overdue. */
  rhythmDays: Type.Integer({ minimum: 1, maximum: 366 }),
}

export const NewTopic = Type.Object({ unitId: IdShape, ...topicFields })
export type NewTopic = Static<typeof NewTopic>

export const TopicBody = Type.Object({ ...topicFields, basedOn: Type.Integer() })
export type TopicBody = Static<typeof TopicBody>

export const SectionBody = Type.Object({
  title: Title,
  kind: choice(SECTION_KINDS),
  channelId: nullable(IdShape),
  words: Type.String({ maxLength: 100 }),
  documentId: nullable(IdShape),
})
export type SectionBody = Static<typeof SectionBody>

export const SectionsBody = Type.Object({ sections: Type.Array(SectionBody, { maxItems: 20 }) })

export const ItemBody = Type.Object({
  heading: Type.String({ maxLength: 60 }),
  goal: Type.String({ maxLength: 500 }),
  unitId: IdShape,
  furtherUnitIds: Type.Array(IdShape, { maxItems: 30 }),
  dueOn: CivilDateShape,
  source: Type.String({ maxLength: 200 }),
  sourceDocumentId: nullable(IdShape),
})
export type ItemBody = Static<typeof ItemBody>

export const ChangedItem = Type.Intersect([ItemBody, Type.Object({ basedOn: Type.Integer() })])
export type ChangedItem = Static<typeof ChangedItem>

export const ImportBody = Type.Object({ csv: Type.String({ minLength: 1, maxLength: 1_000_000 }) })

export const ReportBody = Type.Object({
  stage: choice(STAGES),
  percent: Type.Integer({ minimum: 0, maximum: 100 }),
  done: Type.String({ maxLength: 2000 }),
  /** Why the percentage falls; empty where it does not. */
  reason: Type.String({ maxLength: 500 }),
  basedOn: Type.Integer(),
})
export type ReportBody = Static<typeof ReportBody>

export const ItemQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    unitId: Type.Optional(IdShape),
    stage: Type.Optional(choice(STAGES)),
    overdue: Type.Optional(Type.Boolean()),
  }),
])

interface UnitView {
  readonly id: number
  readonly name: string
}

export interface TopicSummary {
  readonly id: number
  readonly slug: string
  readonly title: string
  readonly unit: UnitView
  readonly openedOn: string
  readonly closedOn: string | null
  readonly items: number
  readonly done: number
  readonly overdue: number
}

export interface TopicView extends TopicSummary {
  readonly introduction: string
  readonly position: number
  readonly rhythmDays: number
  readonly version: number
  readonly sections: readonly SectionBody[]
  readonly mayManage: boolean
}

export interface ItemView {
  readonly id: number
  readonly position: number
  readonly heading: string
  readonly goal: string
  readonly unit: UnitView
  readonly furtherUnits: readonly UnitView[]
  readonly dueOn: string
  readonly source: string
  readonly sourceDocumentId: number | null
  readonly stage: (typeof STAGES)[number]
  readonly stageLabel: string
  readonly percent: number
  readonly reportedOn: string | null
  /** By when the next report is due; null where none is awaited. */
  readonly reportDueOn: string | null
  readonly overdue: boolean
  readonly version: number
  readonly mayReport: boolean
}

export interface ReportView {
  readonly reportedOn: string
  readonly stage: string
  readonly percent: number
  readonly done: string
  readonly reason: string
  readonly unit: string
}
