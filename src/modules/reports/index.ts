import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { reportsApi } from './http.ts'
import { reportsPages } from './pages.tsx'

// The forms as data: what holds printed reports against the form needs no second copy of its labels and relations.
export {
  cellsOf,
  form2008,
  form2014,
  form2019,
  form2021,
  isValue,
  tablesOf,
  type LabelCell,
  type ReportForm,
  type ValueCell,
} from './forms/index.ts'
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
