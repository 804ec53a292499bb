import { addDays } from '#platform/dates.ts'
import type { Decision } from '#platform/decision.ts'
import { endPause, loadCalendar, pauseClock, restartClock, voidClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { CorrectionBody, CorrectionReply } from '../contract/steps.ts'
import { LAW_OF_2019, replyClock } from '../kinds/clocks.ts'
import { issueEndingLetter, issueLetter } from '../letters.ts'
import { decideAbandonment, decideCorrection, decideCorrectionReply } from '../rules/correction.ts'
import { addCorrection, addEnding, setCorrected } from '../store/steps.ts'
import { tellApplicant } from '../tell.ts'
import { onApplicantStep, onStep, type RequestServices, type StepAtHand } from './step.ts'

/** What the pause of a limit is called while its correction is waited for. */
const refOf = (id: number) => `correction:${id}`

/** 第三十条: tells the applicant, once, what is missing and by when; the limit waits. */
export function askCorrection(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: CorrectionBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'ask_correction', async ({ tx, row, facts, subject, take }) => {
    const decision = decideCorrection(facts, asked, await loadCalendar(tx), ctx.today)
    if (!decision.ok) return decision
    const { missing, dueOn } = decision.value
    const letter = await issueLetter(tx, ctx, services, row, 'requests.correction', {
      content: missing,
      dueOn,
    })
    if (!letter.ok) return letter
    await addCorrection(tx, id, decision.value, ctx.today)
    await pauseClock(tx, ctx.actor, replyClock, subject, {
      ref: refOf(id),
      from: addDays(ctx.today, 1),
      to: null,
    })
    await tellApplicant(tx, ctx, services, row, { what: 'correction_asked', dueOn })
    return take({ verb: 'requests.correction_asked', detail: { dueOn } })
  })
}

/** A correction that came by post, in person or by telephone, entered by staff. */
export function receiveCorrection(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: CorrectionReply,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'receive_correction', (at) => takeCorrection(ctx, services, at, asked))
}

/** The same from the status page. */
export function correctOnline(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: Omit<CorrectionReply, 'receivedOn'>,
): Promise<Decision<number>> {
  const received = { ...asked, receivedOn: ctx.today }
  return onApplicantStep(ctx, id, 'receive_correction', (at) => takeCorrection(ctx, services, at, received))
}

/** 第三十条: the limit counts anew from receipt of the corrected request; under the Regulation of 2007 it goes on. */
async function takeCorrection(
  ctx: Context,
  services: RequestServices,
  { tx, row, facts, subject, take }: StepAtHand,
  asked: CorrectionReply,
): Promise<Decision<number>> {
  const decision = decideCorrectionReply(facts, asked, ctx.today)
  if (!decision.ok) return decision
  const { receivedOn } = decision.value
  await setCorrected(tx, row.id, decision.value)
  const resumed = await endPause(tx, ctx.actor, replyClock, subject, refOf(row.id), receivedOn)
  const anew = facts.lawFrom !== null && facts.lawFrom >= LAW_OF_2019
  const clock = anew
    ? await restartClock(tx, ctx.actor, replyClock, subject, { ref: refOf(row.id), on: receivedOn })
    : resumed
  await tellApplicant(tx, ctx, services, row, { what: 'corrected', dueOn: clock.due_on })
  return take({ verb: 'requests.corrected', detail: { receivedOn, dueOn: clock.due_on } })
}

/** 第三十条: no correction in time: the request counts as given up and is not handled further (C6.1). */
export function abandon(ctx: Context, services: RequestServices, id: number): Promise<Decision<number>> {
  return onStep(ctx, id, 'abandon', async ({ tx, row, facts, subject, take }) => {
    const decision = decideAbandonment(facts, ctx.today)
    if (!decision.ok) return decision
    const letter = await issueEndingLetter(tx, ctx, services, row, 'C6.1')
    if (!letter.ok) return letter
    await addEnding(tx, id, { why: 'not_corrected', words: '', on: ctx.today, by: ctx.actor.staffId })
    await voidClock(tx, replyClock, subject, ctx.today)
    await tellApplicant(tx, ctx, services, row, { what: 'ended' })
    return take({
      verb: 'requests.abandoned',
      detail: { outcome: 'C6.1' },
      set: { outcome: 'C6.1', concluded_on: ctx.today },
    })
  })
}
