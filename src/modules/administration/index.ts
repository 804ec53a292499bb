import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { administrationApi, type AdministrationServices } from './http.ts'
import { permissions } from './kinds.ts'

export { setUpToken } from './actions.ts'
export { presentWorkdays } from './http.ts'
export { countStaff } from './store.ts'

export function administrationModule(services: AdministrationServices): ModuleDeclaration {
  return { name: 'administration', permissions: Object.values(permissions), api: administrationApi(services) }
}
