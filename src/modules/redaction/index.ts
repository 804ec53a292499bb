import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { RedactionServices } from './actions.ts'
import { redactionApi } from './http.ts'
import { permissions } from './kinds.ts'

export type { RedactionServices } from './actions.ts'
export { caseAccess, type SubjectAccess } from './access.ts'

export function redactionModule(services: RedactionServices): ModuleDeclaration {
  return { name: 'redaction', permissions: Object.values(permissions), api: redactionApi(services) }
}
