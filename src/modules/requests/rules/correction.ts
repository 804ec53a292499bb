import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { countWorkingDays, type Calendar } from '#kernel/clock/index.ts'
import { LIMITS } from '../contract/intake.ts'
import type { CorrectionBody, CorrectionReply } from '../contract/steps.ts'
import { CORRECTION_DAYS, LAW_OF_2019 } from '../kinds/clocks.ts'
import type { CaseFacts } from './facts.ts'
import { clean } from './text.ts'

/** Why no correction can be asked for now: asked once already, or later than the seventh working day (第三十条). */
export function correctionClosed(facts: CaseFacts, calendar: Calendar, today: CivilDate): Issue[] {
  if (facts.correction) return [issue('state', 'correction_asked_once')]
  if (facts.receivedOn === null || facts.receivedOn < LAW_OF_2019) return []
  const last = countWorkingDays(calendar, facts.receivedOn, CORRECTION_DAYS).due
  return today > last ? [issue('state', 'correction_too_late', { last })] : []
}

/** 第三十条: told once, within seven working days, with what is missing and a reasonable period. */
export function decideCorrection(
  facts: CaseFacts,
  asked: CorrectionBody,
  calendar: Calendar,
  today: CivilDate,
): Decision<CorrectionBody> {
  const issues = correctionClosed(facts, calendar, today)
  const missing = clean(asked.missing)
  if (missing === '') issues.push(issue('missing', 'required'))
  if (asked.dueOn <= today) issues.push(issue('dueOn', 'must_be_later'))
  return decide(issues, { missing, dueOn: asked.dueOn })
}

const { wantedTitle, wantedNumber, description } = LIMITS
const LONGEST = { wantedTitle, wantedNumber, description, reply: 4000 }

/** What came in after the period is taken in too, as long as nobody has ended the case. */
export function decideCorrectionReply(
  facts: CaseFacts,
  asked: CorrectionReply,
  today: CivilDate,
): Decision<CorrectionReply> {
  const { correction } = facts
  if (!correction) throw new Error('a correction came in that nobody asked for')
  const issues: Issue[] = []
  const reply: CorrectionReply = {
    receivedOn: asked.receivedOn,
    reply: clean(asked.reply),
    wantedTitle: clean(asked.wantedTitle),
    wantedNumber: clean(asked.wantedNumber),
    description: clean(asked.description),
  }
  if (asked.receivedOn < correction.asked_on) issues.push(issue('receivedOn', 'before_the_question'))
  if (asked.receivedOn > today) issues.push(issue('receivedOn', 'in_the_future'))
  if (reply.reply === '') issues.push(issue('reply', 'required'))
  if (reply.wantedTitle + reply.wantedNumber + reply.description === '')
    issues.push(issue('description', 'nothing_wanted'))
  for (const [field, max] of Object.entries(LONGEST))
    if (Array.from(reply[field as keyof typeof LONGEST]).length > max)
      issues.push(issue(field, 'too_long', { max }))
  return decide(issues, reply)
}

/** 第三十条: no correction in time and no good reason: the request is taken as given up. */
export function decideAbandonment(facts: CaseFacts, today: CivilDate): Decision<undefined> {
  const { correction } = facts
  if (!correction) throw new Error('a case waits for a correction that nobody asked for')
  return today > correction.due_on
    ? decide([], undefined)
    : refuse([issue('state', 'correction_still_open', { until: correction.due_on })])
}
