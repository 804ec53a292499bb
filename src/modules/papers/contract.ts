import { Type, type Static } from 'typebox'
import { PageQuery } from '#platform/http/shapes.ts'

export const WordingBody = Type.Object({
  title: Type.String({ maxLength: 100 }),
  body: Type.String({ maxLength: 20_000 }),
})
export type WordingBody = Static<typeof WordingBody>

/** The number of the unit's newest version that this person saw; 0 when the unit had none. */
const basedOn = Type.Integer({ minimum: 0 })

export const NewVersionBody = Type.Object({ ...WordingBody.properties, basedOn })
export type NewVersionBody = Static<typeof NewVersionBody>

export const ResetBody = Type.Object({ basedOn })
export type ResetBody = Static<typeof ResetBody>

export const UnitWordBody = Type.Object({ word: Type.String({ maxLength: 40 }) })
export type UnitWordBody = Static<typeof UnitWordBody>

export const VersionsQuery = PageQuery

/** Two versions of a unit; 0 stands for what holds for the unit without words of its own. */
export const ComparisonQuery = Type.Object({
  from: Type.Integer({ minimum: 0 }),
  to: Type.Integer({ minimum: 0 }),
})

export interface PaperIssue {
  readonly field: string
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** Whose words are in force: the program's, the unit's own, or those of a unit above. */
export type Source =
  | { readonly from: 'declared' }
  | {
      readonly from: 'own' | 'above'
      readonly unit: string
      readonly number: number
      readonly editedAt: string
    }

export interface TemplateSummary {
  readonly name: string
  readonly label: string
  /** The capability that sends it. */
  readonly module: string
  readonly cites: string
  readonly source: Source
  /** Why no letter can be issued from it as it stands. */
  readonly issues: readonly PaperIssue[]
}

export interface TemplateList {
  readonly unit: { readonly id: number; readonly name: string }
  readonly items: readonly TemplateSummary[]
  /** The unit's word in the numbers of its letters, and whether it was set. */
  readonly word: string
  readonly wordSet: boolean
  readonly mayEdit: boolean
}

export interface TemplateView extends TemplateSummary {
  readonly unit: { readonly id: number; readonly name: string }
  readonly fields: readonly { readonly name: string; readonly label: string; readonly needed: boolean }[]
  readonly wording: WordingBody
  /** What would hold without the unit's own words. */
  readonly inherited: WordingBody
  /** The number of the unit's newest version, for its next. */
  readonly last: number
  readonly mayEdit: boolean
}

export interface PreviewView {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly issues: readonly PaperIssue[]
}

export interface VersionView {
  readonly number: number
  readonly editedBy: string
  readonly editedAt: string
  /** Without words: from then on what holds above the unit held for it. */
  readonly reset: boolean
}

export interface Piece {
  readonly change: 'same' | 'added' | 'removed'
  readonly text: string
}

export interface ComparisonView {
  readonly title: readonly Piece[]
  readonly body: readonly Piece[]
}
