import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import {
  attributeGrounds,
  genres,
  normaliseDocumentNumber,
  topics,
  type Content,
  type DocumentKind,
} from '#kernel/documents/index.ts'
import type { DraftBody, Ending } from './contract.ts'
import { documentKinds } from './kinds.ts'

/** Words of the vocabulary are checked even in a draft; what may still be missing is asked at submission. */
export function decideDraft(draft: DraftBody): Decision<DraftBody> {
  const issues: Issue[] = []
  if (draft.title.trim() === '') issues.push(issue('title', 'required'))
  if (!documentKinds.some((kind) => kind.name === draft.kind)) issues.push(issue('kind', 'not_a_choice'))
  if (!Object.hasOwn(topics, draft.topic)) issues.push(issue('topic', 'not_a_choice'))
  if (!Object.hasOwn(genres, draft.genre)) issues.push(issue('genre', 'not_a_choice'))
  const number = draft.documentNumber === null ? null : normaliseDocumentNumber(draft.documentNumber)
  if (number === undefined) issues.push(issue('documentNumber', 'document_number_form'))
  issues.push(...attributeIssues(draft))
  return decide(issues, { ...draft, title: draft.title.trim(), documentNumber: number ?? null })
}

/** Whoever proposes not to publish names the ground and gives the reason (政府信息公开条例 第十三条至第十七条). */
function attributeIssues(
  draft: Pick<DraftBody, 'attribute' | 'attributeGround' | 'attributeReason'>,
): Issue[] {
  if (draft.attribute === 'proactive') return []
  const issues: Issue[] = []
  if (draft.attributeGround === null) issues.push(issue('attributeGround', 'required'))
  else if (!Object.hasOwn(attributeGrounds, draft.attributeGround))
    issues.push(issue('attributeGround', 'not_a_choice'))
  if (draft.attributeReason === null || draft.attributeReason.trim() === '')
    issues.push(issue('attributeReason', 'required'))
  return issues
}

export interface Editing {
  readonly state: string
}

/** Whoever drafts for the unit may write in its drafts; that he did is noted, and he signs none of what he wrote. */
export function decideEdit(editing: Editing): Decision<true> {
  return decide(editing.state === 'draft' ? [] : [issue('state', 'not_a_draft')], true)
}

/** Whoever began a draft may throw it away, or give its correction up: nobody throws away another's work. */
export function decideDiscard(
  draft: Editing & { readonly drafterId: number | null; readonly staffId: number | null },
): Decision<true> {
  const may = decideEdit(draft)
  const issues = may.ok ? [] : [...may.issues]
  if (draft.drafterId !== draft.staffId) issues.push(issue('staff', 'not_your_draft'))
  return decide(issues, true)
}

export interface Submitting extends Editing {
  readonly kind: DocumentKind
  readonly content: Content
  readonly attachments: number
  readonly channels: number
  readonly unitHasCreditCode: boolean
  /** A version is public already: this one corrects it. */
  readonly correction: boolean
  /** Documents that the draft names and that are not public, by number. */
  readonly unknownRelated: readonly number[]
  /** Documents that it would take the place of and that are not this unit's nor of a unit below it. */
  readonly foreignSuperseded: readonly number[]
  readonly pictures: readonly number[]
}

/** Is the draft complete enough to be reviewed? */
export function decideSubmission(asked: Submitting, today: CivilDate): Decision<true> {
  const may = decideEdit(asked)
  const issues: Issue[] = may.ok ? [] : [...may.issues]
  const { content } = asked
  for (const field of asked.kind.required) {
    if (content[field] === null) issues.push(issue(field, 'required'))
  }
  if (content.writtenOn !== null && content.writtenOn > today)
    issues.push(issue('writtenOn', 'in_the_future'))
  if (content.effectiveOn !== null && content.writtenOn !== null && content.effectiveOn < content.writtenOn) {
    issues.push(issue('effectiveOn', 'before_written'))
  }
  issues.push(...lifeIssues(asked, today))
  if (content.bodyHtml.replace(/<(?!img\b)[^>]*>/g, '').trim() === '' && asked.attachments === 0) {
    issues.push(issue('bodyHtml', 'required'))
  }
  for (const picture of picturesOf(content.bodyHtml)) {
    if (!asked.pictures.includes(picture.lineage)) issues.push(issue('bodyHtml', 'picture_not_here'))
    if (picture.alt.trim() === '') issues.push(issue('bodyHtml', 'picture_without_alt'))
  }
  if (content.attribute === 'proactive' && asked.channels === 0) issues.push(issue('channelIds', 'required'))
  issues.push(...attributeIssues(content))
  // The index number begins with the unit's code (国办秘函〔2009〕6号).
  if (!asked.unitHasCreditCode) issues.push(issue('unitId', 'unit_without_credit_code'))
  return decide(issues, true)
}

/** The four dates in their order, what a correction must say, and what it may name. */
function lifeIssues(asked: Submitting, today: CivilDate): Issue[] {
  const { writtenOn, effectiveOn, receivedOn = null, expiresOn = null, ...content } = asked.content
  const issues: Issue[] = []
  if (receivedOn !== null && receivedOn > today) issues.push(issue('receivedOn', 'in_the_future'))
  if (receivedOn !== null && writtenOn !== null && receivedOn < writtenOn)
    issues.push(issue('receivedOn', 'before_written'))
  const begins = effectiveOn ?? writtenOn
  if (expiresOn !== null && begins !== null && expiresOn < begins)
    issues.push(issue('expiresOn', 'before_effective'))
  if (expiresOn !== null && expiresOn < today) issues.push(issue('expiresOn', 'not_after_today'))
  if (asked.correction && !content.correctionReason?.trim())
    issues.push(issue('correctionReason', 'required'))
  for (const name of ['amends', 'interprets', 'supersedes'] as const) {
    const named = content[name] ?? []
    if (named.some((id) => asked.unknownRelated.includes(id))) issues.push(issue(name, 'related_not_public'))
    if (new Set(named).size < named.length) issues.push(issue(name, 'named_twice'))
  }
  if (asked.foreignSuperseded.length > 0) issues.push(issue('supersedes', 'not_own_document'))
  return issues
}

export interface Picture {
  readonly lineage: number
  readonly alt: string
}

/** The pictures that a cleaned text shows. */
export function picturesOf(html: string): Picture[] {
  return [...html.matchAll(/<img\b[^>]*>/g)].map(([tag]) => ({
    lineage: Number(/\bsrc="\/pictures\/(\d+)"/.exec(tag)?.[1] ?? 0),
    alt: /\balt="([^"]*)"/.exec(tag)?.[1] ?? '',
  }))
}

export interface Endable {
  readonly id: number
  readonly state: string
  /** A version of it is public, whatever is under way behind it. */
  readonly public: boolean
  readonly writtenOn: CivilDate | null
}

/** In force, and no review open: a correction that was begun or waits does not hold up an ending. */
export function isEndable(document: Pick<Endable, 'state' | 'public'>): boolean {
  return document.state === 'published' || (document.public && ['draft', 'approved'].includes(document.state))
}

export function notEndable(document: Pick<Endable, 'state' | 'public'>): string {
  return document.public && document.state === 'in_review' ? 'correction_in_review' : 'not_in_force'
}

/** A public document ends once; what replaces it must itself be public. */
export function decideEnding(
  document: Endable,
  asked: Ending,
  replacement: { readonly public: boolean } | undefined,
  today: CivilDate,
): Decision<Ending> {
  const issues: Issue[] = []
  if (!isEndable(document)) issues.push(issue('state', notEndable(document)))
  if (asked.on > today) issues.push(issue('on', 'in_the_future'))
  if (document.writtenOn !== null && asked.on < document.writtenOn) issues.push(issue('on', 'before_written'))
  if (asked.state === 'replaced' || asked.state === 'redirected') {
    if (asked.replacedById === null) issues.push(issue('replacedById', 'required'))
    else if (asked.replacedById === document.id) issues.push(issue('replacedById', 'replaced_by_itself'))
    else if (!replacement?.public) issues.push(issue('replacedById', 'replacement_not_public'))
  } else if (asked.replacedById !== null) {
    issues.push(issue('replacedById', 'not_a_replacement'))
  }
  if (asked.textRemoved !== undefined && asked.state !== 'withdrawn')
    issues.push(issue('textRemoved', 'not_a_withdrawal'))
  return decide(issues, asked)
}

/** A second person signs what one officer made public: not he himself, nor who wrote it, and no other text. */
export function decideConfirmation(
  approval: {
    readonly decidedBy: string
    readonly contentHash: string
    readonly confirmed: boolean
  },
  authors: readonly number[],
  signer: { readonly staffId: number | null; readonly contentHash: string },
): Decision<true> {
  const issues: Issue[] = []
  if (!approval.decidedBy.startsWith('emergency:') || approval.confirmed)
    issues.push(issue('state', 'nothing_to_confirm'))
  if (signer.contentHash !== approval.contentHash) issues.push(issue('contentHash', 'not_what_you_saw'))
  if (approval.decidedBy === `emergency:${signer.staffId}`) issues.push(issue('staff', 'signed_already'))
  else if (signer.staffId !== null && authors.includes(signer.staffId))
    issues.push(issue('staff', 'own_draft'))
  return decide(issues, true)
}

/** A correction begins from what is public and has not ended. */
export function decideCorrection(document: Pick<Endable, 'state'>): Decision<true> {
  return decide(document.state === 'published' ? [] : [issue('state', 'not_in_force')], true)
}

/** The farthest ahead that a publication may be set. */
const FARTHEST_DAYS = 366

/** A time for publication lies ahead, and not so far that nobody remembers. */
export function decideSchedule(at: string | null, now: Date): Decision<true> {
  if (at === null) return decide([], true)
  const time = Date.parse(at)
  const issues: Issue[] = []
  if (time <= now.getTime()) issues.push(issue('publishAt', 'not_ahead'))
  if (time > now.getTime() + FARTHEST_DAYS * 86_400_000) issues.push(issue('publishAt', 'too_far_ahead'))
  return decide(issues, true)
}
