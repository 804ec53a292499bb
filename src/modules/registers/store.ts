import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'

/** Names and codes of units by id, closed ones included: their rows stay. */
export async function namesOf(
  handle: Handle,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { name: string; code: string }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; name: string; code: string }>`
    select id, name, code from organisation.unit where id = any(${[...new Set(ids)]}::bigint[])`.execute(
    handle,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** How many rows stand in each register, in one pass. */
export async function countByRegister(handle: Handle): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ register: string; count: number }>`
    select register, count(*) as count from registers.row where revoked_on is null group by 1`.execute(handle)
  return new Map(rows.map((row) => [row.register, row.count]))
}

/** The units that have rows in a register, in the order of their place. */
export async function listUnitsOf(
  handle: Handle,
  register: string,
): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select u.code, u.name from organisation.unit u
     where exists (select 1 from registers.row r where r.register = ${register} and r.unit_id = u.id and r.revoked_on is null)
     order by u.position, u.id`.execute(handle)
  return rows
}
