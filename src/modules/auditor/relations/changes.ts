import { compare, isZero, minus, times, toText, whole, type Decimal } from '../grammar/decimal.ts'
import { judgeEqual, judgeRate, total, type Quantity } from '../grammar/quantity.ts'
import { isAmount, THAN_EARLIER, type Figure } from '../figures/figure.ts'
import { sentenceEnd, sentenceStart } from '../figures/labels.ts'
import { printed, rateRelation, unknownRelation, type Passage, type Relation } from './relation.ts'

const EARLIER = /上一?年|去年|同期|前一年|上月|上季|上周/
const TO =
  /(?:增加|增长|提高|提升|上升|扩大|扩容|上涨|增|下降|减少|压缩|缩短|降低|精简|减|降)(?:到|至|为)\s*$/
const STATED = /同比|环比|比(?:上|去|前)|较(?:上|去|前)|与(?:上|去)年|从[^,。;]*(?:到|至)|由[^,。;]*(?:到|至)/

/** By how much something grew or fell, where both its numbers are printed; 倍 the same way. */
export function findChanges(passage: Passage): Relation[] {
  return passage.figures.flatMap((one): Relation[] => {
    if (one.value === null || one.upTo !== undefined) return []
    if (one.kind === 'times') return timesOf(passage, one)
    const stated = one.change !== undefined || (one.kind === 'rate' && /同比|环比/.test(one.before))
    return stated ? [changeOf(passage, one)] : []
  })
}

interface Pair {
  readonly now: Figure
  readonly earlier: Figure
  /** The text says itself that these two are meant. */
  readonly sure: boolean
}

function pairsFor(passage: Passage, change: Figure): Pair[] {
  const from = sentenceStart(passage.folded, change.start)
  const to = sentenceEnd(passage.folded, change.start)
  const kind = change.kind === 'points' ? 'rate' : 'count'
  const near = passage.figures.filter(
    (one) =>
      one !== change &&
      one.start >= from &&
      one.end <= to &&
      one.kind === kind &&
      one.change === undefined &&
      one.value !== null &&
      one.upTo === undefined &&
      (kind === 'rate' || isAmount(one)),
  )
  const pairs: Pair[] = []
  for (const [at, now] of near.entries()) {
    const earlier = near[at - 1]
    if (earlier && TO.test(now.before.trimEnd()) && /[从由]/.test(earlier.before))
      pairs.push({ now, earlier, sure: true })
  }
  for (const earlier of near)
    for (const now of near)
      if (now !== earlier && now.counts === earlier.counts && before(earlier, now))
        pairs.push({ now, earlier, sure: near.length === 2 })
  return pairs.filter(({ now }) => change.kind !== 'count' || now.counts === change.counts)
}

const yearOf = (figure: Figure): number => Number(/((?:19|20)\d\d)年/.exec(figure.before)?.[1] ?? 0)

/** The text says that this number is of the year before the other. */
function before(earlier: Figure, now: Figure): boolean {
  if (THAN_EARLIER.test(earlier.before)) return now.start < earlier.start && !THAN_EARLIER.test(now.before)
  if (EARLIER.test(earlier.before)) return !EARLIER.test(now.before)
  return yearOf(earlier) > 0 && yearOf(now) === yearOf(earlier) + 1
}

function changeOf(passage: Passage, change: Figure): Relation {
  const pairs = pairsFor(passage, change)
  const judged = pairs.map((pair) => judge(pair, change))
  const good = judged.find((one) => one.verdict === 'holds' || one.verdict === 'rounding')
  if (good) return good
  const bad = judged.find((one, at) => one.verdict === 'broken' && pairs[at]?.sure)
  return (
    byAmount(passage, change) ??
    bad ??
    unknownRelation('change', change, STATED.test(change.before) ? '没有列出上期数' : '没有列出前后两个数')
  )
}

/** Farther than this from each other the two say different things. */
const BESIDE = 14
const SAME_SUBJECT =
  /^[,(]?\s*(?:同比|环比|(?:较|比|与|相比)[^,。;]{0,10}[,]?(?:同比)?)?(?:共)?(?:增加|减少|增长|下降|上升|多|少)了?$/

/** 326条，较上年增加41条，增长14.4%: what there was before follows from the two, and so does the rate. */
function byAmount(passage: Passage, rate: Figure): Relation | undefined {
  if (rate.kind !== 'rate' || rate.change === undefined) return undefined
  const amount = passage.figures.findLast(
    (one) =>
      one.kind === 'count' &&
      one.change === rate.change &&
      one.value !== null &&
      one.end <= rate.start &&
      rate.start - one.end <= BESIDE &&
      !/[。;]/.test(passage.folded.slice(one.end, rate.start)),
  )
  if (!amount) return undefined
  const from = sentenceStart(passage.folded, amount.start)
  const subjects = passage.figures.filter(
    (one) =>
      isAmount(one) && one.change === undefined && one.counts === amount.counts && one.end <= amount.start,
  )
  const judged = subjects.toReversed().flatMap((now) => {
    const earlier =
      rate.change === 'up'
        ? spread(now.quantity, amount.quantity, false)
        : total([now.quantity, amount.quantity])
    if (isZero(earlier.value) || compare(earlier.value, whole(0)) < 0) return []
    const verdict = judgeRate(amount.quantity, earlier, rate.quantity, 100)
    const text = `(${printed(now)} ${rate.change === 'up' ? '-' : '+'} ${printed(amount)})`
    const relation = rateRelation(
      rate,
      { value: amount.quantity.value, text: printed(amount) },
      { value: earlier.value, text },
      verdict,
      { kind: 'change', figures: [amount, now] },
    )
    const beside = SAME_SUBJECT.test(passage.folded.slice(now.end, amount.start))
    return [{ relation, beside, own: now.start >= from }]
  })
  // A whole number in per cent is met by chance: beyond the sentence only what has decimals is looked for.
  const good = judged.find(
    ({ relation, own }) =>
      (relation.verdict === 'holds' || relation.verdict === 'rounding') &&
      (own || rate.quantity.value.scale > 0),
  )
  return (good ?? judged.find(({ relation, beside }) => beside && relation.verdict === 'broken'))?.relation
}

function judge({ now, earlier }: Pair, change: Figure): Relation {
  const down = change.change === 'down' || (change.change === undefined && /下降|减少/.test(change.before))
  const moved = spread(now.quantity, earlier.quantity, down)
  if (change.kind !== 'rate') {
    const verdict = judgeEqual(moved, change.quantity)
    const [one, other] = down ? [earlier, now] : [now, earlier]
    return {
      kind: 'change',
      left: moved.value,
      right: change.quantity.value,
      verdict,
      computation: `${printed(one)} - ${printed(other)} = ${toText(moved.value)} ${verdict === 'broken' ? '≠' : '='} ${printed(change)}${change.unit ?? ''}`,
      label: change.label,
      at: { block: change.block, start: change.start, end: change.end },
      figures: [change, now, earlier],
    }
  }
  if (isZero(earlier.quantity.value)) return unknownRelation('change', change, '上期为零')
  const rate = change.quantity
  const verdict = judgeRate(moved, earlier.quantity, rate, 100)
  const text = down ? `(${printed(earlier)} - ${printed(now)})` : `(${printed(now)} - ${printed(earlier)})`
  return rateRelation(
    change,
    { value: moved.value, text },
    { value: earlier.quantity.value, text: printed(earlier) },
    verdict,
    { kind: 'change', figures: [now, earlier] },
  )
}

function spread(now: Quantity, earlier: Quantity, down: boolean): Quantity {
  const [one, other] = down ? [earlier, now] : [now, earlier]
  const approx = one.approx ?? other.approx
  return {
    value: minus(one.value, other.value),
    low: other.high === undefined ? minus(one.value, other.value) : minus(one.low, other.high),
    high: one.high === undefined ? undefined : minus(one.high, other.low),
    ...(approx === undefined ? {} : { approx }),
  }
}

/** 是2013年的1.5倍: 增长1.5倍 is two and a half times as much. */
function timesOf(passage: Passage, rate: Figure): Relation[] {
  const grown = rate.change === 'up'
  const from = sentenceStart(passage.folded, rate.start)
  const amounts = passage.figures.filter(
    (one) => isAmount(one) && one.change === undefined && one.end <= rate.start,
  )
  const near = amounts.filter((one) => one.start >= from)
  const pairs = (some: readonly Figure[]) =>
    some.flatMap((now) =>
      some
        .filter(
          (earlier) => earlier !== now && earlier.counts === now.counts && !isZero(earlier.quantity.value),
        )
        .filter((earlier) => compare(now.quantity.value, earlier.quantity.value) >= 0)
        .map((earlier) => ({ now, earlier })),
    )
  const relate = ({ now, earlier }: Pick<Pair, 'now' | 'earlier'>) => {
    const part = grown ? spread(now.quantity, earlier.quantity, false) : now.quantity
    const verdict = judgeRate(part, earlier.quantity, roughly(rate.quantity), 1)
    const text = grown ? `(${printed(now)} - ${printed(earlier)})` : printed(now)
    return rateRelation(
      rate,
      { value: part.value, text },
      { value: earlier.quantity.value, text: printed(earlier) },
      verdict,
      { kind: 'ratio', figures: [now, earlier] },
    )
  }
  // 增长1.5倍，由1204件增至2530件: these are the two; some write 增长 for what is so many times as much.
  const stated = pairsFor(passage, rate).find(({ now, sure }) => sure && TO.test(now.before.trimEnd()))
  if (stated && !isZero(stated.earlier.quantity.value)) {
    const meant = relate(stated)
    const plain = judgeRate(stated.now.quantity, stated.earlier.quantity, roughly(rate.quantity), 1)
    return [
      meant.verdict === 'broken' && plain !== 'broken'
        ? unknownRelation('ratio', rate, '增长的倍数和是原来的几倍没有分清')
        : meant,
    ]
  }
  const judged = pairs(near.slice(-5)).map(relate)
  const good = judged.find((one) => one.verdict === 'holds' || one.verdict === 'rounding')
  if (good) return [good]
  // Two numbers and the year of one named: these are meant.
  const year = /(?:19|20)\d\d年|上年|去年/.exec(rate.before)?.[0]
  const earlier = year === undefined ? undefined : near.find((one) => one.before.includes(year))
  const sure = earlier && judged.find((one) => one.figures[2] === earlier)
  if (sure && (near.length === 2 || judged.every((one) => one.verdict === 'broken'))) return [sure]
  return [unknownRelation('ratio', rate, '没有列出两个数')]
}

/** A multiple printed without decimals is rounded to halves by custom. */
function roughly(rate: Quantity): Quantity {
  if (rate.approx !== undefined || compare(rate.low, rate.value) < 0) return rate
  const half: Decimal = times({ digits: 5n, scale: 1 }, { digits: 1n, scale: rate.value.scale })
  return { ...rate, low: minus(rate.value, half), high: minus(rate.value, times(half, whole(-1))) }
}
