import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { CorrectionBody, DecisionBody } from '../contract.ts'
import { REMANDED, levelLabels, type RemedyKind } from '../kinds.ts'
import { effectOf, type Judgment } from './decided.ts'
import { decideCorrection, decideDecision, type Current } from './steps.ts'

/** A judgment that was fought on. */
export interface Earlier {
  readonly current: Current
  readonly before: DecisionBody
  /** When the notice of the next instance came. */
  readonly nextReceivedOn: CivilDate
  /** The judgments above that let it stand, from below to above; each says what it says. */
  readonly above: readonly { readonly current: Current; readonly decision: DecisionBody }[]
}

const labelOf = (level: string) => (levelLabels as Readonly<Record<string, string>>)[level] ?? level

/** As any correction; besides, what followed it must still follow from it. */
export function decideEarlier(
  remedy: RemedyKind,
  of: Earlier,
  asked: CorrectionBody,
  today: CivilDate,
): Decision<CorrectionBody> {
  // That a lawsuit was sent back is why the first instance began anew.
  if (of.before.result === REMANDED) return decide([issue('position', 'sent_back')], asked)
  const decision = decideCorrection(remedy, of.current, asked, today)
  const issues: Issue[] = decision.ok ? [] : [...decision.issues]
  if (asked.decidedOn > of.nextReceivedOn) issues.push(issue('decidedOn', 'after_next_instance'))
  const { result, stands } = effectOf(asked.result, of.current.below)
  let below: Judgment = {
    result,
    redone: asked.redo ? Boolean(of.current.redo?.doneOn) : stands !== null,
  }
  for (const one of of.above) {
    const still = decideDecision(remedy, { ...one.current, below }, one.decision, today)
    if (!still.ok)
      issues.push(issue('result', 'later_instance_differs', { level: labelOf(one.current.level) }))
    below = { result, redone: one.decision.redo ? Boolean(one.current.redo?.doneOn) : true }
  }
  return decide(issues, decision.ok ? decision.value : asked)
}
