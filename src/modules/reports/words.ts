import { civilDateOf, formatChinese } from '#platform/dates.ts'
import type { Edition, RestatedValue } from './contract/edition.ts'
import type { TableCell } from './contract/report.ts'

type Titled = Pick<Edition, 'unitName' | 'year'>

/** The title in the lines in which a paper prints it. */
export const titleLines = ({ unitName, year }: Titled): readonly string[] => [
  unitName,
  `${year}年政府信息公开工作年度报告`,
]

export const titleOf = (edition: Titled) => titleLines(edition).join('')

export const dateOf = (edition: Edition) => formatChinese(civilDateOf(new Date(edition.frozenAt)))

const NUMERALS = '一二三四五六七八九十'

/** The heading of the section at this place, with the number that the form gives it. */
export function numberedTitle(title: string, index: number): string {
  return `${NUMERALS[index] ?? ''}、${title}`
}

/** What stands below the report: which edition it is, and where its numbers come from. */
export function noteOf(edition: Edition): string {
  const whose = edition.scope === 'consolidated' ? '含所属各部门和下级机关' : '仅本机关'
  return `注：本报告为第${edition.number}版，${dateOf(edition)}定稿。统计期限为${edition.year}年1月1日至12月31日。表中数字由记录直接统计得出（${whose}），空白表示尚无统计。格式依据：${edition.form}。`
}

/** What is printed in a cell. */
export function textOf(cell: TableCell): string {
  if (!('cell' in cell)) return cell.text
  if (cell.value === null) return ''
  return cell.signed && cell.value > 0 ? `+${cell.value}` : String(cell.value)
}

export const restatedText = (value: RestatedValue['before']) => (value === null ? '空' : String(value))
