import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { parseCivilDate, type CivilDate } from '#platform/dates.ts'
import { formatYuan } from '#platform/money.ts'
import type { Permission } from '#kernel/identity/index.ts'
import { checkCreditCode, holdsCitizenId } from '#kernel/organisation/index.ts'

export type FieldKind =
  /** `check` names the standard whose form and check characters the text must have. */
  | { readonly type: 'text'; readonly maxLength: number; readonly check?: 'credit_code' }
  | { readonly type: 'date' }
  /** Integer fen in the record, yuan on the form. */
  | { readonly type: 'money' }
  /** A whole number: questions answered, minutes. */
  | { readonly type: 'count' }
  /** An address of the web that the public follows. */
  | { readonly type: 'link' }
  /** The number of a public document; that it is public is asked where the row is entered. */
  | { readonly type: 'document' }
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
  /** What must hold between a row's fields and its own date, beyond each field by itself. */
  readonly rule?: (data: RowData, occurredOn: CivilDate, today: CivilDate) => readonly Issue[]
}

export type RowData = Readonly<Record<string, string | number>>

export function defineRegister(register: Register): Register {
  if (register.cites === '') throw new Error(`the register ${register.name} cites no article`)
  const names = register.fields.map((field) => field.name)
  if (new Set(names).size !== names.length)
    throw new Error(`the register ${register.name} names a field twice`)
  return register
}

/**
 * Checks a row against its declaration: every problem at once, unknown fields included, and a day that has come.
 * Money is in fen. A citizen's identity number stops it, for the row will be public.
 */
export function decideRow(
  register: Register,
  input: Readonly<Record<string, unknown>>,
  occurredOn: CivilDate,
  today: CivilDate,
): Decision<RowData> {
  const issues: Issue[] = []
  const data: Record<string, string | number> = {}
  if (occurredOn > today) issues.push(issue('occurredOn', 'in_the_future'))
  for (const name of Object.keys(input)) {
    if (!register.fields.some((field) => field.name === name)) issues.push(issue(name, 'unknown_field'))
  }
  for (const field of register.fields) {
    const given = input[field.name]
    const value = typeof given === 'string' ? given.trim() : given
    if (value === undefined || value === null || value === '') {
      if (field.required) issues.push(issue(field.name, 'required'))
      continue
    }
    const read = readValue(field.kind, value)
    if (typeof read === 'object') issues.push(issue(field.name, read.code, read.params))
    else data[field.name] = read
  }
  if (issues.length === 0) issues.push(...(register.rule?.(data, occurredOn, today) ?? []))
  return decide(issues, data)
}

const LONGEST_LINK = 500

/** The value as it is stored, or what is wrong with it. */
function readValue(kind: FieldKind, value: unknown): string | number | Omit<Issue, 'field'> {
  switch (kind.type) {
    case 'text':
      if (typeof value !== 'string') return { code: 'not_text' }
      if (value.length > kind.maxLength) return { code: 'too_long', params: { max: kind.maxLength } }
      if (kind.check === 'credit_code') {
        const checked = checkCreditCode(value)
        return checked.ok ? checked.code : { code: 'credit_code', params: { problem: checked.problem } }
      }
      return holdsCitizenId(value) ? { code: 'citizen_id_in_text' } : value
    case 'date':
      return typeof value === 'string' && parseCivilDate(value) !== undefined ? value : { code: 'not_a_date' }
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
        ? value
        : { code: 'not_an_amount' }
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
        ? value
        : { code: 'not_a_number' }
    case 'link':
      if (typeof value !== 'string' || !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(value))
        return { code: 'not_a_link' }
      return value.length > LONGEST_LINK ? { code: 'too_long', params: { max: LONGEST_LINK } } : value
    case 'document':
      return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
        ? value
        : { code: 'document_not_public' }
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(kind.choices, value)
        ? value
        : { code: 'not_a_choice' }
  }
}

/** A value as the public reads it. */
export function presentValue(field: Field, value: string | number | undefined): string {
  if (value === undefined) return ''
  switch (field.kind.type) {
    case 'money':
      return formatYuan(Number(value))
    case 'choice':
      return field.kind.choices[String(value)] ?? String(value)
    case 'text':
    case 'date':
    case 'count':
    case 'link':
    case 'document':
      return String(value)
  }
}
