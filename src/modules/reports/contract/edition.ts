import type { CheckedRelation } from '#kernel/figures/index.ts'
import type { Scope, TableView } from './report.ts'

/** A number in the words of a report: what it is a value of, and how it was printed on the day it was frozen. */
export interface Reference {
  /** As the writer put it: `{{3.A.7}}`, `{{requests.received applicant=natural year=-1}}`. */
  readonly token: string
  /** What the number is, in words, for who opens it. */
  readonly label: string
  readonly text: string
  /** Where its records are; null where it has no page of its own. */
  readonly address: string | null
}

export type TextPart = string | Reference

/** A line of the unit's words. Headings are those that the writer numbered: （一）, 1. … */
export interface Paragraph {
  readonly kind: 'heading' | 'paragraph'
  readonly parts: readonly TextPart[]
}

export type EditionSection =
  | {
      readonly kind: 'text'
      readonly id: string
      readonly title: string
      readonly paragraphs: readonly Paragraph[]
    }
  | {
      readonly kind: 'table'
      readonly id: string
      readonly title: string
      readonly table: TableView
      /** Missing in editions frozen before there were charts. */
      readonly charts?: readonly EditionChart[]
    }

/** A chart with all that it shows; every value is a cell of the table above it, or several added up. */
export interface EditionChart {
  readonly id: string
  readonly title: string
  /** One without a name where a bar has no parts. */
  readonly series: readonly string[]
  readonly bars: readonly {
    readonly label: string
    readonly values: readonly { readonly value: number; readonly cells: readonly string[] }[]
  }[]
}

/** One number that a restatement changed. */
export interface RestatedValue {
  readonly cell: string
  readonly label: string
  readonly before: number | null
  readonly after: number | null
}

/**
 * A report as it was frozen: all that is needed to show it for ever, whatever becomes of the records. Nothing of it is
 * altered; a later correction is an edition of its own.
 */
export interface Edition {
  readonly unit: string
  readonly unitName: string
  readonly year: number
  readonly scope: Scope
  /** The paper that gives the form. */
  readonly form: string
  /** 1 the first; each restatement one more. */
  readonly number: number
  /** The moment at which the records were counted, in UTC. */
  readonly frozenAt: string
  /** The last entry of the ledger at that moment. */
  readonly ledgerEntry: number
  readonly sections: readonly EditionSection[]
  readonly values: Readonly<Record<string, number | null>>
  readonly relations: readonly CheckedRelation[]
  readonly warnings: readonly CheckedRelation[]
  /** Of a restatement: why, and every number and text that is not as it was. */
  readonly restated: {
    readonly why: string
    readonly values: readonly RestatedValue[]
    /** The titles of the sections whose words changed. */
    readonly sections: readonly string[]
  } | null
}
