import { civilDate } from '#platform/dates.ts'
import { defaultPolicy } from '../modules/requests/kinds/policy.ts'
import type { CaseFacts, OpinionFacts } from '../modules/requests/rules/facts.ts'

/** A request under way since 2026-03-02, of which nothing else is known; what matters to the test is passed in. */
export function buildFacts(part: Partial<CaseFacts> = {}): CaseFacts {
  return {
    state: 'registered',
    receivedOn: civilDate('2026-03-02'),
    lawFrom: civilDate('2019-05-15'),
    dueOn: civilDate('2026-03-30'),
    extendedDays: 0,
    opinions: [],
    policy: defaultPolicy,
    ...part,
  }
}

/** The same received under the Regulation of 2007. */
export function buildOldFacts(part: Partial<CaseFacts> = {}): CaseFacts {
  return buildFacts({
    receivedOn: civilDate('2012-01-12'),
    lawFrom: civilDate('2008-05-01'),
    dueOn: civilDate('2012-02-07'),
    ...part,
  })
}

/** A question to a third party, sent on 2026-03-04, without an answer. */
export function buildOpinion(part: Partial<OpinionFacts> = {}): OpinionFacts {
  return {
    id: 1,
    kind: 'third_party',
    sent_on: civilDate('2026-03-04'),
    delivered_on: null,
    limit_on: null,
    opinion: null,
    closed_on: null,
    ...part,
  }
}
