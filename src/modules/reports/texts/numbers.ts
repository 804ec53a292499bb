import { readLine } from './grammar.ts'
import { linesOf } from './read.ts'

/** A number that somebody typed where a reference should stand. */
export interface BareNumber {
  /** Counted from 1, empty lines left out. */
  readonly line: number
  readonly start: number
  readonly text: string
  /** In units of one, or null of a percentage. */
  readonly value: number | null
  readonly around: string
}

/** Titles, addresses, mail, years in brackets, telephone numbers, dates, times, file numbers, numbering of lines. */
const NO_COUNTS = [
  /《[^《》]*》/g,
  /\d+\s*[×*]\s*\d+\s*(?:小时)?/g,
  /(?:https?:\/\/|www\.)[^\s，。；）]+/gi,
  /[\w.+-]+@[\w.-]+/g,
  /^\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])/g,
  /[（(]\d{1,2}[）)]/g,
  /[〔[［(（](?:19|20)\d{2}[〕\]］)）]\s*第?\d*号?/g,
  /(?:19|20)\d{2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?/g,
  /\d{1,2}[:：]\d{2}/g,
  /第\s*\d+(?:[-—~～至、]\d+)*\s*[^\s，。]?/g,
  /(?:19|20)\d{2}\s*(?:[-—~～至]\s*(?:19|20)\d{2})?\s*年?(?:度)?/g,
  /\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?/g,
  /\d+\s*(?:日|号|时(?!候)|点|分钟|小时|个?工作日|天|周年|年|个月|周岁|届|热线)/g,
  /(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3}|400|800)[-\s]?\d{3,4}[-\s]?\d{3,4}/g,
  /(?<!\d)1[3-9]\d{9}(?!\d)/g,
  /(?<!\d)\d{7,8}(?!\d)(?=[）)；。]|$)/g,
  /(?<!\d)(?:12345|12388|110|119|120|122)(?!\d)/g,
  /[A-Za-z]+[-_]?\d+|\d+[A-Za-z]+/g,
  /\d+\s*\+\s*(?:\d+|[NXn])(?:\s*\+\s*(?:\d+|[NXn]))*/g,
] as const

const NUMBER = /(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([％%]|[万亿])?/g
const AROUND = 8

/** The numbers of a text that look like counts and are no references. */
export function findBareNumbers(body: string): readonly BareNumber[] {
  return linesOf(body).flatMap((line, index) => {
    const words = wordsOnly(line)
    const masked = NO_COUNTS.reduce(
      (text, pattern) => text.replace(pattern, (hit) => ' '.repeat(hit.length)),
      half(words),
    )
    return [...masked.matchAll(NUMBER)].map((match) => {
      const [whole, digits = '', fraction = '', measure = ''] = match
      const text = whole.trimEnd()
      return {
        line: index + 1,
        start: match.index,
        text,
        value: valueOf(digits, fraction, measure),
        around: words
          .slice(Math.max(0, match.index - AROUND), match.index + text.length + AROUND)
          .replace(/\s+/g, ' ')
          .trim(),
      }
    })
  })
}

/** The line with its references as blanks, every character at its place. */
function wordsOnly(line: string): string {
  return readLine(line)
    .map((piece, index, all) =>
      piece.kind === 'words' ? piece.text : ' '.repeat((all[index + 1]?.start ?? line.length) - piece.start),
    )
    .join('')
}

/** Full-width digits and marks as those of the keyboard, one for one. */
function half(text: string): string {
  return text.replace(/[０-９．％]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
}

function valueOf(digits: string, fraction: string, measure: string): number | null {
  if (measure === '%' || measure === '％') return null
  const scale = measure === '万' ? 10_000 : measure === '亿' ? 100_000_000 : 1
  return Math.round(Number(digits.replaceAll(',', '') + fraction) * scale * 1000) / 1000
}
