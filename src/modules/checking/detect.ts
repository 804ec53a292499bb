import { parseCivilDate } from '#platform/dates.ts'
import { checkCitizenId } from '#kernel/organisation/index.ts'

export type PersonalKind = 'citizen_id' | 'mobile' | 'phone' | 'bank_card' | 'home_address' | 'birth_date'

/** Personal data in a text: which characters, and how they may be shown instead. */
export interface PersonalData {
  readonly kind: PersonalKind
  /** `blocking`: not public unless somebody says why; `hint`: to be looked at, an office's own number perhaps. */
  readonly severity: 'blocking' | 'hint'
  readonly start: number
  readonly end: number
  readonly text: string
  readonly masked: string
}

interface Found {
  readonly start: number
  readonly end: number
  readonly severity?: 'hint'
}

interface Detector {
  readonly kind: PersonalKind
  readonly find: (text: string) => Found[]
  readonly mask: (text: string) => string
}

/** What stands before a place, for telling an account number from a file number. */
const before = (text: string, at: number, length: number) => text.slice(Math.max(0, at - length), at)

function matches(text: string, pattern: RegExp): { start: number; end: number; groups: readonly string[] }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    groups: match.map((group) => group ?? ''),
  }))
}

const digitsOf = (text: string) => text.replace(/[^0-9Xx]/g, '').toUpperCase()

const CODE_BEFORE =
  /(信用代码|组织机构代码|索引号|条形?码|代码|发票号码|身份证号|备案号|许可证号|合同编?号|订单号?|流水号?|单号|批号|编号|案号|工单号?)[^。；;，,]{0,4}$/

/** 公民身份号码 (GB 11643-1999), blanks and hyphens between its digits; of the fifteen digits of old only where it is said. */
const citizenId: Detector = {
  kind: 'citizen_id',
  find(text) {
    const full = matches(text, /(?<![0-9A-Za-z])[1-9](?:[ -]?\d){16}[ -]?[\dXx](?![0-9A-Za-z])/g)
      .filter((one) => checkCitizenId(digitsOf(text.slice(one.start, one.end))).ok)
      .filter((one) => !/(信用代码|索引号)[^。；;，,]{0,4}$/.test(before(text, one.start, 14)))
    const old = matches(text, /(?<![0-9A-Za-z])[1-9]\d{5}(\d{2})(\d{2})(\d{2})\d{3}(?![0-9A-Za-z])/g)
      .filter(({ groups }) => parseCivilDate(`19${groups[1]}-${groups[2]}-${groups[3]}`) !== undefined)
      .filter((one) => /(身份证|身份号码|证件号)[^。；;]{0,8}$/.test(before(text, one.start, 18)))
    return [...full, ...old]
  },
  mask(text) {
    const digits = digitsOf(text)
    return `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`
  },
}

const mobile: Detector = {
  kind: 'mobile',
  find: (text) =>
    matches(text, /(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z]|\.\d)/g).filter(
      (one) => !CODE_BEFORE.test(before(text, one.start, 12)) && !/[元亩吨]/.test(text.charAt(one.end)),
    ),
  mask(text) {
    const digits = digitsOf(text).slice(-11)
    return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  },
}

const HOME = /(住宅|家庭|家里|宅电|家中|本人|个人|家属|户主)[^。；;]{0,10}$/

/** A fixed line may be an office's: it blocks only where it is said to be somebody's own. */
const phone: Detector = {
  kind: 'phone',
  find(text) {
    const withArea = matches(
      text,
      /(?<![0-9A-Za-z.])[（(]?0\d{2,3}[）)]?[- ]?[2-9]\d{6,7}(?:[-转]\d{1,6})?(?![0-9A-Za-z])/g,
    ).filter((one) => !CODE_BEFORE.test(before(text, one.start, 12)))
    const local = matches(text, /(?<![0-9A-Za-z-])[2-9]\d{6,7}(?![0-9A-Za-z元])/g).filter((one) =>
      /(电话|宅电|座机)[号码]{0,2}[:：为是]?\s{0,2}$/.test(before(text, one.start, 10)),
    )
    return [...withArea, ...local].map(({ start, end }) =>
      HOME.test(before(text, start, 16)) ? { start, end } : { start, end, severity: 'hint' as const },
    )
  },
  mask: (text) => text.replace(/\d(?=(?:\D*\d){0,3}$)/g, '*'),
}

function luhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index))
    const twice = digit * 2
    sum += index % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice
  }
  return sum % 10 === 0
}

/** Beginnings of cards that banks give out: 银联 62, and the other networks. */
const CARD = /^(62|4|5[1-5]|35|60)/

const bankCard: Detector = {
  kind: 'bank_card',
  find: (text) =>
    matches(text, /(?<![0-9A-Za-z.])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])/g).filter(
      (one) => {
        const digits = digitsOf(text.slice(one.start, one.end))
        const near = before(text, one.start, 14)
        if (checkCitizenId(digits).ok || !CARD.test(digits) || !luhn(digits)) return false
        return /(卡|账|帐|存折|汇入|打入|转入)/.test(near) || !CODE_BEFORE.test(near)
      },
    ),
  mask(text) {
    const digits = digitsOf(text)
    return `${digits.slice(0, 4)}${'*'.repeat(digits.length - 8)}${digits.slice(-4)}`
  },
}

const NUMBER = '[0-9〇一二三四五六七八九十百]+'
const ESTATE = '小区|花园|家园|新村|公寓|佳苑|雅苑|[一-龥]苑|新城|嘉园|名苑|安置房|宿舍|家属院|大院'
const ROOM = `${NUMBER}(?:号楼|幢|栋|座|楼|弄)[-之]?(?:${NUMBER}(?:单元|门|层))?[-之]?(?:${NUMBER}(?:室|户|号|房)?)`
const OFFICE =
  /(办公(地址|地点|室|楼)?|单位地址|机关|大厅|窗口|报名地点|领取地点|受理地点|会议室|开标|项目(地点|位于)|工程)[^。；;]{0,14}$/

/** Where a person lives, to the door: a road or a district alone is nobody's home. */
const homeAddress: Detector = {
  kind: 'home_address',
  find(text) {
    const said = matches(
      text,
      new RegExp(
        `(?:家庭住址|家庭地址|户籍地址?|户籍所在地|户口所在地|现住址?|现居住?[于在]?|居住地址?|居住[于在]|住址|住所地?|家住|暂住[于在]?|(?<=[，,、。；;男女族：:]|^)住)[:：为在于是]?\\s?([一-龥0-9〇（）()-]{4,40}(?:${NUMBER}(?:号楼|幢|栋|座|弄|单元|室|户|组|号)[0-9-]{0,6}|[村屯组](?=[，,。；;、]|$)))`,
        'g',
      ),
    ).map(({ end, groups }) => ({ start: end - (groups[1]?.length ?? 0), end }))
    const door = matches(text, new RegExp(`[一-龥]{2,12}(?:${ESTATE})[一-龥]{0,4}${ROOM}`, 'g')).filter(
      (one) => !OFFICE.test(before(text, one.start + 2, 18)),
    )
    return [...said, ...door]
  },
  mask: (text) => {
    const kept = /^(?:[一-龥]{1,8}?(?:市|县|(?<!小)区|镇|乡|街道)){1,4}/.exec(text)?.[0] ?? ''
    return `${kept}****`
  },
}

const DAY = '(?:19|20)\\d{2}(?:年\\s?\\d{1,2}月(?:\\s?\\d{1,2}日)?|[-./]\\d{1,2}(?:[-./]\\d{1,2})?)'

/** A day of birth; month and year alone are what a notice of appointment says of an official. */
const birthDate: Detector = {
  kind: 'birth_date',
  find(text) {
    const after = matches(
      text,
      new RegExp(`(?:出生日期|出生年月日?|出生时间|出生于|生于|生日|出生)[:：为于是]?\\s?(${DAY})`, 'g'),
    ).map(({ end, groups }) => ({ start: end - (groups[1]?.length ?? 0), end }))
    const first = matches(text, new RegExp(`(${DAY})(?=\\s?(?:出生|生人|生(?=[，,。；;、）)\\s]|$)))`, 'g'))
    return [...after, ...first].map(({ start, end }) =>
      /日$|[-./]\d{1,2}[-./]/.test(text.slice(start, end))
        ? { start, end }
        : { start, end, severity: 'hint' as const },
    )
  },
  mask: (text) => `${text.slice(0, 4)}年**月**日`,
}

const detectors = [citizenId, bankCard, mobile, phone, homeAddress, birthDate]

/**
 * Every piece of personal data in a text, in the order of its place. Full-width digits and letters count as the usual
 * ones. Of two that lie over each other the first kind in the order of certainty stands.
 */
export function findPersonalData(text: string): PersonalData[] {
  const folded = foldWidth(text)
  const found: PersonalData[] = []
  for (const detector of detectors) {
    for (const one of detector.find(folded)) {
      if (found.some((other) => one.start < other.end && other.start < one.end)) continue
      const hit = folded.slice(one.start, one.end)
      found.push({
        kind: detector.kind,
        severity: one.severity ?? 'blocking',
        start: one.start,
        end: one.end,
        text: text.slice(one.start, one.end),
        masked: detector.mask(hit),
      })
    }
  }
  return found.toSorted((one, other) => one.start - other.start)
}

/** Full width to half width, character by character, so that places stay where they are. */
function foldWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000]/g, (character) =>
    character === '\u3000'
      ? ' '
      : /[，：；（）]/.test(character)
        ? character
        : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )
}
