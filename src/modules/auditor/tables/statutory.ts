import { CELL, ROW, type Stream } from './stream.ts'
import {
  annexRows,
  applicationColumns,
  applicationRows,
  contentRows,
  remedyCells,
  type FormRow,
} from './form.ts'
import { cellValue, valuesAfter, type CellValue } from './values.ts'

/** A statutory table as it was found: its values by the ids of the form, `3.C3.4.2`. */
export interface StatutoryTable {
  readonly table: '2' | '3' | '4' | 'annex'
  readonly printing: 2014 | 2019 | 2021
  readonly values: ReadonlyMap<string, CellValue>
  /** Rows whose label is there, though their values could not be told apart. */
  readonly unread: readonly string[]
  /** In the stream. */
  readonly from: number
  readonly to: number
}

/** A table of seven columns and two dozen rows is not longer. */
const LONGEST = 9_000
/** Fewer labels than these are a paragraph that names some of them. */
const FEWEST = 6

interface Labelled {
  readonly row: FormRow
  readonly start: number
  readonly end: number
}

/** All statutory tables of a report, in either printing, whole or flattened. */
export function findStatutory(stream: Stream): StatutoryTable[] {
  const applications = findApplications(stream)
  return [...findContents(stream), ...applications, ...findRemedies(stream), ...findAnnex(stream)]
}

/** Labels in the order of the form; one that is not there does not draw in a later one. */
function labelsIn(text: string, rows: readonly FormRow[], from: number, to: number): Labelled[] {
  const first = (row: FormRow, after: number): Labelled | undefined => {
    row.key.lastIndex = after
    const match = row.key.exec(text)
    return match && match.index < to
      ? { row, start: match.index, end: match.index + match[0].length }
      : undefined
  }
  const found: Labelled[] = []
  let at = from
  for (const [index, row] of rows.entries()) {
    const here = first(row, at)
    if (!here) continue
    const later = rows.slice(index + 1, index + 5).map((next) => first(next, at))
    const passed = later.filter((next) => next !== undefined && next.start < here.start).length
    if (passed >= 2) continue
    found.push(here)
    at = here.end
  }
  return found
}

function findApplications(stream: Stream): StatutoryTable[] {
  const [opening] = applicationRows
  if (!opening) return []
  // A search elsewhere may have left the expression in the midst of another text.
  opening.key.lastIndex = 0
  const starts = [...stream.text.matchAll(opening.key)].map((match) => match.index)
  const tables: StatutoryTable[] = []
  for (const [index, from] of starts.entries()) {
    if (from < (tables.at(-1)?.to ?? 0)) continue
    const to = Math.min(
      from + LONGEST,
      starts.slice(index + 1).find((next) => next > from + 200) ?? stream.text.length,
    )
    const labels = labelsIn(stream.text, applicationRows, from, to)
    if (labels.length < FEWEST) continue
    const order = totalFirst(stream.text, from) ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7]
    tables.push(readRows(stream.text, '3', labels, (one) => `3.${one.id}`, order))
  }
  return tables
}

/** A few places print 总计 before the six kinds of applicant: the heads say so. */
function totalFirst(text: string, at: number): boolean {
  const heads = text.slice(Math.max(0, at - 400), at)
  const [first = '', , , , , , last = ''] = applicationColumns
  const total = heads.lastIndexOf(last)
  const natural = heads.lastIndexOf(first)
  return total >= 0 && natural >= 0 && total < natural && heads.slice(natural).includes('其他')
}

function readRows(
  text: string,
  table: '2' | '3',
  labels: readonly Labelled[],
  idOf: (row: FormRow) => string,
  order: readonly number[],
): StatutoryTable {
  const values = new Map<string, CellValue>()
  const unread: string[] = []
  let to = labels.at(-1)?.end ?? 0
  for (const [index, { row, end }] of labels.entries()) {
    const next = labels[index + 1]
    const until = next?.start ?? lastRowEnd(text, end)
    const columns = row.cells.length
    const read = valuesAfter(text, end, until, columns)
    if (!read) {
      unread.push(row.id)
      continue
    }
    for (const [column, value] of read.entries())
      values.set(`${idOf(row)}.${order[column] ?? column + 1}`, value)
    const last = read.at(-1)
    if (last) to = Math.max(to, last.offset + last.raw.length)
  }
  const printing = values.has('3.C6.1.1') || values.has('3.C6.3.1') || !values.has('3.C6.7') ? 2021 : 2019
  return {
    table,
    printing,
    values,
    unread: unread.filter((id) => id !== 'C6' || printing === 2019),
    from: labels[0]?.start ?? 0,
    to,
  }
}

/** After the last label of a table comes its row, in the table or on the lines that hold numbers only. */
function lastRowEnd(text: string, from: number): number {
  const end = text.indexOf(ROW, from)
  const segment = text.slice(from, from + 300)
  if (segment.includes(CELL) && end >= 0) return end + 1
  const stop = /[\u4e00-\u9fff][^\d]*[\u4e00-\u9fff]/.exec(segment.slice(1))
  return stop ? from + 1 + stop.index : from + segment.length
}

/** The head of the annex of 2014, or the words in its first line. */
const ANNEX = /统\s*计\s*指\s*标|相同信息计1条/
/** Of some sixty lines; fewer are words that name some of them. */
const FEWEST_LINES = 8

/** 《政府信息公开情况统计表》 of the reports of 2014 to 2018: a line for each number, after its unit of measure. */
function findAnnex({ text }: Stream): StatutoryTable[] {
  const head = ANNEX.exec(text)
  if (!head) return []
  const from = Math.max(0, head.index - 60)
  const labels = labelsIn(text, annexRows, from, Math.min(text.length, from + LONGEST))
  if (labels.length < FEWEST_LINES) return []
  const values = new Map<string, CellValue>()
  let to = labels.at(-1)?.end ?? 0
  for (const [index, { row, end }] of labels.entries()) {
    const until = labels[index + 1]?.start ?? lastRowEnd(text, end)
    const value = lineValue(text, end, until)
    if (!value) continue
    values.set(`annex.${row.id}`, value)
    to = Math.max(to, value.offset + value.raw.length)
  }
  return [{ table: 'annex', printing: 2014, values, unread: [], from: labels[0]?.start ?? 0, to }]
}

/** The last cell of its row, or the first number behind the label: what stands in brackets belongs to the label. */
function lineValue(text: string, from: number, until: number): CellValue | undefined {
  const segment = text.slice(from, until)
  const stop = segment.indexOf(ROW)
  const row = stop < 0 ? segment : segment.slice(0, stop)
  const last = row.lastIndexOf(CELL)
  if (last >= 0) return cellValue(row.slice(last + 1), from + last + 1)
  const own = segment.replace(/\([^()]*\)/g, (bracket) => ' '.repeat(bracket.length))
  const found = /\d[\d,]*(?:\.\d+)?/.exec(own)
  return found ? cellValue(found[0], from + found.index) : undefined
}

const DIRECT =
  /未[\s\ue001\ue002]*经[\s\ue001\ue002]*复[\s\ue001\ue002]*议[\s\ue001\ue002]*直[\s\ue001\ue002]*接[\s\ue001\ue002]*起[\s\ue001\ue002]*诉/g
const HEAD =
  /(?:结[\s\ue001\ue002]*果[\s\ue001\ue002]*维[\s\ue001\ue002]*持|结[\s\ue001\ue002]*果[\s\ue001\ue002]*纠[\s\ue001\ue002]*正|其[\s\ue001\ue002]*他[\s\ue001\ue002]*结[\s\ue001\ue002]*果|尚[\s\ue001\ue002]*未[\s\ue001\ue002]*审[\s\ue001\ue002]*结|总[\s\ue001\ue002]*计)/g

/** 四: one row of fifteen below three rows of heads. */
function findRemedies({ text }: Stream): StatutoryTable[] {
  return [...text.matchAll(DIRECT)].flatMap((anchor): StatutoryTable[] => {
    const from = Math.max(0, anchor.index - 300)
    const area = text.slice(anchor.index, anchor.index + 1_200)
    const digits = /\d/.exec(area)?.index ?? area.length
    const heads = [...area.matchAll(HEAD)]
    // Blank cells have no digit, so the heads end where no further one follows.
    const last = heads.findLast((head) => head.index < digits || digits === area.length) ?? heads.at(-1)
    if (!last || heads.length < 5) return []
    const end = anchor.index + last.index + last[0].length
    const read = remedyValues(text, end)
    if (!read) return []
    const values = new Map(remedyCells.map((cell, index) => [cell.id, read[index]!] as const))
    const tail = read.at(-1)
    return [
      {
        table: '4',
        printing: 2021,
        values,
        unread: [],
        from,
        to: (tail?.offset ?? end) + (tail?.raw.length ?? 0),
      },
    ]
  })
}

function remedyValues(text: string, end: number): readonly CellValue[] | undefined {
  const columns = remedyCells.length
  const headRow = text.indexOf(ROW, end)
  const inTable = headRow >= 0 && headRow - end < 40 && !/\d/.test(text.slice(end, headRow))
  if (inTable) {
    for (let start = headRow + 1, row = 0; row < 3; row += 1) {
      const stop = text.indexOf(ROW, start)
      if (stop < 0) return undefined
      // As if a label stood before the row.
      const read = valuesAfter(
        `${text.slice(0, start - 1)}${CELL}${text.slice(start)}`,
        start - 1,
        stop,
        columns,
      )
      if (read) return read
      start = stop + 1
    }
    return undefined
  }
  return valuesAfter(text, end, lastRowEnd(text, end), columns)
}

/** The words of a report say 本年制发 too; the head of the column counts 件数 or 数量. */
const CONTENT_HEAD =
  /本[\s\ue001]*年[\s\ue001]*(?:(制[\s\ue001]*发)|新[\s\ue001]*制[\s\ue001]*作)[\s\ue001]*(?:件[\s\ue001]*数|数[\s\ue001]*量)/

/** 二: its blocks are told by their heads; those of 2021 count 制发, those of 2019 新制作. */
function findContents({ text }: Stream): StatutoryTable[] {
  const head = CONTENT_HEAD.exec(text)
  if (!head) return []
  const printing = head[1] === undefined ? 2019 : 2021
  const ends = [/本[\s\ue001]*年[\s\ue001]*新[\s\ue001]*收/, /收到和处理政府信息公开申请/]
    .map((pattern) => text.slice(head.index).search(pattern))
    .filter((at) => at > 0)
  const to = head.index + Math.min(3_000, ...ends)
  const labels = labelsIn(text, contentRows[printing], head.index + head[0].length, to)
  if (labels.length < 4) return []
  const table = readRows(text, '2', labels, (row) => `2.${row.id}`, [1, 2, 3])
  return [{ ...table, printing, from: head.index, to: Math.max(table.to, labels.at(-1)?.end ?? 0) }]
}
