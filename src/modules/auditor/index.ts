import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { auditorApi } from './http.ts'
import { auditorPages } from './pages.tsx'

export type { Audit, AuditedRelation, Verdict } from './contract.ts'
export { READABLE } from './reading/index.ts'
export { auditFiles, type UnreadFile } from './reports.ts'

export const auditorModule: ModuleDeclaration = {
  name: 'auditor',
  api: auditorApi,
  pages: auditorPages,
}
