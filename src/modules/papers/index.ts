import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { Template } from '#kernel/papers/index.ts'
import { papersApi } from './http.ts'
import { permissions } from './kinds.ts'

export { findPaper, listPapers, sendPaperFile, type KeptPaper, type WholePaper } from './files.ts'
export {
  issuePaper,
  previewPaper,
  previewPdf,
  type IssuedPaper,
  type ToIssue,
  type ToWrite,
} from './issue.ts'

export function papersModule(of: { readonly templates: () => readonly Template[] }): ModuleDeclaration {
  return { name: 'papers', permissions: Object.values(permissions), api: papersApi(of.templates) }
}
