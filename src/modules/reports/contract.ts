import { Type, type Static } from 'typebox'
import { choice, PageQuery, type PageOf } from '#platform/http/shapes.ts'

export const SCOPES = ['own', 'consolidated'] as const
/** The unit alone, or with all below it. */
export type Scope = (typeof SCOPES)[number]

export const ReportQuery = Type.Object({ scope: Type.Optional(choice(SCOPES)) })
export type ReportQuery = Static<typeof ReportQuery>
export const CellQuery = Type.Intersect([PageQuery, ReportQuery])
export type CellQuery = Static<typeof CellQuery>

export interface ReportBlock {
  readonly id: string
  readonly heading: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly id: string; readonly label: string; readonly cells: readonly number[] }[]
}

/** A relation of the form with both sides as they were computed. */
export interface CheckedRelation {
  readonly name: string
  readonly label: string
  readonly left: number
  readonly right: number
  readonly holds: boolean
}

export interface Report {
  /** The unit's code. */
  readonly unit: string
  readonly unitName: string
  readonly year: number
  readonly scope: Scope
  /** The paper that gives the form. */
  readonly format: string
  /** The day on which it was computed. */
  readonly asOf: string
  /** False while the year still runs. */
  readonly complete: boolean
  readonly tables: {
    /** Amounts of money in 万元. */
    readonly 2: { readonly title: string; readonly blocks: readonly ReportBlock[] }
    readonly 3: {
      readonly title: string
      readonly columns: readonly string[]
      readonly rows: readonly {
        readonly id: string
        readonly label: string
        readonly cells: readonly number[]
      }[]
    }
    readonly 4: {
      readonly title: string
      readonly groups: readonly {
        readonly id: string
        readonly label: string
        readonly columns: readonly string[]
        readonly cells: readonly number[]
      }[]
    }
  }
  readonly relations: readonly CheckedRelation[]
  /** Relations that need not hold, where records were put in order. */
  readonly warnings: readonly CheckedRelation[]
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
