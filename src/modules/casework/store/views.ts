import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CaseworkSavedView } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import type { NewView, ViewBody } from '../contract.ts'

export type ViewRow = Selectable<CaseworkSavedView>

/** Holds back whoever else arranges this person's views of a list. */
export async function lockViews(tx: Tx, staffId: number, list: string): Promise<ViewRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`casework.saved_view ${staffId} ${list}`}, 31))`.execute(
    tx,
  )
  return tx
    .selectFrom('casework.saved_view')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('list', '=', list)
    .orderBy('position')
    .execute()
}

/** One's own views of a list in their order, then those that colleagues share with one's units. */
export async function listViews(
  handle: Handle,
  staffId: number,
  unitIds: readonly number[],
  list: string,
): Promise<(ViewRow & { readonly by_name: string })[]> {
  const { rows } = await sql<ViewRow & { by_name: string }>`
    select v.*, p.name as by_name from casework.saved_view v join identity.staff p on p.id = v.staff_id
     where v.list = ${list} and (v.staff_id = ${staffId} or v.unit_id = any(${[...unitIds]}::bigint[]))
     order by v.staff_id <> ${staffId}, v.staff_id, v.position, v.id limit 200`.execute(handle)
  return rows
}

export function getView(handle: Handle, id: number): Promise<ViewRow> {
  return handle
    .selectFrom('casework.saved_view')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('saved_view', id))
}

export async function addView(tx: Tx, staffId: number, view: NewView, position: number): Promise<number> {
  const { id } = await tx
    .insertInto('casework.saved_view')
    .values({
      staff_id: staffId,
      unit_id: view.unitId,
      list: view.list,
      name: view.name,
      search: view.search,
      position,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function changeView(tx: Tx, id: number, view: ViewBody): Promise<void> {
  await tx
    .updateTable('casework.saved_view')
    .set({
      name: view.name,
      unit_id: view.unitId,
      ...(view.search === undefined ? {} : { search: view.search }),
    })
    .where('id', '=', id)
    .execute()
}

export async function removeView(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('casework.saved_view').where('id', '=', id).execute()
}

export async function orderViews(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`
    update casework.saved_view v set position = n.position
      from unnest(${[...ids]}::bigint[]) with ordinality as n (id, position) where v.id = n.id`.execute(tx)
}
