import { findBounds } from './bounds.ts'
import { findChanges } from './changes.ts'
import { findCounts } from './counts.ts'
import { findRates, findShares } from './rates.ts'
import type { Passage, Relation } from './relation.ts'
import { findTies } from './ties.ts'
import { findSums, findUnstatedSums } from './sums.ts'

export { differenceOf, type Passage, type Relation } from './relation.ts'

/** Every relation between the figures of the text, paragraph by paragraph. */
export function relationsOfText(passages: readonly Passage[]): Relation[] {
  const found: Relation[] = []
  for (const passage of passages) {
    const sums = findSums(passage)
    const shares = findShares(passage)
    const said = [...sums, ...shares]
    found.push(
      ...said,
      ...findTies(passage),
      ...unsaid(findRates(passage, sums), said),
      ...unsaid(findChanges(passage), said),
    )
    found.push(...findBounds(passage, found))
  }
  return [...found, ...findUnstatedSums(passages, found), ...findCounts(passages)]
}

/** Part of a sum that could be judged: that nothing more can be said of it needs no word. */
function unsaid(some: readonly Relation[], sums: readonly Relation[]): Relation[] {
  return some.filter(
    (one) =>
      one.verdict !== 'unknown' ||
      !sums.some((sum) => one.figures.every((figure) => sum.figures.includes(figure))),
  )
}
