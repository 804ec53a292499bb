import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'

/** Where the records stood when figures were frozen. */
export interface Position {
  /** The last entry of the ledger that this transaction sees. */
  readonly entry: number
  /** The years whose working-day notices were known, and a digest of the calendar that limits were counted by. */
  readonly calendar: { readonly years: readonly number[]; readonly digest: string }
}

export async function readPosition(tx: Tx): Promise<Position> {
  const { rows } = await sql<{ entry: number; years: number[]; digest: string }>`
    select coalesce((select max(id) from ledger.entry), 0) as entry,
           array(select year from clock.notice order by year)::int[] as years,
           (select md5(coalesce(string_agg(date || ' ' || working, ',' order by date), '')) from clock.calendar_day) as digest`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Error('the position could not be read')
  return { entry: row.entry, calendar: { years: row.years, digest: row.digest } }
}
