import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { messagesApi, type MessageApiServices } from './http.ts'
import { messageJobs, type SendingServices } from './jobs.ts'
import { permissions } from './kinds.ts'

export { tell, type Told } from './actions.ts'
export { notifyStaff, type Notice } from './notices.ts'

/** Messages to people outside and notices to staff, all by one outbox. */
export function messagesModule(services: SendingServices & MessageApiServices): ModuleDeclaration {
  return {
    name: 'messages',
    permissions: Object.values(permissions),
    jobs: messageJobs(services),
    api: messagesApi(services),
  }
}
