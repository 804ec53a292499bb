import type { FileStore } from '#platform/files/index.ts'
import type { Declared, ModuleDeclaration } from '#kernel/declaration/index.ts'
import { compareJob, compareNightly } from './compare-jobs.ts'
import { reportsDesk } from './desk.ts'
import { editionDownloads } from './downloads.ts'
import { filesJobs } from './files.ts'
import { reportsApi } from './http.ts'
import { permissions, publicationClock, submissionClock } from './kinds.ts'
import { annualApi } from './life-http.ts'
import { reportsPages } from './pages.tsx'

export { approveReport, returnReport } from './actions/check.ts'
export { openCollection } from './actions/collect.ts'
export { submitReport, writeSection } from './actions/draft.ts'
export { freezeReport, publishReport, restateReport } from './actions/freeze.ts'
// The forms as data: what holds printed reports against the form needs no second copy of its labels and relations.
export {
  cellsOf,
  form2014,
  form2019,
  form2021,
  isValue,
  tablesOf,
  type LabelCell,
  type ReportForm,
  type ValueCell,
} from './forms/index.ts'
export { computeReport, listCellRecords, viewReport } from './compute.ts'
export type { Edition } from './contract/edition.ts'
export { findEdition, findReportId, listEditions } from './editions.ts'
export { reportHtml } from './html.tsx'
export type { Report, Scope } from './contract/report.ts'

export function reportsModule(
  declared: () => Declared,
  services: { readonly files: FileStore },
): ModuleDeclaration {
  return {
    name: 'reports',
    permissions: Object.values(permissions),
    clocks: [submissionClock, publicationClock],
    jobs: [compareNightly, compareJob(declared), ...filesJobs(services.files)],
    api: (app) => {
      reportsApi(declared)(app)
      annualApi(declared, services.files)(app)
    },
    pages: reportsPages(declared),
    resources: editionDownloads(services.files),
    desk: reportsDesk,
  }
}
