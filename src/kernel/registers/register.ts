import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { parseCivilDate } from '#platform/dates.ts'
import type { Permission } from '#kernel/identity/index.ts'

export type FieldKind =
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'date' }
  /** Integer fen in the record, yuan on the form. */
  | { readonly type: 'money' }
  | { readonly type: 'choice'; readonly choices: Readonly<Record<string, string>> }

/** One column of a register, as the form prints it. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  readonly required: boolean
}

/** A register (台账): rows of one declared shape that must be public. */
export interface Register {
  readonly name: string
  readonly label: string
  readonly cites: string
  /** What the row's own date is called: 决定日期, 收费日期. */
  readonly dateLabel: string
  readonly fields: readonly Field[]
  readonly enter: Permission
}

export type RowData = Readonly<Record<string, string | number>>

export function defineRegister(register: Register): Register {
  if (register.cites === '') throw new Error(`the register ${register.name} cites no article`)
  const names = register.fields.map((field) => field.name)
  if (new Set(names).size !== names.length) throw new Error(`the register ${register.name} names a field twice`)
  return register
}

/** Checks a row against its declaration: every problem at once, unknown fields included. Money is in fen. */
export function decideRow(register: Register, input: Readonly<Record<string, unknown>>): Decision<RowData> {
  const issues: Issue[] = []
  const data: Record<string, string | number> = {}
  for (const name of Object.keys(input)) {
    if (!register.fields.some((field) => field.name === name)) issues.push(issue(name, 'unknown_field'))
  }
  for (const field of register.fields) {
    const value = input[field.name]
    if (value === undefined || value === null || value === '') {
      if (field.required) issues.push(issue(field.name, 'required'))
      continue
    }
    const problem = problemOf(field.kind, value)
    if (problem) issues.push(issue(field.name, problem.code, problem.params))
    else data[field.name] = value as string | number
  }
  return decide(issues, data)
}

function problemOf(kind: FieldKind, value: unknown): Omit<Issue, 'field'> | undefined {
  switch (kind.type) {
    case 'text':
      if (typeof value !== 'string') return { code: 'not_text' }
      return value.length > kind.maxLength ? { code: 'too_long', params: { max: kind.maxLength } } : undefined
    case 'date':
      return typeof value === 'string' && parseCivilDate(value) !== undefined ? undefined : { code: 'not_a_date' }
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? undefined : { code: 'not_an_amount' }
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(kind.choices, value) ? undefined : { code: 'not_a_choice' }
  }
}

/** A value as the public reads it. */
export function presentValue(field: Field, value: string | number | undefined): string {
  if (value === undefined) return ''
  switch (field.kind.type) {
    case 'money':
      return (Number(value) / 100).toFixed(2)
    case 'choice':
      return field.kind.choices[String(value)] ?? String(value)
    case 'text':
    case 'date':
      return String(value)
  }
}
