import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { FORMATS, type Format, type PaperFile } from '#kernel/printing/index.ts'

interface EditionKey {
  readonly reportId: number
  readonly number: number
}

/** Kept as it was made first: a second one is not. */
export async function addFile(
  tx: Tx,
  of: EditionKey,
  file: { readonly format: Format; readonly hash: Buffer; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('reports.edition_file')
    .values({
      report_id: of.reportId,
      number: of.number,
      format: file.format,
      file_hash: file.hash,
      made_at: file.at,
    })
    .onConflict((conflict) => conflict.columns(['report_id', 'number', 'format']).doNothing())
    .execute()
}

export async function listFiles(handle: Handle, of: EditionKey): Promise<PaperFile[]> {
  const { rows } = await sql<PaperFile>`
    select f.format, f.file_hash, m.size, m.media_type
      from reports.edition_file f join media.file m on m.hash = f.file_hash
     where f.report_id = ${of.reportId} and f.number = ${of.number}
     order by f.format desc`.execute(handle)
  return rows
}

/** The files of a published edition, by whose it is; none where it is not public. */
export async function listPublicFiles(
  handle: Handle,
  of: { readonly unitId: number; readonly year: number; readonly number: number },
): Promise<PaperFile[]> {
  const { rows } = await sql<PaperFile>`
    select f.format, f.file_hash, m.size, m.media_type
      from reports.edition e
      join reports.publication p using (report_id, number)
      join reports.edition_file f using (report_id, number)
      join media.file m on m.hash = f.file_hash
     where e.unit_id = ${of.unitId} and e.year = ${of.year} and e.number = ${of.number}
     order by f.format desc`.execute(handle)
  return rows
}

/** Editions that lack a file: frozen before files were made, or whose making failed. */
export async function listWithoutFiles(handle: Handle): Promise<EditionKey[]> {
  const { rows } = await sql<EditionKey>`
    select e.report_id as "reportId", e.number
      from reports.edition e
     where (select count(*) from reports.edition_file f
             where f.report_id = e.report_id and f.number = e.number) < ${FORMATS.length}
     order by e.report_id, e.number`.execute(handle)
  return rows
}
