import { decimal, plus, shift, times, whole, type Decimal } from './decimal.ts'
import type { Vagueness } from './quantity.ts'

/** A number as the text has it: `power` is the 万 or 亿 printed after it, `last` the worth of its last printed digit. */
export interface Numeral {
  readonly start: number
  readonly end: number
  readonly value: Decimal
  /** Without the 万 or 亿 that ends it. */
  readonly base: Decimal
  readonly power: number
  readonly last: Decimal
  /** 1亿2000万: in two parts, so that no single power belongs to it. */
  readonly compound?: true
  readonly script: 'arabic' | 'chinese'
  /** 百分之九十一: the unit is in the number. */
  readonly fraction?: '%' | '‰'
  readonly vague?: { readonly how: Vagueness; readonly word: string }
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const POWERS: Readonly<Record<string, number>> = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3, 万: 4, 亿: 8 }

const CHINESE_DIGIT = '零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖'
const CHINESE = `[${CHINESE_DIGIT}十百千万亿拾佰仟]+(?:点[${CHINESE_DIGIT}]+)?`
/** Thousands are parted by a comma of either width, an apostrophe or a space; a comma before other than three digits ends the number. */
const ARABIC = String.raw`\d{1,3}(?:[,'’]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d| \d)(?:\.\d+)?|\d+(?:\.\d+)?`
const BEFORE =
  '大约|约计|约|将近|接近|近|突破|超过|超出|超|逾|多达|不少于|不低于|至少|不足|不到|不超过|少于|最多'
const NUMERAL = new RegExp(
  [
    `(?<before>${BEFORE})?\\s*`,
    `(?:(?<fraction>百分之|千分之)\\s*(?:(?<ofArabic>\\d+(?:\\.\\d+)?)|(?<ofChinese>百|${CHINESE}))`,
    `|(?<some>上|数|几|好几)(?<steps>[十百千万亿]+)(?<someMore>余|多)?`,
    `|(?<arabic>${ARABIC})\\s*(?<more>余|多|几|来)?\\s*(?<arabicPower>[十百千]?[万亿]|[百千]|[wW](?![A-Za-z]))?(?<rest>\\d+(?:\\.\\d+)?万|零\\d+万)?\\s*(?<moreAfter>余|多|几|\\+)?`,
    `|(?<chinese>${CHINESE})(?<chineseMore>余|多|几|来)?(?<chinesePower>[万亿])?(?<chineseAfter>余|多)?)`,
  ].join(''),
  'gu',
)

/** Every number of a folded text, whether or not it counts something. */
export function* findNumerals(text: string): Generator<Numeral> {
  NUMERAL.lastIndex = 0
  for (const match of text.matchAll(NUMERAL)) {
    const { groups = {} } = match
    const numeral = read(groups)
    if (numeral === undefined) continue
    const before = groups['before']
    const lead = match[0].length - match[0].trimStart().length
    const vague = vagueness(before, groups)
    yield {
      ...numeral,
      start: match.index + lead + (before === undefined ? 0 : lengthBefore(match[0], before)),
      end: match.index + match[0].trimEnd().length,
      ...(vague === undefined ? {} : { vague }),
    }
  }
}

/** The word is part of the number as printed only by its meaning; the number begins after it. */
function lengthBefore(all: string, before: string): number {
  const after = all.slice(before.length)
  return before.length + after.length - after.trimStart().length
}

type Core = Omit<Numeral, 'start' | 'end' | 'vague'>

function read(groups: Readonly<Record<string, string | undefined>>): Core | undefined {
  const { fraction, ofArabic, ofChinese, steps, arabic, arabicPower, rest, chinese, chinesePower } = groups
  const { chineseMore, chineseAfter } = groups
  if (fraction !== undefined) {
    const text = ofArabic ?? ''
    const value = ofArabic === undefined ? chineseValue(ofChinese ?? '') : decimal(text)
    if (value === undefined) return undefined
    return {
      value,
      base: value,
      power: 0,
      last: lastOf(value),
      script: 'chinese',
      fraction: fraction === '百分之' ? '%' : '‰',
    }
  }
  if (steps !== undefined) {
    const value = chineseValue(`一${steps}`) ?? whole(1)
    return { value, base: value, power: 0, last: whole(1), script: 'chinese' }
  }
  if (arabic !== undefined) {
    const base = decimal(arabic.replace(/[,'’ ]/g, ''))
    const power = powerOf((arabicPower ?? '').replace(/w/i, '万'))
    const value = shift(base, power)
    const last = shift(lastOf(base), power)
    // 1亿2000万: what follows the 亿 is added to it.
    if (rest !== undefined) {
      const all = plus(value, shift(decimal(rest.replace(/[零万]/g, '')), 4))
      return { value: all, base: all, power: 0, last: whole(10_000), script: 'arabic', compound: true }
    }
    return { value, base, power, last, script: 'arabic' }
  }
  // 单位:万元: a power without a number.
  if (/^[千仟万亿]$/.test(chinese ?? '') && chineseMore === undefined && chineseAfter === undefined)
    return undefined
  const base = chineseValue(chinese ?? '')
  if (base === undefined) return undefined
  const power = powerOf(chinesePower ?? '')
  return { value: shift(base, power), base: shift(base, power), power: 0, last: whole(1), script: 'chinese' }
}

const powerOf = (text: string): number =>
  Array.from(text).reduce((power, one) => power + (POWERS[one] ?? 0), 0)

const lastOf = (value: Decimal): Decimal => ({ digits: 1n, scale: value.scale })

/** 二十三, 一千零五, 三点五, 二〇一三; undefined where the characters make no number. */
export function chineseValue(text: string): Decimal | undefined {
  const [front = '', part] = text.split('点')
  if (part !== undefined) {
    const head = chineseValue(front)
    const digits = Array.from(part).map((one) => DIGITS[one])
    if (head === undefined || digits.includes(undefined)) return undefined
    return plus(head, decimal(`0.${digits.join('')}`))
  }
  if (front === '百') return whole(100)
  const characters = Array.from(front)
  if (characters.length > 1 && characters.every((one) => one in DIGITS)) {
    // 二〇一三 is read digit by digit; 三四 is no number but "three or four".
    return characters.length >= 3 ? decimal(characters.map((one) => DIGITS[one]).join('')) : undefined
  }
  let all = whole(0)
  let section = whole(0)
  let digit: number | undefined
  for (const one of characters) {
    const value = DIGITS[one]
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      continue
    }
    const power = POWERS[one] ?? 0
    if (power >= 4) {
      section = plus(section, whole(digit ?? 0))
      all = plus(all, shift(section.digits === 0n ? whole(1) : section, power))
      section = whole(0)
    } else {
      section = plus(section, times(whole(digit ?? 1), whole(10 ** power)))
    }
    digit = undefined
  }
  return plus(all, plus(section, whole(digit ?? 0)))
}

const WORDS: readonly (readonly [RegExp, Vagueness])[] = [
  [/^(?:大约|约计|约)$/, 'about'],
  [/^(?:将近|接近|近|不足|不到|不超过|少于|最多)$/, 'under'],
  [/^(?:突破|超过|超出|超|逾|多达|不少于|不低于|至少)$/, 'over'],
]

function vagueness(
  before: string | undefined,
  groups: Readonly<Record<string, string | undefined>>,
): Numeral['vague'] {
  const after =
    groups['more'] ??
    groups['moreAfter'] ??
    groups['chineseMore'] ??
    groups['chineseAfter'] ??
    groups['someMore']
  if (after !== undefined) return { how: after === '+' ? 'over' : 'more', word: after }
  if (groups['some'] !== undefined) return { how: 'over', word: groups['some'] }
  if (before === undefined) return undefined
  const how = WORDS.find(([pattern]) => pattern.test(before))?.[1]
  return how === undefined ? undefined : { how, word: before }
}
