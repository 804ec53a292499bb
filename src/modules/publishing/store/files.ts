import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'

export interface PublicFile {
  readonly lineage: number
  readonly version: number
  readonly name: string
  readonly picture: boolean
  readonly file_hash: Buffer
  readonly size: number
  readonly media_type: string
  readonly document_id: number
}

/**
 * A file by the number of its lineage, or of any version of it: as the public version has it, or as one that was public
 * before had it.
 */
export async function findPublicAttachment(
  handle: Handle,
  number: number,
  version?: number,
): Promise<PublicFile | undefined> {
  const { rows } = await sql<PublicFile>`
    select a.lineage, a.version, a.name, a.picture, a.file_hash, f.size, f.media_type, a.document_id
      from documents.attachment asked
      join documents.attachment a on a.lineage = asked.lineage
      join documents.document d on d.id = a.document_id and not d.text_removed
       and a.version = ${version === undefined ? sql`d.published_version` : version}
      join media.file f on f.hash = a.file_hash
     where asked.id = ${number} limit 1`.execute(handle)
  return rows[0]
}

/** A picture of a text that staff read, by its lineage: the newest version's. */
export async function findPicture(handle: Handle, lineage: number) {
  return handle
    .selectFrom('documents.attachment as a')
    .innerJoin('documents.document as d', 'd.id', 'a.document_id')
    .innerJoin('media.file as f', 'f.hash', 'a.file_hash')
    .select(['a.id', 'a.name', 'a.file_hash', 'f.size', 'f.media_type', 'd.unit_id'])
    .where('a.lineage', '=', lineage)
    .where('a.picture', '=', true)
    .orderBy('a.version', 'desc')
    .executeTakeFirstOrThrow(() => notFound('attachment', lineage))
}

/** A file of any version, for staff who may read its document. */
export async function getAttachment(handle: Handle, attachmentId: number) {
  return handle
    .selectFrom('documents.attachment as a')
    .innerJoin('documents.document as d', 'd.id', 'a.document_id')
    .innerJoin('media.file as f', 'f.hash', 'a.file_hash')
    .select(['a.id', 'a.name', 'a.file_hash', 'f.size', 'f.media_type', 'd.unit_id'])
    .where('a.id', '=', attachmentId)
    .executeTakeFirstOrThrow(() => notFound('attachment', attachmentId))
}
