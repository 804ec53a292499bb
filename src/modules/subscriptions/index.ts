import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { figures } from './figures.ts'
import { subscriptionsApi } from './http.ts'
import { subscriptionJobs, type MailServices } from './jobs.ts'
import { permissions } from './kinds.ts'
import { subscriptionPages } from './pages.tsx'

export { ask, confirm } from './actions.ts'
export { deliver, invite, planDigests, type MailServices } from './jobs.ts'

export function subscriptionsModule(services: MailServices): ModuleDeclaration {
  return {
    name: 'subscriptions',
    permissions: Object.values(permissions),
    figures,
    jobs: subscriptionJobs(services),
    api: subscriptionsApi,
    pages: subscriptionPages(services.secrets),
  }
}
