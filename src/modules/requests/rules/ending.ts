import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type {
  DiscardBody,
  OutcomeCorrection,
  RedoBody,
  TransferBody,
  WithdrawalBody,
} from '../contract/steps.ts'
import { findOutcome } from '../kinds/outcomes.ts'
import { mayBeAsked } from './intake.ts'
import { clean } from './text.ts'

/** 第十条: the organ that made or keeps the information answers; before registration only, so no limit is moved. */
export function decideTransfer(
  fromUnitId: number,
  to: (Parameters<typeof mayBeAsked>[0] & { readonly id: number }) | undefined,
  asked: TransferBody,
): Decision<TransferBody> {
  const issues: Issue[] = []
  const reason = clean(asked.reason)
  if (!to || !mayBeAsked(to)) issues.push(issue('unitId', 'not_a_choice'))
  else if (to.id === fromUnitId) issues.push(issue('unitId', 'same_unit'))
  if (reason === '') issues.push(issue('reason', 'required'))
  return decide(issues, { unitId: asked.unitId, reason })
}

/** What is no request is not registered; why is kept. */
export function decideDiscard(asked: DiscardBody): Decision<DiscardBody> {
  const words = clean(asked.words)
  return decide(words === '' ? [issue('words', 'required')] : [], { why: asked.why, words })
}

/** The longest that somebody writes of why they take a request back. */
const MOST_WORDS = 4000

/** Whoever takes a request back says so in words of their own; why they do is theirs. */
export function decideWithdrawal(asked: WithdrawalBody): Decision<WithdrawalBody> {
  const words = clean(asked.words)
  const issues: Issue[] = []
  if (words === '') issues.push(issue('words', 'required'))
  if (Array.from(words).length > MOST_WORDS) issues.push(issue('words', 'too_long', { max: MOST_WORDS }))
  return decide(issues, { words })
}

/** 第五十一条, 行政复议法, 行政诉讼法: a decision orders a new answer, or the unit itself sees that the first was wrong. */
export function decideRedo(
  answered: { readonly concludedOn: CivilDate },
  asked: RedoBody,
  today: CivilDate,
): Decision<RedoBody> {
  const issues: Issue[] = []
  const reason = clean(asked.reason)
  if (reason === '') issues.push(issue('reason', 'required'))
  if (asked.orderedOn > today) issues.push(issue('orderedOn', 'in_the_future'))
  if (asked.orderedOn < answered.concludedOn)
    issues.push(issue('orderedOn', 'before_answer', { on: answered.concludedOn }))
  return decide(issues, { ...asked, reason })
}

/** A result that was entered wrongly is put right; what it was stays on record. */
export function decideOutcomeCorrection(
  current: string,
  asked: OutcomeCorrection,
): Decision<OutcomeCorrection> {
  const issues: Issue[] = []
  const reason = clean(asked.reason)
  if (!findOutcome(asked.outcome)) issues.push(issue('outcome', 'not_a_choice'))
  else if (asked.outcome === current) issues.push(issue('outcome', 'same_outcome'))
  if (reason === '') issues.push(issue('reason', 'required'))
  return decide(issues, { outcome: asked.outcome, reason })
}
