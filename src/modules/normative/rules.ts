import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { CleanupBody, DecisionBody } from './contract.ts'

export function decideRound(asked: CleanupBody, today: CivilDate): Decision<CleanupBody> {
  const issues: Issue[] = []
  if (asked.title.trim() === '') issues.push(issue('title', 'required'))
  if (asked.basis.trim() === '') issues.push(issue('basis', 'required'))
  if (asked.dueOn <= today) issues.push(issue('dueOn', 'not_after_today'))
  if (asked.writtenUntil > today) issues.push(issue('writtenUntil', 'in_the_future'))
  return decide(issues, { ...asked, title: asked.title.trim(), basis: asked.basis.trim() })
}

export interface Round {
  readonly closed: boolean
}

/** Whatever is not simply kept needs its reason. */
export function decideDecision(
  round: Round,
  unit: { readonly confirmed: boolean },
  asked: DecisionBody,
  own: ReadonlySet<number>,
): Decision<DecisionBody> {
  const issues: Issue[] = []
  if (round.closed) issues.push(issue('state', 'cleanup_closed'))
  if (unit.confirmed) issues.push(issue('state', 'cleanup_confirmed'))
  const reason = asked.reason.trim()
  if (asked.decision !== 'keep' && reason === '') issues.push(issue('reason', 'required'))
  if (asked.documentIds.some((id) => !own.has(id))) issues.push(issue('documentIds', 'not_in_cleanup'))
  return decide(issues, { ...asked, reason })
}

/** A unit's leader answers for every one of its documents. */
export function decideUnit(
  round: Round,
  unit: { readonly confirmed: boolean; readonly undecided: number },
): Decision<true> {
  const issues: Issue[] = []
  if (round.closed) issues.push(issue('state', 'cleanup_closed'))
  if (unit.confirmed) issues.push(issue('state', 'cleanup_confirmed'))
  if (unit.undecided > 0) issues.push(issue('items', 'cleanup_undecided', { count: unit.undecided }))
  return decide(issues, true)
}

/** A round closes when all have confirmed, or by a word on those who have not. */
export function decideClosing(round: Round, open: readonly string[], note: string): Decision<true> {
  const issues: Issue[] = []
  if (round.closed) issues.push(issue('state', 'cleanup_closed'))
  if (open.length > 0 && note.trim() === '')
    issues.push(issue('note', 'cleanup_open_units', { units: open.slice(0, 10).join('、') }))
  return decide(issues, true)
}
