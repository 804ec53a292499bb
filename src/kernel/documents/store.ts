import { createHash } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { DocumentsDocument, DocumentsVersion, Json } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import { makeIndexNumber } from './numbers.ts'

export type DocumentRow = Selectable<DocumentsDocument>
export type VersionRow = Selectable<DocumentsVersion>

/** Everything of a version that a reader sees or that the law asks for; what the approval is given to. */
export interface Content {
  readonly title: string
  readonly documentNumber: string | null
  readonly issuer: string
  readonly writtenOn: CivilDate | null
  readonly effectiveOn: CivilDate | null
  readonly topic: string
  readonly genre: string
  readonly attribute: 'proactive' | 'on_request' | 'withheld'
  readonly attributeGround: string | null
  readonly attributeReason: string | null
  readonly keywords: readonly string[]
  readonly summary: string
  readonly bodyHtml: string
}

export interface AttachmentRef {
  readonly name: string
  readonly fileHash: Buffer
}

/** SHA-256 over the content and its attachments in one fixed order. */
export function hashContent(content: Content, attachments: readonly AttachmentRef[] = []): Buffer {
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify([
      content.title,
      content.documentNumber,
      content.issuer,
      content.writtenOn,
      content.effectiveOn,
      content.topic,
      content.genre,
      content.attribute,
      content.attributeGround,
      content.attributeReason,
      content.keywords,
      content.summary,
      content.bodyHtml,
    ]),
  )
  for (const attachment of attachments) hash.update(`\n${attachment.name}\n`).update(attachment.fileHash)
  return hash.digest()
}

/** The columns of documents.version for a content. */
function versionValues(content: Content, attachments: readonly AttachmentRef[]) {
  return {
    title: content.title,
    document_number: content.documentNumber,
    issuer: content.issuer,
    written_on: content.writtenOn,
    effective_on: content.effectiveOn,
    topic: content.topic,
    genre: content.genre,
    attribute: content.attribute,
    attribute_ground: content.attributeGround,
    attribute_reason: content.attributeReason,
    keywords: [...content.keywords],
    summary: content.summary,
    body_html: content.bodyHtml,
    content_hash: hashContent(content, attachments),
  }
}

/** A new draft with its first version. */
export async function createDraft(
  tx: Tx,
  draft: { kind: string; unitId: number; drafterId: number | null; content: Content },
): Promise<DocumentRow> {
  const row = await tx
    .insertInto('documents.document')
    .values({ kind: draft.kind, unit_id: draft.unitId, drafter_id: draft.drafterId })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('documents.version')
    .values({
      document_id: row.id,
      version: 1,
      edited_by: draft.drafterId,
      ...versionValues(draft.content, []),
    })
    .execute()
  return row
}

export function lockDocument(tx: Tx, id: number): Promise<DocumentRow> {
  return tx
    .selectFrom('documents.document')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('document', id))
}

export function getDocument(handle: Handle, id: number): Promise<DocumentRow> {
  return handle
    .selectFrom('documents.document')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('document', id))
}

export function getVersion(handle: Handle, documentId: number, version: number): Promise<VersionRow> {
  return handle
    .selectFrom('documents.version')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow(() => notFound('document_version', `${documentId}/${version}`))
}

/** Writes the content of the newest version, which must not have been approved. */
export async function writeVersion(
  tx: Tx,
  row: DocumentRow,
  editedBy: number | null,
  content: Content,
): Promise<VersionRow> {
  const attachments = await listAttachments(tx, row.id, row.version)
  return tx
    .updateTable('documents.version')
    .set({
      ...versionValues(
        content,
        attachments.map((file) => ({ name: file.name, fileHash: file.file_hash })),
      ),
      edited_by: editedBy,
      edited_at: sql`now()`,
    })
    .where('document_id', '=', row.id)
    .where('version', '=', row.version)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A further version that begins as a copy of the newest, attachments included; the public keeps seeing the old one. */
export async function beginVersion(tx: Tx, row: DocumentRow, editedBy: number | null): Promise<DocumentRow> {
  const { rows } = await sql<{ next: number }>`
    select max(version) + 1 as next from documents.version where document_id = ${row.id}`.execute(tx)
  const next = rows[0]?.next ?? row.version + 1
  await sql`
    insert into documents.version (document_id, version, title, document_number, issuer, written_on, effective_on, topic,
      genre, attribute, attribute_ground, attribute_reason, keywords, summary, body_html, content_hash, edited_by)
    select document_id, ${next}, title, document_number, issuer, written_on, effective_on, topic, genre, attribute,
      attribute_ground, attribute_reason, keywords, summary, body_html, content_hash, ${editedBy}
      from documents.version where document_id = ${row.id} and version = ${row.version}`.execute(tx)
  await sql`
    insert into documents.attachment (document_id, version, position, name, file_hash)
    select document_id, ${next}, position, name, file_hash
      from documents.attachment where document_id = ${row.id} and version = ${row.version}`.execute(tx)
  return tx
    .updateTable('documents.document')
    .set({ version: next, state: 'draft', drafter_id: editedBy })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function listAttachments(handle: Handle, documentId: number, version: number) {
  return handle
    .selectFrom('documents.attachment as a')
    .innerJoin('media.file as f', 'f.hash', 'a.file_hash')
    .select(['a.id', 'a.name', 'a.position', 'a.file_hash', 'f.size', 'f.media_type'])
    .where('a.document_id', '=', documentId)
    .where('a.version', '=', version)
    .orderBy('a.position')
    .execute()
}

/** Adds a file at the end of the newest version's attachments and renews the content hash. */
export async function addAttachment(tx: Tx, row: DocumentRow, file: AttachmentRef): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into documents.attachment (document_id, version, position, name, file_hash)
    select ${row.id}, ${row.version}, coalesce(max(position), 0) + 1, ${file.name}, ${file.fileHash}
      from documents.attachment where document_id = ${row.id} and version = ${row.version} returning id`.execute(
    tx,
  )
  await renewHash(tx, row)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('the attachment was not written')
  return id
}

export async function removeAttachment(tx: Tx, row: DocumentRow, attachmentId: number): Promise<void> {
  const gone = await tx
    .deleteFrom('documents.attachment')
    .where('id', '=', attachmentId)
    .where('document_id', '=', row.id)
    .where('version', '=', row.version)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw notFound('attachment', attachmentId)
  await renewHash(tx, row)
}

async function renewHash(tx: Tx, row: DocumentRow): Promise<void> {
  const version = await getVersion(tx, row.id, row.version)
  await writeVersion(tx, row, version.edited_by, contentOf(version))
}

export function contentOf(version: VersionRow): Content {
  return {
    title: version.title,
    documentNumber: version.document_number,
    issuer: version.issuer,
    writtenOn: version.written_on,
    effectiveOn: version.effective_on,
    topic: version.topic,
    genre: version.genre,
    attribute: version.attribute as Content['attribute'],
    attributeGround: version.attribute_ground,
    attributeReason: version.attribute_reason,
    keywords: version.keywords,
    summary: version.summary,
    bodyHtml: version.body_html,
  }
}

/** Gives the document its index number once, by agency and year (国办秘函〔2009〕6号); a number is never given again. */
export async function takeIndexNumber(
  tx: Tx,
  row: DocumentRow,
  creditCode: string,
  year: number,
): Promise<string> {
  if (row.index_number !== null) return row.index_number
  const [first] = await takeSerials(tx, row.unit_id, year, 1)
  const number = makeIndexNumber(creditCode, year, first)
  await tx.updateTable('documents.document').set({ index_number: number }).where('id', '=', row.id).execute()
  return number
}

/** Reserves `count` serials of a unit's year; answers the first and the last. */
export async function takeSerials(
  tx: Tx,
  unitId: number,
  year: number,
  count: number,
): Promise<[number, number]> {
  const { rows } = await sql<{ last: number }>`
    insert into documents.index_serial as s (unit_id, year, last) values (${unitId}, ${year}, ${count})
    on conflict (unit_id, year) do update set last = s.last + ${count} returning last`.execute(tx)
  const last = rows[0]?.last
  if (last === undefined) throw new Error('no serial was given')
  return [last - count + 1, last]
}

export async function setState(
  tx: Tx,
  id: number,
  state: 'draft' | 'in_review' | 'approved' | 'not_public',
): Promise<void> {
  await tx.updateTable('documents.document').set({ state }).where('id', '=', id).execute()
}

export async function setKind(tx: Tx, id: number, kind: string): Promise<void> {
  await tx.updateTable('documents.document').set({ kind }).where('id', '=', id).execute()
}

/** Removes a draft that never had an index number; the database refuses any other. */
export async function deleteDraft(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('documents.attachment').where('document_id', '=', id).execute()
  await tx.deleteFrom('documents.version').where('document_id', '=', id).execute()
  await tx.deleteFrom('documents.document').where('id', '=', id).execute()
}

/**
 * Takes back what was begun after publication: the public version is the newest again. A version that was approved and
 * called back stays in the record, as all that was approved does.
 */
export async function dropCorrection(tx: Tx, row: DocumentRow): Promise<void> {
  if (row.published_version === null) throw new Error(`document ${row.id} was never public`)
  for (const table of [sql`documents.attachment`, sql`documents.version`]) {
    await sql`
      delete from ${table} v
       where v.document_id = ${row.id} and v.version > ${row.published_version}
         and not exists (select 1 from documents.approval a
                          where a.document_id = v.document_id and a.version = v.version)`.execute(tx)
  }
  await tx
    .updateTable('documents.document')
    .set({ version: row.published_version, state: 'published', publish_at: null })
    .where('id', '=', row.id)
    .execute()
}

/** One line of the public 'how this was reviewed': a role and a day, never a name. */
export interface PublicStep {
  readonly role: string
  readonly on: CivilDate
}

/** Records the approval of exactly this content and makes it what the public sees. */
export async function publishVersion(tx: Tx, row: DocumentRow, approval: Approval): Promise<DocumentRow> {
  await approveVersion(tx, row, approval)
  return releaseVersion(tx, row)
}

export interface Approval {
  readonly decidedBy: string
  readonly contentHash: Buffer
  readonly steps: readonly PublicStep[]
}

/** Records the approval of exactly this content, which from now on cannot change; it is not public by it. */
export async function approveVersion(tx: Tx, row: DocumentRow, approval: Approval): Promise<void> {
  await tx
    .insertInto('documents.approval')
    .values({
      document_id: row.id,
      version: row.version,
      content_hash: approval.contentHash,
      decided_by: approval.decidedBy,
      steps: JSON.stringify(approval.steps),
    })
    .execute()
}

/** Makes the newest version, which must be approved, what the public sees. */
export async function releaseVersion(tx: Tx, row: DocumentRow): Promise<DocumentRow> {
  await sql`
    update documents.approval set released_at = now()
     where document_id = ${row.id} and version = ${row.version} and released_at is null`.execute(tx)
  return tx
    .updateTable('documents.document')
    .set({ state: 'published', published_version: row.version, publish_at: null })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** When an approved document is to become public; null: as soon as it is approved. */
export async function setPublishAt(tx: Tx, id: number, at: Date | null): Promise<void> {
  await tx.updateTable('documents.document').set({ publish_at: at }).where('id', '=', id).execute()
}

/** Ends a public document: withdrawn, repealed, or replaced by another. Its page stays. */
export function endDocument(
  tx: Tx,
  id: number,
  end: {
    state: 'withdrawn' | 'repealed' | 'replaced'
    on: CivilDate
    reason: string
    replacedById: number | null
  },
): Promise<DocumentRow> {
  return tx
    .updateTable('documents.document')
    .set({ state: end.state, ended_on: end.on, end_reason: end.reason, replaced_by_id: end.replacedById })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function approvalSteps(steps: Json): readonly PublicStep[] {
  return steps as unknown as readonly PublicStep[]
}

/** What the public sees of a document, with the approval behind it; undefined when it is not public. */
export async function findPublicDocument(handle: Handle, id: number) {
  return handle
    .selectFrom('documents.document as d')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.document_id', '=', 'd.id').onRef('v.version', '=', 'd.published_version'),
    )
    .innerJoin('documents.approval as a', (join) =>
      join.onRef('a.document_id', '=', 'd.id').onRef('a.version', '=', 'd.published_version'),
    )
    .innerJoin('organisation.unit as u', 'u.id', 'd.unit_id')
    .select([
      'd.id',
      'd.kind',
      'd.unit_id',
      'd.state',
      'd.index_number',
      'd.published_at',
      'd.originally_published_on',
      'd.ended_on',
      'd.end_reason',
      'd.replaced_by_id',
      'v.version',
      'v.title',
      'v.document_number',
      'v.issuer',
      'v.written_on',
      'v.effective_on',
      'v.topic',
      'v.genre',
      'v.attribute',
      'v.keywords',
      'v.summary',
      'v.body_html',
      'a.steps',
      'a.decided_by',
      'u.code as unit_code',
      'u.name as unit_name',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst()
}

/** Other documents that carry this number, in their newest version. */
export async function findSameNumber(
  handle: Handle,
  documentNumber: string,
  exceptId: number,
): Promise<{ id: number; title: string }[]> {
  return handle
    .selectFrom('documents.version as v')
    .innerJoin('documents.document as d', (join) =>
      join.onRef('d.id', '=', 'v.document_id').onRef('d.version', '=', 'v.version'),
    )
    .select(['d.id', 'v.title'])
    .where('v.document_number', '=', documentNumber)
    .where('d.id', '<>', exceptId)
    .orderBy('d.id')
    .limit(5)
    .execute()
}

/** Of these titles, those of public documents that are no longer in force. */
export async function findEndedTitles(
  handle: Handle,
  titles: readonly string[],
): Promise<{ id: number; title: string; state: string }[]> {
  if (titles.length === 0) return []
  return handle
    .selectFrom('documents.version as v')
    .innerJoin('documents.document as d', (join) =>
      join.onRef('d.id', '=', 'v.document_id').onRef('d.published_version', '=', 'v.version'),
    )
    .select(['d.id', 'v.title', 'd.state'])
    .where('v.title', 'in', [...titles])
    .where('d.state', 'in', ['withdrawn', 'repealed', 'replaced', 'expired'])
    .orderBy('d.id')
    .limit(20)
    .execute()
}

/** Of these numbers, those under which the public finds a document. */
export async function listPublicAmong(handle: Handle, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await handle
    .selectFrom('documents.document')
    .select('id')
    .where('id', 'in', [...ids])
    .where('published_version', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The versions of a document that were ever public, oldest first. One that was approved and called back is none. */
export async function listReleases(
  handle: Handle,
  id: number,
): Promise<{ version: number; released_at: Date }[]> {
  const { rows } = await sql<{ version: number; released_at: Date }>`
    select version, released_at from documents.approval
     where document_id = ${id} and released_at is not null order by version`.execute(handle)
  return rows
}
