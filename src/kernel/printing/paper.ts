import type { Bars } from '#platform/charts/bars.ts'

/** What a public paper of words and tables says, before it is set: the same for PDF and for Word. */
export interface PrintedPaper {
  /** In the lines in which it is printed. */
  readonly title: readonly string[]
  readonly author: string
  /** Below the title. */
  readonly date: string
  /** Of a corrected edition: why, each number that changed, and what else did. */
  readonly corrected: {
    readonly why: string
    readonly rows: readonly (readonly [label: string, before: string, after: string])[]
    readonly more: string
  } | null
  readonly sections: readonly PrintedSection[]
  /** In small type at the end. */
  readonly note: string
}

export interface PrintedSection {
  /** With its number; a paper of one table has none. */
  readonly title: string | null
  readonly lines: readonly { readonly heading: boolean; readonly text: string }[]
  readonly table: PrintedTable | null
  readonly charts: readonly { readonly title: string; readonly bars: Bars }[]
}

export interface PrintedTable {
  readonly head: readonly (readonly PrintedCell[])[]
  readonly rows: readonly (readonly PrintedCell[])[]
  /** Labels of rows begin at the left; else they stand in the middle like everything else. */
  readonly labelsLeft: boolean
}

export interface PrintedCell {
  readonly text: string
  readonly head?: 'row' | 'col' | 'rowgroup' | 'colgroup'
  readonly columns?: number
  readonly rows?: number
  /** What the column is for, where labels need more room than numbers. */
  readonly value?: true
}
