import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { ConsultationServices } from './actions.ts'
import { consultationsDesk } from './desk.ts'
import { figures } from './figures.ts'
import { consultation, permissions, replyClock } from './kinds.ts'
import { consultationSource } from './source.ts'
import { tidyJob } from './tidy.ts'

export {
  amendAnswer,
  answerQuestion,
  closeQuestion,
  recordQuestion,
  referQuestion,
  submitQuestion,
  transferQuestion,
  type ConsultationServices,
} from './actions.ts'
export { givePoll } from './asker.ts'

export function consultationsModule(services: ConsultationServices): ModuleDeclaration {
  return {
    name: 'consultations',
    permissions: Object.values(permissions),
    caseKinds: [consultation],
    clocks: [replyClock],
    figures,
    jobs: [tidyJob],
    desk: consultationsDesk,
    casebookSource: consultationSource(services),
  }
}
