import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { figures } from './figures.ts'
import { siteyearApi } from './http.ts'
import { permissions, publicationClock } from './kinds.ts'
import { siteyearPages } from './pages.tsx'
import { siteyearDesk } from './present.ts'
import { registers } from './registers.ts'

export { fillSheet, openYear, publishSheet, submitSheet } from './actions.ts'
export { listSheets } from './store.ts'
export { registers }

export function siteyearModule(
  declared: () => Declared,
  services: { readonly publicUrl: string },
): ModuleDeclaration {
  return {
    name: 'siteyear',
    permissions: Object.values(permissions),
    clocks: [publicationClock],
    registers: Object.values(registers),
    figures,
    api: siteyearApi(declared, services.publicUrl),
    pages: siteyearPages,
    desk: siteyearDesk,
  }
}
