import { Type, type Static } from 'typebox'
import { choice, CivilDateShape, IdShape, nullable, PageQuery } from '#platform/http/shapes.ts'

const STATES = [
  'draft',
  'in_review',
  'approved',
  'not_public',
  'published',
  'withdrawn',
  'repealed',
  'replaced',
  'expired',
  'redirected',
] as const
export type DocumentStateName = (typeof STATES)[number]
export const ATTRIBUTES = ['proactive', 'on_request', 'withheld'] as const

/** What the drafter writes. Everything may be incomplete in a draft but the title and the unit. */
export const DraftBody = Type.Object({
  kind: Type.String(),
  title: Type.String({ minLength: 1, maxLength: 300 }),
  documentNumber: nullable(Type.String({ maxLength: 60 })),
  writtenOn: nullable(CivilDateShape),
  effectiveOn: nullable(CivilDateShape),
  topic: Type.String(),
  genre: Type.String(),
  attribute: choice(ATTRIBUTES),
  attributeGround: nullable(Type.String()),
  attributeReason: nullable(Type.String({ maxLength: 1000 })),
  keywords: Type.Array(Type.String({ minLength: 1, maxLength: 30 }), { maxItems: 20 }),
  summary: Type.String({ maxLength: 500 }),
  bodyHtml: Type.String({ maxLength: 2_000_000 }),
  channelIds: Type.Array(IdShape, { maxItems: 50 }),
  receivedOn: Type.Optional(nullable(CivilDateShape)),
  /** The last day on which it is in force, where it says so itself. */
  expiresOn: Type.Optional(nullable(CivilDateShape)),
  /** Of a correction: why, and whether the text before it is no longer shown. */
  correctionReason: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  hidesPrevious: Type.Optional(Type.Boolean()),
  /** Public documents, by number: those that it changes, explains, takes the place of. */
  amends: Type.Optional(Type.Array(IdShape, { maxItems: 50 })),
  interprets: Type.Optional(Type.Array(IdShape, { maxItems: 50 })),
  supersedes: Type.Optional(Type.Array(IdShape, { maxItems: 50 })),
})
export type DraftBody = Static<typeof DraftBody>

export const NewDraft = Type.Intersect([DraftBody, Type.Object({ unitId: IdShape })])
export type NewDraft = Static<typeof NewDraft>

/** An edit names the content it was made from: somebody else's edit meanwhile is refused, not overwritten. */
export const EditDraft = Type.Intersect([DraftBody, Type.Object({ basedOn: Type.String() })])
export type EditDraft = Static<typeof EditDraft>

/** One finding of the content check, put right by its mask. */
export const MaskBody = Type.Object({
  key: Type.String({ pattern: '^[0-9a-f]{24}$' }),
  basedOn: Type.String(),
})
export type MaskBody = Static<typeof MaskBody>

export const Submission = Type.Object({
  basedOn: Type.String(),
  opinion: Type.String({ minLength: 1, maxLength: 1000 }),
  /** When it is to become public; without it as soon as it is approved. */
  publishAt: Type.Optional(nullable(Type.String({ format: 'date-time' }))),
})
export type Submission = Static<typeof Submission>

/** Of an approved document that waits: another time, or null for at once. */
export const ScheduleBody = Type.Object({ publishAt: nullable(Type.String({ format: 'date-time' })) })
export type ScheduleBody = Static<typeof ScheduleBody>

export const Ending = Type.Object({
  state: choice(['withdrawn', 'repealed', 'replaced', 'expired', 'redirected']),
  on: CivilDateShape,
  reason: Type.String({ minLength: 1, maxLength: 1000 }),
  /** Of one that is replaced, or whose address is to lead to another. */
  replacedById: nullable(IdShape),
  /** Of one that is withdrawn: the text is no longer shown. Without it, it is not. */
  textRemoved: Type.Optional(Type.Boolean()),
})
export type Ending = Static<typeof Ending>

/** One officer publishes a draft at once and says why; a second person signs afterwards. */
export const EmergencyBody = Type.Object({
  basedOn: Type.String(),
  reason: Type.String({ minLength: 1, maxLength: 1000 }),
})
export type EmergencyBody = Static<typeof EmergencyBody>

export const ConfirmationBody = Type.Object({
  /** What the second person saw. */
  contentHash: Type.String(),
  opinion: Type.String({ minLength: 1, maxLength: 1000 }),
})
export type ConfirmationBody = Static<typeof ConfirmationBody>

export const WaiverBody = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) })
export type WaiverBody = Static<typeof WaiverBody>

export const DocumentQuery = Type.Intersect([
  PageQuery,
  Type.Object({
    state: Type.Optional(choice(STATES)),
    unitId: Type.Optional(IdShape),
    mine: Type.Optional(Type.Boolean()),
    title: Type.Optional(Type.String({ maxLength: 100 })),
  }),
])
export type DocumentQuery = Static<typeof DocumentQuery>

export interface DocumentSummary {
  readonly id: number
  readonly title: string
  readonly state: DocumentStateName
  readonly stateLabel: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly kind: string
  readonly documentNumber: string | null
  readonly indexNumber: string | null
  readonly writtenOn: string | null
  readonly editedAt: string
  readonly publishedAt: string | null
}

/** What may be done with a record now, and why not where it may not. */
export interface Possible {
  readonly allowed: boolean
  /** Issue codes; empty when allowed. */
  readonly reasons: readonly string[]
}

export interface DocumentView
  extends DocumentSummary, Omit<DraftBody, 'kind' | 'title' | 'documentNumber' | 'writtenOn'> {
  readonly issuer: string
  readonly version: number
  readonly publishedVersion: number | null
  /** Sent back as `basedOn`. */
  readonly contentHash: string
  readonly drafter: { readonly id: number; readonly name: string } | null
  readonly attachments: readonly AttachmentView[]
  /** When an approved document, or one in review, is to become public. */
  readonly publishAt: string | null
  readonly endedOn: string | null
  readonly endReason: string | null
  readonly replacedById: number | null
  readonly textRemoved: boolean
  /** Everybody who wrote in this version. */
  readonly authors: readonly string[]
  /** What it names in the fields of the same name, for display. */
  readonly named: readonly { readonly id: number; readonly title: string }[]
  /** Of what was published by one officer: why, and whether a second person has signed. */
  readonly emergency: { readonly reason: string; readonly confirmed: boolean } | null
  /** Of a public document of a kind that is to be explained. */
  readonly interpretation: {
    readonly documents: readonly number[]
    readonly waived: string | null
  } | null
  /** The running or the last review. */
  readonly reviewId: number | null
  readonly may: {
    readonly edit: Possible
    readonly submit: Possible
    readonly end: Possible
    readonly schedule: boolean
    readonly publishAtOnce: boolean
    readonly confirm: boolean
    readonly waive: boolean
  }
  /** The public address, once it has one. */
  readonly address: string | null
}

export interface AttachmentView {
  readonly id: number
  /** Its number through the versions of the document: the public address is made of it. */
  readonly lineage: number
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly mediaType: string
  readonly address: string
}

/** GET /documents/:documentId/comparison */
export const ComparisonQuery = Type.Object({
  from: Type.Integer({ minimum: 1 }),
  to: Type.Integer({ minimum: 1 }),
})

export interface Piece {
  readonly change: 'same' | 'added' | 'removed'
  readonly text: string
}

/** A paragraph, heading, item or row of the text; one that was changed says which words. */
export interface ComparedBlock {
  readonly change: 'same' | 'added' | 'removed' | 'changed'
  readonly kind: 'text' | 'heading' | 'item' | 'row'
  readonly pieces: readonly Piece[]
}

export interface Comparison {
  /** By the names of the draft's fields. */
  readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[]
  readonly blocks: readonly ComparedBlock[]
  readonly attachments: readonly {
    readonly name: string
    readonly change: 'added' | 'removed' | 'replaced'
  }[]
}

/** POST /documents/:documentId/conversions: what a Word file says, its pictures taken in. The draft is not changed yet. */
export interface WordText {
  /** null: the file does not say which line is its title. */
  readonly title: string | null
  readonly bodyHtml: string
  /** Pictures that were left out: drawings and formats that no page shows. */
  readonly pictures: number
  /** The document with the pictures in it. */
  readonly document: DocumentView
}

/** POST /documents/:documentId/pictures */
export interface PictureAdded {
  readonly lineage: number
  readonly width: number
  readonly height: number
  readonly document: DocumentView
}

/** PUT /documents/:documentId/presence: who else has the draft open now. */
export interface Presence {
  readonly others: readonly { readonly name: string; readonly seenAt: string }[]
  /** Of the newest text: another than the one held means that somebody has saved. */
  readonly contentHash: string
}

/** GET /publishing/vocabulary: what the form offers. */
export interface Vocabulary {
  readonly kinds: readonly Choice[]
  readonly topics: readonly Choice[]
  readonly genres: readonly Choice[]
  readonly attributes: readonly Choice[]
  readonly attributeGrounds: readonly Choice[]
  readonly channels: readonly ChannelView[]
}

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface ChannelView {
  readonly id: number
  readonly parentId: number | null
  readonly slug: string
  readonly name: string
  readonly site: string
}
