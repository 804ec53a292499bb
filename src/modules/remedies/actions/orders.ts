import type { Handle, Tx } from '#platform/db/connect.ts'
import { allow, refuse, issue, type Decision } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { decideStep } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { CorrectionBody, RedoneBody, RemedyKindName } from '../contract.ts'
import { kindOfCase } from '../kinds.ts'
import { decisionOf, effectOf, entryOf, sameDecision, sameOrder } from '../rules/decided.ts'
import * as rules from '../rules/steps.ts'
import * as store from '../store/remedies.ts'
import { correctEarlier } from './earlier.ts'
import { endLimit, lockRemedy, mustDecide, mustTakePart, startRedo, take, type Locked } from './locked.ts'

/** The unit has acted anew, as the decision ordered. */
export function carryOut(ctx: Context, id: number, asked: RedoneBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockRemedy(tx, id)
    mustTakePart(ctx, [locked.row.unit_id, locked.remedy.organ_unit_id])
    const step = decideStep(locked.kind.kind, locked.row.state, 'redo')
    if (!step.ok) return step
    const decision = rules.decideRedone(locked.current, asked, ctx.today)
    if (!decision.ok) return decision
    await finish(tx, ctx, locked, asked.doneOn)
    return allow(id)
  })
}

async function finish(tx: Tx, ctx: Context, locked: Locked, on: CivilDate): Promise<void> {
  await store.setRedone(tx, locked.instance.id, on)
  await endLimit(tx, locked, 'kept', on)
  await take(tx, ctx, locked, { name: 'redo', on }, { verb: 'remedies.redone', detail: { on } })
}

/** An order to act anew that has not been carried out. */
export interface OpenOrder {
  readonly remedyId: number
  /** Who ordered it: 行政复议决定, 人民法院裁判, or what was found on a complaint. */
  readonly kind: RemedyKindName
  readonly number: string
  readonly organ: string
  readonly decisionNumber: string
  readonly result: string
  readonly note: string
  /** When the unit received the decision, and the day from which its limit runs. */
  readonly servedOn: CivilDate
  readonly from: CivilDate
  readonly days: number
  readonly dayKind: 'working' | 'calendar'
  readonly dueOn: CivilDate
}

/** The orders on a subject that wait to be carried out, the most pressing first. */
export async function openRedoOrders(handle: Handle, subject: string): Promise<OpenOrder[]> {
  return (await store.listOrders(handle, subject)).map((row) => ({
    remedyId: row.id,
    kind: kindOfCase(row.kind).name,
    number: row.number,
    organ: row.organ,
    decisionNumber: row.decision_number,
    result: row.result,
    note: row.note,
    servedOn: row.served_on,
    from: row.redo_from,
    days: row.redo_days,
    dayKind: row.redo_day_kind,
    dueOn: row.due_on,
  }))
}

/**
 * The new answer to a subject went out on this day: every order on it is carried out. For the module that has the subject,
 * inside its own action, which has asked whether it may. Answers the cases that it closed; none is none.
 */
export async function redoDone(
  tx: Tx,
  ctx: Context,
  subject: string,
  on: CivilDate,
): Promise<readonly number[]> {
  const ids = await store.lockOrders(tx, subject)
  const done: number[] = []
  for (const id of ids) {
    const locked = await lockRemedy(tx, id)
    // A new answer given before the decision answers another question.
    if (locked.current.decidedOn !== null && on < locked.current.decidedOn) continue
    await finish(tx, ctx, locked, on)
    done.push(id)
  }
  return done
}

/** A result that was entered wrongly is put right, and what stood there before stays to be read. */
export function correctResult(ctx: Context, id: number, asked: CorrectionBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockRemedy(tx, id)
    mustDecide(ctx, locked)
    const { instance, current } = locked
    if (asked.position !== undefined && asked.position !== instance.position)
      return correctEarlier(tx, ctx, locked, { ...asked, position: asked.position })
    const owed = asked.redo !== null && !current.redo?.doneOn
    const name = owed ? 'correct_to_redo' : 'correct'
    const step = decideStep(locked.kind.kind, locked.row.state, name)
    if (!step.ok) return step
    const decision = rules.decideCorrection(locked.kind, current, asked, ctx.today)
    if (!decision.ok) return decision
    const before = decisionOf(instance)
    if (!before) throw new Error(`remedy ${id} is decided without a decision`)
    const { reason, position: _, ...given } = decision.value
    if (sameDecision(before, given)) return refuse(issue('result', 'nothing_changed'))
    const anew = owed && !sameOrder(before.redo, given.redo)
    // Of an order that no longer stands as it did the limit falls away.
    if (locked.row.state === 'redoing' && (anew || !owed)) await endLimit(tx, locked, 'mistaken', ctx.today)
    const turn = instance.redo_turn + (anew ? 1 : 0)
    await store.setDecision(tx, instance.id, given, {
      below: current.below,
      doneOn: current.redo?.doneOn ?? null,
      turn,
    })
    if (anew && given.redo) await startRedo(tx, locked, given.redo, turn)
    await store.addCorrection(tx, {
      instanceId: instance.id,
      before: { ...entryOf(before), note: before.note },
      after: { ...entryOf(given), note: given.note },
      reason,
      by: ctx.actor.staffId,
      at: ctx.now,
    })
    await take(
      tx,
      ctx,
      locked,
      {
        name,
        on: ctx.today,
        set: { outcome: effectOf(given.result, current.below).result, concluded_on: given.decidedOn },
      },
      { verb: 'remedies.corrected', detail: { reason, before: entryOf(before), after: entryOf(given) } },
    )
    return allow(id)
  })
}
