import { decimal, type Decimal } from '../grammar/decimal.ts'
import { CELL, ROW } from './stream.ts'

/** What a cell holds: a number, or why none (a blank and a dash are not zero). */
export interface CellValue {
  readonly value: Decimal | null
  readonly raw: string
  /** In the stream. */
  readonly offset: number
  /** The cell says more than a number: 251000元 where a count belongs. */
  readonly odd?: true
}

const NUMBER = /^[+-]?(?:\d{1,3}(?:[,'’ ]\d{3})+|\d+)(?:\.\d+)?$/
const NOTHING = /^(?:[-—~/\\*·.]*|无|無|空|不适用|单位不需填列)$/

export function cellValue(raw: string, offset: number): CellValue | undefined {
  const text = raw.trim()
  if (NOTHING.test(text)) return { value: null, raw: text, offset }
  if (NUMBER.test(text)) return { value: decimal(text.replace(/[,'’ ]/g, '')), raw: text, offset }
  // 2023年预算数 is the head of a column.
  if (/^(?:19|20)\d\d年/.test(text)) return undefined
  const [, number, unit] = /^([+-]?\d[\d,]*(?:\.\d+)?)\s*([\u4e00-\u9fff%]{1,4})$/.exec(text) ?? []
  if (number === undefined || unit === undefined) return undefined
  const odd = !/^(?:件|项|条|个|次|宗|起)$/.test(unit)
  return {
    value: decimal(number.replace(/,/g, '')),
    raw: text,
    offset,
    ...(odd ? { odd: true as const } : {}),
  }
}

/** Tokens of a line that was a row of cells; a lone dash stands for a cell without a number. */
const TOKEN = /(?<![\d.])[+-]?\d[\d,]*(?:\.\d+)?(?!\d)|(?<=\s)(?:[-—/]+|无)(?=\s|$)/g

/**
 * The values that stand behind a label, until the next label begins. In a table these are the cells to its right, blanks
 * among them; in flattened text the numbers that follow. Undefined where there are not as many as the form has columns.
 */
export function valuesAfter(
  text: string,
  from: number,
  to: number,
  columns: number,
): readonly CellValue[] | undefined {
  const segment = text.slice(from, to)
  const mark = segment.search(/[\ue001\ue002]/)
  // A flattened row is followed by a table where the head is printed again on the next page.
  const before =
    mark < 0 ? undefined : tokensOf(segment.slice(0, segment.lastIndexOf('\n', mark) + 1), from, columns)
  if (before?.length === columns) return before
  const values = mark >= 0 ? cellsOf(segment, from, columns) : tokensOf(segment, from, columns)
  return values?.length === columns ? values : undefined
}

function cellsOf(segment: string, from: number, columns: number): readonly CellValue[] | undefined {
  const rowEnd = segment.indexOf(ROW)
  const row = rowEnd < 0 ? segment : segment.slice(0, rowEnd)
  let offset = from
  const cells: (CellValue | undefined)[] = []
  for (const [index, part] of row.split(CELL).entries()) {
    // What is left of the label's own cell comes first, or a first value where the label stood on lines before the row.
    const line = index === 0 ? part.lastIndexOf('\n') + 1 : 0
    const first = index > 0 ? part : line === 0 ? '' : part.slice(line).trim()
    if (index > 0 || first !== '') cells.push(cellValue(first, offset + line))
    offset += part.length + 1
  }
  // Cells merged by a format that does not say so are blank: in front of the numbers, or behind them.
  const first = cells.findIndex((cell) => cell !== undefined && (cell.value !== null || cell.raw !== ''))
  let run = cells
  while (run.length > columns && run[0]?.raw === '' && first > cells.length - run.length) run = run.slice(1)
  while (run.length > columns && (run.at(-1) === undefined || run.at(-1)?.raw === '')) run = run.slice(0, -1)
  const values = run.filter((cell) => cell !== undefined)
  return values.length === run.length ? values : undefined
}

function tokensOf(segment: string, from: number, columns: number): readonly CellValue[] | undefined {
  const tokens = [...segment.matchAll(TOKEN)].map((match) => ({ raw: match[0], offset: from + match.index }))
  const [only] = tokens
  // 0000000: every space was lost, and each digit is a cell.
  const loose =
    tokens.length === 1 && only && only.raw.length === columns && columns > 1
      ? Array.from(only.raw).map((raw, index) => ({ raw, offset: only.offset + index }))
      : tokens
  const values = loose.slice(0, columns).map(({ raw, offset }) => cellValue(raw, offset))
  return values.every((one) => one !== undefined) ? values : undefined
}
