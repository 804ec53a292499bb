import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { ConsultationServices } from './actions.ts'
import { consultationsDesk } from './desk.ts'
import { figures, rates } from './figures.ts'
import { consultationsApi } from './http.ts'
import { consultation, permissions, replyClock } from './kinds.ts'
import { formPages } from './pages/form.tsx'
import { receiptPage } from './pages/receipt.tsx'
import { statusPages } from './pages/status.tsx'
import { consultationSource } from './source.ts'
import { tidyJob } from './tidy.ts'

export {
  answerQuestion,
  closeQuestion,
  recordQuestion,
  referQuestion,
  submitQuestion,
  transferQuestion,
  type ConsultationServices,
} from './actions.ts'
export { givePoll } from './asker.ts'
export { consultationSource } from './source.ts'

export function consultationsModule(services: ConsultationServices): ModuleDeclaration {
  return {
    name: 'consultations',
    permissions: Object.values(permissions),
    caseKinds: [consultation],
    clocks: [replyClock],
    figures,
    rates,
    jobs: [tidyJob],
    api: consultationsApi(services),
    pages: [...formPages(services), receiptPage(services), ...statusPages(services)],
    desk: consultationsDesk,
    casebookSource: consultationSource(services),
  }
}
