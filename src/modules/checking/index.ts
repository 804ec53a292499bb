import type { FileStore } from '#platform/files/index.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { checkingApi } from './http.ts'
import { permissions } from './kinds.ts'

export { checkAhead, gate, readCheck } from './actions.ts'
export { maskHtml, maskText } from './check.ts'

export function checkingModule(services: { readonly files: FileStore }): ModuleDeclaration {
  return { name: 'checking', permissions: Object.values(permissions), api: checkingApi(services.files) }
}
