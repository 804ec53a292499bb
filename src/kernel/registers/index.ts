export { defineRegister, decideRow, presentValue, type Field, type FieldKind, type Register, type RowData } from './register.ts'
export { addRow, countRows, getRow, listRows, revokeRow, type RegisterRow } from './store.ts'
