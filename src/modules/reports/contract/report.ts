import { Type, type Static } from 'typebox'
import { choice, PageQuery, type PageOf } from '#platform/http/shapes.ts'
import type { CheckedRelation } from '#kernel/figures/index.ts'

export const SCOPES = ['own', 'consolidated'] as const
/** The unit alone, or with all below it. */
export type Scope = (typeof SCOPES)[number]

export const ReportQuery = Type.Object({ scope: Type.Optional(choice(SCOPES)) })
export type ReportQuery = Static<typeof ReportQuery>
export const CellQuery = Type.Intersect([PageQuery, ReportQuery])
export type CellQuery = Static<typeof CellQuery>

/** A table as it is printed: cells with words, and cells with a number. */
export interface TableView {
  readonly id: string
  readonly title: string
  readonly head: readonly (readonly TableCell[])[]
  readonly rows: readonly (readonly TableCell[])[]
}

export type TableCell =
  | {
      readonly text: string
      /** What it is the head of; missing where it only says something, and in what was frozen before this was kept. */
      readonly head?: 'row' | 'col' | 'rowgroup' | 'colgroup'
      readonly rows?: number
      readonly columns?: number
    }
  | {
      /** Table, row and column: `3.C3.4.2`. */
      readonly cell: string
      readonly label: string
      /** Null: no capability carries it yet. Money in 万元. */
      readonly value: number | null
      /** Printed with its sign. */
      readonly signed?: true
      readonly columns?: number
    }

/** The numbers of a unit's report for a year. */
export interface Report {
  /** The unit's code. */
  readonly unit: string
  readonly unitName: string
  readonly year: number
  readonly scope: Scope
  /** The paper that gives the form. */
  readonly form: string
  /** The day on which it was computed. */
  readonly asOf: string
  /** False while the year still runs. */
  readonly complete: boolean
  /** By the id of the cell; null where no capability carries the number yet, money in 万元. */
  readonly values: Readonly<Record<string, number | null>>
  readonly relations: readonly CheckedRelation[]
  /** Relations that need not hold, where records were put in order. */
  readonly warnings: readonly CheckedRelation[]
}

export interface ReportView extends Report {
  readonly tables: readonly TableView[]
}

export interface CellRecord {
  readonly record: string
  readonly label: string
  readonly unit: { readonly id: number; readonly name: string }
  readonly on: string
  /** One for what is counted by pieces, fen for money. */
  readonly amount: number
  /** Where the public can see it, if anywhere. */
  readonly address: string | null
}

export interface CellRecords extends PageOf<CellRecord> {
  readonly cell: string
  readonly label: string
  /** What the table prints. */
  readonly value: number
  readonly measure: 'count' | 'money'
}
