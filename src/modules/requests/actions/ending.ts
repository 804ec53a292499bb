import { issue, refuse, type Decision } from '#platform/decision.ts'
import { startClock, voidClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { openRedoOrders, type OpenOrder } from '#modules/remedies/index.ts'
import type { OrderedRedoBody, OutcomeCorrection, RedoBody, WithdrawalBody } from '../contract/steps.ts'
import { redoClock, replyClock } from '../kinds/clocks.ts'
import { orderedBy } from '../kinds/labels.ts'
import { redoSubject } from '../kinds/procedure.ts'
import { issueEndingLetter } from '../letters.ts'
import { decideOutcomeCorrection, decideRedo, decideWithdrawal } from '../rules/ending.ts'
import { currentRound } from '../store/answers.ts'
import { addEnding, addOutcomeChange, addRedo } from '../store/steps.ts'
import { tellApplicant } from '../tell.ts'
import { onApplicantStep, onStep, staffOf, type RequestServices, type StepAtHand } from './step.ts'

/** The applicant takes the request back, on paper or by word, recorded by staff (C6.3). */
export function recordWithdrawal(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: WithdrawalBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'withdraw', (at) => takeWithdrawal(ctx, services, at, asked))
}

/** The same from the status page. */
export function withdraw(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: WithdrawalBody,
): Promise<Decision<number>> {
  return onApplicantStep(ctx, id, 'withdraw', (at) => takeWithdrawal(ctx, services, at, asked))
}

async function takeWithdrawal(
  ctx: Context,
  services: RequestServices,
  { tx, row, subject, take }: StepAtHand,
  asked: WithdrawalBody,
): Promise<Decision<number>> {
  const decision = decideWithdrawal(asked)
  if (!decision.ok) return decision
  const letter = await issueEndingLetter(tx, ctx, services, row, 'C6.3')
  if (!letter.ok) return letter
  const ending = { why: 'withdrawn' as const, words: decision.value.words, on: ctx.today }
  await addEnding(tx, row.id, { ...ending, by: ctx.actor.staffId })
  await voidClock(tx, replyClock, subject, ctx.today)
  await tellApplicant(tx, ctx, services, row, { what: 'ended' })
  return take({
    verb: 'requests.withdrawn',
    detail: { outcome: 'C6.3' },
    set: { outcome: 'C6.3', concluded_on: ctx.today },
  })
}

/** Opens a concluded case again for a new answer; its result in the year's table stays, section four tells the rest. */
export function redo(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: RedoBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'redo', (at) => beginRedo(ctx, services, at, asked))
}

/**
 * The same where a remedy of this house ordered it: what it ordered is taken from there. Its own limit counts, so none is
 * started here, and it ends when the new answer is delivered.
 */
export function redoOrdered(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: OrderedRedoBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'redo', async (at) => {
    const order = (await openRedoOrders(at.tx, at.subject)).find((one) => one.remedyId === asked.remedyId)
    if (!order) return refuse(issue('remedyId', 'order_not_open'))
    const { servedOn, kind } = order
    const redo = { orderedBy: orderedBy[kind], reason: asked.reason, orderedOn: servedOn, days: null }
    return beginRedo(ctx, services, at, redo, order)
  })
}

async function beginRedo(
  ctx: Context,
  services: RequestServices,
  { tx, row, subject, take }: StepAtHand,
  asked: RedoBody,
  order?: OpenOrder,
): Promise<Decision<number>> {
  if (row.concluded_on === null) throw new Error(`request ${row.id} is ${row.state} without a day`)
  const decision = decideRedo({ concludedOn: row.concluded_on }, asked, ctx.today)
  if (!decision.ok) return decision
  const round = (await currentRound(tx, row.id)) + 1
  const { days, orderedOn, orderedBy } = decision.value
  const clock =
    days === null
      ? null
      : await startClock(tx, redoClock, {
          subject: redoSubject(subject, round),
          unitId: row.unit_id,
          on: orderedOn,
          days,
        })
  const dueOn = order?.dueOn ?? clock?.due_on ?? null
  const remedyId = order?.remedyId ?? null
  await addRedo(tx, row.id, round, decision.value, { dueOn, remedyId })
  await tellApplicant(tx, ctx, services, row, { what: 'redone' })
  return take({ verb: 'requests.redo_begun', detail: { round, orderedBy, dueOn, remedyId } })
}

/** A result that was entered wrongly is put right; a report that was made before shows it as a restatement. */
export function correctOutcome(
  ctx: Context,
  id: number,
  asked: OutcomeCorrection,
): Promise<Decision<number>> {
  return onStep(ctx, id, ['correct_outcome', 'correct_closed'], async ({ tx, row, take }) => {
    const from = row.outcome ?? ''
    const decision = decideOutcomeCorrection(from, asked)
    if (!decision.ok) return decision
    const { outcome, reason } = decision.value
    await addOutcomeChange(tx, id, { from, to: outcome, reason, on: ctx.today, by: staffOf(ctx) })
    return take({ verb: 'requests.outcome_corrected', detail: { from, to: outcome }, set: { outcome } })
  })
}

/** Puts the finished case away; no figure hangs on it. */
export function close(ctx: Context, id: number): Promise<Decision<number>> {
  return onStep(ctx, id, 'close', async ({ take }) => take({ verb: 'requests.closed' }))
}
