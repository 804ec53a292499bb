import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { RequestServices } from './actions.ts'
import { requestsDesk } from './desk.ts'
import { figures } from './figures.ts'
import { serveAnswerFiles } from './files.ts'
import { requestsApi } from './http.ts'
import { disclosureRequest, permissions, replyClock } from './kinds.ts'
import { applyPages } from './pages/apply.tsx'
import { statusPages } from './pages/status.tsx'
import { requestTemplates } from './papers.ts'

export {
  answer,
  close,
  deliver,
  recordPaperRequest,
  register,
  submitApplication,
  type RequestServices,
} from './actions.ts'

export function requestsModule(services: RequestServices): ModuleDeclaration {
  return {
    name: 'requests',
    permissions: Object.values(permissions),
    caseKinds: [disclosureRequest],
    clocks: [replyClock],
    figures,
    templates: requestTemplates,
    api: requestsApi(services),
    resources: (app) => serveAnswerFiles(app, services),
    pages: [...applyPages(services), ...statusPages(services)],
    desk: requestsDesk,
  }
}
