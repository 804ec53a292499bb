import { type Term } from '#kernel/figures/index.ts'
import { label, type FormTable, type GridCell, type LabelCell, type ValueCell } from './form.ts'

// 二、主动公开政府信息情况: blocks of rows, each block with its own heads, one under the other in one table.

export interface ContentRow {
  readonly id: string
  readonly label: string
  /** One for each head of the block; an empty one where nothing carries the number yet. */
  readonly cells: readonly (readonly Term[])[]
}

export interface ContentBlock {
  readonly heading: string
  readonly columns: readonly { readonly label: string; readonly money?: true; readonly signed?: true }[]
  readonly rows: readonly ContentRow[]
}

const CONTENT = '信息内容'

function headsOf(block: ContentBlock, width: number): LabelCell[][] {
  const span = width / block.columns.length
  return [
    [label(block.heading, 'colgroup', { columns: width + 1 })],
    [
      label(CONTENT, 'col'),
      ...block.columns.map((column) =>
        span > 1 ? label(column.label, 'colgroup', { columns: span }) : label(column.label, 'col'),
      ),
    ],
  ]
}

function rowOf(block: ContentBlock, row: ContentRow, width: number): GridCell[] {
  const span = width / block.columns.length
  return [
    label(row.label, 'row'),
    ...block.columns.map((column, index): ValueCell => ({
      id: `2.${row.id}.${index + 1}`,
      label: `${row.label}：${column.label}`,
      terms: row.cells[index] ?? [],
      measure: column.money ? 'money' : 'count',
      ...(column.signed ? { signed: true } : {}),
      ...(span > 1 ? { columns: span } : {}),
    })),
  ]
}

/** Every block is as wide as the table: the number of its heads divides `width`. */
export function contentTable(blocks: readonly ContentBlock[], width: number): FormTable {
  const [first, ...others] = blocks
  if (!first) throw new Error('the table of what was published has no block')
  return {
    id: '2',
    title: '主动公开政府信息情况',
    columns: width + 1,
    head: headsOf(first, width),
    rows: [
      ...first.rows.map((row) => rowOf(first, row, width)),
      ...others.flatMap((block) => [
        ...headsOf(block, width),
        ...block.rows.map((row) => rowOf(block, row, width)),
      ]),
    ],
  }
}
