import type { TableCell, TableView } from '../contract/report.ts'

/** A cell at its place in the grid. */
export interface PlacedCell {
  readonly cell: TableCell
  readonly column: number
  readonly columns: number
  readonly rows: number
}

export interface Grid {
  readonly headRows: number
  readonly rows: readonly (readonly PlacedCell[])[]
  /** How wide each column is, as a share of all. */
  readonly widths: readonly number[]
}

/** A table laid out: each cell at its column, what reaches down from above counted in. */
export function gridOf(table: TableView): Grid {
  const reaching: number[] = []
  const rows = [...table.head, ...table.rows].map((row) => {
    let column = 0
    const placed = row.map((cell): PlacedCell => {
      while ((reaching[column] ?? 0) > 0) column += 1
      const columns = cell.columns ?? 1
      const span = 'cell' in cell ? 1 : (cell.rows ?? 1)
      const at = { cell, column, columns, rows: span }
      for (let of = column; of < column + columns; of += 1) reaching[of] = span
      column += columns
      return at
    })
    for (const [index, left] of reaching.entries()) reaching[index] = Math.max(0, left - 1)
    return placed
  })
  return { headRows: table.head.length, rows, widths: widthsOf(rows, reaching.length, table.head.length) }
}

/** Characters that a column of labels should hold on a line, against one column of numbers. */
const CHARACTERS = 6
const NARROWEST_LABEL = 1.2
const WIDEST_LABEL = 6

/** Numbers take one part each, labels as many as they need; what only groups others is written over several lines. */
function widthsOf(rows: Grid['rows'], count: number, headRows: number): number[] {
  const weights = Array.from({ length: count }, (_, column) => {
    const own = rows
      .slice(headRows)
      .flatMap((row) => row.filter((one) => one.column === column && one.columns === 1))
    if (own.length === 0 || own.some(({ cell }) => 'cell' in cell)) return 1
    const longest = Math.max(
      ...own.map(({ cell, rows: down }) => ('cell' in cell || down > 1 ? 0 : Array.from(cell.text).length)),
    )
    return longest <= 2 && own.every(({ rows: down }) => down === 1)
      ? 1
      : Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, longest / CHARACTERS))
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / all)
}

/** What is printed in a cell. */
export function textOf(cell: TableCell): string {
  if (!('cell' in cell)) return cell.text
  if (cell.value === null) return ''
  return cell.signed && cell.value > 0 ? `+${cell.value}` : String(cell.value)
}

/** Labels of rows begin at the left, as the forms print them; everything else stands in the middle. */
export function standsLeft({ cell, column, rows }: PlacedCell, table: TableView): boolean {
  return !('cell' in cell) && cell.head === 'row' && rows === 1 && (column > 0 || table.id !== '2')
}

/** Whether the head stands for every row; a table of blocks has a head for each of them. */
export function headRepeats(table: TableView): boolean {
  return !table.rows.some((row) => row.some((cell) => 'text' in cell && (cell.head ?? '').startsWith('col')))
}

/** Points of type that let so many columns fit the page. */
export const typeFor = ({ widths }: Grid): number => (widths.length > 7 ? 9 : 10.5)
