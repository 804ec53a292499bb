import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, PageQuery } from '#platform/http/shapes.ts'

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

export const NewIssueBody = Type.Object({
  unitId: IdShape,
  year: Type.Integer({ minimum: 1949, maximum: 2199 }),
  number: Type.Integer({ minimum: 1, maximum: 99 }),
  totalNumber: Type.Integer({ minimum: 1, maximum: 99_999 }),
  name: Text(60),
})
export type NewIssueBody = Static<typeof NewIssueBody>

/** The whole composition; `revision` is what it was made from. */
export const CompositionBody = Type.Object({
  revision: Type.Integer({ minimum: 1 }),
  name: Text(60),
  imprint: Type.String({ maxLength: 1000 }),
  entries: Type.Array(Type.Object({ section: Type.String({ maxLength: 40 }), documentId: IdShape }), {
    maxItems: 300,
  }),
})
export type CompositionBody = Static<typeof CompositionBody>

export const IssuingBody = Type.Object({ revision: Type.Integer({ minimum: 1 }) })

export const CopiesBody = Type.Object({
  recipient: Text(100),
  category: choice(['archive', 'library', 'service_hall', 'community', 'agency', 'other']),
  copies: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  sentOn: CivilDateShape,
})
export type CopiesBody = Static<typeof CopiesBody>

export const StrikeBody = Type.Object({ reason: Text(200) })

export const IssueQuery = PageQuery

export interface IssueSummary {
  readonly id: number
  readonly unit: { readonly id: number; readonly name: string }
  readonly year: number
  readonly number: number
  readonly totalNumber: number
  readonly name: string
  readonly state: 'composing' | 'issued'
  readonly issuedOn: string | null
  readonly documents: number
  readonly copies: number
}

export interface EntryView {
  readonly section: string
  readonly documentId: number
  readonly title: string
  readonly documentNumber: string | null
  /** Issue codes of why it cannot be issued; empty when it can. */
  readonly problems: readonly string[]
}

export interface CopiesView extends Omit<CopiesBody, never> {
  readonly id: number
  readonly categoryLabel: string
  readonly struck: { readonly on: string; readonly reason: string } | null
}

export interface IssueView extends IssueSummary {
  readonly imprint: string
  readonly revision: number
  readonly entries: readonly EntryView[]
  readonly sent: readonly CopiesView[]
  readonly pdf: { readonly sha256: string; readonly pages: number; readonly address: string } | null
  readonly pdfProblem: string | null
  readonly may: { readonly compose: boolean; readonly issue: boolean }
  readonly address: string | null
}

/** GET /gazette/issues: with what the next one would be numbered. */
export interface IssueList {
  readonly items: readonly IssueSummary[]
  readonly total: number
  readonly page: number
  readonly size: number
  readonly next: {
    readonly year: number
    readonly number: number
    readonly totalNumber: number
    readonly name: string
  }
}
