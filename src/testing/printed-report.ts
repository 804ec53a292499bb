import { form2019, form2021, isValue, tablesOf, type ReportForm } from '#modules/reports/index.ts'

/** Seven numbers for a row of the table of applications, the last the sum of the others. */
export type PrintedRow = readonly number[]

/** A report as a city might print it: the numbers of its tables by the ids of the form, and its words. */
export interface PrintedReport {
  readonly printing: 2019 | 2021
  readonly values: Readonly<Record<string, string>>
  readonly words: readonly string[]
}

const forms: Readonly<Record<2019 | 2021, ReportForm>> = { 2019: form2019, 2021: form2021 }

/** The next number of a sequence that depends on the seed alone. */
function sequence(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A report whose tables and words agree in everything: what an auditor calls broken in it is a false alarm. */
export function consistentReport(seed: number, printing: 2019 | 2021 = 2021): PrintedReport {
  const next = sequence(seed)
  const ids = tablesOf(forms[printing]).flatMap((table) =>
    table.rows.flatMap((row) => row.filter(isValue).map((cell) => cell.id)),
  )
  const values: Record<string, number> = {}
  const size = [3, 30, 900][next(3)] ?? 3
  const outcomes = [
    ...new Set(ids.filter((id) => /^3\.C[1-6]/.test(id)).map((id) => id.replace(/\.\d$/, ''))),
  ]
  for (let column = 1; column <= 6; column += 1) {
    let done = 0
    for (const row of outcomes) {
      const value = next(3) === 0 ? next(size) : 0
      values[`${row}.${column}`] = value
      done += value
    }
    const open = next(4) === 0 ? next(size) : 0
    const carried = Math.min(next(size), done + open)
    values[`3.C7.${column}`] = done
    values[`3.D.${column}`] = open
    values[`3.B.${column}`] = carried
    values[`3.A.${column}`] = done + open - carried
  }
  for (const row of ['3.A', '3.B', ...outcomes, '3.C7', '3.D'])
    values[`${row}.7`] = [1, 2, 3, 4, 5, 6].reduce(
      (sum, column) => sum + (values[`${row}.${column}`] ?? 0),
      0,
    )
  for (const group of ['reconsideration', 'litigation_direct', 'litigation_after_review']) {
    const parts = [next(9), next(3), next(4), next(2)]
    for (const [index, part] of parts.entries()) values[`4.${group}.${index + 1}`] = part
    values[`4.${group}.5`] = parts.reduce((sum, part) => sum + part, 0)
  }
  for (const id of ids) if (id.startsWith('2.')) values[id] = next(400)
  const printed = Object.fromEntries(ids.map((id) => [id, String(values[id] ?? 0)]))
  return { printing, values: printed, words: wordsOf(values, next) }
}

function wordsOf(values: Readonly<Record<string, number>>, next: (below: number) => number): string[] {
  const parts = [1_000 + next(90_000), 10 + next(900), 100 + next(5_000)] as const
  const all = parts[0] + parts[1] + parts[2]
  const rate = ((parts[0] * 100) / all).toFixed(1)
  const before = all - 7 - next(100)
  return [
    `2023年，我市主动公开政府信息${all}条，其中网站公开${parts[0]}条，占总数的${rate}%；政府公报公开${parts[1]}条；政务新媒体公开${parts[2]}条。`,
    `全年召开新闻发布会${2 + next(40)}场，发布解读材料${3 + next(200)}余篇，上年公开${before}条，今年公开${all}条，增加${all - before}条。`,
    `本年新收到政府信息公开申请${values['3.A.7']}件，上年结转${values['3.B.7']}件。`,
  ]
}

/** A copy in which one cell is another number. */
export function withCell(report: PrintedReport, id: string, value: string): PrintedReport {
  return { ...report, values: { ...report.values, [id]: value } }
}

interface PrintedCell {
  readonly text: string
  readonly rows: number
  readonly columns: number
}

/** A table of the report, row by row, each cell with the rows and columns that it reaches over. */
export function printedGrid(report: PrintedReport, table: string): (readonly PrintedCell[])[] {
  const form = tablesOf(forms[report.printing]).find((one) => one.id === table)
  if (!form) throw new Error(`the form has no table ${table}`)
  return [...form.head, ...form.rows].map((row) =>
    row.map((cell) => ({
      text: isValue(cell) ? (report.values[cell.id] ?? '') : cell.text,
      rows: isValue(cell) ? 1 : (cell.rows ?? 1),
      columns: cell.columns ?? 1,
    })),
  )
}

const TITLES = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
]

/** How the report reached whoever copied it. */
export type Print = 'html' | 'tabs' | 'bars' | 'spaces' | 'lines' | 'full-width'
export const PRINTS: readonly Print[] = ['html', 'tabs', 'bars', 'spaces', 'lines', 'full-width']

export function print(
  report: PrintedReport,
  as: Print,
  title = '云岚市2023年政府信息公开工作年度报告',
): string {
  const [first = '', ...titles] = TITLES
  const tables = ['2', '3', '4'].map((table) => printTable(printedGrid(report, table), as))
  const parts = [title, first, ...report.words, ...titles.flatMap((one, index) => [one, tables[index] ?? ''])]
  const closing = [
    '五、存在的主要问题及改进情况',
    '一是公开不够及时。二是解读形式单一。',
    '六、其他需要报告的事项',
    '无。',
  ]
  if (as !== 'html') return [...parts, ...closing].join('\n')
  const body = [...parts, ...closing]
    .map((part) => (part.startsWith('<table') ? part : `<p>${part}</p>`))
    .join('\n')
  return `<!doctype html><html><head><meta charset="utf-8"><title>x</title><style>p{margin:0 12px}</style></head><body><table><tr><td><div>${body}</div></td></tr></table><div>版权所有 ICP备12345678号 电话：0763-5826407</div></body></html>`
}

function printTable(rows: readonly (readonly PrintedCell[])[], as: Print): string {
  switch (as) {
    case 'html':
      return `<table>${rows
        .map(
          (cells) =>
            `<tr>${cells.map((cell) => `<td rowspan="${cell.rows}" colspan="${cell.columns}"><p><span>${cell.text}</span></p></td>`).join('')}</tr>`,
        )
        .join('')}</table>`
    case 'tabs':
      return rows.map((cells) => cells.map((cell) => cell.text).join('\t')).join('\n')
    case 'bars':
      return rows.map((cells) => `| ${cells.map((cell) => cell.text).join(' | ')} |`).join('\n')
    case 'spaces':
      return rows.map((cells) => cells.map((cell) => cell.text).join(' ')).join('\n')
    case 'lines':
      return rows.map((cells) => cells.map((cell) => cell.text).join('\n')).join('\n')
    case 'full-width':
      return rows
        .map((cells) =>
          cells
            .map((cell) =>
              cell.text.replace(/^\d+$/, (digits) =>
                Array.from(digits)
                  .map((one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0))
                  .join(''),
              ),
            )
            .join('\t'),
        )
        .join('\n')
  }
}
