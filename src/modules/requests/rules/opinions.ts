import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { countWorkingDays, pauseForAnswer, type Calendar, type Pause } from '#kernel/clock/index.ts'
import type { ConsultationBody, OpinionBody } from '../contract/steps.ts'
import { LAW_OF_2019, OPINION_DAYS } from '../kinds/clocks.ts'
import type { CaseFacts, OpinionFacts } from './facts.ts'
import { clean } from './text.ts'

export function consultationClosed(facts: CaseFacts, today: CivilDate): Issue[] {
  // What is overdue is not made to wait for others.
  return facts.dueOn !== null && today > facts.dueOn ? [issue('state', 'already_overdue')] : []
}

/** 第三十二条, 第三十四条: whom the disclosure concerns is asked in writing. */
export function decideConsultation(
  facts: CaseFacts,
  asked: ConsultationBody,
  today: CivilDate,
): Decision<ConsultationBody> {
  const issues = consultationClosed(facts, today)
  const [addressee, question] = [clean(asked.addressee), clean(asked.question)]
  if (addressee === '') issues.push(issue('addressee', 'required'))
  if (question === '') issues.push(issue('question', 'required'))
  if (asked.sentOn > today) issues.push(issue('sentOn', 'in_the_future'))
  if (facts.receivedOn !== null && asked.sentOn < facts.receivedOn)
    issues.push(issue('sentOn', 'before_receipt'))
  if (facts.dueOn !== null && asked.sentOn > facts.dueOn) issues.push(issue('sentOn', 'already_overdue'))
  if (asked.kind === 'joint_maker' && facts.lawFrom !== null && facts.lawFrom < LAW_OF_2019)
    issues.push(issue('kind', 'not_under_this_law'))
  return decide(issues, { kind: asked.kind, addressee, question, sentOn: asked.sentOn })
}

/** The last day of the addressee's fifteen working days; the Regulation of 2007 sets none. */
export function opinionLimit(facts: CaseFacts, deliveredOn: CivilDate, calendar: Calendar): CivilDate | null {
  if (facts.lawFrom !== null && facts.lawFrom < LAW_OF_2019) return null
  return countWorkingDays(calendar, deliveredOn, OPINION_DAYS).due
}

export function decideOpinionDelivery(
  opinion: OpinionFacts,
  deliveredOn: CivilDate,
  today: CivilDate,
): Decision<CivilDate> {
  const issues: Issue[] = []
  if (opinion.closed_on !== null) issues.push(issue('state', 'opinion_closed'))
  if (deliveredOn < opinion.sent_on) issues.push(issue('deliveredOn', 'before_the_question'))
  if (deliveredOn > today) issues.push(issue('deliveredOn', 'in_the_future'))
  return decide(issues, deliveredOn)
}

export function decideOpinion(
  opinion: OpinionFacts,
  asked: OpinionBody,
  today: CivilDate,
): Decision<OpinionBody> {
  const issues: Issue[] = []
  const words = clean(asked.words)
  if (opinion.closed_on !== null) issues.push(issue('state', 'opinion_closed'))
  if (asked.answeredOn < (opinion.delivered_on ?? opinion.sent_on))
    issues.push(issue('answeredOn', 'before_the_question'))
  if (asked.answeredOn > today) issues.push(issue('answeredOn', 'in_the_future'))
  if (asked.opinion !== 'agrees' && words === '') issues.push(issue('words', 'required'))
  // 第三十二条: whether the reasons of a refusal are good is for the unit to judge.
  if (asked.opinion !== 'agrees' && asked.reasonable === null) issues.push(issue('reasonable', 'required'))
  const reasonable = asked.opinion === 'agrees' ? null : asked.reasonable
  return decide(issues, { ...asked, words, reasonable })
}

/** Nothing came within the fifteen working days: the unit decides by itself, and a joint maker has consented (第三十四条). */
export function decideSilence(opinion: OpinionFacts, today: CivilDate): Decision<undefined> {
  if (opinion.closed_on !== null) return refuse([issue('state', 'opinion_closed')])
  if (opinion.delivered_on === null) return refuse([issue('state', 'opinion_not_delivered')])
  if (opinion.limit_on === null || today <= opinion.limit_on)
    return refuse([issue('state', 'opinion_still_open', { until: opinion.limit_on ?? '' })])
  return decide([], undefined)
}

/**
 * The days that do not count (第三十三条第三款): from the sending to the opinion, and no longer than the addressee's own
 * limit. A last day that nobody knows yet is null.
 */
export function opinionPause(
  opinion: Pick<OpinionFacts, 'sent_on' | 'limit_on'>,
  answeredOn: CivilDate | null,
  sendingDayCounts: boolean,
): { readonly from: Pause['from']; readonly to: Pause['to'] | null } {
  const { from } = pauseForAnswer(opinion.sent_on, opinion.sent_on, { sendingDayCounts })
  const { limit_on: limit } = opinion
  const to = answeredOn !== null && limit !== null && limit < answeredOn ? limit : (answeredOn ?? limit)
  return { from, to }
}
