import type { FileStore } from '#platform/files/index.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { checkingDesk } from './desk.ts'
import { checkingApi } from './http.ts'
import { permissions } from './kinds.ts'
import { patrolJob } from './patrol.ts'

export { checkAhead, gate, readCheck } from './actions.ts'
export { maskHtml, maskText } from './check.ts'
export { findPersonalData, type PersonalData } from './detect.ts'
export { putRight, readLexicon } from './lexicon.ts'
export { importWords } from './lexicon-actions.ts'
export { patrol } from './patrol.ts'

export function checkingModule(services: { readonly files: FileStore }): ModuleDeclaration {
  return {
    name: 'checking',
    permissions: Object.values(permissions),
    api: checkingApi(services.files),
    jobs: [patrolJob(services.files)],
    desk: checkingDesk,
  }
}
