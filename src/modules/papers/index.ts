import type { FileStore } from '#platform/files/index.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { Template } from '#kernel/papers/index.ts'
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

export interface PaperServices {
  readonly files: FileStore
  readonly templates: () => readonly Template[]
}

export function papersModule(_services: PaperServices): ModuleDeclaration {
  return { name: 'papers', permissions: Object.values(permissions) }
}
