import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { DeputyBody } from '../contract.ts'

export interface DeputyFacts {
  readonly today: CivilDate
  /** Whether who acts may arrange it: for themself, or for every unit in which the absent person works. */
  readonly mayArrange: boolean
  /** Whether the absent person handles cases at all. */
  readonly handles: boolean
  /** Whether the absent person is absent already on one of these days. */
  readonly awayAlready: boolean
  /** Whether the deputy is absent on one of these days. */
  readonly deputyAway: boolean
  /** Numbers of the absent person's open cases that the deputy may not handle. */
  readonly beyond: readonly string[]
}

export function decideDeputy(asked: DeputyBody, facts: DeputyFacts): Decision<DeputyBody> {
  const deputy = { ...asked, reason: asked.reason.trim() }
  const issues: Issue[] = []
  if (!facts.mayArrange) issues.push(issue('fromStaffId', 'not_yours_to_arrange'))
  if (!facts.handles) issues.push(issue('fromStaffId', 'handles_no_cases'))
  if (deputy.fromStaffId === deputy.toStaffId) issues.push(issue('toStaffId', 'deputy_of_oneself'))
  if (deputy.reason === '') issues.push(issue('reason', 'required'))
  // What was done on past days was done by whoever did it.
  if (deputy.fromOn < facts.today) issues.push(issue('fromOn', 'before_today'))
  if (deputy.toOn !== null && deputy.toOn < deputy.fromOn) issues.push(issue('toOn', 'before_begin'))
  if (facts.awayAlready) issues.push(issue('fromOn', 'away_already'))
  if (facts.deputyAway) issues.push(issue('toStaffId', 'deputy_away'))
  for (const number of facts.beyond) issues.push(issue('toStaffId', 'deputy_may_not_handle', { number }))
  return decide(issues, deputy)
}
