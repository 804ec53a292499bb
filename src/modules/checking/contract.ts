import { Type, type Static } from 'typebox'

/** One thing found; personal data stands here masked, but for a few words around it. */
export interface FindingView {
  /** The same words in the same place have the same key, also in a later version. */
  readonly key: string
  readonly kind: string
  readonly severity: 'blocking' | 'hint'
  /** Which part of the document: 标题, 正文, 附件…第2页. */
  readonly where: string
  readonly excerpt: { readonly before: string; readonly hit: string; readonly after: string }
  /** A click can put the mask into the text; in an attachment it cannot. */
  readonly maskable: boolean
  readonly justification: { readonly note: string; readonly by: string; readonly at: string } | null
}

export interface CheckView {
  readonly findings: readonly FindingView[]
  /** How many stand in the way of review: blocking, and not justified. */
  readonly blocking: number
}

export const JustificationBody = Type.Object({ note: Type.String({ maxLength: 500 }) })
export type JustificationBody = Static<typeof JustificationBody>
