import type { Field, Register, RegisterRow, RowData } from '#kernel/registers/index.ts'
import type { FieldView, RegisterView, RowView } from './contract.ts'

export function presentRegister(register: Register): RegisterView {
  return {
    name: register.name,
    label: register.label,
    cites: register.cites,
    dateLabel: register.dateLabel,
    fields: register.fields.map(presentField),
  }
}

function presentField(field: Field): FieldView {
  const base = { name: field.name, label: field.label, required: field.required, type: field.kind.type }
  if (field.kind.type === 'text') return { ...base, maxLength: field.kind.maxLength }
  if (field.kind.type !== 'choice') return base
  return { ...base, choices: Object.entries(field.kind.choices).map(([value, label]) => ({ value, label })) }
}

export function presentRow(row: RegisterRow, unitName: string): RowView {
  return {
    id: row.id,
    unit: { id: row.unit_id, name: unitName },
    occurredOn: row.occurred_on,
    data: dataOf(row),
  }
}

/** The row's data, which `decideRow` has checked before it was written. */
export function dataOf(row: RegisterRow): RowData {
  return row.data as unknown as RowData
}
