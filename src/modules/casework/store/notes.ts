import type { Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CaseworkNote } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'

export type NoteRow = Selectable<CaseworkNote>

export async function addNote(
  tx: Tx,
  note: { readonly caseId: number; readonly staffId: number; readonly text: string; readonly at: Date },
  mentions: readonly number[],
): Promise<number> {
  const { id } = await tx
    .insertInto('casework.note')
    .values({ case_id: note.caseId, staff_id: note.staffId, text: note.text, written_at: note.at })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (mentions.length > 0)
    await tx
      .insertInto('casework.mention')
      .values(mentions.map((staffId) => ({ note_id: id, staff_id: staffId })))
      .execute()
  return id
}

export function lockNote(tx: Tx, id: number): Promise<NoteRow> {
  return tx
    .selectFrom('casework.note')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('note', id))
}

export async function strikeNote(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.updateTable('casework.note').set({ struck_at: at }).where('id', '=', id).execute()
}

/** What was said of a case, oldest first. */
export function listNotes(handle: Handle, caseId: number): Promise<NoteRow[]> {
  return handle.selectFrom('casework.note').selectAll().where('case_id', '=', caseId).orderBy('id').execute()
}

/** Who is mentioned in which note of a case. */
export function listMentions(
  handle: Handle,
  caseId: number,
): Promise<{ note_id: number; staff_id: number }[]> {
  return handle
    .selectFrom('casework.mention as m')
    .innerJoin('casework.note as n', 'n.id', 'm.note_id')
    .select(['m.note_id', 'm.staff_id'])
    .where('n.case_id', '=', caseId)
    .execute()
}
