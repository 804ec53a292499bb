import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { remediesFigure } from './figures.ts'
import { reportsApi } from './http.ts'
import { remedies } from './kinds.ts'
import { reportsPages } from './pages.tsx'

export { remedies }
export { computeReport } from './compute.ts'
export { reportHtml } from './html.tsx'
export type { Report, Scope } from './contract.ts'

export function reportsModule(declared: () => Declared): ModuleDeclaration {
  return {
    name: 'reports',
    registers: [remedies],
    figures: [remediesFigure],
    api: reportsApi(declared),
    pages: reportsPages(declared),
  }
}
