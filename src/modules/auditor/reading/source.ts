/** What a file says, whatever its format: lines of words and tables, in order. */
export interface Source {
  readonly blocks: readonly Block[]
}

export type Block = TextBlock | TableBlock

/** One or more printed lines that read on: a paragraph. */
export interface TextBlock {
  readonly kind: 'text'
  readonly text: string
  /** The number of its first line. */
  readonly line: number
  readonly page?: number
}

export interface TableBlock {
  readonly kind: 'table'
  readonly rows: readonly (readonly Cell[])[]
  readonly line: number
  readonly sheet?: string
}

export interface Cell {
  readonly text: string
  /** Lies under a cell that reaches over it: not there, which is not the same as empty. */
  readonly covered?: true
  /** B4, in a workbook. */
  readonly name?: string
}

/** Collects blocks and counts the lines of the text as it is read. */
export class SourceBuilder {
  readonly #blocks: Block[] = []
  #line = 1

  text(text: string, page?: number): void {
    if (text.trim() !== '')
      this.#blocks.push({ kind: 'text', text, line: this.#line, ...(page === undefined ? {} : { page }) })
    this.#line += text.split('\n').length
  }

  table(rows: readonly (readonly Cell[])[], sheet?: string): void {
    if (rows.length === 0) return
    this.#blocks.push({ kind: 'table', rows, line: this.#line, ...(sheet === undefined ? {} : { sheet }) })
    this.#line += rows.length
  }

  build(): Source {
    return { blocks: this.#blocks }
  }
}

/** A cell with the rows and columns that it reaches over. */
export interface SpanningCell extends Cell {
  readonly rows: number
  readonly columns: number
}

const WIDEST = 200

/** The rectangle behind cells that span: what lies under another cell is there, and covered. */
export function spread(rows: readonly (readonly SpanningCell[])[]): Cell[][] {
  const grid: Cell[][] = rows.map(() => [])
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const { rows: tall, columns: wide, ...cell } of row) {
      while (grid[y]?.[x] !== undefined) x += 1
      for (let down = 0; down < Math.min(tall, rows.length - y); down += 1)
        for (let right = 0; right < Math.min(wide, WIDEST); right += 1) {
          const line = grid[y + down]
          if (line) line[x + right] = down === 0 && right === 0 ? cell : { text: '', covered: true }
        }
      x += Math.min(wide, WIDEST)
    }
  }
  // A row that stops short leaves holes.
  return grid.map((line) => Array.from(line, (cell) => cell ?? { text: '' }))
}
