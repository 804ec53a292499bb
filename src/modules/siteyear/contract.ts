import { Type, type Static } from 'typebox'
import { choice, IdShape, PageQuery } from '#platform/http/shapes.ts'
import type { Issue } from '#platform/decision.ts'

export const SHEET_KINDS = ['work', 'supervision'] as const
export type SheetKind = (typeof SHEET_KINDS)[number]

export const STATES = ['filling', 'submitted', 'returned', 'published', 'restating'] as const
export type State = (typeof STATES)[number]

export const STEPS = ['fill', 'submit', 'return', 'publish', 'restate'] as const
export type Step = (typeof STEPS)[number]

/** What a person fills in: it is no number. */
export interface FactField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'yes_no' | 'choice'
  readonly choices?: Readonly<Record<string, string>>
  readonly required: boolean
}

const YES_NO: Readonly<Record<string, string>> = { yes: '是', no: '否' }

export function choicesOf(field: FactField): Readonly<Record<string, string>> | undefined {
  return field.kind === 'yes_no' ? YES_NO : field.choices
}

export const OpenBody = Type.Object({
  unitId: IdShape,
  year: Type.Integer({ minimum: 1900, maximum: 9999 }),
})
export type OpenBody = Static<typeof OpenBody>

export const FactsBody = Type.Object({
  facts: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 1000 })),
  /** The revision that was read before filling in. */
  basedOn: Type.Integer({ minimum: 0 }),
})
export type FactsBody = Static<typeof FactsBody>

export const ReasonBody = Type.Object({ reason: Type.String({ maxLength: 2000 }) })

export const ListQuery = Type.Object({
  ...PageQuery.properties,
  year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 9999 })),
  state: Type.Optional(choice(STATES)),
  kind: Type.Optional(choice(SHEET_KINDS)),
})
export type ListQuery = Static<typeof ListQuery>

export const stateLabels: Readonly<Record<State, string>> = {
  filling: '填报中',
  submitted: '待审核',
  returned: '已退回',
  published: '已公布',
  restating: '更正中',
}

export const kindLabels: Readonly<Record<SheetKind, string>> = {
  work: '政府网站工作年度报表',
  supervision: '政府网站监管年度报表',
}

/** A row as it is shown. A number as text; null where nothing keeps a record of it yet, or it was not filled in. */
export interface RowView {
  readonly id: string
  readonly label: string
  readonly kind: 'site' | 'fact' | 'number'
  readonly unit: string | null
  readonly value: string | null
  /** Of a number: whether something here keeps its records. */
  readonly carried: boolean
  /** Where the records behind a number are. */
  readonly address: string | null
}

export interface GroupView {
  readonly title: string
  readonly rows: readonly RowView[]
}

export interface Change {
  readonly label: string
  readonly before: string | null
  readonly after: string | null
}

/** A sheet as it was published; nothing of it is altered, a correction is an edition of its own. */
export interface SheetEdition {
  readonly kind: SheetKind
  readonly title: string
  readonly year: number
  readonly unit: { readonly code: string; readonly name: string }
  readonly site: { readonly slug: string; readonly name: string } | null
  readonly form: string
  readonly number: number
  readonly publishedAt: string
  readonly groups: readonly GroupView[]
  readonly restated: { readonly why: string; readonly changes: readonly Change[] } | null
}

export interface SheetSummary {
  readonly id: number
  readonly kind: SheetKind
  readonly year: number
  readonly unit: { readonly id: number; readonly name: string }
  readonly site: { readonly slug: string; readonly name: string } | null
  readonly state: State
  readonly stateLabel: string
  readonly dueOn: string | null
  readonly light: 'green' | 'yellow' | 'red' | 'done' | null
  readonly edition: number
}

export interface SheetView extends SheetSummary {
  readonly title: string
  readonly form: string
  readonly groups: readonly GroupView[]
  readonly fields: readonly (FactField & { readonly value: string })[]
  readonly revision: number
  readonly problems: readonly Issue[]
  readonly returnedBecause: string
  readonly restatingBecause: string
  readonly editions: readonly {
    readonly number: number
    readonly publishedAt: string
    readonly why: string | null
  }[]
  readonly address: string | null
  readonly may: Readonly<Record<Step, boolean>>
}
