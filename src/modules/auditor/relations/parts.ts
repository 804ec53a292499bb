import { compare, plus, times, whole, type Decimal } from '../grammar/decimal.ts'
import { judgeEqual, judgeWithin, total } from '../grammar/quantity.ts'
import type { Figure } from '../figures/figure.ts'
import { sumRelation, type Relation } from './relation.ts'

/** How sure it is that the parts named are all parts. */
export type Completeness = 'all' | 'likely' | 'some'

const REST = /其他|其它|其余|剩余|余下|另有/
/** Two parts that leave no third. */
const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/按[时期]|及时|规定时限/, /逾期|超[时期]|延期/],
  [/(?<!不)满意/, /不满意/],
  [/专职/, /兼职/],
  [/自然人|公民|个人/, /法人|单位|企业|组织/],
  [/已|办结/, /正在|在办|未|尚|办理中|结转/],
  [/线上|网上/, /线下|窗口/],
  [/自行|直接|直办/, /派|转/],
]
/** Parts that may be counted more than once are not held against their whole. */
const OVERLAP = /重复|交叉|同时|不同渠道|多渠道/

/** Parts named after their whole, held against it; what cannot be said surely is not said. */
export function judgeParts(all: Figure, parts: readonly Figure[], given: Completeness): Relation[] {
  if (parts.length === 0) return []
  const [only] = parts
  if (parts.length === 1 && only) {
    const verdict = judgeWithin(only.quantity, all.quantity)
    return [sumRelation('bound', parts, all, verdict === 'rounding' ? 'holds' : verdict, only.quantity)]
  }
  const computed = total(parts.map((part) => part.quantity))
  const verdict = judgeEqual(computed, all.quantity)
  if (verdict === 'holds' || verdict === 'rounding')
    return [sumRelation('sum', parts, all, verdict, computed)]
  const run = runThatFits(all, parts)
  if (run !== undefined) {
    const rest = parts.slice(parts.indexOf(run.at(-1) ?? parts[0]!) + 1)
    const more =
      rest.length >= 2 ? judgeParts(all, rest, 'some').filter((one) => one.verdict !== 'broken') : []
    return [sumRelation('sum', run, all, 'holds', total(run.map((part) => part.quantity))), ...more]
  }
  const own = withoutOutcomes(parts)
  if (own.length < parts.length) return judgeParts(all, own, given)
  if (verdict === 'unknown') return [sumRelation('sum', parts, all, 'unknown', computed, '有约数，不能判断')]
  const more = compare(computed.value, all.quantity.value) > 0
  const surely = more
    ? parts.every((part) => judgeWithin(part.quantity, all.quantity) !== 'broken')
    : complete(all, parts, given)
  if (!surely)
    return [
      sumRelation(
        'sum',
        parts,
        all,
        'unknown',
        computed,
        more ? '部分大于总数，可能不是同一口径' : '未必列全',
      ),
    ]
  const overlap = more && [all, ...parts].some((one) => OVERLAP.test(`${one.before}${one.after}`))
  return overlap
    ? [sumRelation('sum', parts, all, 'unknown', computed, '各项可能重复计数')]
    : [sumRelation('sum', parts, all, 'broken', computed, more ? '各项之和多于总数' : '各项之和少于总数')]
}

function complete(all: Figure, parts: readonly Figure[], given: Completeness): boolean {
  if (given === 'all') return true
  const labels = parts.map((part) => `${part.before}${part.after}`)
  if (labels.some((one) => REST.test(one))) return true
  if (given === 'some') return false
  const [first = '', second = ''] = labels
  if (
    parts.length === 2 &&
    PAIRS.some(
      ([one, other]) => (one.test(first) && other.test(second)) || (other.test(first) && one.test(second)),
    )
  )
    return true
  // Most of the whole is named, in several parts: the little that is missing was meant to be there.
  const percent = parts.length >= 6 ? 85 : parts.length >= 3 ? 90 : 97
  const sum = total(parts.map((part) => part.quantity)).value
  return compare(times(sum, whole(100)), times(all.quantity.value, whole(percent))) >= 0
}

/**
 * A run of parts that makes the whole exactly: a second list follows, or a part is named again by its own parts
 * (甲60件，甲一20件，甲二40件，乙40件).
 */
function runThatFits(all: Figure, parts: readonly Figure[]): readonly Figure[] | undefined {
  const wanted = all.quantity.value
  for (let from = 0; from < parts.length - 1; from += 1) {
    const to = endOfSum(parts, from, wanted)
    if (to !== undefined && to - from >= 2) return parts.slice(from, to)
  }
  const folded = withoutOwnParts(parts)
  const fits = folded.length >= 2 && compare(total(folded.map((part) => part.quantity)).value, wanted) === 0
  return folded.length < parts.length && fits ? folded : undefined
}

/** Where the parts from this one on make exactly so much, two of them at least; none once they make more. */
function endOfSum(parts: readonly Figure[], from: number, wanted: Decimal): number | undefined {
  let sum = whole(0)
  for (let to = from; to < parts.length; to += 1) {
    sum = plus(sum, parts[to]?.quantity.value ?? whole(0))
    const order = compare(sum, wanted)
    if (order === 0 && to > from) return to + 1
    if (order > 0) return undefined
  }
  return undefined
}

const OUTCOME_OF_LAST = /(?:^|[,;(])[^,;(]{0,12}?(?:已|实现|办结|完成|满意|整改|回复|答复|采纳|按[时期])/

/** 接到11747件，已办结11617件: what was done of the part before is no part beside it. */
function withoutOutcomes(parts: readonly Figure[]): readonly Figure[] {
  return parts.filter((part, at) => {
    const before = parts[at - 1]
    return (
      !before || !OUTCOME_OF_LAST.test(part.before) || compare(part.quantity.value, before.quantity.value) > 0
    )
  })
}

function withoutOwnParts(parts: readonly Figure[]): readonly Figure[] {
  const kept: Figure[] = []
  for (let at = 0; at < parts.length; at += 1) {
    const one = parts[at]
    if (!one) continue
    kept.push(one)
    const to = endOfSum(parts, at + 1, one.quantity.value)
    if (to !== undefined) at = to - 1
  }
  return kept
}
