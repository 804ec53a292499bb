import { sql } from 'kysely'
import { notFound } from '#platform/errors.ts'
import * as documents from '#kernel/documents/index.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { findLastProcess } from '#modules/review/index.ts'
import type { Decision, Issue } from '#platform/decision.ts'
import type { DocumentSummary, DocumentStateName, DocumentView, Possible } from './contract.ts'
import { kindOf, permissions } from './kinds.ts'
import { decideEdit, decideSubmission, isEndable, notEndable } from './rules.ts'
import { listDocuments, listTitles } from './store/lists.ts'
import { listPlacements } from './store/placements.ts'
import { readSubmitting } from './submitting.ts'

function stateLabel(state: string): string {
  return documents.stateLabels[state as documents.DocumentState] ?? state
}

type ListedRow = Awaited<ReturnType<typeof listDocuments>>['items'][number]

export function presentSummary(row: ListedRow): DocumentSummary {
  return {
    id: row.id,
    title: row.title,
    state: row.state as DocumentStateName,
    stateLabel: stateLabel(row.state),
    unit: { id: row.unit_id, name: row.unit_name },
    kind: row.kind,
    documentNumber: row.document_number,
    indexNumber: row.index_number,
    writtenOn: row.written_on,
    editedAt: row.edited_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
  }
}

function possible(issues: readonly Issue[]): Possible {
  return { allowed: issues.length === 0, reasons: issues.map((one) => one.code) }
}

const notPermitted: Issue = { field: 'staff', code: 'not_permitted' }

function issuesOf(decision: Decision<unknown>): readonly Issue[] {
  return decision.ok ? [] : decision.issues
}

/** A document with what this person may do with it; not found for who may not read it. */
export async function presentDocument(ctx: Context, id: number): Promise<DocumentView> {
  const row = await documents.getDocument(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('document', id)
  const version = await documents.getVersion(ctx.db, id, row.version)
  const content = documents.contentOf(version)
  const unit = await getUnit(ctx.db, row.unit_id)
  const attachments = await documents.listAttachments(ctx.db, id, row.version)
  const channelIds = await listPlacements(ctx.db, id)
  const review = await findLastProcess(ctx.db, `document:${id}`)
  const drafter = row.drafter_id === null ? null : await getStaffName(ctx, row.drafter_id)
  const kind = kindOf(row.kind)
  const mayDraft = ctx.actor.may(permissions.draft, row.unit_id)
  const edit = mayDraft ? issuesOf(decideEdit(row)) : [notPermitted]
  const submission = issuesOf(
    decideSubmission(await readSubmitting(ctx.db, row, kind, content, unit.credit_code !== null), ctx.today),
  )
  const emergency = ctx.actor.may(permissions.emergency, row.unit_id)
  const approval = await documents.findApproval(ctx.db, row)
  const authors = await documents.listAuthors(ctx.db, id, row.version)
  const names = await namesOfStaff(ctx.db, authors)
  const explanations = row.published_version === null ? [] : await documents.listInterpretations(ctx.db, id)
  const named = [...version.amends, ...version.interprets, ...version.supersedes]
  const mayEnd = ctx.actor.may(permissions.end, row.unit_id)
  const ending: Issue[] = mayEnd ? [] : [notPermitted]
  const endable = { state: row.state, public: row.published_version !== null }
  if (!isEndable(endable)) ending.push({ field: 'state', code: notEndable(endable) })
  return {
    id,
    title: content.title,
    state: row.state as DocumentStateName,
    stateLabel: stateLabel(row.state),
    unit: { id: unit.id, name: unit.name },
    kind: row.kind,
    documentNumber: content.documentNumber,
    indexNumber: row.index_number,
    writtenOn: content.writtenOn,
    effectiveOn: content.effectiveOn,
    topic: content.topic,
    genre: content.genre,
    attribute: content.attribute,
    attributeGround: content.attributeGround,
    attributeReason: content.attributeReason,
    keywords: [...content.keywords],
    summary: content.summary,
    bodyHtml: content.bodyHtml,
    channelIds,
    editedAt: version.edited_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    issuer: content.issuer,
    version: row.version,
    publishedVersion: row.published_version,
    contentHash: version.content_hash.toString('hex'),
    drafter,
    receivedOn: content.receivedOn ?? null,
    expiresOn: content.expiresOn ?? null,
    correctionReason: content.correctionReason ?? null,
    hidesPrevious: content.hidesPrevious ?? false,
    amends: version.amends,
    interprets: version.interprets,
    supersedes: version.supersedes,
    named: named.length === 0 ? [] : await listTitles(ctx.db, named),
    authors: authors.map((author) => names.get(author) ?? ''),
    attachments: attachments
      .filter((file) => !file.picture)
      .map((file) => ({
        id: file.id,
        lineage: file.lineage,
        sha256: file.file_hash.toString('hex'),
        name: file.name,
        size: file.size,
        mediaType: file.media_type,
        address: `/api/v1/attachments/${file.id}`,
      })),
    publishAt: row.publish_at?.toISOString() ?? null,
    endedOn: row.ended_on,
    endReason: row.end_reason,
    replacedById: row.replaced_by_id,
    textRemoved: row.text_removed,
    emergency:
      approval && approval.emergency_reason !== null
        ? { reason: approval.emergency_reason, confirmed: approval.confirmed_at !== null }
        : null,
    interpretation:
      row.published_version !== null && kind.explained === true
        ? { documents: explanations, waived: row.interpretation_waived }
        : null,
    reviewId: review?.id ?? null,
    may: {
      schedule: row.state === 'approved' && ctx.actor.may(permissions.schedule, row.unit_id),
      edit: possible(edit),
      submit: possible(submission),
      end: possible(ending),
      publishAtOnce: emergency && row.state === 'draft' && content.attribute === 'proactive',
      confirm:
        emergency &&
        approval !== undefined &&
        approval.emergency_reason !== null &&
        approval.confirmed_at === null &&
        approval.decided_by !== `emergency:${ctx.actor.staffId}`,
      waive:
        mayEnd &&
        row.published_version !== null &&
        kind.explained === true &&
        explanations.length === 0 &&
        row.interpretation_waived === null,
    },
    address: row.published_version === null ? null : `/documents/${id}`,
  }
}

async function getStaffName(ctx: Context, id: number): Promise<{ id: number; name: string }> {
  const { rows } = await sql<{
    id: number
    name: string
  }>`select id, name from identity.staff where id = ${id}`.execute(ctx.db)
  return rows[0] ?? { id, name: '' }
}
