import { sumOf, type Relation, type Term, type ValueOf } from '#kernel/figures/index.ts'
import { formatWan } from '#platform/money.ts'

// The form of an annual report as data: its sections in order, every cell of its tables with what fills it, and the
// relations between them. What shows a report (page, PDF, Word, CSV, JSON) goes through the grid and knows no form.

/** A cell of the grid that only says something. */
export interface LabelCell {
  readonly text: string
  readonly head: 'row' | 'col' | 'rowgroup' | 'colgroup' | 'none'
  readonly rows?: number
  readonly columns?: number
}

/** A cell with a number. Its id is table, row and column: `3.C3.4.2`. */
export interface ValueCell {
  readonly id: string
  /** Row and column in words, for where the number stands alone. */
  readonly label: string
  /** Figures to be added up; none where no capability carries the number yet, and the cell stays empty. */
  readonly terms: readonly Term[]
  /** Counted in fen, printed in 万元. */
  readonly measure: 'count' | 'money'
  readonly signed?: true
  readonly columns?: number
}

export type GridCell = LabelCell | ValueCell

export interface FormTable {
  readonly id: string
  readonly title: string
  /** How many columns the grid is wide. */
  readonly columns: number
  readonly head: readonly (readonly LabelCell[])[]
  readonly rows: readonly (readonly GridCell[])[]
}

/** Bars over cells of a table: what the table says, to be seen at a glance. */
export interface FormChart {
  readonly id: string
  readonly title: string
  /** The parts of each bar; one without a name where a bar has no parts. */
  readonly series: readonly string[]
  /** Of each series the cells that add up to its value. */
  readonly bars: readonly { readonly label: string; readonly cells: readonly (readonly string[])[] }[]
}

/** A part of the report: words of the unit, or a table with its charts. */
export type FormSection =
  | { readonly kind: 'text'; readonly id: string; readonly title: string; readonly guidance: string }
  | {
      readonly kind: 'table'
      readonly id: string
      readonly title: string
      readonly table: FormTable
      readonly charts: readonly FormChart[]
    }

export interface ReportForm {
  /** The paper that gives the form. */
  readonly name: string
  readonly from: number
  /** The last year, where another form followed. */
  readonly to?: number
  readonly cites: string
  readonly sections: readonly FormSection[]
  /** Must hold. */
  readonly relations: readonly Relation[]
  /** Usually hold: where they do not, the records were put in order, or something is wrong. */
  readonly warnings: readonly Relation[]
}

export const isValue = (cell: GridCell): cell is ValueCell => 'id' in cell

export const label = (
  text: string,
  head: LabelCell['head'],
  spans: Pick<LabelCell, 'rows' | 'columns'> = {},
): LabelCell => ({ text, head, ...spans })

export function tablesOf(form: ReportForm): readonly FormTable[] {
  return form.sections.flatMap((section) => (section.kind === 'table' ? [section.table] : []))
}

/** Every cell with a number, in the order of the form. */
export function cellsOf(form: ReportForm): readonly ValueCell[] {
  return tablesOf(form).flatMap((table) => table.rows.flatMap((row) => row.filter(isValue)))
}

/** All questions of the form: what fills its cells and what its relations hold together. */
export function termsOf(form: ReportForm): readonly Term[] {
  const relations = [...form.relations, ...form.warnings]
  return [
    ...cellsOf(form).flatMap((cell) => cell.terms),
    ...relations.flatMap(({ left, right }) => [...left, ...right]),
  ]
}

/** The number as the form prints it, 万元 by its text so that no division rounds it; null where nothing carries it yet. */
export function printedValue(cell: ValueCell, valueOf: ValueOf): number | null {
  if (cell.terms.length === 0) return null
  const value = sumOf(cell.terms, valueOf)
  return cell.measure === 'money' ? Number(formatWan(value)) : value
}

/** A number as text: an empty cell where nothing carries it, a sign where the form asks for one. */
export function printedText(cell: Pick<ValueCell, 'signed'>, value: number | null): string {
  if (value === null) return ''
  return cell.signed && value > 0 ? `+${value}` : String(value)
}
