import type { PrintedCell, PrintedTable } from './paper.ts'

/** A cell at its place in the grid. */
export interface PlacedCell {
  readonly cell: PrintedCell
  readonly column: number
  readonly columns: number
  readonly rows: number
  /** Whether its words begin at the left. */
  readonly left: boolean
}

export interface Grid {
  readonly headRows: number
  readonly rows: readonly (readonly PlacedCell[])[]
  /** How wide each column is, as a share of all. */
  readonly widths: readonly number[]
  /** Whether the head stands for every row, on each page anew; a table of blocks has a head for each of them. */
  readonly headRepeats: boolean
  /** Points of type that let so many columns fit the page. */
  readonly type: number
}

/** From so many columns the type is smaller. */
const MANY = 8
const TYPE = 10.5
const SMALL_TYPE = 9

/** A table laid out: each cell at its column, what reaches down from above counted in. */
export function gridOf(table: PrintedTable): Grid {
  const reaching: number[] = []
  const rows = [...table.head, ...table.rows].map((row) => {
    let column = 0
    const placed = row.map((cell): PlacedCell => {
      while ((reaching[column] ?? 0) > 0) column += 1
      const [columns, down] = [cell.columns ?? 1, cell.rows ?? 1]
      const left = table.labelsLeft && cell.head === 'row' && down === 1
      const at = { cell, column, columns, rows: down, left }
      for (let of = column; of < column + columns; of += 1) reaching[of] = down
      column += columns
      return at
    })
    for (const [index, still] of reaching.entries()) reaching[index] = Math.max(0, still - 1)
    return placed
  })
  return {
    headRows: table.head.length,
    rows,
    widths: widthsOf(rows.slice(table.head.length), reaching.length),
    headRepeats: !table.rows.some((row) => row.some((cell) => (cell.head ?? '').startsWith('col'))),
    type: reaching.length >= MANY ? SMALL_TYPE : TYPE,
  }
}

/** Characters that a column of labels should hold on a line, against one column of numbers. */
const CHARACTERS = 6
const NARROWEST_LABEL = 1.2
const WIDEST_LABEL = 6

/** Values take one part each, labels as many as they need; what only groups others is written over several lines. */
function widthsOf(body: Grid['rows'], count: number): number[] {
  const weights = Array.from({ length: count }, (_, column) => {
    const own = body.flatMap((row) => row.filter((one) => one.column === column && one.columns === 1))
    if (own.length === 0 || own.some(({ cell }) => cell.value)) return 1
    const longest = Math.max(...own.map(({ cell, rows }) => (rows > 1 ? 0 : Array.from(cell.text).length)))
    return longest <= 2 && own.every(({ rows }) => rows === 1)
      ? 1
      : Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, longest / CHARACTERS))
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / all)
}
