import type { Audit } from './contract.ts'
import { auditSource, auditTogether, type Audited } from './audit.ts'
import { readReport, readText, Unreadable } from './reading/index.ts'

export interface GivenFile {
  readonly name: string
  readonly content: Buffer
}

export interface UnreadFile {
  readonly file: string
  readonly code: Unreadable['code']
}

/** Reads and judges reports as files: HTML, DOCX, XLSX, PDF with text, plain text. What cannot be read is named. */
export async function auditFiles(
  files: readonly GivenFile[],
): Promise<{ readonly audits: readonly Audit[]; readonly unread: readonly UnreadFile[] }> {
  const read: Audited[] = []
  const unread: UnreadFile[] = []
  for (const { name, content } of files) {
    try {
      read.push(auditSource(name, await readReport(name, content)))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unread.push({ file: name, code: error.code })
    }
  }
  return { audits: auditTogether(read), unread }
}

/** The same of pasted words. */
export function auditText(text: string, name = ''): Audit {
  return auditSource(name, readText(text)).audit
}
