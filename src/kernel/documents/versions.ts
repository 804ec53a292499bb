import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import {
  contentOf,
  versionValues,
  type AttachmentRef,
  type Content,
  type DocumentRow,
  type VersionRow,
} from './content.ts'

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
  await addAuthor(tx, row, draft.drafterId)
  return row
}

export function getVersion(handle: Handle, documentId: number, version: number): Promise<VersionRow> {
  return handle
    .selectFrom('documents.version')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow(() => notFound('document_version', `${documentId}/${version}`))
}

/** Notes who wrote in the newest version: none of them may sign it. */
async function addAuthor(tx: Tx, row: DocumentRow, staffId: number | null): Promise<void> {
  if (staffId === null) return
  await tx
    .insertInto('documents.author')
    .values({ document_id: row.id, version: row.version, staff_id: staffId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Everybody who wrote in a version. */
export async function listAuthors(handle: Handle, documentId: number, version: number): Promise<number[]> {
  const rows = await handle
    .selectFrom('documents.author')
    .select('staff_id')
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .orderBy('staff_id')
    .execute()
  return rows.map((row) => row.staff_id)
}

/** Writes the content of the newest version, which must not have been approved. */
export async function writeVersion(
  tx: Tx,
  row: DocumentRow,
  editedBy: number | null,
  content: Content,
): Promise<VersionRow> {
  const attachments = await listAttachments(tx, row.id, row.version)
  await addAuthor(tx, row, editedBy)
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
      genre, attribute, attribute_ground, attribute_reason, keywords, summary, body_html, content_hash, edited_by,
      received_on, expires_on, correction_reason, hides_previous, amends, interprets, supersedes)
    select document_id, ${next}, title, document_number, issuer, written_on, effective_on, topic, genre, attribute,
      attribute_ground, attribute_reason, keywords, summary, body_html, content_hash, ${editedBy},
      received_on, expires_on, correction_reason, hides_previous, amends, interprets, supersedes
      from documents.version where document_id = ${row.id} and version = ${row.version}`.execute(tx)
  await sql`
    insert into documents.attachment (document_id, version, position, name, file_hash, lineage, picture)
    select document_id, ${next}, position, name, file_hash, lineage, picture
      from documents.attachment where document_id = ${row.id} and version = ${row.version}`.execute(tx)
  const begun = await tx
    .updateTable('documents.document')
    .set({ version: next, state: 'draft', drafter_id: editedBy })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await addAuthor(tx, begun, editedBy)
  // What was said of one correction is not said of the next.
  if (row.version === row.published_version) {
    const content = {
      ...contentOf(await getVersion(tx, row.id, next)),
      correctionReason: null,
      hidesPrevious: false,
    }
    await writeVersion(tx, begun, editedBy, content)
  }
  return begun
}

export function listAttachments(handle: Handle, documentId: number, version: number) {
  return handle
    .selectFrom('documents.attachment as a')
    .innerJoin('media.file as f', 'f.hash', 'a.file_hash')
    .select([
      'a.id',
      'a.lineage',
      'a.picture',
      'a.name',
      'a.position',
      'a.file_hash',
      'f.size',
      'f.media_type',
    ])
    .where('a.document_id', '=', documentId)
    .where('a.version', '=', version)
    .orderBy('a.position')
    .execute()
}

/** Adds a file at the end of the newest version's attachments and renews the content hash; answers its lineage. */
export async function addAttachment(
  tx: Tx,
  row: DocumentRow,
  file: AttachmentRef & { readonly picture?: boolean },
): Promise<number> {
  const { rows } = await sql<{ lineage: number }>`
    insert into documents.attachment (document_id, version, position, name, file_hash, picture)
    select ${row.id}, ${row.version}, coalesce(max(position), 0) + 1, ${file.name}, ${file.fileHash}, ${file.picture ?? false}
      from documents.attachment where document_id = ${row.id} and version = ${row.version} returning lineage`.execute(
    tx,
  )
  await renewHash(tx, row)
  const lineage = rows[0]?.lineage
  if (lineage === undefined) throw new Error('the attachment was not written')
  return lineage
}

/** Puts another file in an attachment's place: its address stays. */
export async function replaceAttachment(
  tx: Tx,
  row: DocumentRow,
  attachmentId: number,
  file: AttachmentRef,
): Promise<void> {
  const replaced = await tx
    .updateTable('documents.attachment')
    .set({ name: file.name, file_hash: file.fileHash })
    .where('id', '=', attachmentId)
    .where('document_id', '=', row.id)
    .where('version', '=', row.version)
    .returning('id')
    .executeTakeFirst()
  if (!replaced) throw notFound('attachment', attachmentId)
  await renewHash(tx, row)
}

/** Leaves out of the newest version the pictures that its text no longer shows. */
export async function dropUnusedPictures(tx: Tx, row: DocumentRow, used: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    delete from documents.attachment
     where document_id = ${row.id} and version = ${row.version} and picture
       and not lineage = any(${[...used]}::bigint[]) returning id`.execute(tx)
  if (rows.length > 0) await renewHash(tx, row)
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
