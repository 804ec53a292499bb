import type { FileStore } from '#platform/files/index.ts'
import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { sheetDownloads } from './downloads.ts'
import { figures } from './figures.ts'
import { filesJobs } from './files.ts'
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
  services: { readonly publicUrl: string; readonly files: FileStore },
): ModuleDeclaration {
  return {
    name: 'siteyear',
    permissions: Object.values(permissions),
    clocks: [publicationClock],
    registers: Object.values(registers),
    figures,
    api: siteyearApi(declared, services.publicUrl),
    pages: siteyearPages,
    resources: sheetDownloads(services.files),
    jobs: filesJobs(services.files),
    desk: siteyearDesk,
  }
}
