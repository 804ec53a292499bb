import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { notFound, notPermitted } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit, unitScope } from '#kernel/organisation/index.ts'
import { NORMATIVE_KINDS } from '#modules/legality/index.ts'
import { end } from '#modules/publishing/index.ts'
import type { Applied, CleanupBody, DecisionBody } from './contract.ts'
import { permissions } from './kinds.ts'
import { decideClosing, decideDecision, decideRound, decideUnit } from './rules.ts'
import * as store from './store.ts'

const subjectOf = (id: number) => `cleanup:${id}`
export const TAG = 'normative'

/** Opens a round over the rules in force of a government and of all below it. */
export function openCleanup(ctx: Context, asked: CleanupBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.lead, asked.unitId)
    const decision = decideRound(asked, ctx.today)
    if (!decision.ok) return decision
    const unitIds = await unitScope(tx, await getUnit(tx, asked.unitId), 'consolidated')
    const { id, documents } = await store.addCleanup(tx, {
      ...decision.value,
      unitIds,
      kinds: NORMATIVE_KINDS,
      today: ctx.today,
    })
    await record(tx, ctx.actor, {
      verb: 'normative.cleanup_opened',
      subject: subjectOf(id),
      unitId: asked.unitId,
      detail: { documents, dueOn: asked.dueOn },
    })
    return allow(id)
  })
}

async function unitOf(tx: Tx, cleanupId: number, unitId: number): Promise<store.UnitProgress> {
  const found = (await store.listProgress(tx, cleanupId)).find((one) => one.unit_id === unitId)
  if (!found) throw notFound('unit', unitId)
  return found
}

/** Says of some of a unit's documents what becomes of them; said again, the later word stands. */
export function decideItems(
  ctx: Context,
  cleanupId: number,
  unitId: number,
  asked: DecisionBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const round = await store.lockCleanup(tx, cleanupId)
    ctx.actor.must(permissions.decide, unitId)
    const unit = await unitOf(tx, cleanupId, unitId)
    const own = new Set((await store.listItems(tx, cleanupId, unitId)).map((item) => item.document_id))
    const decision = decideDecision(
      { closed: round.closed_on !== null },
      { confirmed: unit.confirmed_on !== null },
      asked,
      own,
    )
    if (!decision.ok) return decision
    await store.setDecision(tx, cleanupId, asked.documentIds, {
      ...decision.value,
      decidedBy: ctx.actor.staffId,
    })
    await record(tx, ctx.actor, {
      verb: 'normative.cleanup_decided',
      subject: subjectOf(cleanupId),
      unitId,
      detail: { decision: asked.decision, documents: asked.documentIds.length },
    })
    return allow(cleanupId)
  })
}

/** The unit's leader answers for its whole list. */
export function confirmUnit(ctx: Context, cleanupId: number, unitId: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const round = await store.lockCleanup(tx, cleanupId)
    ctx.actor.must(permissions.confirm, unitId)
    const { staffId } = ctx.actor
    if (staffId === null) throw notPermitted(permissions.confirm.name)
    const unit = await unitOf(tx, cleanupId, unitId)
    const decision = decideUnit(
      { closed: round.closed_on !== null },
      { confirmed: unit.confirmed_on !== null, undecided: unit.documents - unit.decided },
    )
    if (!decision.ok) return decision
    await store.setConfirmed(tx, cleanupId, unitId, { staffId, on: ctx.today })
    await record(tx, ctx.actor, {
      verb: 'normative.cleanup_confirmed',
      subject: subjectOf(cleanupId),
      unitId,
      detail: { documents: unit.documents },
    })
    return allow(cleanupId)
  })
}

/** Closes the round and shows its result; what was decided to end is ended by `applyCleanup`. */
export function closeCleanup(ctx: Context, cleanupId: number, note: string): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const round = await store.lockCleanup(tx, cleanupId)
    ctx.actor.must(permissions.lead, round.unit_id)
    const open = (await store.listProgress(tx, cleanupId)).filter((unit) => unit.confirmed_on === null)
    const decision = decideClosing(
      { closed: round.closed_on !== null },
      open.map((unit) => unit.name),
      note,
    )
    if (!decision.ok) return decision
    await store.closeCleanup(tx, cleanupId, ctx.today, note.trim())
    await record(tx, ctx.actor, {
      verb: 'normative.cleanup_closed',
      subject: subjectOf(cleanupId),
      unitId: round.unit_id,
      detail: { unconfirmed: open.length },
    })
    await markStale(tx, [TAG])
    return allow(cleanupId)
  })
}

/**
 * Ends what the closed round decided to repeal or to declare void, each by itself: what cannot be ended now is named with
 * the reason and is tried again when this is called again. Only what a unit's leader confirmed is ended.
 */
export async function applyCleanup(ctx: Context, cleanupId: number): Promise<Applied> {
  const round = await store.getCleanup(ctx.db, cleanupId)
  ctx.actor.must(permissions.lead, round.unit_id)
  const items = (await store.listItems(ctx.db, cleanupId)).filter(
    (item) =>
      round.closed_on !== null &&
      (item.decision === 'repeal' || item.decision === 'void') &&
      item.applied_on === null &&
      item.confirmed,
  )
  const failed: { title: string; reasons: readonly string[] }[] = []
  for (const item of items) {
    const decision = await end(ctx, item.document_id, {
      state: item.decision === 'repeal' ? 'repealed' : 'expired',
      on: ctx.today,
      reason: `${round.title}：${item.reason}`,
      replacedById: null,
    })
    // What has ended meanwhile is done as well.
    const done = decision.ok || decision.issues.every((one) => one.code === 'not_in_force')
    if (!done) failed.push({ title: item.title, reasons: decision.issues.map((one) => one.code) })
    else
      await ctx.transaction(async (tx) => {
        await store.markApplied(tx, cleanupId, item.document_id, ctx.today)
        await markStale(tx, [TAG])
      })
  }
  if (items.length > 0)
    await ctx.transaction((tx) =>
      record(tx, ctx.actor, {
        verb: 'normative.cleanup_applied',
        subject: subjectOf(cleanupId),
        unitId: round.unit_id,
        detail: { ended: items.length - failed.length, failed: failed.length },
      }),
    )
  return { ended: items.length - failed.length, failed }
}
