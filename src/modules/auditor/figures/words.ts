import { chineseValue } from '../grammar/numerals.ts'
import { whole, type Decimal } from '../grammar/decimal.ts'
import { unitAt } from '../grammar/units.ts'

/** A number that stands in words, or should stand and does not. */
export interface Worded {
  readonly start: number
  readonly end: number
  readonly value: Decimal | null
  readonly unit: string
  readonly kind: 'count' | 'rank' | 'blank'
  readonly label?: string
  readonly implied?: true
}

const NUMBER = '\\d+|[一二三四五六七八九十百]+'
const RANK = new RegExp(
  `(?:位列|位居|排名|名列|排列|跻身|排在|居|列)[^,。;:\\d]{0,10}?第\\s*(${NUMBER})\\s*(名|位)?(?=[,。;、)]|$)|第\\s*(${NUMBER})\\s*(名|位)(?=[,。;、)]|$)`,
  'g',
)
const QUARTER = /(?:第\s*)?([一二三四1-4])\s*季度/g
const FIRST = /首(个|家|例|份|部|座|条)(?=[\u4e00-\u9fff“"])/g

const NEGATION = '(?:没有|尚未|从未|均未|并未|未|并无|均无|无)'
const HAPPENED =
  '(?:再)?(?:收到|接到|发生|出现|产生|受理|收取|有|被申请|被提起|因[^,。;]{0,30}?(?:被申请|被提起|收取|引发|发生)|[对向就][^,。;]{0,40}?收取)'
const MATTER =
  '行政复议|行政诉讼|公开申请|依申请公开|申请公开|收费|费用|投诉|举报|申诉|案件|诉讼|复议|泄密事件|失泄密'
const NONE = new RegExp(
  `${NEGATION}(?:(?<verb>${HAPPENED})[^,。;]{0,60}?(?:${MATTER})|(?<bare>(?:行政复议|行政诉讼|收费|依申请公开))(?=[^,。;]{0,30}(?:[,。;]|$)))[^,。;]{0,30}`,
  'g',
)
/** What is only possible, ruled or denied of one case is no number of the year. */
const ONLY_THOUGHT = /如果|如有|若|凡|应当|不得|的[,，]|未按|逾期未|而未|是否/

const BLANK = /(?<=[\u4e00-\u9fff])(?:[ ]{1,6}|_{2,}|[×xX]{2,})(?=[\u4e00-\u9fff])/g
const NO_NUMBER_BEFORE = /[各每这那某几多一两同本该整逐任此]$/
const SAID_BLANK = /^(?:个|项|件|条|家|期|名|人次|万元|场|份|次)/

/** Ranks, quarters, 首个, nothing at all in words, and the blank where a number should stand. */
export function findWorded(folded: string): Worded[] {
  return [...ranks(folded), ...quarters(folded), ...firsts(folded), ...nones(folded), ...blanks(folded)]
}

function ranks(folded: string): Worded[] {
  return [...folded.matchAll(RANK)].flatMap((match) => {
    const digits = match[1] ?? match[3] ?? ''
    const value = /\d/.test(digits) ? whole(BigInt(digits)) : chineseValue(digits)
    if (value === undefined) return []
    const end = match.index + match[0].length
    const start = match.index + match[0].lastIndexOf('第')
    return [{ start, end, value, unit: match[2] ?? match[4] ?? '名', kind: 'rank' as const }]
  })
}

function quarters(folded: string): Worded[] {
  return [...folded.matchAll(QUARTER)].map((match) => {
    const digit = match[1] ?? ''
    const value = whole('一二三四'.includes(digit) ? '一二三四'.indexOf(digit) + 1 : Number(digit))
    return { start: match.index, end: match.index + match[0].length, value, unit: '季度', kind: 'rank' }
  })
}

function firsts(folded: string): Worded[] {
  return [...folded.matchAll(FIRST)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: whole(1),
    unit: match[1] ?? '个',
    kind: 'count',
  }))
}

/** 未收到 is zero; a blank is not. */
function nones(folded: string): Worded[] {
  return [...folded.matchAll(NONE)].flatMap((match) => {
    const clauseFrom = Math.max(...['。', ';', '\n'].map((end) => folded.lastIndexOf(end, match.index))) + 1
    const clause = folded.slice(clauseFrom, match.index + match[0].length)
    if (ONLY_THOUGHT.test(clause) || /\d/.test(match[0])) return []
    const taken = /收取/.test(match.groups?.['verb'] ?? '')
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        value: whole(0),
        unit: taken ? '元' : '件',
        kind: 'count' as const,
        label: match[0].replace(new RegExp(`^${NEGATION}`), ''),
        implied: true as const,
      },
    ]
  })
}

/** 我市 个行政许可项目: the place of a number is there and empty. Text that is full of spaces says nothing by one more. */
function blanks(folded: string): Worded[] {
  const found = [...folded.matchAll(BLANK)]
  if (found.length > 12) return []
  return found.flatMap((match) => {
    const at = match.index + match[0].length
    const unit = unitAt(folded, at)
    if (unit === undefined || !SAID_BLANK.test(unit)) return []
    const before = folded.slice(0, match.index)
    if (NO_NUMBER_BEFORE.test(before)) return []
    const after = folded.slice(at + unit.length)
    if (!/^[\u4e00-\u9fff,。;、)]/.test(after)) return []
    return [{ start: match.index, end: at + unit.length, value: null, unit, kind: 'blank' as const }]
  })
}
