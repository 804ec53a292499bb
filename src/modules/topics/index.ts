import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { topicsDesk } from './desk.ts'
import { figures } from './figures.ts'
import { topicsApi } from './http.ts'
import { permissions, reportClock } from './kinds.ts'
import { topicsPages } from './pages.tsx'

export { addItem, arrangeSections, closeTopic, importItems, openTopic, reportProgress } from './actions.ts'

export const topicsModule: ModuleDeclaration = {
  name: 'topics',
  permissions: Object.values(permissions),
  clocks: [reportClock],
  figures,
  api: topicsApi,
  pages: topicsPages,
  desk: topicsDesk,
}
