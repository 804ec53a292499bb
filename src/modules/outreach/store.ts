import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { OUTLET, registers } from './kinds.ts'

export interface Tally {
  readonly register: string
  readonly year: number
  readonly outlet: string
  readonly rows: number
}

/** How many rows stand in each register, by year and outlet; one pass over them. */
export async function tally(handle: Handle): Promise<Tally[]> {
  const names = Object.values(registers).map((register) => register.name)
  const { rows } = await sql<Tally>`
    select register, extract(year from occurred_on)::integer as year, data ->> ${OUTLET} as outlet, count(*) as rows
      from registers.row
     where register = any(${names}::text[]) and revoked_on is null
     group by 1, 2, 3 order by 1, 2 desc, 4 desc, 3`.execute(handle)
  return rows
}
