import type { FieldView, RowView } from '../contract.ts'

/** 1234.50 of whole fen, with separators; no floating point on the way. */
function yuanOf(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`
}

/** Whole fen of 1,234.5; undefined where it is no amount of money. */
export function fenOf(yuan: string): number | undefined {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan.replace(/[,，\s]/g, ''))
  if (!parts) return undefined
  return Number(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`)
}

/** A field of a row as it is read. */
export function valueText(field: FieldView, row: RowView): string {
  const value = row.data[field.name]
  if (value === undefined || value === '') return ''
  if (field.type === 'money' && typeof value === 'number') return yuanOf(value)
  if (field.type === 'choice')
    return field.choices?.find((choice) => choice.value === value)?.label ?? String(value)
  return String(value)
}
