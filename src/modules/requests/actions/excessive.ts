import type { Decision } from '#platform/decision.ts'
import { extendClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { DelayBody, ReasonsBody, ReasonsReply } from '../contract/steps.ts'
import { replyClock } from '../kinds/clocks.ts'
import { issueLetter } from '../letters.ts'
import { decideDelay, decideReasons, decideReasonsPassed, decideReasonsReply } from '../rules/excessive.ts'
import { addDelay, addReasons, setReasonsGiven, setReasonsPassed } from '../store/steps.ts'
import { tellApplicant } from '../tell.ts'
import { onStep, type RequestServices } from './step.ts'

/** 第三十五条: clearly beyond a reasonable range: the applicant is asked why. The limit runs on: no article stops it. */
export function askReasons(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: ReasonsBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'ask_reasons', async ({ tx, row, facts, take }) => {
    const decision = decideReasons(facts, asked, ctx.today)
    if (!decision.ok) return decision
    const { why, dueOn } = decision.value
    const letter = await issueLetter(tx, ctx, services, row, 'requests.reasons', { content: why, dueOn })
    if (!letter.ok) return letter
    await addReasons(tx, id, decision.value, ctx.today)
    await tellApplicant(tx, ctx, services, row, { what: 'reasons_asked', dueOn })
    return take({ verb: 'requests.reasons_asked', detail: { dueOn } })
  })
}

export function receiveReasons(ctx: Context, id: number, asked: ReasonsReply): Promise<Decision<number>> {
  return onStep(ctx, id, 'receive_reasons', async ({ tx, facts, take }) => {
    const decision = decideReasonsReply(facts, asked, ctx.today)
    if (!decision.ok) return decision
    await setReasonsGiven(tx, id, decision.value)
    const { receivedOn, reasonable } = decision.value
    return take({ verb: 'requests.reasons_received', detail: { receivedOn, reasonable } })
  })
}

export function passReasons(ctx: Context, id: number): Promise<Decision<number>> {
  return onStep(ctx, id, 'pass_reasons', async ({ tx, facts, take }) => {
    const decision = decideReasonsPassed(facts, ctx.today)
    if (!decision.ok) return decision
    await setReasonsPassed(tx, id, ctx.today)
    return take({ verb: 'requests.reasons_passed' })
  })
}

/** 第三十五条: good reasons, but not to be answered in time: a reasonable later day, told to the applicant. */
export function delay(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: DelayBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'delay', async ({ tx, row, facts, subject, take }) => {
    const decision = decideDelay(facts, asked, ctx.today)
    if (!decision.ok) return decision
    const { days, reason } = decision.value
    const clock = await extendClock(tx, ctx.actor, replyClock, subject, { ref: `delay:${id}`, days })
    const dueOn = clock.due_on
    const letter = await issueLetter(tx, ctx, services, row, 'requests.delay', { reason, days, dueOn })
    if (!letter.ok) return letter
    await addDelay(tx, id, decision.value, ctx.today)
    await tellApplicant(tx, ctx, services, row, { what: 'delayed', dueOn })
    return take({ verb: 'requests.delayed', detail: { days, dueOn } })
  })
}
