import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { casebookDesk } from './desk.ts'
import { permissions } from './kinds.ts'

export {
  checkEntry,
  createEntry,
  editEntry,
  justifyMark,
  nominateCase,
  publishEntry,
  returnEntry,
  withdrawEntry,
} from './actions.ts'
export { withoutPersonal } from './anonymise.ts'
export { findAnswers, type FoundAnswer } from './shown.ts'
export type { Sources } from './sources.ts'

export function casebookModule(): ModuleDeclaration {
  return { name: 'casebook', permissions: Object.values(permissions), desk: casebookDesk }
}
