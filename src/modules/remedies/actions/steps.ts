import { allow, type Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { record } from '#kernel/ledger/index.ts'
import { decideStep } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type {
  AnnulmentBody,
  DecisionBody,
  InstanceBody,
  OrganLimitBody,
  RemandBody,
  ReplyBody,
} from '../contract.ts'
import { ANNULLED, litigation, REMANDED } from '../kinds.ts'
import { effectOf, entryOf } from '../rules/decided.ts'
import * as rules from '../rules/steps.ts'
import * as store from '../store/remedies.ts'
import { endLimit, lockRemedy, mustDecide, startLimit, startRedo, take, type Locked } from './locked.ts'

/** Our written reply, the defence, or the acceptance of a complaint. */
export function reply(ctx: Context, id: number, asked: ReplyBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockRemedy(tx, id)
    mustDecide(ctx, locked)
    const step = decideStep(locked.kind.kind, locked.row.state, 'reply')
    if (!step.ok) return step
    const decision = rules.decideReply(locked.current, asked, ctx.today)
    if (!decision.ok) return decision
    await store.setReplied(tx, locked.instance.id, asked.repliedOn)
    if (locked.kind.keptBy === 'reply') await endLimit(tx, locked, 'kept', asked.repliedOn)
    await take(
      tx,
      ctx,
      locked,
      { name: 'reply', on: asked.repliedOn },
      { verb: 'remedies.replied', detail: { on: asked.repliedOn } },
    )
    return allow(id)
  })
}

/** What the organ decided. An order to act anew starts the limit that the decision gives. */
export function enterDecision(ctx: Context, id: number, asked: DecisionBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockRemedy(tx, id)
    mustDecide(ctx, locked)
    const name = asked.redo ? 'order_redo' : 'decide'
    const step = decideStep(locked.kind.kind, locked.row.state, name)
    if (!step.ok) return step
    const decision = rules.decideDecision(locked.kind, locked.current, asked, ctx.today)
    if (!decision.ok) return decision
    const given = decision.value
    const { result } = effectOf(given.result, locked.current.below)
    await store.setDecision(tx, locked.instance.id, given, {
      below: locked.current.below,
      doneOn: null,
      turn: given.redo ? 1 : 0,
    })
    if (locked.kind.keptBy === 'decide') await endLimit(tx, locked, 'kept', given.decidedOn)
    else await endLimit(tx, locked, 'void', given.servedOn)
    if (given.redo) await startRedo(tx, locked, given.redo, 1)
    await take(
      tx,
      ctx,
      locked,
      { name, on: given.decidedOn, set: { outcome: result, concluded_on: given.decidedOn } },
      { verb: 'remedies.decided', detail: { ...entryOf(given), outcome: result } },
    )
    return allow(id)
  })
}

/** The judgment is fought on, so it is none yet: its order waits, and the lawsuit is open again. */
export function addInstance(ctx: Context, id: number, asked: InstanceBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = asSuit(ctx, await lockRemedy(tx, id))
    const step = decideStep(litigation, locked.row.state, 'reopen')
    if (!step.ok) return step
    const decision = rules.decideInstance(locked.current, asked, ctx.today)
    if (!decision.ok) return decision
    const given = decision.value
    const position = locked.instance.position + 1
    await endLimit(tx, locked, 'void', given.receivedOn)
    await store.addInstance(tx, { ...given, caseId: id, position })
    // Who brings it owes no defence.
    if (given.broughtBy !== 'unit')
      await startLimit(tx, locked.kind, {
        caseId: id,
        unitId: locked.row.unit_id,
        position,
        on: given.receivedOn,
      })
    await take(
      tx,
      ctx,
      locked,
      { name: 'reopen', on: given.receivedOn, set: { outcome: null, concluded_on: null } },
      {
        verb: 'remedies.reopened',
        detail: { level: given.level, broughtBy: given.broughtBy, undecided: locked.row.outcome },
      },
    )
    return allow(id)
  })
}

/** The higher court ends its instance without a result of its own; the first one begins anew. */
export function remand(ctx: Context, id: number, asked: RemandBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = asSuit(ctx, await lockRemedy(tx, id))
    const step = decideStep(litigation, locked.row.state, 'remand')
    if (!step.ok) return step
    const decision = rules.decideRemand(locked.current, asked, ctx.today)
    if (!decision.ok) return decision
    const given = decision.value
    const position = locked.instance.position + 1
    await store.setDecision(
      tx,
      locked.instance.id,
      { ...given, result: REMANDED, servedOn: given.receivedOn, measure: null, redo: null },
      { below: null, doneOn: null, turn: 0 },
    )
    await endLimit(tx, locked, 'void', given.receivedOn)
    await store.addInstance(tx, { ...given, caseId: id, position, level: 'first', broughtBy: 'applicant' })
    await startLimit(tx, locked.kind, {
      caseId: id,
      unitId: locked.row.unit_id,
      position,
      on: given.receivedOn,
    })
    await take(
      tx,
      ctx,
      locked,
      { name: 'remand', on: given.decidedOn },
      { verb: 'remedies.remanded', detail: { decidedOn: given.decidedOn } },
    )
    return allow(id)
  })
}

/** A lawsuit that this person works on; no other kind has further instances. */
function asSuit(ctx: Context, locked: Locked): Locked {
  mustDecide(ctx, locked)
  if (locked.kind.kind.name !== litigation.name) throw notFound('lawsuit', locked.row.id)
  return locked
}

/** Since when the organ's own limit runs, and by how much it extended it. */
export function noteOrganLimit(ctx: Context, id: number, asked: OrganLimitBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockRemedy(tx, id)
    mustDecide(ctx, locked)
    const decision = rules.decideOrganLimit(locked.kind, locked.current, asked, ctx.today)
    if (!decision.ok) return decision
    await store.setOrganLimit(tx, locked.instance.id, decision.value)
    await record(tx, ctx.actor, {
      verb: 'remedies.organ_limit_noted',
      subject: locked.subject,
      unitId: locked.row.unit_id,
      detail: { ...decision.value },
    })
    return allow(id)
  })
}

/** Takes out of every figure what was entered by mistake; the case and its papers stay to be seen. */
export function annul(ctx: Context, id: number, asked: AnnulmentBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockRemedy(tx, id)
    mustDecide(ctx, locked)
    const step = decideStep(locked.kind.kind, locked.row.state, 'annul')
    if (!step.ok) return step
    const followedBy = (await store.listFollowing(tx, id)).length
    const decision = rules.decideAnnulment({ followedBy }, asked.reason)
    if (!decision.ok) return decision
    await endLimit(tx, locked, 'mistaken', ctx.today)
    await store.setAnnulled(tx, id, ctx.today)
    await take(
      tx,
      ctx,
      locked,
      { name: 'annul', on: ctx.today, set: { outcome: ANNULLED, concluded_on: ctx.today } },
      { verb: 'remedies.annulled', detail: { reason: decision.value, before: locked.row.outcome } },
    )
    return allow(id)
  })
}
