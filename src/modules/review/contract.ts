import { Type, type Static } from 'typebox'
import { choice, PageQuery } from '#platform/http/shapes.ts'
import { ATTRIBUTES } from '#modules/publishing/contract.ts'

export const Signature = Type.Object({
  decision: choice(['approved', 'returned']),
  opinion: Type.String({ minLength: 1, maxLength: 1000 }),
  /** What the signer saw: a review of other content is refused. */
  contentHash: Type.String(),
  attribute: choice(ATTRIBUTES),
})
export type Signature = Static<typeof Signature>

export const ChainBody = Type.Object({ steps: Type.Array(Type.String(), { minItems: 2, maxItems: 6 }) })
export type ChainBody = Static<typeof ChainBody>

export const ReviewQuery = Type.Intersect([
  PageQuery,
  Type.Object({ waiting: Type.Optional(choice(['me', 'all'])) }),
])
export type ReviewQuery = Static<typeof ReviewQuery>

export interface ReviewSummary {
  readonly id: number
  readonly subject: string
  readonly title: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly drafter: string
  readonly state: 'open' | 'approved' | 'returned'
  readonly openedAt: string
  /** The role whose signature is awaited; null once closed. */
  readonly awaits: { readonly role: string; readonly label: string } | null
}

export interface ReviewStepView {
  readonly step: number
  readonly role: string
  readonly label: string
  /** Null: not yet signed. */
  readonly signature: {
    readonly staff: string
    readonly decision: 'proposed' | 'approved' | 'returned'
    readonly attribute: string
    readonly opinion: string
    readonly signedAt: string
  } | null
}

export interface ReviewView extends ReviewSummary {
  readonly contentHash: string
  readonly attribute: string
  readonly steps: readonly ReviewStepView[]
  readonly maySign: { readonly allowed: boolean; readonly reasons: readonly string[] }
}
