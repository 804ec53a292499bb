import {
  cellsOf,
  form2014,
  form2019,
  form2021,
  isValue,
  tablesOf,
  type LabelCell,
  type ReportForm,
  type ValueCell,
} from '#modules/reports/index.ts'
import { foldEven } from '../grammar/fold.ts'

/** A row of a statutory table: how it is found in a text, and the ids of its cells. */
export interface FormRow {
  /** C3.4, or regulation. */
  readonly id: string
  readonly label: string
  readonly key: RegExp
  readonly cells: readonly ValueCell[]
}

/** What may stand between the characters of a label that was wrapped, copied or typed anew. */
const GAP = '[\\s\\ue001、,.。“”"\'‘’「」《》·]*'
const MARK = '(?:[(]?[一二三四五六七八九]{1,2}[)、.]|\\d{1,2}[.、)])'

/** The first characters of a label find it; a short one needs its number before it. */
function keyOf(text: string): RegExp {
  const folded = foldEven(text).replace(/\(.*?\)(?=.)/g, (bracket) =>
    /^\([一二三四五六七]\)$/.test(bracket) ? bracket : '',
  )
  const mark = new RegExp(`^${MARK}`).exec(folded)?.[0] ?? ''
  const own = folded
    .slice(mark.length)
    .replace(/\([^)]*\)$/, '')
    .replace(/[\s、,.“”"]/g, '')
  const letters = Array.from(own.slice(0, 6)).map(escape).join(GAP)
  if (own.length >= 4) return new RegExp(`(?:${MARK}${GAP})?${letters}`, 'g')
  const number = Array.from(mark).map(escape).join('\\s*').replace('\\.', '[.、]')
  return new RegExp(`${number}${GAP}${letters}`, 'g')
}

const escape = (character: string): string => character.replace(/[()[\].*+?^$|\\]/g, '\\$&')

function rowsOf(form: ReportForm, table: string): readonly FormRow[] {
  const found = tablesOf(form).find((one) => one.id === table)
  return (found?.rows ?? []).flatMap((row): FormRow[] => {
    const cells = row.filter(isValue)
    const own = row.filter((cell): cell is LabelCell => !isValue(cell)).at(-1)
    const [first] = cells
    if (!own || !first) return []
    return [
      {
        id: first.id.split('.').slice(1, -1).join('.'),
        label: first.label.split('：')[0] ?? own.text,
        key: keyOf(own.text),
        cells,
      },
    ]
  })
}

const rows2021 = rowsOf(form2021, '3')
const others2019 = rowsOf(form2019, '3').filter((row) => row.id === 'C6')

/**
 * The rows of 三、收到和处理政府信息公开申请情况 in order, of both printings: （六）其他处理 is one row in the first and
 * heads three in the second, which its values tell.
 */
export const applicationRows: readonly FormRow[] = rows2021.flatMap((row) =>
  row.id === 'C6.1' ? [...others2019, row] : [row],
)

export const applicationColumns: readonly string[] = (rows2021[0]?.cells ?? []).map(
  (cell) => cell.label.split('：')[1] ?? '',
)

/** The cells of 四: five for each of three groups, in one row. */
export const remedyCells: readonly ValueCell[] = cellsOf(form2021).filter((cell) => cell.id.startsWith('4.'))

export const contentRows = { 2019: rowsOf(form2019, '2'), 2021: rowsOf(form2021, '2') } as const

const annex = tablesOf(form2014).flatMap((table) => table.rows)

/** The lines of 《政府信息公开情况统计表》 that hold a number, each with what it counts. */
export const annexRows: readonly FormRow[] = annex.flatMap((row): FormRow[] => {
  const [cell] = row.filter(isValue)
  const own = row.find((one): one is LabelCell => !isValue(one))
  if (!own || !cell) return []
  const id = cell.id.slice('annex.'.length)
  return [{ id, label: own.text, key: keyOf(own.text.replace(/^其中[:：]/, '')), cells: [cell] }]
})

export const annexUnits: ReadonlyMap<string, string> = new Map(
  annex.flatMap((row) => {
    const [cell] = row.filter(isValue)
    const unit = row.filter((one): one is LabelCell => !isValue(one)).at(-1)
    return cell && unit ? [[cell.id, unit.text] as const] : []
  }),
)

/** Lines of the annex that the next so many add up to. */
export const annexSums: readonly (readonly [whole: string, parts: number])[] = [
  ['3.1', 4],
  ['3.2', 2],
  ['3.3', 8],
  ['3.3.4', 6],
  ['4', 3],
  ['5', 3],
  ['8.3', 2],
]
