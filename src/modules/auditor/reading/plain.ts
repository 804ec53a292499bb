import { SourceBuilder, type Cell, type Source } from './source.ts'

const MARKDOWN_RULE = /^[\s|:+-]*-{2,}[\s|:+-]*$/
/** What ends a paragraph, and what begins the next one: headings and the marks of lists. */
const ENDS = /[。！？!?；;：:」”"）)】]\s*$/
const BEGINS =
  /^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|第[一二三四五六七八九十]+[章节条部分]|[【●■◆▲※*•·-]|　　| {4}|\t)/
/** A line shorter than this was not broken for want of room. */
const SHORTEST_BROKEN = 18

/** A text as files and clipboards hold it: paragraphs, and tables with bars or tabs. */
export function readPlain(text: string): Source {
  const builder = new SourceBuilder()
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  for (let at = 0; at < lines.length;) {
    const taken = takeTable(lines, at)
    if (taken.length > 0) {
      builder.table(taken)
      at += taken.length
      continue
    }
    const paragraph = takeParagraph(lines, at)
    builder.text(paragraph.join('\n'))
    at += paragraph.length
  }
  return builder.build()
}

function takeTable(lines: readonly string[], from: number): Cell[][] {
  const rows: Cell[][] = []
  for (let at = from; at < lines.length; at += 1) {
    const row = cellsOf(lines[at] ?? '')
    if (row === undefined) break
    rows.push(row)
  }
  // One line with a bar is a menu or a footer more often than a table.
  return rows.length >= 2 ? rows : []
}

function cellsOf(line: string): Cell[] | undefined {
  if (line.includes('\t') && line.trim() !== '') {
    const cells = line.split('\t').map((one) => ({ text: one.trim() }))
    return cells.filter(({ text }) => text !== '').length >= 1 && cells.length >= 2 ? cells : undefined
  }
  const bars = line.match(/[|｜│┃]/g)?.length ?? 0
  if (bars < 2) return undefined
  if (MARKDOWN_RULE.test(line)) return []
  const inner = line
    .trim()
    .replace(/^[|｜│┃]/, '')
    .replace(/[|｜│┃]$/, '')
  return inner.split(/[|｜│┃]/).map((one) => ({ text: one.trim() }))
}

/** Lines that a page broke in the middle of a sentence are one paragraph; the breaks stay in the text. */
function takeParagraph(lines: readonly string[], from: number): string[] {
  const taken = [lines[from] ?? '']
  for (let at = from + 1; at < lines.length; at += 1) {
    const last = taken.at(-1) ?? ''
    const next = lines[at] ?? ''
    const broken =
      last.trim().length >= SHORTEST_BROKEN &&
      !ENDS.test(last) &&
      next.trim() !== '' &&
      !BEGINS.test(next) &&
      cellsOf(next) === undefined &&
      /[\u4e00-\u9fff]/.test(next)
    if (!broken) break
    taken.push(next)
  }
  return taken
}
