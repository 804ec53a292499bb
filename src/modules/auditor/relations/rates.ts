import { compare, minus, quotient, times, toText, whole, type Decimal } from '../grammar/decimal.ts'
import { judgeRate, total, type Quantity } from '../grammar/quantity.ts'
import { isAmount, type Figure } from '../figures/figure.ts'
import { sentenceEnd, sentenceStart } from '../figures/labels.ts'
import { printed, rateRelation, unknownRelation, type Passage, type Relation } from './relation.ts'

/** A number that a rate may be of: a figure, or the sum of the parts that stand beside it. */
interface Base {
  readonly quantity: Quantity
  readonly text: string
  readonly figures: readonly Figure[]
}

const CHANGE = /同比|环比|比上|比去|较上|较去|与上年|与去年|增长|下降|增幅|降幅|上升|提高|减少|增加/
const GENERAL = /^(?:比|的|到|了|达|为|约|总|全部|其|总数|总量|总件数|比例|比重|\s)*$/

/** Shares (占…的) and rates (办结率): which number of which, and does the quotient agree. */
export function findRates(passage: Passage, sums: readonly Relation[]): Relation[] {
  const amounts = passage.figures.filter((one) => isAmount(one) && one.change === undefined)
  return passage.figures.flatMap((rate): Relation[] => {
    if (rate.kind !== 'rate' || rate.value === null || rate.upTo !== undefined) return []
    if (rate.change !== undefined || CHANGE.test(rate.before)) return []
    if (OF_BUDGET.test(rate.before)) return [judgeBudget(passage, rate, amounts)]
    const share = /占[^占]*$/.exec(rate.before)?.[0]
    if (share !== undefined) return [judgeShare(passage, rate, share.slice(1), amounts, sums)]
    return /(?:率|比例|比重|比|面|度|百分比)[^率]{0,8}$/.test(rate.before) || rate.after.startsWith('的')
      ? [judgeNamed(passage, rate, amounts)]
      : []
  })
}

const OF_BUDGET = /完成(?:年初|年度|全年|当年|调整)?预算数?的?\s*(?:比例)?为?\s*$/

/** 预算为45.60万元，决算为32.65万元，完成预算的71.6%: of several budgets any may be meant, of one that one. */
function judgeBudget(passage: Passage, rate: Figure, amounts: readonly Figure[]): Relation {
  const from = sentenceStart(passage.folded, rate.start)
  const own = amounts.filter((one) => one.end <= rate.start && one.start >= from)
  const spent = own.at(-1)
  const planned: Figure[] = []
  for (const one of own.slice(0, -1).toReversed()) {
    if (!/预算/.test(one.before)) break
    planned.push(one)
  }
  const [only, ...others] = planned
  if (!spent || !only || /预算/.test(spent.before))
    return unknownRelation('rate', rate, '没有列出预算数和决算数')
  const found = fitting(spent, planned.map(base), rate)
  if (found) return found
  return others.length > 0
    ? unknownRelation('rate', rate, '有几个预算数，不能判断是哪一个')
    : relate(rate, spent, base(only), judgeRate(spent.quantity, only.quantity, rate.quantity, factorOf(rate)))
}

const base = (figure: Figure): Base => ({
  quantity: figure.quantity,
  text: printed(figure),
  figures: [figure],
})

/** The whole that a part was said to belong to, and the sum of all that were named with it. */
function basesOf(part: Figure, sums: readonly Relation[]): Base[] {
  return sums
    .filter((one) => one.figures.slice(1).includes(part))
    .flatMap(({ figures: [all, ...parts] }): Base[] => [
      ...(all ? [base(all)] : []),
      {
        quantity: total(parts.map((one) => one.quantity)),
        text: `(${parts.map(printed).join(' + ')})`,
        figures: parts,
      },
    ])
}

function judgeShare(
  passage: Passage,
  rate: Figure,
  phrase: string,
  amounts: readonly Figure[],
  sums: readonly Relation[],
): Relation {
  const from = sentenceStart(passage.folded, rate.start)
  const part = amounts.findLast((one) => one.end <= rate.start && one.start >= from)
  if (!part) return unknownRelation('rate', rate, '没有列出分子')
  const stated = basesOf(part, sums)
  const earlier = amounts.filter((one) => one.end <= part.start && one.counts === part.counts).toReversed()
  const own = earlier.filter((one) => one.start >= from)
  // A whole number in per cent is met by chance: beyond the sentence only what has decimals is looked for.
  const apart = rate.quantity.value.scale > 0 || own.length === 0 ? earlier : own
  const found = fitting(part, [...stated, ...apart.map(base)], rate)
  if (found) return found
  const short = [...stated, ...apart.map(base)].find((one) => cut(rate, part, one) !== undefined)
  if (short && rate.quantity.value.scale > 0) return relate(rate, part, short, 'broken')
  const named = apart.find((one) => names(phrase, one))
  const said = GENERAL.test(phrase) || (stated[0] !== undefined && names(phrase, stated[0].figures[0]))
  const only = stated[0] ?? (own.length === 1 && own[0] ? base(own[0]) : undefined)
  const against = named ? base(named) : said ? only : undefined
  if (against && (named !== undefined || near(part, against, rate)))
    return relate(
      rate,
      part,
      against,
      judgeRate(part.quantity, against.quantity, rate.quantity, factorOf(rate)),
    )
  return unknownRelation('rate', rate, '没有列出分母')
}

const factorOf = (rate: Figure): number => (rate.unit === '‰' ? 1000 : 100)

function fitting(part: Figure, bases: readonly Base[], rate: Figure): Relation | undefined {
  for (const one of bases) {
    if (compare(part.quantity.value, one.quantity.value) > 0) continue
    const verdict = judgeRate(part.quantity, one.quantity, rate.quantity, factorOf(rate))
    if (verdict === 'holds' || verdict === 'rounding') return relate(rate, part, one, verdict)
  }
  return undefined
}

function relate(rate: Figure, part: Figure, all: Base, verdict: Relation['verdict']): Relation {
  const note = verdict === 'broken' ? cut(rate, part, all) : undefined
  return rateRelation(
    rate,
    { value: part.quantity.value, text: printed(part) },
    { value: all.quantity.value, text: all.text },
    verdict,
    { figures: [part, ...all.figures], ...(note === undefined ? {} : { note }) },
  )
}

/** 7.37 printed as 7.3: the digits were cut off. */
function cut(rate: Figure, part: Figure, all: Base): string | undefined {
  if (all.quantity.value.digits === 0n || part.quantity.approx !== undefined) return undefined
  const value = rate.quantity.value
  const exact = quotient(
    times(part.quantity.value, whole(factorOf(rate))),
    all.quantity.value,
    value.scale + 4,
  )
  const over = minus(exact, value)
  return over.digits > 0n && compare(over, { digits: 1n, scale: value.scale }) < 0
    ? '截去了后面的小数，没有四舍五入'
    : undefined
}

/** Within five points it is a slip; further off it is the rate of something else. */
function near(part: Figure, all: Base, rate: Figure): boolean {
  if (all.quantity.value.digits === 0n || compare(part.quantity.value, all.quantity.value) > 0) return false
  const exact = quotient(times(part.quantity.value, whole(factorOf(rate))), all.quantity.value, 4)
  return compare(absolute(minus(exact, rate.quantity.value)), whole(5)) <= 0
}

const absolute = (value: Decimal): Decimal => ({
  ...value,
  digits: value.digits < 0n ? -value.digits : value.digits,
})

/** 占信息总数的: the words name the whole by what it is called. */
function names(phrase: string, figure: Figure | undefined): boolean {
  const word = phrase.replace(/(?:总数|总量|总件数|总|全部|的|比|数|量|达|为|约|\s)/g, '')
  return word.length >= 2 && figure !== undefined && figure.before.includes(word)
}

const STEM = /([\u4e00-\u9fff]{2})(?:率|比例|比)[^率]{0,8}$/

/** 办结率: the number whose words hold 办结, of the one before it. */
function judgeNamed(passage: Passage, rate: Figure, amounts: readonly Figure[]): Relation {
  const from = sentenceStart(passage.folded, rate.start)
  const to = sentenceEnd(passage.folded, rate.start)
  const own = amounts.filter((one) => one.start >= from && one.end <= to)
  const before = own.filter((one) => one.end <= rate.start).toReversed()
  for (const part of before) {
    const wholes = own.filter((one) => one !== part && one.counts === part.counts && one.start < part.start)
    const found = fitting(part, wholes.toReversed().map(base), rate)
    if (found && (toText(rate.quantity.value) !== '100' || part === before[0])) return found
  }
  const stem = STEM.exec(rate.before)?.[1]
  const part = stem === undefined ? undefined : before.find((one) => one.before.includes(stem))
  const all = part && before.find((one) => one.start < part.start && one.counts === part.counts)
  if (part && all && part === before[0] && near(part, base(all), rate))
    return relate(
      rate,
      part,
      base(all),
      judgeRate(part.quantity, all.quantity, rate.quantity, factorOf(rate)),
    )
  return unknownRelation('rate', rate, '没有列出分子和分母')
}

/** Shares without their numbers, one after the other to the whole: they make a hundred, or nearly. */
export function findShares(passage: Passage): Relation[] {
  const found: Relation[] = []
  const rates = passage.figures.filter(
    (one) => one.kind === 'rate' && one.value !== null && one.upTo === undefined,
  )
  for (let at = 0; at < rates.length;) {
    let end = at
    while (end < rates.length && joined(passage, rates[end - 1], rates[end], end > at)) end += 1
    const run = rates.slice(at, end)
    if (run.length >= 3) {
      const sum = total(run.map((one) => one.quantity))
      const hundred = { value: whole(100), low: whole(100), high: whole(100) }
      const exact = compare(sum.value, hundred.value) === 0
      const meets =
        compare(sum.low, whole(100)) <= 0 && (sum.high === undefined || compare(sum.high, whole(100)) >= 0)
      const last = run.at(-1)
      if (last && (exact || meets))
        found.push({
          kind: 'sum',
          left: sum.value,
          right: whole(100),
          verdict: exact ? 'holds' : 'rounding',
          computation: `${run.map((one) => `${printed(one)}%`).join(' + ')} = ${toText(sum.value)}%`,
          label: '各项占比之和',
          at: { block: last.block, start: last.start, end: last.end },
          figures: run,
        })
    }
    at = Math.max(end, at + 1)
  }
  return found
}

function joined(
  passage: Passage,
  previous: Figure | undefined,
  rate: Figure | undefined,
  going: boolean,
): boolean {
  if (!rate || CHANGE.test(rate.before) || rate.change !== undefined || !/占/.test(rate.before)) return false
  return !going || (previous !== undefined && !passage.folded.slice(previous.end, rate.start).includes('。'))
}
