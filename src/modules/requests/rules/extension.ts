import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { versionInForce } from '#kernel/clock/index.ts'
import type { ExtensionBody } from '../contract/steps.ts'
import { replyClock } from '../kinds/clocks.ts'
import type { CaseFacts } from './facts.ts'
import { clean } from './text.ts'

const mostDays = (facts: CaseFacts) =>
  facts.receivedOn === null ? 0 : (versionInForce(replyClock, facts.receivedOn)?.extension ?? 0)

/** Why the limit cannot be extended now (第三十三条): once only, and while it still runs. */
export function extensionClosed(facts: CaseFacts, today: CivilDate): Issue[] {
  const issues: Issue[] = []
  if (facts.extension) issues.push(issue('state', 'extended_once'))
  if (facts.dueOn !== null && today > facts.dueOn) issues.push(issue('state', 'already_overdue'))
  return issues
}

/** 第三十三条: with the consent of the head of the disclosure office, at most as many days again, and told. */
export function decideExtension(
  facts: CaseFacts,
  asked: ExtensionBody,
  today: CivilDate,
): Decision<ExtensionBody> {
  const issues = extensionClosed(facts, today)
  const reason = clean(asked.reason)
  const most = mostDays(facts)
  if (asked.days > most) issues.push(issue('days', 'beyond_limit', { most }))
  if (reason === '') issues.push(issue('reason', 'required'))
  return decide(issues, { days: asked.days, reason })
}
