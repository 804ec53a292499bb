import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { displaysApi } from './http.ts'
import { permissions } from './kinds.ts'
import { kioskPages } from './kiosk.tsx'
import { screenPage } from './screen.tsx'

export { arrangeDisplays } from './actions.ts'

/** Touch terminals in service halls and unattended boards, fed by the columns of a site. */
export const displaysModule: ModuleDeclaration = {
  name: 'displays',
  permissions: Object.values(permissions),
  api: displaysApi,
  pages: [...kioskPages, screenPage],
}
