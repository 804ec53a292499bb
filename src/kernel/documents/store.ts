import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { DocumentRow } from './content.ts'
import { makeIndexNumber } from './numbers.ts'

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

/** When an approved document is to become public; null: as soon as it is approved. */
export async function setPublishAt(tx: Tx, id: number, at: Date | null): Promise<void> {
  await tx.updateTable('documents.document').set({ publish_at: at }).where('id', '=', id).execute()
}

/** How a public document ends. */
export interface End {
  readonly state: 'withdrawn' | 'repealed' | 'replaced' | 'expired' | 'redirected'
  readonly on: CivilDate
  readonly reason: string
  /** Of one that is replaced, or whose address leads to another. */
  readonly replacedById: number | null
  /** Of one that is withdrawn: its text is no longer shown. */
  readonly textRemoved?: boolean
}

/** Ends a public document. Its address stays: a page that says so, or the way to another document. */
export function endDocument(tx: Tx, id: number, end: End): Promise<DocumentRow> {
  return tx
    .updateTable('documents.document')
    .set({
      state: end.state,
      ended_on: end.on,
      end_reason: end.reason,
      replaced_by_id: end.replacedById,
      text_removed: end.textRemoved ?? false,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Why a document of a kind that is to be explained has no explanation. */
export async function waiveInterpretation(tx: Tx, id: number, reason: string): Promise<void> {
  await tx
    .updateTable('documents.document')
    .set({ interpretation_waived: reason })
    .where('id', '=', id)
    .execute()
}
