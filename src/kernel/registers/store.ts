import { sql, type Selectable } from 'kysely'
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
export async function revokeRow(
  tx: Tx,
  register: Register,
  id: number,
  on: CivilDate,
  reason: string,
): Promise<void> {
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
  return handle
    .selectFrom('registers.row')
    .selectAll()
    .where('id', '=', id)
    .where('register', '=', register.name)
    .executeTakeFirstOrThrow(() => notFound('register_row', id))
}

/** A row even if it was taken back; undefined where there never was one. */
export function findRow(handle: Handle, register: Register, id: number): Promise<RegisterRow | undefined> {
  return handle
    .selectFrom('registers.row')
    .selectAll()
    .where('id', '=', id)
    .where('register', '=', register.name)
    .executeTakeFirst()
}

interface RowFilter {
  /** Undefined: of every unit. */
  readonly unitIds?: readonly number[] | undefined
}

function standing(handle: Handle, register: Register, filter: RowFilter) {
  const query = handle
    .selectFrom('registers.row')
    .where('register', '=', register.name)
    .where('revoked_on', 'is', null)
  return filter.unitIds === undefined
    ? query
    : query.where(sql<boolean>`unit_id = any(${[...filter.unitIds]}::bigint[])`)
}

/** Rows newest first, of some units or of all. Rows taken back are left out. */
export function listRows(
  handle: Handle,
  register: Register,
  page: RowFilter & { offset: number; limit: number },
): Promise<RegisterRow[]> {
  return standing(handle, register, page)
    .selectAll()
    .orderBy('occurred_on', 'desc')
    .orderBy('id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

/** All rows in the order of `listRows`, some at a time, for files of any length. */
export async function* readRows(
  handle: Handle,
  register: Register,
  filter: RowFilter = {},
): AsyncGenerator<RegisterRow[]> {
  const limit = 1000
  let last: RegisterRow | undefined
  do {
    let query = standing(handle, register, filter).selectAll()
    if (last) query = query.where(sql<boolean>`(occurred_on, id) < (${last.occurred_on}, ${last.id})`)
    const rows = await query.orderBy('occurred_on', 'desc').orderBy('id', 'desc').limit(limit).execute()
    if (rows.length > 0) yield rows
    last = rows.length === limit ? rows.at(-1) : undefined
  } while (last)
}

export async function countRows(handle: Handle, register: Register, filter: RowFilter = {}): Promise<number> {
  const row = await standing(handle, register, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** A row that an earlier register held, as `decideRow` allowed it. */
export interface PastRow {
  readonly sourceKey: string
  readonly occurredOn: CivilDate
  readonly data: RowData
}

/** Adds rows of an earlier register in one statement; those that are here already are left alone. Answers how many came. */
export async function addPastRows(
  tx: Tx,
  register: Register,
  unitId: number,
  rows: readonly PastRow[],
  enteredBy: number | null,
): Promise<number> {
  if (rows.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into registers.row (register, unit_id, occurred_on, data, entered_by, source_key)
    select ${register.name}, ${unitId}, r.occurred, r.data, ${enteredBy}, r.key
      from unnest(
        ${rows.map((row) => row.occurredOn)}::date[], ${rows.map((row) => JSON.stringify(row.data))}::jsonb[],
        ${rows.map((row) => row.sourceKey)}::text[]
      ) with ordinality as r (occurred, data, key, place)
     order by r.place
    on conflict (register, unit_id, source_key) where source_key is not null do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
