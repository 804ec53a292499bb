import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { reportsApi } from './http.ts'
import { reportsPages } from './pages.tsx'

export { computeReport, viewReport } from './compute.ts'
export { reportHtml } from './html.tsx'
export type { Report, Scope } from './contract.ts'

export function reportsModule(declared: () => Declared): ModuleDeclaration {
  return {
    name: 'reports',
    api: reportsApi(declared),
    pages: reportsPages(declared),
  }
}
