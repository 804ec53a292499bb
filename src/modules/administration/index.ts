import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { watchClocksJob } from './clocks.ts'
import { administrationApi, type AdministrationServices } from './http.ts'
import { permissions } from './kinds.ts'

export { setUpToken } from './actions.ts'
export { loadHolidayNotice } from './clocks.ts'
export { presentWorkdays } from './http.ts'
export { countStaff } from './store.ts'

export function administrationModule(
  services: AdministrationServices & { readonly declared: () => Declared },
): ModuleDeclaration {
  return {
    name: 'administration',
    permissions: Object.values(permissions),
    api: administrationApi(services),
    jobs: [watchClocksJob(services.declared)],
  }
}
