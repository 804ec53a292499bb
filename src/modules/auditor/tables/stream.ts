import { foldEven } from '../grammar/fold.ts'
import type { Source } from '../reading/index.ts'

/** Between two cells of a table, and at the end of its row. */
export const CELL = '\ue001'
export const ROW = '\ue002'

/** A place in a file: a block, and in it an offset or a cell. */
export interface Spot {
  readonly block: number
  readonly start: number
  readonly cell?: { readonly row: number; readonly column: number }
}

/**
 * A report from its first word to its last in one folded string, tables with marks between their cells: the form of a
 * report is looked for here, so that it is found whether its tables are tables or were flattened by copying.
 */
export interface Stream {
  readonly text: string
  spotAt(offset: number): Spot
  /** Where a block begins. */
  startOf(block: number): number
}

export function streamOf(source: Source): Stream {
  const starts: number[] = []
  const spots: Spot[] = []
  const blocks: number[] = []
  let text = ''
  const add = (part: string, spot: Spot, end: string) => {
    starts.push(text.length)
    spots.push(spot)
    text += part + end
  }
  for (const [block, one] of source.blocks.entries()) {
    blocks.push(text.length)
    if (one.kind === 'text') add(foldEven(one.text), { block, start: 0 }, '\n')
    else
      for (const [row, cells] of one.rows.entries()) {
        const seen = cells.map((cell, column) => ({ cell, column })).filter(({ cell }) => !cell.covered)
        for (const [index, { cell, column }] of seen.entries())
          add(
            foldEven(cell.text).replace(/[\ue001\ue002]/g, ' '),
            { block, start: 0, cell: { row, column } },
            index === seen.length - 1 ? ROW : CELL,
          )
      }
  }
  return {
    text,
    startOf: (block) => blocks[block] ?? text.length,
    spotAt(offset) {
      let [low, high] = [0, starts.length - 1]
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if ((starts[middle] ?? 0) <= offset) low = middle
        else high = middle - 1
      }
      const spot = spots[low]
      if (!spot) throw new Error('an empty stream has no places')
      return spot.cell ? spot : { ...spot, start: offset - (starts[low] ?? 0) }
    },
  }
}
