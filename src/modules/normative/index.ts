import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { normativeDesk } from './desk.ts'
import { figures } from './figures.ts'
import { serveNormative } from './files.ts'
import { normativeApi } from './http.ts'
import { permissions } from './kinds.ts'
import { normativePages } from './pages.tsx'

export { closeCleanup, confirmUnit, decideItems, openCleanup } from './actions.ts'

export const normativeModule: ModuleDeclaration = {
  name: 'normative',
  permissions: Object.values(permissions),
  figures,
  api: normativeApi,
  pages: normativePages,
  resources: serveNormative,
  desk: normativeDesk,
}
