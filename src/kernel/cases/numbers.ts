import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import type { CaseKind } from './kind.ts'

/** Takes the next serials of a unit's cases of a kind in a year; answers the first of them. */
export async function takeSerials(
  tx: Tx,
  kind: CaseKind,
  unitId: number,
  year: number,
  count: number,
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into cases.number_serial as s (kind, unit_id, year, last) values (${kind.name}, ${unitId}, ${year}, ${count})
    on conflict (kind, unit_id, year) do update set last = s.last + ${count} returning last`.execute(tx)
  return (rows[0]?.last ?? count) - count + 1
}

export function numberOf(kind: CaseKind, unitCode: string, year: number, serial: number): string {
  return `${kind.prefix}-${unitCode.toUpperCase()}-${year}-${String(serial).padStart(5, '0')}`
}
