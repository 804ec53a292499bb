import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { CaseworkServices } from './cases.ts'
import { caseworkDesk } from './desk.ts'
import { assignmentRoutes, discussionRoutes, overviewRoutes } from './http/cases.ts'
import { cohandlingRoutes } from './http/cohandlings.ts'
import { viewRoutes } from './http/views.ts'
import { cohandlingClock, permissions } from './kinds.ts'

export { assign, handOver, releaseCase } from './actions/assign.ts'
export { askUnits, reply as replyToUnit } from './actions/cohandle.ts'
export { arrangeDeputy } from './actions/deputies.ts'
export { writeNote } from './actions/notes.ts'
export { saveView } from './actions/views.ts'
export type { CaseworkServices } from './cases.ts'
export { heldBy } from './store/assignments.ts'
export { handlersOf } from './present/handlers.ts'

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
