import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { casebookDesk } from './desk.ts'
import { casebookApi, type CasebookServices } from './http.ts'
import { permissions } from './kinds.ts'
import { casePages } from './pages/cases.tsx'
import { entryPages } from './pages/entry.tsx'
import { questionsPage } from './pages/questions.tsx'
import { serveCasebook } from './public.ts'

export { checkEntry, createEntry, editEntry, nominateCase, publishEntry } from './actions.ts'
export { withoutPersonal } from './anonymise.ts'
export { findAnswers, findEntries, type FoundAnswer } from './shown.ts'
export type { Sources } from './sources.ts'

export function casebookModule(services: CasebookServices): ModuleDeclaration {
  return {
    name: 'casebook',
    permissions: Object.values(permissions),
    api: casebookApi(services),
    resources: (app) => serveCasebook(app, services),
    pages: [questionsPage, ...casePages, ...entryPages],
    desk: casebookDesk,
  }
}
