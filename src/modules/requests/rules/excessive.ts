import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { DelayBody, ReasonsBody, ReasonsReply } from '../contract/steps.ts'
import { LAW_OF_2019 } from '../kinds/clocks.ts'
import type { CaseFacts } from './facts.ts'
import { clean } from './text.ts'

/** 第三十五条 came with the Regulation of 2019. */
const onlySince2019 = (facts: CaseFacts): Issue[] =>
  facts.lawFrom !== null && facts.lawFrom < LAW_OF_2019 ? [issue('state', 'not_under_this_law')] : []

export function reasonsClosed(facts: CaseFacts): Issue[] {
  return [...onlySince2019(facts), ...(facts.reasons ? [issue('state', 'reasons_asked_once')] : [])]
}

/** 第三十五条: number or frequency clearly beyond a reasonable range; the applicant may be asked to give reasons. */
export function decideReasons(facts: CaseFacts, asked: ReasonsBody, today: CivilDate): Decision<ReasonsBody> {
  const issues = reasonsClosed(facts)
  const why = clean(asked.why)
  if (why === '') issues.push(issue('why', 'required'))
  if (asked.dueOn <= today) issues.push(issue('dueOn', 'must_be_later'))
  return decide(issues, { why, dueOn: asked.dueOn })
}

export function decideReasonsReply(
  facts: CaseFacts,
  asked: ReasonsReply,
  today: CivilDate,
): Decision<ReasonsReply> {
  const { reasons } = facts
  if (!reasons) throw new Error('reasons came in that nobody asked for')
  const issues: Issue[] = []
  const reply = clean(asked.reply)
  if (asked.receivedOn < reasons.asked_on) issues.push(issue('receivedOn', 'before_the_question'))
  if (asked.receivedOn > today) issues.push(issue('receivedOn', 'in_the_future'))
  if (reply === '') issues.push(issue('reply', 'required'))
  return decide(issues, { ...asked, reply })
}

/** The period is over and no reasons came. */
export function decideReasonsPassed(facts: CaseFacts, today: CivilDate): Decision<undefined> {
  const { reasons } = facts
  if (!reasons) throw new Error('a case waits for reasons that nobody asked for')
  return today > reasons.due_on
    ? decide([], undefined)
    : refuse([issue('state', 'reasons_still_open', { until: reasons.due_on })])
}

export function delayClosed(facts: CaseFacts, today: CivilDate): Issue[] {
  const issues = onlySince2019(facts)
  if (facts.reasons?.reasonable !== true) issues.push(issue('state', 'delay_needs_reasons'))
  if (facts.delay) issues.push(issue('state', 'delayed_once'))
  if (facts.dueOn !== null && today > facts.dueOn) issues.push(issue('state', 'already_overdue'))
  return issues
}

/** 第三十五条: the reasons are good but the limit cannot be held: a reasonable later day is set and told. */
export function decideDelay(facts: CaseFacts, asked: DelayBody, today: CivilDate): Decision<DelayBody> {
  const issues = delayClosed(facts, today)
  const reason = clean(asked.reason)
  if (reason === '') issues.push(issue('reason', 'required'))
  return decide(issues, { days: asked.days, reason })
}
