import { compare, minus, shift, toText, whole } from '../grammar/decimal.ts'
import { foldEven } from '../grammar/fold.ts'
import { maskNonFigures } from '../grammar/masks.ts'
import { findNumerals, type Numeral } from '../grammar/numerals.ts'
import { quantity, vague, type Quantity, type Vagueness } from '../grammar/quantity.ts'
import { isMeasured, powerOf, sameUnit, unitAt } from '../grammar/units.ts'
import { THAN_EARLIER, type Figure, type FigureKind } from './figure.ts'
import { namesBefore, surroundings } from './labels.ts'
import { findWorded } from './words.ts'

/** A number that was found to count something, before it has its label. */
interface Found {
  readonly start: number
  readonly end: number
  readonly kind: FigureKind
  readonly value: Figure['value']
  /** The unit as folded, with the 万 or 亿 that stays with it; empty where none is printed. */
  readonly unit: string
  /** As printed, where it is not the text that was folded. */
  readonly shownUnit: string | null
  readonly counts: string
  readonly quantity: Quantity
  readonly upTo?: Figure['upTo']
  readonly implied?: true
  readonly label?: string
}

const NOTHING: Quantity = quantity(whole(0))

/** Every figure of a paragraph, in order. */
export function findFigures(text: string, block: number, folded = foldEven(text)): Figure[] {
  const found = [...counted(text, folded), ...worded(text, folded)].toSorted(
    (one, other) => one.start - other.start,
  )
  const apart = found.filter((one, index) => index === 0 || one.start >= (found[index - 1]?.end ?? 0))
  const labels = distribute(text, folded, apart)
  const figures: Figure[] = []
  for (const [index, one] of apart.entries()) {
    const previous = figures.at(-1)
    const around = surroundings(text, folded, {
      start: one.start,
      end: one.end,
      previousEnd: previous?.end ?? 0,
      nextStart: apart[index + 1]?.start ?? text.length,
      previousLabel: previous?.label ?? '',
    })
    const change = one.kind === 'rank' ? undefined : changeOf(around.before, around.after)
    figures.push({
      kind: one.kind,
      block,
      start: one.start,
      end: one.end,
      label: one.label ?? labels.get(index) ?? around.label,
      value: one.value,
      unit: one.shownUnit,
      counts: one.counts,
      quantity: one.quantity,
      ...(one.upTo === undefined ? {} : { upTo: one.upTo }),
      ...(one.implied ? { implied: true as const } : {}),
      ...(change === undefined ? {} : { change }),
      before: around.before,
      after: around.after,
    })
  }
  return [...figures, ...allOf(figures, text, folded)].toSorted((one, other) => one.start - other.start)
}

const ALL =
  /(?<=,)[^,;。\d]{0,24}?(?<all>均|全部|都)?(?:已)?[^,;。\d]{0,16}?(?<done>未予公开|不予公开|予以公开|同意公开|部分公开|按[时期]答[复覆]|按规定答[复覆]|依法答[复覆]|按[时期]办结|办结)[^,;。\d]{0,8}(?=[,;。]|$)/g

/** 收到申请1件,审查后未予公开: the clause without a number speaks of all of them. */
function allOf(figures: readonly Figure[], text: string, folded: string): Figure[] {
  return [...folded.matchAll(ALL)].flatMap((match) => {
    const whole_ = figures.findLast((one) => one.end <= match.index)
    if (whole_ === undefined || !/申请/.test(`${whole_.before}${whole_.after}`)) return []
    const between = folded.slice(whole_.end, match.index)
    const one = whole_.value !== null && toText(whole_.value) === '1'
    if (between.length > 40 || /[。;\ue000]/.test(between) || (!one && match.groups?.['all'] === undefined))
      return []
    const { end: _, upTo: __, change: ___, ...same } = whole_
    const start = match.index
    const end = start + match[0].length
    const done = match.groups?.['done'] ?? ''
    const at = start + match[0].lastIndexOf(done)
    return [
      {
        ...same,
        start,
        end,
        label: text.slice(at, at + done.length),
        implied: true as const,
        before: match[0],
        after: '',
      },
    ]
  })
}

const UP = /(?:增加|增长|上升|提高|提升|(?<!新)增|(?<!许)多|上涨|扩大|净增)(?:了|约|近|超|超过|逾|\s)*$/
const DOWN = /(?:下降|减少|降低|缩短|压缩|减|少|回落|降|下滑|压减)(?:了|约|近|超|超过|逾|\s)*$/

function changeOf(before: string, after: string): Figure['change'] {
  if (THAN_EARLIER.test(before)) return undefined
  if (/^的?(?:增长|增幅|升幅)/.test(after)) return 'up'
  if (/^的?(?:降幅)/.test(after)) return 'down'
  if (UP.test(before)) return 'up'
  return DOWN.test(before) ? 'down' : undefined
}

/** 分别为 A、B、C: each number gets the name that stands in its place. */
function distribute(text: string, folded: string, found: readonly Found[]): ReadonlyMap<number, string> {
  const labels = new Map<number, string>()
  for (let first = 0; first < found.length; first += 1) {
    let last = first
    while (/^\s*(?:、|和|及|与)\s*$/.test(folded.slice(found[last]?.end ?? 0, found[last + 1]?.start ?? 0)))
      last += 1
    if (last === first) continue
    const names = namesBefore(text, folded, found[first]?.start ?? 0, last - first + 1)
    for (const [offset, name] of (names ?? []).entries()) labels.set(first + offset, name)
    first = last
  }
  return labels
}

function* counted(text: string, folded: string): Generator<Found> {
  const masked = maskNonFigures(folded)
  const numerals = [...findNumerals(masked)]
  for (let index = 0; index < numerals.length; index += 1) {
    const numeral = numerals[index]
    if (!numeral) continue
    const next = numerals[index + 1]
    const upper = next && rangeTo(masked, numeral, next) ? next : undefined
    const one = measured(text, masked, upper ?? numeral)
    if (!one) continue
    if (!upper) yield one
    else {
      index += 1
      const lower = shift(
        numeral.base,
        upper.power > 0 && numeral.power === 0 && one.unit.match(/^[万亿]/) === null
          ? upper.power
          : numeral.power,
      )
      yield {
        ...one,
        start: numeral.start,
        value: lower,
        upTo: one.value ?? lower,
        quantity: { value: lower, low: lower, high: one.quantity.high, approx: '至' },
      }
    }
  }
}

/** 3-5个工作日, 300至500件, but not 从8个到16个, which are two numbers. */
function rangeTo(masked: string, numeral: Numeral, next: Numeral): boolean {
  const between = masked.slice(numeral.end, next.start)
  if (!/^\s*(?:%|个|件|条|项|次)?\s*(?:[-~—]{1,2}|至|到)\s*$/.test(between)) return false
  if (/[从由自]\s*[^,。;]{0,6}$/.test(masked.slice(Math.max(0, numeral.start - 8), numeral.start)))
    return false
  const higher = minus(next.value, numeral.base)
  return higher.digits > 0n && unitOf(masked, next) !== undefined
}

interface Unit {
  readonly text: string
  readonly end: number
}

function unitOf(masked: string, numeral: Numeral): Unit | undefined {
  if (numeral.fraction !== undefined) return { text: numeral.fraction, end: numeral.end }
  const gap = /^\s*/.exec(masked.slice(numeral.end, numeral.end + 4))?.[0].length ?? 0
  const at = numeral.end + gap
  const unit = unitAt(masked, at)
  if (unit !== undefined) return { text: unit, end: at + unit.length }
  // 八大领域: so many of them.
  if (gap === 0 && /^大(?=[\u4e00-\u9fff])(?![于概约型会力学厅量众数多面为])/.test(masked.slice(at)))
    return { text: '个', end: at }
  return undefined
}

function measured(text: string, masked: string, numeral: Numeral): Found | undefined {
  const unit = unitOf(masked, numeral)
  if (unit === undefined) return bare(text, masked, numeral)
  if (numeral.script === 'chinese' && !numeral.fraction && !countsInWords(masked, numeral, unit))
    return undefined
  if (/[第]\s*$/.test(masked.slice(0, numeral.start))) return undefined
  const printed = text.slice(numeral.end, unit.end).trim()
  return figureOf(
    numeral,
    unit.text,
    /^个(?=工作日|百分点)/.test(unit.text)
      ? printed.slice(1)
      : printed === ''
        ? inScript(text, unit.text)
        : printed,
    unit.end,
    masked.slice(unit.end, unit.end + 4),
  )
}

/** 个 that is not printed, in the characters of the text. */
const inScript = (text: string, unit: string): string =>
  unit === '个' && /[個們為與國會項務]/.test(text) ? '個' : unit

const AFTER: readonly (readonly [RegExp, Vagueness])[] = [
  [/^以上/, 'over'],
  [/^(?:左右|上下)/, 'about'],
  [/^(?:以内|以下)/, 'under'],
]

/** 98%以上, 500件左右. */
function trailing(after: string): Numeral['vague'] {
  for (const [pattern, how] of AFTER) {
    const word = pattern.exec(after.trimStart())?.[0]
    if (word !== undefined) return { how, word }
  }
  return undefined
}

function figureOf(numeral: Numeral, unit: string, shown: string | null, end: number, after: string): Found {
  // 万元 is in the list of units: 元 with the power before it.
  const power = numeral.power + powerOf(unit)
  const base = unit.slice(powerOf(unit) === 0 ? 0 : 1)
  const measuredUnit = unit !== '' && isMeasured(base)
  const value = shift(numeral.base, power)
  const rate = unit === '%' || unit === '‰'
  const exact = !rate && (numeral.script === 'chinese' || (power === 0 && !numeral.compound))
  const withWord = numeral.vague ?? trailing(after)
  const shownPower = !measuredUnit ? 0 : numeral.compound ? 8 : power >= 8 ? 8 : power >= 4 ? 4 : 0
  const sign = shownPower === 8 ? '亿' : shownPower === 4 ? '万' : ''
  return {
    start: numeral.start,
    end,
    kind: kindOf(unit),
    value: measuredUnit ? shift(value, -shownPower) : value,
    unit: `${sign}${base}`,
    shownUnit: shown === null ? null : `${/^[万亿萬億]/.test(shown) ? '' : sign}${shown.replace('％', '%')}`,
    counts: sameUnit(base),
    quantity: withWord
      ? vague(value, withWord.how, withWord.word)
      : quantity(value, exact ? undefined : shift(numeral.last, power - numeral.power)),
  }
}

function kindOf(unit: string): FigureKind {
  if (unit === '%' || unit === '‰') return 'rate'
  if (unit.endsWith('百分点')) return 'points'
  return unit === '倍' ? 'times' : 'count'
}

const VAGUE_IN_WORDS =
  /^(?:点|分|成|度|头|线|样|对|道|面|步|段|层|组|站|队|门|片|块|版|首|回|副|天|期|章|节|周|位|区|市|县|省|村|镇|乡|张|台|班|团|级|米|路|本)$/
/** Of these ten and more are counted: 简报四十六期, 车辆十二台. */
const COUNTED_FROM_TEN = /^(?:期|台|本|张|班|位|块|首|村|镇|乡|县|区|站|组|队|路)$/
const WHICH = /(?:[每这那某任另同第各哪前后首上本该整头其几好]|(?<!以)下)\s*$/
/** 陆家镇 is a place: the figures of cheques count only together. */
const CHEQUE = /^[壹贰叁肆伍陆柒捌玖拾佰仟]$/

/** In words a small number is often none: 一项工作, 每两个月. Only what clearly counts is taken. */
function countsInWords(masked: string, numeral: Numeral, unit: Unit): boolean {
  const before = masked.slice(0, numeral.start)
  if (CHEQUE.test(masked.slice(numeral.start, numeral.end))) return false
  const many = COUNTED_FROM_TEN.test(unit.text) && compare(numeral.value, whole(10)) >= 0
  if (WHICH.test(before) || (VAGUE_IN_WORDS.test(unit.text) && !many)) return false
  if (toText(numeral.value) !== '1') return true
  const ends = /^\s*(?:[,。;、!)]|$)/.test(masked.slice(unit.end))
  return ends && !/[统唯同进万]$/.test(before)
}

/** What is counted where the unit is left out because everybody knows it. */
const UNDERSTOOD: readonly (readonly [RegExp, string])[] = [
  [/(?:阅读|点击|访问|浏览|播放|转发|点赞)(?:总)?(?:量|数|率)?(?:累计|共|总)?[^,。;]{0,4}$/, '次'],
  [/(?:粉丝|用户|关注)(?:量|数)?[^,。;]{0,4}$/, '人'],
]
const NAMES_NOTHING =
  /(?:热线|拨打|电话|传真|邮编|编号|编码|代码|号码|序号|文号|附件|附表|表|图|页码?|版本|窗口|账号|密码|按|第|时间|日期|字号|阅读次数|浏览次数|点击数|路|楼|栋|室)\s*:?\s*$/
const HOTLINE = /^(?:12\d{3}|1[12]\d|9[56]\d{3,4}|400\d*|800\d*)$/

/** 公开信息56。: a number at the end of its clause, with the unit forgotten. */
function bare(text: string, masked: string, numeral: Numeral): Found | undefined {
  const before = masked.slice(Math.max(0, numeral.start - 40), numeral.start)
  const clause = before.split(/[,;。!?\n\ue000]/).at(-1) ?? ''
  if (!/^\s*(?:[,;。、)]|$|\n)/.test(masked.slice(numeral.end))) return undefined
  if ((clause.match(/[\u4e00-\u9fff]/g)?.length ?? 0) < 2 || NAMES_NOTHING.test(clause)) return undefined
  if (/[\d.〔[(/·-]\s*$/.test(clause)) return undefined
  const digits = text.slice(numeral.start, numeral.end).replace(/\D/g, '')
  if (
    numeral.script === 'arabic' &&
    (HOTLINE.test(digits) || /^(?:19|20)\d\d$/.test(digits) || digits.length > 9)
  )
    return undefined
  if (numeral.script === 'chinese' && numeral.vague === undefined) return undefined
  const understood = UNDERSTOOD.find(([pattern]) => pattern.test(clause))?.[1]
  if (numeral.script === 'chinese' && understood === undefined) return undefined
  return figureOf(numeral, understood ?? '', understood ?? null, numeral.end, '')
}

function* worded(text: string, folded: string): Generator<Found> {
  for (const one of findWorded(folded)) {
    const own = text.slice(one.start, one.end)
    const at = folded.slice(one.start, one.end).lastIndexOf(one.unit)
    yield {
      start: one.start,
      end: one.end,
      kind: one.kind,
      value: one.value,
      unit: one.unit,
      shownUnit: at < 0 ? one.unit : own.slice(at, at + one.unit.length),
      counts: sameUnit(one.unit),
      quantity: one.value === null ? NOTHING : quantity(one.value),
      ...(one.implied ? { implied: true as const } : {}),
      ...(one.label === undefined ? {} : { label: own.slice(-one.label.length) }),
    }
  }
}
