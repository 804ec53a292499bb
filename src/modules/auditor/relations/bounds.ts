import { judgeWithin } from '../grammar/quantity.ts'
import { isAmount } from '../figures/figure.ts'
import { sentenceStart } from '../figures/labels.ts'
import { sumRelation, type Passage, type Relation } from './relation.ts'

const OF_THEM = /已|其中|核实|实现|办结|办理完|整改|查处|完成|有效|回复|答复|采纳|落实|结案/

/** 接报707起，查处356起: what was done is not more than what there was. Told where it holds; else nobody can say. */
export function findBounds({ folded, figures }: Passage, told: readonly Relation[]): Relation[] {
  const amounts = figures.filter((one) => isAmount(one) && one.change === undefined && !one.implied)
  return amounts.flatMap((part, at): Relation[] => {
    if (!OF_THEM.test(part.before)) return []
    const from = sentenceStart(folded, part.start)
    const all = amounts.slice(0, at).findLast((one) => one.start >= from && one.counts === part.counts)
    if (
      !all ||
      told.some((one) => one.figures.includes(all) && one.figures.includes(part) && one.kind !== 'rate')
    )
      return []
    const verdict = judgeWithin(part.quantity, all.quantity)
    return verdict === 'holds' ? [sumRelation('bound', [part], all, 'holds', part.quantity)] : []
  })
}
