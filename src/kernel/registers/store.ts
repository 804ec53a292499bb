import type { Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { RegistersRow } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Register, RowData } from './register.ts'

export type RegisterRow = Selectable<RegistersRow>

/** Adds a row that `decideRow` allowed. */
export function addRow(
  tx: Tx,
  register: Register,
  row: { unitId: number; occurredOn: CivilDate; data: RowData; enteredBy: number | null },
): Promise<RegisterRow> {
  return tx
    .insertInto('registers.row')
    .values({
      register: register.name,
      unit_id: row.unitId,
      occurred_on: row.occurredOn,
      data: JSON.stringify(row.data),
      entered_by: row.enteredBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Takes a row back: it stays in the record with the day and the reason. */
export async function revokeRow(tx: Tx, register: Register, id: number, on: CivilDate, reason: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('registers.row')
    .set({ revoked_on: on, revoke_reason: reason })
    .where('id', '=', id)
    .where('register', '=', register.name)
    .where('revoked_on', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('register_row', id)
}

export function getRow(handle: Handle, register: Register, id: number): Promise<RegisterRow> {
  return handle.selectFrom('registers.row').selectAll().where('id', '=', id).where('register', '=', register.name)
    .executeTakeFirstOrThrow(() => notFound('register_row', id))
}

/** Rows newest first; of one unit or of all. Revoked rows are left out. */
export function listRows(
  handle: Handle,
  register: Register,
  page: { unitId?: number; offset: number; limit: number },
): Promise<RegisterRow[]> {
  let query = handle
    .selectFrom('registers.row')
    .selectAll()
    .where('register', '=', register.name)
    .where('revoked_on', 'is', null)
  if (page.unitId !== undefined) query = query.where('unit_id', '=', page.unitId)
  return query.orderBy('occurred_on', 'desc').orderBy('id', 'desc').offset(page.offset).limit(page.limit).execute()
}

export async function countRows(handle: Handle, register: Register, unitId?: number): Promise<number> {
  let query = handle
    .selectFrom('registers.row')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('register', '=', register.name)
    .where('revoked_on', 'is', null)
  if (unitId !== undefined) query = query.where('unit_id', '=', unitId)
  return (await query.executeTakeFirstOrThrow()).count
}
