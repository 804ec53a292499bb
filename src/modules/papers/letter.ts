import { formatChinese, type CivilDate } from '#platform/dates.ts'
import { officialPaper } from '#platform/paper.ts'
import { paragraphsOf } from '#kernel/papers/index.ts'

/** A letter, word by word, before it is set: what stands on it, in this order. */
export interface Letter {
  readonly unit: string
  readonly number: string | null
  readonly title: string
  readonly recipient: string
  readonly paragraphs: readonly string[]
  readonly date: string
  readonly notes: readonly string[]
}

/** The record behind a letter: its number, and the address where who has the letter finds it again. */
export interface Origin {
  readonly number: string
  readonly address: string
}

interface Sender {
  readonly name: string
  readonly phone: string
  readonly address: string
}

export function letterOf(
  unit: Sender,
  letter: {
    readonly number: string | null
    readonly title: string
    readonly recipient: string
    readonly text: string
    readonly on: CivilDate
    readonly origin: Origin | undefined
  },
): Letter {
  return {
    unit: oneLine(unit.name),
    number: letter.number,
    title: oneLine(letter.title),
    recipient: `${letter.recipient}：`,
    paragraphs: letter.text.split('\n'),
    date: formatChinese(letter.on),
    notes: [
      note({ 联系电话: unit.phone, 地址: unit.address }),
      note({ 登记编号: letter.origin?.number, 查询网址: letter.origin?.address }),
    ].filter((line) => line !== ''),
  }
}

/** Names and recipients stand on one line, whatever was entered. */
export function oneLine(text: string): string {
  return paragraphsOf(text).join(' ')
}

/** 附注: in brackets; what is not known is not named. */
function note(said: Readonly<Record<string, string | undefined>>): string {
  const parts = Object.entries(said).flatMap(([label, value]) => {
    const line = oneLine(value ?? '')
    return line === '' ? [] : [`${label}：${line}`]
  })
  return parts.length === 0 ? '' : `（${parts.join('；')}）`
}

/**
 * The layout of a letter: an official paper with the two red double lines of 信函格式, as remembered of the standard and to
 * be compared with its text.
 */
export const layout = {
  ...officialPaper,
  redLine: { length: 170, above: 4, fromFoot: 20, thick: 1.5, thin: 0.5 },
  red: '#ff0000',
} as const

/** Half as wide as a Chinese character. */
const NARROW = /[\u0020-\u00ff]/

/** The size of the unit's name at the head: as large as one line allows, but never small print. */
export function headSize(unit: string): number {
  const width = Array.from(unit).reduce((sum, one) => sum + (NARROW.test(one) ? 0.5 : 1), 0)
  const points = ((layout.page.width - layout.page.left - layout.page.right) / 25.4) * 72
  return Math.min(40, Math.max(24, Math.floor(points / Math.max(width, 1) / 1.06)))
}
