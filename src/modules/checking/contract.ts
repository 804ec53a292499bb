import { Type, type Static } from 'typebox'
import { PageQuery } from '#platform/http/shapes.ts'

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
  /** Of a word of the lexicon: how it is written right. */
  readonly replacement?: string
  readonly justification: { readonly note: string; readonly by: string; readonly at: string } | null
}

export interface CheckView {
  readonly findings: readonly FindingView[]
  /** How many stand in the way of review: blocking, and not justified. */
  readonly blocking: number
}

export const JustificationBody = Type.Object({ note: Type.String({ maxLength: 500 }) })
export type JustificationBody = Static<typeof JustificationBody>

/** A word that is written wrong, and how it is written right. */
export const LexiconBody = Type.Object({
  wrong: Type.String({ maxLength: 100 }),
  right: Type.String({ maxLength: 100 }),
  kind: Type.String({ maxLength: 20 }),
  note: Type.String({ maxLength: 300 }),
})
export type LexiconBody = Static<typeof LexiconBody>

export const LexiconImport = Type.Object({ csv: Type.String({ maxLength: 2_000_000 }) })

export const LexiconQuery = Type.Intersect([
  PageQuery,
  Type.Object({ words: Type.Optional(Type.String({ maxLength: 50 })) }),
])

export interface LexiconView extends LexiconBody {
  readonly id: number
  readonly kindLabel: string
}

export const OpenQuery = Type.Intersect([
  PageQuery,
  Type.Object({ kind: Type.Optional(Type.String({ maxLength: 40 })) }),
])

/** Something that the nightly check found in a public document. */
export interface OpenFindingView {
  readonly documentId: number
  readonly title: string
  readonly unit: string
  readonly key: string
  readonly kind: string
  readonly severity: 'blocking' | 'hint'
  readonly where: string
  readonly excerpt: FindingView['excerpt']
  readonly foundOn: string
}

export const DismissalBody = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 300 }) })
export type DismissalBody = Static<typeof DismissalBody>
