import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Command } from 'commander'
import {
  auditFiles,
  READABLE,
  type Audit,
  type AuditedRelation,
  type UnreadFile,
} from '#modules/auditor/index.ts'
import type { Output } from './output.ts'

/** Exit statuses: nothing is broken, something is, or something could not be read. */
const BROKEN = 1
const UNREAD = 2

const REASONS: Readonly<Record<UnreadFile['code'], string>> = {
  file_type: 'is of no kind that can be read (text, HTML, DOCX, XLSX, PDF with text)',
  file_broken: 'cannot be opened: broken, or locked with a password',
  file_long: 'is longer than any report: cut out what belongs to it',
  file_empty: 'holds no text: a scan must be recognised first',
}

/** Judges the numbers of printed reports; needs no city. */
export function auditCommand(_run: unknown, speak: () => Output): Command {
  return new Command('audit')
    .description('whether the numbers of published annual reports hold together; 1 if some do not')
    .argument('<paths...>', 'files (text, HTML, DOCX, XLSX, PDF) or folders of them')
    .action(async (paths: string[]) => {
      const output = speak()
      const missing: string[] = []
      const files = paths.flatMap((path) => filesOf(path, missing))
      for (const path of missing) output.remark(`There is no file or folder ${path}.`)
      if (missing.length === 0 && files.length === 0)
        output.remark(`There is nothing to read there: files end in ${READABLE.join(', ')}.`)
      const { audits, unread } = await auditFiles(
        files.map((name) => ({ name, content: readFileSync(name) })),
      )
      for (const audit of audits) output.result(audit, printAudit)
      for (const one of unread) output.remark(`${one.file} ${REASONS[one.code]}.`)
      const broken = audits.some((audit) => audit.relations.some((one) => one.verdict === 'broken'))
      if (broken) process.exitCode = BROKEN
      else if (missing.length > 0 || unread.length > 0 || files.length === 0) process.exitCode = UNREAD
    })
}

/** A file as it was named; of a folder and the folders in it what can be read, by name. */
function filesOf(path: string, missing: string[]): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) missing.push(path)
  if (!found?.isDirectory()) return found ? [path] : []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => READABLE.some((ending) => extname(name).toLowerCase() === `.${ending}`))
    .toSorted()
}

const count = (audit: Audit, verdict: AuditedRelation['verdict']) =>
  audit.relations.filter((one) => one.verdict === verdict).length

function printAudit(audit: Audit): string {
  const numbers = `${audit.figures.length} figures, ${audit.relations.length} relations`
  const verdicts = (['holds', 'rounding', 'broken', 'unknown'] as const).map(
    (verdict) => `${verdict} ${count(audit, verdict)}`,
  )
  const lines = audit.relations
    .filter((one) => one.verdict === 'broken')
    .map(
      (one) =>
        `  line ${one.at.line}: ${one.label}: ${one.computation}` +
        `${one.difference === null ? '' : ` (${one.difference > 0 ? '+' : ''}${one.difference})`}\n    ${one.at.quote}`,
    )
  return [`${audit.file}: ${numbers}; ${verdicts.join(', ')}`, ...lines].join('\n')
}
