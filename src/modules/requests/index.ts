import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { RequestServices } from './actions/step.ts'
import { requestSource } from './casebook-source.ts'
import { requestsDesk } from './desk.ts'
import { figures, rates } from './figures.ts'
import { serveAnswerFiles } from './files.ts'
import { requestsApi } from './http/index.ts'
import { requestJobs, tellHandlers } from './jobs.ts'
import { redoClock, replyClock } from './kinds/clocks.ts'
import { permissions } from './kinds/permissions.ts'
import { disclosureRequest } from './kinds/procedure.ts'
import { applyPages } from './pages/apply.tsx'
import { serveSuggestions } from './pages/apply/suggestions.tsx'
import { registerPages, serveRegister } from './pages/register.tsx'
import { statusPages } from './pages/status.tsx'
import { requestTemplates } from './papers/notices.ts'

export { abandon, askCorrection, receiveCorrection } from './actions/correction.ts'
export { answerAtOnce, attachAnswerFile, deliver, propose, sendBack, sign } from './actions/answer.ts'
export { askReasons, delay, passReasons, receiveReasons } from './actions/excessive.ts'
export { close, correctOutcome, recordWithdrawal, redo } from './actions/ending.ts'
export { importRequests, type RequestsImport, type RequestsImported } from './actions/import.ts'
export { recordPaperRequest, submitApplication } from './actions/intake.ts'
export { charge, extend, lapse, pay } from './actions/limits.ts'
export { consult, recordOpinion } from './actions/opinions.ts'
export { discard, register, transfer } from './actions/registration.ts'
export type { RequestServices } from './actions/step.ts'
export { disclosureRequest } from './kinds/procedure.ts'
export type { ImportedRequest } from './rules/import.ts'
export { isRegisterShown } from './store/policy.ts'
export { listOpinions } from './store/steps.ts'

export function requestsModule(services: RequestServices): ModuleDeclaration {
  return {
    name: 'requests',
    permissions: Object.values(permissions),
    caseKinds: [disclosureRequest],
    clocks: [replyClock, redoClock],
    figures,
    rates,
    templates: requestTemplates,
    jobs: requestJobs,
    onClocks: tellHandlers,
    api: requestsApi(services),
    resources(app) {
      serveAnswerFiles(app, services)
      serveRegister(app)
      serveSuggestions(app)
    },
    pages: [...applyPages(services), ...statusPages(services), ...registerPages],
    desk: requestsDesk,
    casebookSource: requestSource(services),
  }
}
