import type { Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { addDays } from '#platform/dates.ts'
import { endPause, loadCalendar, pauseClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { ConsultationBody, OpinionBody, OpinionDelivery } from '../contract/steps.ts'
import { replyClock } from '../kinds/clocks.ts'
import { issueLetter } from '../letters.ts'
import type { OpinionFacts } from '../rules/facts.ts'
import * as rules from '../rules/opinions.ts'
import { addOpinion, closeOpinion, setOpinionDelivered } from '../store/steps.ts'
import { onStep, type RequestServices, type StepAtHand } from './step.ts'

const refOf = (opinionId: number) => `opinion:${opinionId}`

const TEMPLATES = {
  third_party: 'requests.third_party',
  joint_maker: 'requests.joint_maker',
  other_organ: 'requests.joint_maker',
} as const

/** 第三十二条, 第三十四条: asks in writing whom the disclosure concerns; until the opinion is in, the limit waits. */
export function consult(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: ConsultationBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'consult', async ({ tx, row, facts, subject, take }) => {
    const decision = rules.decideConsultation(facts, asked, ctx.today)
    if (!decision.ok) return decision
    const { kind, addressee, question, sentOn } = decision.value
    const sealed = services.secrets.seal('requests.addressee', addressee)
    const opinionId = await addOpinion(tx, id, decision.value, sealed)
    const letter = await issueLetter(tx, ctx, services, row, TEMPLATES[kind], {
      recipient: addressee,
      content: question,
    })
    if (!letter.ok) return letter
    const pause = rules.opinionPause({ sent_on: sentOn, limit_on: null }, null, facts.policy.sendingDayCounts)
    await pauseClock(tx, ctx.actor, replyClock, subject, { ref: refOf(opinionId), ...pause })
    return take({ verb: 'requests.opinion_asked', detail: { opinion: opinionId, kind, sentOn } })
  })
}

function opinionIn({ facts }: StepAtHand, opinionId: number): OpinionFacts {
  const found = facts.opinions.find((one) => one.id === opinionId)
  if (!found) throw notFound('opinion', opinionId)
  return found
}

/** The letter reached its addressee: their fifteen working days are counted from this day. */
export function recordOpinionDelivery(
  ctx: Context,
  id: number,
  opinionId: number,
  asked: OpinionDelivery,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'record_opinion', async (at) => {
    const { tx, facts, subject, take } = at
    const opinion = opinionIn(at, opinionId)
    const decision = rules.decideOpinionDelivery(opinion, asked.deliveredOn, ctx.today)
    if (!decision.ok) return decision
    const limitOn = rules.opinionLimit(facts, decision.value, await loadCalendar(tx))
    await setOpinionDelivered(tx, opinionId, decision.value, limitOn)
    if (limitOn !== null) await endPause(tx, ctx.actor, replyClock, subject, refOf(opinionId), limitOn)
    return take({
      verb: 'requests.opinion_delivered',
      detail: { opinion: opinionId, deliveredOn: decision.value, limitOn },
    })
  })
}

/** The opinion is in; with the last one the request goes on. */
export function recordOpinion(
  ctx: Context,
  id: number,
  opinionId: number,
  asked: OpinionBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'record_opinion', async (at) => {
    const { tx, facts, subject } = at
    const opinion = opinionIn(at, opinionId)
    const decision = rules.decideOpinion(opinion, asked, ctx.today)
    if (!decision.ok) return decision
    await closeOpinion(tx, opinionId, decision.value, ctx.today)
    const pause = rules.opinionPause(opinion, asked.answeredOn, facts.policy.sendingDayCounts)
    // Who answers on the day of the letter holds up nothing.
    const to = pause.to ?? addDays(pause.from, -1)
    await endPause(tx, ctx.actor, replyClock, subject, refOf(opinionId), to)
    return goOn(at, opinionId, { opinion: asked.opinion, answeredOn: asked.answeredOn })
  })
}

/** 第三十二条, 第三十四条: nothing came in time; the limit ran on since the last day of the addressee's. */
export function recordSilence(ctx: Context, id: number, opinionId: number): Promise<Decision<number>> {
  return onStep(ctx, id, 'record_opinion', async (at) => {
    const opinion = opinionIn(at, opinionId)
    const decision = rules.decideSilence(opinion, ctx.today)
    if (!decision.ok) return decision
    await closeOpinion(at.tx, opinionId, 'silent', ctx.today)
    return goOn(at, opinionId, { opinion: 'silent' })
  })
}

function goOn(
  { facts, take }: StepAtHand,
  opinionId: number,
  detail: Readonly<Record<string, string>>,
): Promise<Decision<number>> {
  const open = facts.opinions.some((one) => one.id !== opinionId && one.closed_on === null)
  return take({
    name: open ? 'record_opinion' : 'end_consultation',
    verb: 'requests.opinion_received',
    detail: { ...detail, about: opinionId },
  })
}
