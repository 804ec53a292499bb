export { registerPermissions } from './permissions.ts'
export {
  decideRow,
  defineRegister,
  presentValue,
  type Field,
  type FieldKind,
  type Register,
  type RowData,
} from './register.ts'
export {
  addPastRows,
  addRow,
  countRows,
  findRow,
  getRow,
  listRows,
  readRows,
  revokeRow,
  type PastRow,
  type RegisterRow,
} from './store.ts'
