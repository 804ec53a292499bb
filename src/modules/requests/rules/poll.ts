import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { addDays, type CivilDate } from '#platform/dates.ts'
import { SATISFACTIONS } from '../contract/steps.ts'
import { clean } from './text.ts'

/** What an applicant thinks of how the request was handled. */
export interface Poll {
  readonly satisfied: (typeof SATISFACTIONS)[number]
  readonly words: string
}

const MOST_WORDS = 500

export interface PollFacts {
  /** When the answer reached them; null: not yet. */
  readonly deliveredOn: CivilDate | null
  readonly given: boolean
  /** For how many days after it they are asked. */
  readonly days: number
}

/** Why nobody is asked now: nothing delivered yet, asked long ago, or said already. */
export function pollClosed({ deliveredOn, given, days }: PollFacts, today: CivilDate): Issue[] {
  if (deliveredOn === null) return [issue('satisfied', 'not_delivered')]
  if (given) return [issue('satisfied', 'already_given')]
  return today > addDays(deliveredOn, days) ? [issue('satisfied', 'too_late')] : []
}

export function decidePoll(
  facts: PollFacts,
  asked: { readonly satisfied: string; readonly words: string },
  today: CivilDate,
): Decision<Poll> {
  const issues = pollClosed(facts, today)
  const satisfied = SATISFACTIONS.find((one) => one === asked.satisfied)
  const words = clean(asked.words)
  if (satisfied === undefined) issues.push(issue('satisfied', 'required'))
  if (Array.from(words).length > MOST_WORDS) issues.push(issue('words', 'too_long', { max: MOST_WORDS }))
  return decide(issues, { satisfied: satisfied ?? 'mostly', words })
}
