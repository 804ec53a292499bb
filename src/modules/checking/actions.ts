import { buffer } from 'node:stream/consumers'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import { notFound, notPermitted } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import {
  contentOf,
  getDocument,
  getVersion,
  listAttachments,
  lockDocument,
  type VersionRow,
} from '#kernel/documents/index.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { checkContent, type Finding } from './check.ts'
import type { CheckView, JustificationBody } from './contract.ts'
import { permissions } from './kinds.ts'
import { checkLexicon, readLexicon } from './lexicon.ts'
import { readFile } from './read.ts'
import * as store from './store/runs.ts'
import { checkSurroundings } from './surroundings.ts'

/** What the check finds in this version, from its last run if the content is still the same. */
export async function findingsOf(
  handle: Handle,
  files: FileStore,
  version: VersionRow,
): Promise<readonly Finding[]> {
  const known = await store.findRun(handle, version.document_id, version.content_hash)
  if (known) return known
  const attachments = []
  for (const file of await listAttachments(handle, version.document_id, version.version)) {
    const content = await buffer(files.read(file.file_hash.toString('hex')))
    attachments.push({ name: file.name, extracted: await readFile(file.name, content) })
  }
  return checkContent(contentOf(version), attachments)
}

/**
 * Whether a version may go into review: every blocking finding is masked or justified. Runs the check if this very
 * content was not checked yet, and keeps what it found.
 */
export async function gate(tx: Tx, files: FileStore, version: VersionRow): Promise<Issue[]> {
  const findings = await findingsOf(tx, files, version)
  await store.saveRun(tx, version.document_id, version.content_hash, findings)
  const justified = new Set((await store.listJustifications(tx, version.document_id)).map((row) => row.key))
  const open = findings.filter((one) => one.severity === 'blocking' && !justified.has(one.key))
  return open.length === 0 ? [] : [issue('check', 'personal_data_found', { count: open.length })]
}

/** Runs the check of a document before anything is locked: a large attachment takes its time. */
export async function checkAhead(ctx: Context, files: FileStore, documentId: number): Promise<void> {
  const row = await getDocument(ctx.db, documentId)
  const version = await getVersion(ctx.db, documentId, row.version)
  if (await store.findRun(ctx.db, documentId, version.content_hash)) return
  const findings = await findingsOf(ctx.db, files, version)
  await ctx.transaction((tx) => store.saveRun(tx, documentId, version.content_hash, findings))
}

/** The check of a document's newest version, with what its drafter said of each finding. */
export async function readCheck(ctx: Context, files: FileStore, documentId: number): Promise<CheckView> {
  const row = await getDocument(ctx.db, documentId)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('document', documentId)
  await checkAhead(ctx, files, documentId)
  const version = await getVersion(ctx.db, documentId, row.version)
  const findings = await findingsOf(ctx.db, files, version)
  const notes = await store.listJustifications(ctx.db, documentId)
  const names = await namesOfStaff(
    ctx.db,
    notes.map((note) => note.staff_id),
  )
  const others = [
    ...checkLexicon(contentOf(version), await readLexicon(ctx.db)),
    ...(await checkSurroundings(ctx.db, documentId, contentOf(version))),
  ]
  const shown = [...findings, ...others].map((one) => {
    const note = notes.find((candidate) => candidate.key === one.key)
    return {
      ...one,
      justification: note
        ? { note: note.note, by: names.get(note.staff_id) ?? '', at: note.justified_at.toISOString() }
        : null,
    }
  })
  const blocking = shown.filter((one) => one.severity === 'blocking' && one.justification === null)
  return { findings: shown, blocking: blocking.length }
}

/** The drafter says why something found may be public; the reviewers read it with their own eyes. */
export function justify(
  ctx: Context,
  files: FileStore,
  documentId: number,
  key: string,
  asked: JustificationBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockDocument(tx, documentId)
    ctx.actor.must(permissions.justify, row.unit_id)
    const staffId = ctx.actor.staffId
    if (staffId === null) throw notPermitted(permissions.justify.name)
    const note = asked.note.trim()
    const version = await getVersion(tx, documentId, row.version)
    const finding = (await findingsOf(tx, files, version)).find((one) => one.key === key)
    if (!finding) throw notFound('finding', key)
    const issues = [
      ...(row.state === 'draft' ? [] : [issue('state', 'not_a_draft')]),
      ...(row.drafter_id === staffId ? [] : [issue('staff', 'not_your_draft')]),
      ...(note === '' ? [issue('note', 'required')] : []),
    ]
    if (issues.length > 0) return refuse(issues)
    await store.saveJustification(tx, { documentId, key, note, staffId })
    await record(tx, ctx.actor, {
      verb: 'checking.justified',
      subject: `document:${documentId}`,
      unitId: row.unit_id,
      detail: { kind: finding.kind, key },
    })
    return allow(documentId)
  })
}
