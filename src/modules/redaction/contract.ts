import { Type, type Static } from 'typebox'
import { choice, IdShape } from '#platform/http/shapes.ts'

/** Why something is taken out. */
export const REASONS = [
  'state_secret',
  'forbidden_by_law',
  'public_safety',
  'trade_secret',
  'privacy',
  'internal',
  'deliberation',
  'enforcement_file',
  'not_information',
] as const
export type Reason = (typeof REASONS)[number]

export const SubjectQuery = Type.Object({
  subject: Type.String({ pattern: '^[a-z_]+:[1-9][0-9]{0,14}$' }),
})

const AreaFields = {
  page: IdShape,
  x: Type.Number({ minimum: -100_000, maximum: 100_000 }),
  y: Type.Number({ minimum: -100_000, maximum: 100_000 }),
  width: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
  height: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
}

export const AreaMark = Type.Object({ ...AreaFields, reason: choice(REASONS) })
export const RangeMark = Type.Object({
  start: Type.Integer({ minimum: 0 }),
  end: Type.Integer({ minimum: 1 }),
  reason: choice(REASONS),
})
export type AreaMark = Static<typeof AreaMark>
export type RangeMark = Static<typeof RangeMark>

const Word = Type.String({ minLength: 1, maxLength: 200 })

/** The whole list as it is to be; `revision` is the one that was changed. */
export const MarksBody = Type.Object({
  revision: Type.Integer({ minimum: 0 }),
  areas: Type.Array(AreaMark, { maxItems: 20_000 }),
  ranges: Type.Array(RangeMark, { maxItems: 20_000 }),
  /** Words that may stand nowhere in the released file. */
  words: Type.Array(Type.Object({ word: Word, reason: choice(REASONS) }), { maxItems: 200 }),
})
export type MarksBody = Static<typeof MarksBody>

export const SearchBody = Type.Object({ words: Type.Array(Word, { minItems: 1, maxItems: 200 }) })
export type SearchBody = Static<typeof SearchBody>

export const ReleaseBody = Type.Object({ revision: Type.Integer({ minimum: 0 }) })

export interface AreaView {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface ReleaseView {
  readonly id: number
  readonly originalId: number
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly marks: number
  readonly revision: number
  readonly releasedBy: string
  readonly releasedAt: string
}

export interface OriginalSummary {
  readonly id: number
  readonly name: string
  readonly format: 'pdf' | 'png' | 'jpeg' | 'text'
  readonly pages: number
  readonly size: number
  readonly marks: number
  readonly addedBy: string
  readonly addedAt: string
  /** Newest first. */
  readonly releases: readonly ReleaseView[]
  /** Whether the marks were changed since the newest release. */
  readonly changedSince: boolean
}

/** GET /redaction/originals?subject=… */
export interface OriginalsView {
  readonly items: readonly OriginalSummary[]
  readonly mayHandle: boolean
}

export type MarkView = { readonly reason: Reason; readonly by: string; readonly at: string } & (
  | AreaView
  | { readonly start: number; readonly end: number }
)

/** GET /redaction/originals/:originalId */
export interface OriginalView extends OriginalSummary {
  readonly subject: string
  readonly revision: number
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  readonly body: string | null
  readonly marked: readonly MarkView[]
  readonly words: readonly { readonly word: string; readonly reason: Reason }[]
  readonly reasons: readonly { readonly code: Reason; readonly label: string; readonly cites: string }[]
  readonly mayHandle: boolean
}

/** A word on a page with its place; `seen` is false for one that is in the file and cannot be seen. */
export interface WordView extends Omit<AreaView, 'page'> {
  readonly text: string
  readonly seen: boolean
}

/** Where a word was found: areas of pages, or parts of the text. */
export interface FoundView {
  readonly word: string
  readonly places: number
  readonly areas: readonly AreaView[]
  readonly ranges: readonly { readonly start: number; readonly end: number }[]
}

/** Personal data that the program found by itself. */
export interface SuggestionView {
  readonly kind: string
  readonly label: string
  readonly text: string
  /** A number with a right check digit, an address to the door; otherwise it is worth a look. */
  readonly certain: boolean
  readonly areas: readonly AreaView[]
  readonly ranges: readonly { readonly start: number; readonly end: number }[]
}
