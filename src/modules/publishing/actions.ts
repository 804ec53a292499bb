import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { changedMeanwhile, Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { checkAhead } from '#modules/checking/index.ts'
import { openReview, type ReviewSubject } from '#modules/review/index.ts'
import type { DraftBody, EditDraft, NewDraft, Submission } from './contract.ts'
import { giveUpCorrection } from './correction.ts'
import { cleanHtml } from './html.ts'
import { permissions } from './kinds.ts'
import { decideDiscard, decideDraft, decideEdit, decideSchedule } from './rules.ts'
import { release, wait } from './schedule.ts'
import { endNow } from './showing.ts'
import { setPlacements } from './store/placements.ts'
import { complete } from './submitting.ts'

const subjectOf = (id: number) => `document:${id}`

function contentFrom(draft: DraftBody, issuer: string): documents.Content {
  const proactive = draft.attribute === 'proactive'
  return {
    title: draft.title,
    documentNumber: draft.documentNumber,
    issuer,
    writtenOn: draft.writtenOn,
    effectiveOn: draft.effectiveOn,
    topic: draft.topic,
    genre: draft.genre,
    attribute: draft.attribute,
    attributeGround: proactive ? null : draft.attributeGround,
    attributeReason: proactive ? null : draft.attributeReason,
    keywords: draft.keywords,
    summary: draft.summary,
    bodyHtml: cleanHtml(draft.bodyHtml),
    receivedOn: draft.receivedOn ?? null,
    expiresOn: draft.expiresOn ?? null,
    correctionReason: draft.correctionReason?.trim() || null,
    hidesPrevious: draft.hidesPrevious ?? false,
    amends: draft.amends ?? [],
    interprets: draft.interprets ?? [],
    supersedes: draft.supersedes ?? [],
  }
}

/** Begins a draft of a unit; answers its number. */
export function createDraft(ctx: Context, draft: NewDraft): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.draft, draft.unitId)
    const unit = await getUnit(tx, draft.unitId)
    const decision = decideDraft(draft)
    if (!decision.ok) return decision
    const row = await documents.createDraft(tx, {
      kind: draft.kind,
      unitId: unit.id,
      drafterId: ctx.actor.staffId,
      content: contentFrom(decision.value, unit.name),
    })
    await setPlacements(tx, row.id, draft.channelIds)
    await record(tx, ctx.actor, {
      verb: 'publishing.drafted',
      subject: subjectOf(row.id),
      unitId: unit.id,
      detail: { kind: draft.kind },
    })
    return allow(row.id)
  })
}

function refuseStale(version: documents.VersionRow, basedOn: string): void {
  if (version.content_hash.toString('hex') !== basedOn) throw changedMeanwhile('document')
}

/** Writes a draft; refuses to write over an edit that the editor has not seen. */
export function editDraft(ctx: Context, id: number, edit: EditDraft): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.draft, row.unit_id)
    const version = await documents.getVersion(tx, id, row.version)
    const may = decideEdit(row)
    if (!may.ok) return may
    refuseStale(version, edit.basedOn)
    const decision = decideDraft(edit)
    if (!decision.ok) return decision
    await documents.setKind(tx, id, edit.kind)
    await documents.writeVersion(tx, row, ctx.actor.staffId, contentFrom(decision.value, version.issuer))
    await setPlacements(tx, id, edit.channelIds)
    await record(tx, ctx.actor, {
      verb: 'publishing.edited',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { version: row.version },
    })
    return allow(id)
  })
}

/**
 * Throws a draft away that was never submitted and so has no index number; of a correction that was begun, so that the
 * public version is again the newest.
 */
export function discardDraft(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.draft, row.unit_id)
    const may = decideDiscard({ state: row.state, drafterId: row.drafter_id, staffId: ctx.actor.staffId })
    if (!may.ok) return may
    if (row.published_version !== null) {
      await giveUpCorrection(tx, ctx, row)
      return allow(id)
    }
    if (row.index_number !== null) throw new Refusal('has_index_number', 409)
    await setPlacements(tx, id, [])
    await documents.deleteDraft(tx, id)
    await record(tx, ctx.actor, { verb: 'publishing.discarded', subject: subjectOf(id), unitId: row.unit_id })
    return allow(id)
  })
}

/** Hands the draft to review; its index number is given now and for good. */
export async function submit(
  ctx: Context,
  files: FileStore,
  id: number,
  asked: Submission,
): Promise<Decision<number>> {
  await checkAhead(ctx, files, id)
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.draft, row.unit_id)
    const written = await documents.getVersion(tx, id, row.version)
    refuseStale(written, asked.basedOn)
    const decision = await complete(tx, ctx, files, row, written)
    if (!decision.ok) return decision
    const scheduled = decideSchedule(asked.publishAt ?? null, ctx.now)
    if (!scheduled.ok) return scheduled
    const { version, indexNumber } = decision.value
    const at = version.attribute === 'proactive' && asked.publishAt ? new Date(asked.publishAt) : null
    await documents.setPublishAt(tx, id, at)
    await documents.setState(tx, id, 'in_review')
    await record(tx, ctx.actor, {
      verb: 'publishing.submitted',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { version: row.version, indexNumber },
    })
    await openReview(tx, ctx, {
      subject: subjectOf(id),
      version: row.version,
      contentHash: version.content_hash,
      title: version.title,
      unitId: row.unit_id,
      attribute: version.attribute,
      opinion: asked.opinion,
      authorIds: await documents.listAuthors(tx, id, row.version),
    })
    return allow(id)
  })
}

/** What becomes of a document when its review ends: public, kept from the public, or back with its drafter. */
export const documentReview: ReviewSubject = {
  kind: 'document',
  async approved(tx, ctx, process, steps) {
    const row = await documents.lockDocument(tx, Number(process.subject.slice('document:'.length)))
    const version = await documents.getVersion(tx, row.id, process.version)
    if (version.attribute !== 'proactive') return keepBack(tx, ctx, row, process)
    await documents.approveVersion(tx, row, {
      decidedBy: `review:${process.id}`,
      contentHash: process.content_hash,
      steps,
    })
    if (row.publish_at === null || row.publish_at <= ctx.now) await release(tx, ctx, row)
    else await wait(tx, ctx, row, row.publish_at)
  },
  async returned(tx, ctx, process) {
    const row = await documents.lockDocument(tx, Number(process.subject.slice('document:'.length)))
    await documents.setState(tx, row.id, 'draft')
    await record(tx, ctx.actor, {
      verb: 'publishing.returned',
      subject: process.subject,
      unitId: row.unit_id,
      detail: { review: process.id },
    })
  },
}

/** A document that was public and is now held not to be public is withdrawn; one that never was stays inside. */
async function keepBack(
  tx: Tx,
  ctx: Context,
  row: documents.DocumentRow,
  process: { id: number; subject: string },
): Promise<void> {
  if (row.published_version === null) await documents.setState(tx, row.id, 'not_public')
  else await endNow(tx, row, { state: 'withdrawn', on: ctx.today, reason: '经重新审核，不再主动公开' })
  await record(tx, ctx.actor, {
    verb: 'publishing.kept_back',
    subject: process.subject,
    unitId: row.unit_id,
    detail: { review: process.id },
  })
}
