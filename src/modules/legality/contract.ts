import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, nullable, PageQuery } from '#platform/http/shapes.ts'

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

/** What is laid before the legality reviewer, besides the text. */
export const AskingBody = Type.Object({
  contentHash: Type.String(),
  basis: Type.Array(Text(200), { minItems: 1, maxItems: 30 }),
  consultedFrom: nullable(CivilDateShape),
  consultedTo: nullable(CivilDateShape),
  noConsultation: Type.String({ maxLength: 500 }),
  discussedOn: nullable(CivilDateShape),
  meeting: Type.String({ maxLength: 200 }),
})
export type AskingBody = Static<typeof AskingBody>

export const OpinionBody = Type.Object({
  contentHash: Type.String(),
  conclusion: choice(['lawful', 'to_change', 'unlawful']),
  opinion: Text(4000),
  number: Type.String({ maxLength: 60 }),
})
export type OpinionBody = Static<typeof OpinionBody>

export const FilingBody = Type.Object({
  body: Text(100),
  number: Type.String({ maxLength: 60 }),
  filedOn: CivilDateShape,
  result: choice(['accepted', 'to_change', 'refused']),
  remarks: Type.String({ maxLength: 500 }),
})
export type FilingBody = Static<typeof FilingBody>

export const LimitBody = Type.Object({
  from: CivilDateShape,
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  dayKind: choice(['working', 'calendar']),
  cites: Text(200),
})
export type LimitBody = Static<typeof LimitBody>

export const ListQuery = PageQuery

export interface OpinionView {
  readonly id: number
  readonly documentId: number
  readonly title: string
  readonly unit: string
  readonly askedBy: string
  readonly askedAt: string
  readonly basis: readonly string[]
  readonly consulted: string
  readonly discussed: string
  /** null: it is awaited. */
  readonly given: {
    readonly by: string
    readonly at: string
    readonly conclusion: OpinionBody['conclusion']
    readonly conclusionLabel: string
    readonly opinion: string
    readonly number: string
  } | null
}

/** GET /documents/:documentId/legality */
export interface LegalityView {
  /** Whether this document needs an opinion at all. */
  readonly needed: boolean
  /** Whether exactly this content has one that lets it go on. */
  readonly cleared: boolean
  readonly opinions: readonly OpinionView[]
  readonly mayAsk: boolean
  readonly mayReview: boolean
}

export interface FilingView {
  readonly documentId: number
  readonly title: string
  readonly documentNumber: string | null
  readonly unit: string
  readonly publishedOn: string
  readonly dueOn: string | null
  readonly light: 'green' | 'yellow' | 'red' | 'done' | null
  readonly filed: {
    readonly body: string
    readonly number: string
    readonly filedOn: string
    readonly resultLabel: string
    readonly remarks: string
  } | null
  readonly mayFile: boolean
}
