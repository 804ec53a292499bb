import { parse } from 'csv-parse/sync'
import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import { civilDate, parseCivilDate } from '#platform/dates.ts'
import type { ItemBody } from './contract.ts'
import { decideItem, type Known } from './rules.ts'

/** The columns of the file, in the words of the form; the last three may be left out. */
export const CSV_COLUMNS = [
  '板块',
  '任务',
  '责任单位',
  '完成期限',
  '配合单位',
  '来源',
  '来源文档编号',
] as const
const NEEDED = CSV_COLUMNS.slice(0, 4)
const MOST_ROWS = 1000

const COLUMN_OF: Readonly<Record<string, (typeof CSV_COLUMNS)[number]>> = {
  heading: '板块',
  goal: '任务',
  unitId: '责任单位',
  furtherUnitIds: '配合单位',
  sourceDocumentId: '来源文档编号',
}
const CODES: Readonly<Record<string, string>> = {
  required: 'csv_required',
  responsible_already: 'csv_responsible_already',
  document_not_public: 'csv_document_not_public',
}
const LIMITS: Readonly<Record<'板块' | '任务' | '来源', number>> = { 板块: 60, 任务: 500, 来源: 200 }

/** Stands where a day could not be read; such a file is refused. */
const NO_DAY = civilDate('2008-05-01')

type Row = Readonly<Partial<Record<string, string>>>

/** The file's rows by the names of their columns. */
export function readRows(csv: string): Decision<Row[]> {
  let rows: Row[]
  try {
    rows = parse(csv, { columns: true, bom: true, trim: true, skip_empty_lines: true })
  } catch {
    return refuse(issue('csv', 'csv_broken'))
  }
  const [first] = rows
  if (!first) return refuse(issue('csv', 'csv_empty'))
  const missing = NEEDED.filter((column) => first[column] === undefined)
  if (missing.length > 0) return refuse(issue('csv', 'csv_columns', { columns: missing.join('、') }))
  if (rows.length > MOST_ROWS) return refuse(issue('csv', 'csv_too_long', { max: MOST_ROWS }))
  return decide([], rows)
}

/** The documents that the file names, to be looked up before it is judged. */
export function documentsNamed(rows: readonly Row[]): number[] {
  return rows
    .map((row) => Number(row['来源文档编号'] ?? ''))
    .filter((id) => Number.isSafeInteger(id) && id > 0)
}

/** Every row held against the rules of an item; all problems of all rows at once, each with its line. */
export function decideRows(
  rows: readonly Row[],
  units: ReadonlyMap<string, number>,
  known: Known,
): Decision<ItemBody[]> {
  const issues: Issue[] = []
  const items = rows.flatMap((row, index) => {
    const line = index + 2
    const tell = (code: string, column: string, value = '') =>
      issues.push(issue('csv', code, { line, column, value: value.slice(0, 40) }))
    const dueOn = parseCivilDate(row['完成期限'] ?? '')
    if (dueOn === undefined) tell('csv_date', '完成期限', row['完成期限'])
    for (const [column, max] of Object.entries(LIMITS)) {
      if (Array.from(row[column] ?? '').length > max) tell('csv_cell_too_long', column)
    }
    const name = row['责任单位'] ?? ''
    const unitId = units.get(name)
    if (unitId === undefined) tell('csv_unit', '责任单位', name)
    const further = (row['配合单位'] ?? '')
      .split(/[、,，;；]/)
      .map((one) => one.trim())
      .filter(Boolean)
    for (const one of further) if (!units.has(one)) tell('csv_unit', '配合单位', one)
    const document = row['来源文档编号'] ?? ''
    const decision = decideItem(
      {
        heading: row['板块'] ?? '',
        goal: row['任务'] ?? '',
        unitId: unitId ?? 0,
        furtherUnitIds: further.flatMap((one) => units.get(one) ?? []),
        dueOn: dueOn ?? NO_DAY,
        source: row['来源'] ?? '',
        sourceDocumentId: document === '' ? null : Number(document) || 0,
      },
      known,
    )
    if (decision.ok) return [decision.value]
    for (const one of decision.issues) {
      const code = CODES[one.code]
      // A unit that is not known has been told with its name.
      if (code !== undefined) tell(code, COLUMN_OF[one.field] ?? one.field)
    }
    return []
  })
  return decide(issues, items)
}
