import { findBounds } from './bounds.ts'
import { findChanges } from './changes.ts'
import { findCounts } from './counts.ts'
import { findRates, findShares } from './rates.ts'
import type { Passage, Relation } from './relation.ts'
import { findSums, findUnstatedSums } from './sums.ts'

export { differenceOf, type Passage, type Relation } from './relation.ts'

/** Every relation between the figures of the text, paragraph by paragraph. */
export function relationsOfText(passages: readonly Passage[]): Relation[] {
  const found: Relation[] = []
  for (const passage of passages) {
    const sums = findSums(passage)
    found.push(...sums, ...findRates(passage, sums), ...findChanges(passage))
    if (sums.length === 0 || !sums.some((one) => one.figures.some((figure) => figure.kind === 'rate')))
      found.push(...findShares(passage))
    found.push(...findBounds(passage, found))
  }
  return [...found, ...findUnstatedSums(passages, found), ...findCounts(passages)]
}
