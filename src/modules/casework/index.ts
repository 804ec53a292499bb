import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { CaseworkServices } from './cases.ts'
import { caseworkDesk } from './desk.ts'
import { assignmentRoutes, discussionRoutes, overviewRoutes } from './http/cases.ts'
import { cohandlingRoutes } from './http/cohandlings.ts'
import { viewRoutes } from './http/views.ts'
import { cohandlingClock, permissions } from './kinds.ts'

export { releaseCase } from './actions/assign.ts'

/** What every kind of case needs around its procedure; it is told the kinds when they are all declared. */
export function caseworkModule(services: CaseworkServices): ModuleDeclaration {
  return {
    name: 'casework',
    permissions: Object.values(permissions),
    clocks: [cohandlingClock],
    api(app) {
      assignmentRoutes(app, services)
      discussionRoutes(app, services)
      cohandlingRoutes(app, services)
      overviewRoutes(app, services)
      viewRoutes(app)
    },
    desk: caseworkDesk,
  }
}
