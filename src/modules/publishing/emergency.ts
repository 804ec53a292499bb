import { markStale } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile, notPermitted } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { checkAhead } from '#modules/checking/index.ts'
import type { ConfirmationBody, EmergencyBody } from './contract.ts'
import { permissions } from './kinds.ts'
import { decideConfirmation } from './rules.ts'
import { release } from './schedule.ts'
import { complete } from './submitting.ts'

/**
 * Publishes a draft on one officer's word, for a flood does not wait for four signatures. It is checked like any other, its
 * page says how it was published, and stays marked until a second person has signed.
 */
export async function publishAtOnce(
  ctx: Context,
  files: FileStore,
  id: number,
  asked: EmergencyBody,
): Promise<Decision<number>> {
  await checkAhead(ctx, files, id)
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.emergency, row.unit_id)
    const staffId = ctx.actor.staffId
    if (staffId === null) throw notPermitted(permissions.emergency.name)
    const written = await documents.getVersion(tx, id, row.version)
    if (written.content_hash.toString('hex') !== asked.basedOn) throw changedMeanwhile('document')
    if (written.attribute !== 'proactive') return refuse(issue('attribute', 'not_proactive'))
    const decision = await complete(tx, ctx, files, row, written)
    if (!decision.ok) return decision
    const { version, indexNumber } = decision.value
    await documents.approveVersion(tx, row, {
      decidedBy: `emergency:${staffId}`,
      emergencyReason: asked.reason.trim(),
      contentHash: version.content_hash,
      steps: [{ role: 'emergency', on: ctx.today }],
    })
    await release(tx, ctx, row)
    await record(tx, ctx.actor, {
      verb: 'publishing.published_at_once',
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { version: row.version, indexNumber, reason: asked.reason.trim() },
    })
    return allow(id)
  })
}

/** The second person's signature under an emergency publication. Who would not give it withdraws the document. */
export function confirmEmergency(
  ctx: Context,
  id: number,
  asked: ConfirmationBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.emergency, row.unit_id)
    const staffId = ctx.actor.staffId
    const approval = await documents.findApproval(tx, row)
    if (!approval || staffId === null) return refuse(issue('state', 'nothing_to_confirm'))
    const decision = decideConfirmation(
      {
        decidedBy: approval.decided_by,
        contentHash: approval.content_hash.toString('hex'),
        confirmed: approval.confirmed_at !== null,
      },
      await documents.listAuthors(tx, id, approval.version),
      { staffId, contentHash: asked.contentHash },
    )
    if (!decision.ok) return decision
    await documents.confirmApproval(tx, row, {
      staffId,
      opinion: asked.opinion.trim(),
      step: { role: 'confirmed', on: ctx.today },
    })
    await record(tx, ctx.actor, {
      verb: 'publishing.confirmed',
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { version: approval.version },
    })
    await markStale(tx, [`document:${id}`])
    return allow(id)
  })
}
