import type { Decision } from '#platform/decision.ts'
import {
  countWorkingDays,
  endPause,
  extendClock,
  loadCalendar,
  pauseClock,
  voidClock,
} from '#kernel/clock/index.ts'
import { addDays } from '#platform/dates.ts'
import { formatYuan } from '#platform/money.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { ExtensionBody, FeeBody, PaymentBody } from '../contract/steps.ts'
import { replyClock } from '../kinds/clocks.ts'
import { issueEndingLetter, issueLetter } from '../letters.ts'
import { decideExtension } from '../rules/extension.ts'
import { decideFee, decideLapse, decidePayment } from '../rules/fees.ts'
import { addEnding, addExtension, addFee, countBefore, setPaid } from '../store/steps.ts'
import { tellApplicant } from '../tell.ts'
import { onStep, staffOf, type RequestServices } from './step.ts'

/** 第三十三条: the head of the disclosure office agrees to more time; the applicant is told before the limit ends. */
export function extend(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: ExtensionBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, ['extend', 'extend_consulting'], async ({ tx, row, facts, subject, take }) => {
    const decision = decideExtension(facts, asked, ctx.today)
    if (!decision.ok) return decision
    const { days, reason } = decision.value
    const clock = await extendClock(tx, ctx.actor, replyClock, subject, { ref: `extension:${id}`, days })
    const dueOn = clock.due_on
    const letter = await issueLetter(tx, ctx, services, row, 'requests.extension', { reason, days, dueOn })
    if (!letter.ok) return letter
    await addExtension(tx, id, decision.value, { by: staffOf(ctx), on: ctx.today })
    await tellApplicant(tx, ctx, services, row, { what: 'extended', dueOn })
    return take({ verb: 'requests.extended', detail: { days, dueOn } })
  })
}

const feeRef = (id: number) => `fee:${id}`

/** 国办函〔2020〕109号: tells what is to be paid, how it is counted and by when; the limit waits. */
export function charge(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: FeeBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'charge', async ({ tx, row, facts, subject, take }) => {
    const decision = decideFee(facts, asked, await countBefore(tx, id), ctx.today)
    if (!decision.ok) return decision
    const { basis, quantity, amountFen } = decision.value
    const payBy = countWorkingDays(await loadCalendar(tx), ctx.today, facts.policy.payDays).due
    const letter = await issueLetter(tx, ctx, services, row, 'requests.fee', {
      amount: `${formatYuan(amountFen)}元`,
      payBy,
      content: feeWords(decision.value),
      where: decision.value.where,
    })
    if (!letter.ok) return letter
    await addFee(tx, id, decision.value, { on: ctx.today, payBy })
    await pauseClock(tx, ctx.actor, replyClock, subject, {
      ref: feeRef(id),
      from: addDays(ctx.today, 1),
      to: null,
    })
    await tellApplicant(tx, ctx, services, row, { what: 'charged', dueOn: payBy })
    return take({ verb: 'requests.charged', detail: { basis, quantity, amountFen, payBy } })
  })
}

function feeWords({ basis, quantity, before }: { basis: string; quantity: number; before: number }): string {
  return basis === 'pages'
    ? `按量计收，共${quantity}页`
    : `按件计收，本件为您在本自然月内的第${before + 1}件申请`
}

export function pay(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: PaymentBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'pay', async ({ tx, row, facts, subject, take }) => {
    const decision = decidePayment(facts, asked, ctx.today)
    if (!decision.ok) return decision
    const { paidOn, how } = decision.value
    await setPaid(tx, id, { on: paidOn, how })
    const clock = await endPause(tx, ctx.actor, replyClock, subject, feeRef(id), paidOn)
    await tellApplicant(tx, ctx, services, row, { what: 'paid', dueOn: clock.due_on })
    return take({ verb: 'requests.paid', detail: { paidOn, dueOn: clock.due_on } })
  })
}

/** Not paid within the period: the request counts as given up (C6.2). */
export function lapse(ctx: Context, services: RequestServices, id: number): Promise<Decision<number>> {
  return onStep(ctx, id, 'lapse', async ({ tx, row, facts, subject, take }) => {
    const decision = decideLapse(facts, ctx.today)
    if (!decision.ok) return decision
    const letter = await issueEndingLetter(tx, ctx, services, row, 'C6.2')
    if (!letter.ok) return letter
    await addEnding(tx, id, { why: 'not_paid', words: '', on: ctx.today, by: ctx.actor.staffId })
    await voidClock(tx, replyClock, subject, ctx.today)
    await tellApplicant(tx, ctx, services, row, { what: 'ended' })
    return take({
      verb: 'requests.lapsed',
      detail: { outcome: 'C6.2' },
      set: { outcome: 'C6.2', concluded_on: ctx.today },
    })
  })
}
