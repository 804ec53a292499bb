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

/** No number begins here: a digit stands before, or the letters of a code; a word as `ID`, `Tel` is none. */
const NO_WORD =
  '(?:(?<![A-Za-z])|(?<=(?<![A-Za-z])(?:ID|ID ?NO|NO|SFZH?|TEL|PHONE|MOBILE|MOB|WX|QQ|[MT]|卡)[.:]?))'
const FRONT = `(?<![0-9][.-]?)${NO_WORD}`

/** Between the groups of one number: one blank of any kind, a tab, a dash, a dot, or the end of a line. */
const GAP = '[ \\t.-]'

const CODE_BEFORE =
  /(?:信用代码|索引号|条形?码|代码|编码|号牌|发票号码|备案号|许可证号|合同号|合同编号|订单(?:编?号|流水号)?|单号|流水号?|批号|编号|案号|工单号?|准考证号?|考生号|户号|学号|学籍号|考号|文号|票号|凭证号?|回执|合格证号?|序列号|登记号|注册号|报告号|卷号|期号|罚字|准字|[〔[]20\d\d[〕\]]|宗地号?|坐标|经度|纬度|orderNo|order_?id|No\.?)["'”]?\s?[:：为是]{0,2}\s?["'“]?[A-Za-z0-9-]{0,4}$/i
/** After these words a number is a person's, whatever code is named before. */
const PERSON_BEFORE =
  /(?:人|电话|手机|联系方式|联系|微信|短信到?|tel|phone|mobile)[号码]{0,2}(?: ?no\.?)?["”]?\s?[:：为是=]?\s?$/i
/** A quantity, and the end of a file number. */
const QUANTITY_AFTER =
  /^\s?(?:元(?!旦)|万|亿|千|亩|吨|平方|立方|公[里斤顷]|人(?!家)|户(?![主籍])|次|件|条|米|kg|号(?![码机，。；;、）)\s]))/

/** 公民身份号码 (GB 11643-1999), in groups or line by line; of the fifteen digits of old only where it is said. */
const citizenId: Detector = {
  kind: 'citizen_id',
  find(text) {
    // Looked for from every place anew: figures of another cell before it must not swallow a number's beginning.
    const full = matches(
      text,
      new RegExp(
        `(?<![0-9])${NO_WORD}(?=([1-9](?:[ \\t\\n.-]{0,2}\\d){16}[ \\t\\n.-]{0,2}[\\dXx])(?![0-9A-Za-z]))`,
        'gi',
      ),
    )
      .map(({ start, groups }) => ({ start, end: start + (groups[1]?.length ?? 0) }))
      .filter((one) => checkCitizenId(digitsOf(text.slice(one.start, one.end))).ok)
      .filter((one) => !/(信用代码|索引号)[^。；;，,]{0,4}$/.test(before(text, one.start, 14)))
    const old = matches(
      text,
      new RegExp(`${FRONT}[1-9]\\d{5}(\\d{2})(\\d{2})(\\d{2})\\d{3}(?![0-9A-Za-z])`, 'gi'),
    )
      .filter(({ groups }) => parseCivilDate(`19${groups[1]}-${groups[2]}-${groups[3]}`) !== undefined)
      .filter(
        (one) =>
          /(身份证|身份号码|证件号|户主)[^。；;]{0,8}$/.test(before(text, one.start, 18)) ||
          /^[^。；;，,]{0,4}身份证/.test(text.slice(one.end, one.end + 8)),
      )
    return [...full, ...old]
  },
  mask(text) {
    const digits = digitsOf(text)
    return `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`
  },
}

const mobile: Detector = {
  kind: 'mobile',
  find(text) {
    const whole = matches(
      text,
      new RegExp(
        `${FRONT}(?:[+(]{0,2}(?:00)?86[)]?${GAP}?)?1[3-9]\\d(?:${GAP}?\\d{4}${GAP}?\\d{4})(?![0-9A-Za-z]|\\.\\d|-\\d)`,
        'gi',
      ),
    ).filter((one) => isMobile(text, one))
    // Grouped otherwise, a number counts where it is said to be one or follows a name and a colon.
    const grouped = matches(
      text,
      new RegExp(`${FRONT}1[3-9](?:${GAP}?\\d){9}(?![0-9A-Za-z]|\\.\\d)`, 'gi'),
    ).filter(
      (one) =>
        isMobile(text, one) &&
        (PERSON_BEFORE.test(before(text, one.start, 12)) ||
          /[一-龥][:：，,]\s?$/.test(before(text, one.start, 4))),
    )
    const spaced = matches(text, /(?<![0-9A-Za-z.])1[3-9]\d\d? \d{3,4} \d{3,5}(?![0-9A-Za-z.])/g).filter(
      (one) => digitsOf(text.slice(one.start, one.end)).length === 11 && isMobile(text, one),
    )
    const inWords = matches(
      text,
      /(?<![〇零一二三四五六七八九十百千万])[一幺][三四五六七八九][〇零一幺二三四五六七八九]{9}(?![〇零一二三四五六七八九十百千万])/g,
    )
    return [...whole, ...grouped, ...spaced, ...inWords]
  },
  mask(text) {
    if (/[一幺]/.test(text.charAt(0))) return `${text.slice(0, 3)}****${text.slice(-4)}`
    const digits = digitsOf(text).slice(-11)
    return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  },
}

function isMobile(text: string, one: { start: number; end: number }): boolean {
  const near = before(text, one.start, 18)
  if (/[A-Za-z]-$/.test(near) || QUANTITY_AFTER.test(text.slice(one.end, one.end + 4))) return false
  return PERSON_BEFORE.test(near) || !CODE_BEFORE.test(near)
}

const HOME = /(住宅|家庭|家里|宅电|家中|本人|个人|家属|户主)[^。；;]{0,10}$/

/** A fixed line may be an office's: it blocks only where it is said to be somebody's own. */
const phone: Detector = {
  kind: 'phone',
  find(text) {
    const withArea = matches(
      text,
      /(?<![0-9A-Za-z.])[（(]?0\d{2,3}[）)]?[- \t]?[2-9]\d{6,7}(?:[-转]\d{1,6})?(?![0-9A-Za-z])/g,
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

/** Beginnings of cards: 银联 62 and the networks; older ones only where a card or an account is spoken of. */
const CARD = /^(62|4|5[1-5]|35|60|9558)/
const OLDER_CARD = /^9[04-9]/
const ACCOUNT = /(卡|账|帐|存折|汇入|打入|转入|退至|退回)[^。；;]{0,10}$/

const bankCard: Detector = {
  kind: 'bank_card',
  find: (text) =>
    matches(
      text,
      new RegExp(
        `${FRONT}(?:\\d{4}(?:${GAP}?\\d{4}){3}(?:${GAP}?\\d{1,3})?|\\d{6}${GAP}\\d{10,13})(?![0-9A-Za-z])`,
        'gi',
      ),
    ).filter((one) => {
      const digits = digitsOf(text.slice(one.start, one.end))
      const near = before(text, one.start, 18)
      if (checkCitizenId(digits).ok || !luhn(digits) || /身份(?:证|号码)/.test(near)) return false
      if (ACCOUNT.test(near)) return CARD.test(digits) || OLDER_CARD.test(digits)
      return CARD.test(digits) && !CODE_BEFORE.test(near)
    }),
  mask(text) {
    const digits = digitsOf(text)
    return `${digits.slice(0, 4)}${'*'.repeat(digits.length - 8)}${digits.slice(-4)}`
  },
}

const NUMBER = '[0-9〇一二三四五六七八九十百]+'
const ESTATE =
  '小区|花园|家园|新村|公寓|佳苑|雅苑|[一-龥]苑|新城|嘉园|名苑|安置房|宿舍|家属院|大院|华庭|华府|名邸|社区|[里坊湾郡]'
const ROOM = `(?:${NUMBER}#?(?:号楼|幢|栋|座|楼|弄)[-之]?(?:${NUMBER}(?:单元|门|层))?[-之]?(?:${NUMBER}(?:室|户|号|房)?)|${NUMBER}-${NUMBER}-${NUMBER}(?:室)?)(?!${NUMBER}|单元|门|层|幢|栋)`
/** Words before an address that is an office's, a firm's or a building site's. */
const OFFICE =
  /((办公|单位|注册|生产|经营|企业|公司|机构|项目|门店|营业)[^。；;，,]{0,4}(地址|地点|场所|住所|室|楼)|机关|大厅|窗口|(报名|领取|受理|办理|开标|投票)(地点|处|站)|会议室|开标|项目(地点|位于)|工程)[^。；;]{0,14}$|(项目|中心|卫生|诊所|医院|药店|学校|幼儿园|居委会|物业|派出所|商铺|有限公司|经营部|店)[^。；;，,\t\n|]{0,10}([，,]地址[：:]?[一-龥]{0,6})?$/
/** A firm's seat is called 住所 by the law on companies; 住址 and 家住 are said of people alone. */
const FIRM =
  /(企业|公司|法人|机构|单位|个体工商户|合作社|中心|注册|营业|经营|生产|主要)[^。；;，,：:\n]{0,6}$|(有限(责任)?公司|合作社|事务所|经营部|厂|店|局|委员会)[，,、（(\s]{0,2}$/
const SEAT = /^(?:住所|(?:收件|邮寄|通讯|通信|送达|寄送)地址)/
const PLACE_AFTER =
  /^(?:的?(?:加装|停水|停电|外墙|外立面|改造|北侧|南侧|东侧|西侧|底商)|[^，。；;]{0,3}(?:会议室|商铺|门市|开标室))/

/** Where a person lives, to the door: a road or a district alone is nobody's home. */
const homeAddress: Detector = {
  kind: 'home_address',
  find(text) {
    const said = matches(
      text,
      new RegExp(
        `(?:家庭住址|家庭地址|户籍地址?|户籍所在地|户口所在地|现住址?|现居住?[于在]?|居住地址?|居住[于在]|住址|住所地?|家住|暂住[于在]?|租住[于在]?|(?:收件|邮寄|通讯|通信|送达|寄送)地址|(?<=[，,、。；;男女族：:]|^)住)["”]?[:：为在于是]?\\s?["“]?([一-龥0-9〇（）()-]{2,40}(?:${NUMBER}(?:号楼|幢|栋|座|弄|单元|室|户|组|社|号)[0-9-]{0,6}|-${NUMBER}|[村屯组社](?=[，,。；;、]|$)))`,
        'g',
      ),
    )
      .filter(
        (one) =>
          !(SEAT.test(text.slice(one.start, one.start + 4)) && FIRM.test(before(text, one.start, 16))) &&
          !PLACE_AFTER.test(text.slice(one.end, one.end + 8)),
      )
      .map(({ end, groups }) => ({ start: end - (groups[1]?.length ?? 0), end }))
    const door = matches(text, new RegExp(`[一-龥]{2,12}(?:${ESTATE})[一-龥]{0,4}${ROOM}`, 'g')).filter(
      (one) =>
        !OFFICE.test(before(text, one.start, 18) + /^[一-龥]*/.exec(text.slice(one.start, one.end))?.[0]) &&
        !PLACE_AFTER.test(text.slice(one.end, one.end + 8)),
    )
    return [...said, ...door]
  },
  mask: (text) => {
    const kept = /^(?:[一-龥]{1,8}?(?:市|县|(?<!小|社)区|镇|乡|街道)){1,4}/.exec(text)?.[0] ?? ''
    return `${kept}****`
  },
}

const HAN_DAY =
  '[一二〇零九][〇零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日'
const DAY = `(?:(?:19|20)\\d{2}(?:年\\s?\\d{1,2}月(?:\\s?\\d{1,2}日)?|[-./]\\d{1,2}(?:[-./]\\d{1,2})?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d))|${HAN_DAY})`
const BORN = '(?:出生日期|出生年月日?|生年月日|出生时间|出生于|生于|生日|出生|DOB|birth ?da(?:y|te))'

/** A day of birth; month and year alone are what a notice of appointment says of an official. */
const birthDate: Detector = {
  kind: 'birth_date',
  find(text) {
    const after = matches(
      text,
      new RegExp(`${BORN}(?:[（(](?:公历|阳历|农历)[）)])?["”]?[:：为于是=在应]?\\s?["“]?(${DAY})`, 'gi'),
    )
      // 出生日期应在……至……之间, 2019年9月1日至……出生: who may come to school, nobody's birthday.
      .filter(
        (one) =>
          !/^\s?(?:至(?!今)|到|以[前后]|之[前后]|[—~-]+\s?20|\s?起)/.test(text.slice(one.end, one.end + 4)),
      )
      .map(({ end, groups }) => ({ start: end - (groups[1]?.length ?? 0), end }))
    const first = matches(
      text,
      new RegExp(`(${DAY})(?=\\s?(?:出生|生人|生(?=[，,。；;、）)\\s]|$)))`, 'gi'),
    ).filter((one) => !/(?:至|到|产生日期|[~—])\s?$/.test(before(text, one.start, 6)))
    return [...after, ...first]
      .filter((one) => !before(text, one.start, 4).endsWith('产生日期'))
      .map(({ start, end }) =>
        /日$|[-./]\d{1,2}[-./]|^\d{8}$/.test(text.slice(start, end))
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

/** To half width, character by character, so that places stay where they are; blanks and dashes of every kind are one. */
function foldWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) =>
      /[，：；（）]/.test(character) ? character : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u00A0\u2000-\u200B\u202F\u3000\uFEFF]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
}
