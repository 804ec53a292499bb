import { Type, type Static } from 'typebox'
import { choice, IdShape, PageQuery } from '#platform/http/shapes.ts'
import type { CheckedRelation } from '#kernel/figures/index.ts'
import type { Edition, Paragraph, RestatedValue } from './edition.ts'
import type { Scope, TableView } from './report.ts'

export const STATES = [
  'drafting',
  'submitted',
  'returned',
  'approved',
  'frozen',
  'published',
  'restating',
] as const
export type State = (typeof STATES)[number]

export const stateLabels: Readonly<Record<State, string>> = {
  drafting: '编写中',
  submitted: '待审核',
  returned: '已退回',
  approved: '已审核',
  frozen: '已定稿',
  published: '已公布',
  restating: '更正中',
}

export const STEPS = ['write', 'submit', 'return', 'approve', 'freeze', 'publish', 'restate'] as const
export type Step = (typeof STEPS)[number]

const MAX_BODY = 20_000
const reason = Type.String({ maxLength: 2000 })
const YearShape = Type.Integer({ minimum: 2008, maximum: 9999 })

export const CollectionBody = Type.Object({ unitId: IdShape, year: YearShape })
export type CollectionBody = Static<typeof CollectionBody>

export const PolicyBody = Type.Object({
  fromYear: YearShape,
  /** Days of the year after. */
  submitDue: Type.String({ maxLength: 5 }),
  publishDue: Type.String({ maxLength: 5 }),
  governmentDue: Type.String({ maxLength: 5 }),
  factor: Type.Number({ minimum: 0, maximum: 1000 }),
  least: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  cites: Type.String({ maxLength: 300 }),
})
export type PolicyBody = Static<typeof PolicyBody>

export const TextBody = Type.Object({
  body: Type.String({ maxLength: MAX_BODY }),
  /** The revision that was read before editing. */
  basedOn: Type.Integer({ minimum: 0 }),
})
export type TextBody = Static<typeof TextBody>

export const PreviewBody = Type.Object({ body: Type.String({ maxLength: MAX_BODY }) })

export const ReasonBody = Type.Object({ reason })
export type ReasonBody = Static<typeof ReasonBody>

export const RowsQuery = Type.Object({
  ...PageQuery.properties,
  state: Type.Optional(choice(STATES)),
  light: Type.Optional(choice(['yellow', 'red'])),
})
export type RowsQuery = Static<typeof RowsQuery>

export const OffersQuery = Type.Object({ words: Type.Optional(Type.String({ maxLength: 60 })) })

type Light = 'green' | 'yellow' | 'red' | 'done'

export interface CollectionView {
  readonly id: number
  readonly unit: { readonly id: number; readonly name: string }
  readonly year: number
  readonly submitDue: string
  readonly publishDue: string
  readonly governmentDue: string
  readonly cites: string
  readonly openedOn: string
  /** How many reports are in each state, and how many are late or nearly so. */
  readonly states: Readonly<Record<State, number>>
  readonly total: number
  readonly yellow: number
  readonly red: number
  /** Published, and the records have changed since. */
  readonly differing: number
}

export interface ReportRow {
  readonly id: number
  readonly unit: { readonly id: number; readonly name: string }
  readonly scope: Scope
  readonly state: State
  readonly stateLabel: string
  readonly submission: { readonly dueOn: string; readonly light: Light } | null
  readonly publication: { readonly dueOn: string; readonly light: Light } | null
  readonly edition: number
  readonly published: number | null
  readonly differs: boolean
}

/** Something in a report that does not fit: what a person can put right. */
export interface Remark {
  readonly field: string
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export interface BareNumberView {
  readonly line: number
  readonly text: string
  readonly around: string
  readonly suggestions: readonly { readonly token: string; readonly label: string }[]
}

export interface TextView {
  readonly id: string
  readonly title: string
  readonly guidance: string
  readonly body: string
  readonly revision: number
  readonly paragraphs: readonly Paragraph[]
  readonly problems: readonly Remark[]
  readonly bare: readonly BareNumberView[]
}

export interface PreviewView {
  readonly paragraphs: readonly Paragraph[]
  readonly problems: readonly Remark[]
  readonly bare: readonly BareNumberView[]
}

export interface EditionSummary {
  readonly number: number
  readonly frozenAt: string
  readonly publishedAt: string | null
  readonly why: string | null
  readonly digest: string
}

export interface ComparisonView {
  readonly number: number
  readonly comparedAt: string
  readonly cells: readonly ComparedCell[]
  /** Titles of sections that would read differently. */
  readonly sections: readonly string[]
}

/** A published number that the records no longer give, or give by other records. */
export interface ComparedCell extends RestatedValue {
  readonly recordsBefore: number
  readonly recordsAfter: number
}

export interface AnnualReportView {
  readonly id: number
  readonly collectionId: number
  readonly unit: { readonly id: number; readonly code: string; readonly name: string }
  readonly collector: { readonly id: number; readonly name: string }
  readonly year: number
  readonly scope: Scope
  readonly form: string
  readonly state: State
  readonly stateLabel: string
  readonly submission: ReportRow['submission']
  readonly publication: ReportRow['publication']
  readonly texts: readonly TextView[]
  readonly sections: readonly {
    readonly id: string
    readonly title: string
    readonly table: TableView | null
  }[]
  readonly relations: readonly CheckedRelation[]
  readonly problems: readonly Remark[]
  /** What is asked about: it may pass with a reason. */
  readonly warnings: readonly Remark[]
  /** Of a government: units of its scope whose reports are not approved yet. */
  readonly missing: readonly { readonly unit: string; readonly state: State | null }[]
  readonly movedSinceApproval: number
  readonly submittedBecause: string
  readonly returnedBecause: string
  readonly restatingBecause: string
  readonly approvedBy: string | null
  readonly editions: readonly EditionSummary[]
  readonly published: number | null
  readonly comparison: ComparisonView | null
  /** What this person may do now. */
  readonly may: Readonly<Record<Step | 'compare', boolean>>
}

export interface OfferView {
  readonly token: string
  readonly label: string
  readonly text: string
}

export interface PolicyView extends PolicyBody {
  readonly id: number
  readonly setAt: string
}

export interface EditionView {
  readonly edition: Edition
  readonly summary: EditionSummary
  /** Whether the digest still fits what is stored. */
  readonly intact: boolean
  /** Made soon after freezing: none until then. Sizes in bytes. */
  readonly files: readonly { readonly format: 'pdf' | 'docx'; readonly size: number }[]
}
