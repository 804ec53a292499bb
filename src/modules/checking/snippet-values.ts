/** The same numbers in every run, all made up. */
export function maker(seed: number) {
  let state = seed
  const below = (limit: number) => (state = (state * 48_271) % 2_147_483_647) % limit
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T
  const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('')
  const two = (low: number, high: number) => String(low + below(high - low + 1)).padStart(2, '0')
  return { below, pick, digits, two }
}
export type Maker = ReturnType<typeof maker>

const SURNAMES = '闻乐阚滑柏雷单祁靳邬'.split('')
const GIVEN = ['溪', '采薇', '明之', '和平', '舟', '青', '远山', '小满', '知秋', '禾']
export const DISTRICTS = ['听澜区', '望岫区', '青棠区', '石渡区', '临汐区']
export const ROADS = ['云岫路', '堤东路', '青棠路', '明德路', '观潮街', '竹园巷']
export const ESTATES = ['清波小区', '望江花园', '和畅家园', '桐荫新村', '云锦公寓', '采石佳苑', '临汐嘉园']
export const VILLAGES = ['上河村', '竹坞村', '石桥村', '大塘村']

export const name = (m: Maker) => `${m.pick(SURNAMES)}${m.pick(GIVEN)}`
export const masked = (m: Maker) => `${m.pick(SURNAMES)}某${m.pick(['', '某'])}`

export function citizenId(m: Maker): string {
  const body = `${m.pick(['480101', '480102', '110105', '440308'])}${1940 + m.below(70)}${m.two(1, 12)}${m.two(1, 28)}${m.digits(3)}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body.charAt(index)), 0)
  return body + '10X98765432'.charAt(sum % 11)
}
export const wrongId = (m: Maker) => {
  const id = citizenId(m)
  return `${id.slice(0, 17)}${(Number.parseInt(id.slice(17).replace('X', '0'), 10) + 5) % 10}`
}
export const spaced = (id: string) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`
export const wide = (text: string) =>
  text.replace(/[0-9A-Za-z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
export const oldId = (m: Maker) => `480101${m.two(40, 70)}${m.two(1, 12)}${m.two(1, 28)}${m.digits(3)}`
export const mobile = (m: Maker) => `1${m.pick(['38', '39', '50', '77', '86', '99', '66'])}${m.digits(8)}`
export const fixed = (m: Maker) => `0${m.pick(['980', '10', '755', '571'])}-${2 + m.below(7)}${m.digits(6)}`
export function card(m: Maker): string {
  const body = `${m.pick(['622848', '621700', '622202', '436742', '621226'])}${m.digits(m.pick([9, 12]))}`
  for (let last = 0; last < 10; last += 1) {
    const digits = `${body}${last}`
    const sum = digits
      .split('')
      .toReversed()
      .reduce((total, one, index) => {
        const value = Number(one) * (index % 2 === 0 ? 1 : 2)
        return total + (value > 9 ? value - 9 : value)
      }, 0)
    if (sum % 10 === 0) return digits
  }
  throw new Error('some last digit fits')
}
export const grouped = (digits: string) => digits.replace(/(\d{4})(?=\d)/g, '$1 ')
export const door = (m: Maker) =>
  m.pick([
    () => `${1 + m.below(30)}号楼${1 + m.below(4)}单元${1 + m.below(18)}0${1 + m.below(4)}室`,
    () => `${1 + m.below(30)}幢${1 + m.below(12)}0${1 + m.below(4)}室`,
    () => `${1 + m.below(30)}栋${1 + m.below(4)}单元${1 + m.below(6)}0${1 + m.below(2)}`,
    () => `${1 + m.below(9)}座${1 + m.below(20)}0${1 + m.below(6)}`,
  ])()
export const home = (m: Maker) =>
  `云岚市${m.pick(DISTRICTS)}${m.pick(ROADS)}${1 + m.below(300)}号${m.pick(ESTATES)}${door(m)}`
export const day = (m: Maker) => `${1940 + m.below(65)}年${1 + m.below(12)}月${1 + m.below(28)}日`
export const dashed = (m: Maker) => `${1940 + m.below(65)}-${m.two(1, 12)}-${m.two(1, 28)}`
