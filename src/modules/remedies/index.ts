import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { clocks } from './clocks.ts'
import { figures } from './figures.ts'
import { remediesDesk } from './desk.ts'
import { remediesApi } from './http.ts'
import { permissions, remedyKinds } from './kinds.ts'
import type { RemedyServices } from './actions/opening.ts'

export { openRemedy, type RemedyServices } from './actions/opening.ts'
export { addInstance, annul, enterDecision, remand, reply } from './actions/steps.ts'
export { openRemedies } from './rules/open.ts'
export { carryOut, correctResult, openRedoOrders, redoDone, type OpenOrder } from './actions/orders.ts'

export function remediesModule(services: RemedyServices): ModuleDeclaration {
  return {
    name: 'remedies',
    permissions: Object.values(permissions),
    caseKinds: remedyKinds.map((one) => one.kind),
    clocks,
    figures,
    api: remediesApi(services),
    desk: remediesDesk,
  }
}
