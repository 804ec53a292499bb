import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { notFound, notPermitted } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { NewView, ViewBody, ViewOrder } from '../contract.ts'
import { decideOrder, decideView } from '../rules/views.ts'
import * as store from '../store/views.ts'

/** Keeps a list's address under a name. */
export function saveView(ctx: Context, asked: NewView): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const staffId = staffOf(ctx)
    const kept = await store.lockViews(tx, staffId, asked.list)
    const decision = decideView(asked, kept, myUnits(ctx))
    if (!decision.ok) return decision
    const last = kept.at(-1)?.position ?? 0
    const id = await store.addView(tx, staffId, decision.value, last + 1)
    await tell(tx, ctx, 'casework.view_saved', id, asked.unitId)
    return allow(id)
  })
}

export function changeView(ctx: Context, id: number, asked: ViewBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { view, kept } = await lockOwn(tx, ctx, id)
    const others = kept.filter((one) => one.id !== view.id)
    const decision = decideView(asked, others, myUnits(ctx))
    if (!decision.ok) return decision
    await store.changeView(tx, id, decision.value)
    await tell(tx, ctx, 'casework.view_changed', id, asked.unitId)
    return allow(id)
  })
}

export function removeView(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { view } = await lockOwn(tx, ctx, id)
    await store.removeView(tx, id)
    await tell(tx, ctx, 'casework.view_removed', id, view.unit_id)
    return allow(id)
  })
}

export function orderViews(ctx: Context, asked: ViewOrder): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const staffId = staffOf(ctx)
    const kept = await store.lockViews(tx, staffId, asked.list)
    const decision = decideOrder(asked.ids, kept)
    if (!decision.ok) return decision
    await store.orderViews(tx, decision.value)
    await record(tx, ctx.actor, {
      verb: 'casework.views_ordered',
      subject: `staff:${staffId}`,
      detail: { list: asked.list },
    })
    return allow(decision.value.length)
  })
}

/** One's own view, with all of one's views of its list; nobody changes another's, shared or not. */
async function lockOwn(tx: Tx, ctx: Context, id: number) {
  const found = await store.getView(tx, id)
  if (found.staff_id !== staffOf(ctx)) throw notFound('saved_view', id)
  const kept = await store.lockViews(tx, found.staff_id, found.list)
  const view = kept.find((one) => one.id === id)
  if (!view) throw notFound('saved_view', id)
  return { view, kept }
}

function staffOf(ctx: Context): number {
  if (ctx.actor.staffId === null) throw notPermitted('casework.saved_view')
  return ctx.actor.staffId
}

export function myUnits(ctx: Context): ReadonlySet<number> {
  return new Set(ctx.actor.grants.flatMap((grant) => [...grant.unitIds]))
}

// Its name is the person's own affair and may say anything.
async function tell(
  tx: Tx,
  ctx: Context,
  verb: string,
  id: number,
  sharedWith: number | null,
): Promise<void> {
  await record(tx, ctx.actor, { verb, subject: `saved_view:${id}`, detail: { sharedWith } })
}
