import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { DeputyBody } from '../contract.ts'

export interface Deputy {
  readonly id: number
  readonly from_staff: number
  readonly from_name: string
  readonly to_staff: number
  readonly to_name: string
  readonly from_on: CivilDate
  readonly to_on: CivilDate | null
  readonly reason: string
}

/** Holds back whoever else arranges deputies: no two may stand in for each other. */
export async function lockDeputies(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('casework.deputy', 31))`.execute(tx)
}

const named = sql`
  select d.id, d.from_staff, f.name as from_name, d.to_staff, t.name as to_name, d.from_on, d.to_on, d.reason
    from casework.deputy d join identity.staff f on f.id = d.from_staff join identity.staff t on t.id = d.to_staff`

/** What runs or is to come on a day, for these people. */
export async function listDeputies(
  handle: Handle,
  staffIds: readonly number[],
  on: CivilDate,
): Promise<Deputy[]> {
  const { rows } = await sql<Deputy>`
    ${named} where (d.to_on is null or d.to_on >= ${on})
      and (d.from_staff = any(${[...staffIds]}::bigint[]) or d.to_staff = any(${[...staffIds]}::bigint[]))
     order by d.from_on, d.id`.execute(handle)
  return rows
}

/** When these people are absent between two days. */
export async function listAbsences(
  handle: Handle,
  staffIds: readonly number[],
  between: { readonly from: CivilDate; readonly to: CivilDate | null },
): Promise<Deputy[]> {
  const { rows } = await sql<Deputy>`
    ${named} where d.from_staff = any(${[...staffIds]}::bigint[])
      and daterange(d.from_on, d.to_on, '[]') && daterange(${between.from}, ${between.to}, '[]')
     order by d.from_on, d.id`.execute(handle)
  return rows
}

export async function getDeputy(handle: Handle, id: number): Promise<Deputy> {
  const { rows } = await sql<Deputy>`${named} where d.id = ${id}`.execute(handle)
  const [found] = rows
  if (!found) throw notFound('deputy', id)
  return found
}

export async function addDeputy(tx: Tx, deputy: DeputyBody, by: number | null): Promise<number> {
  const { id } = await tx
    .insertInto('casework.deputy')
    .values({
      from_staff: deputy.fromStaffId,
      to_staff: deputy.toStaffId,
      from_on: deputy.fromOn,
      to_on: deputy.toOn,
      reason: deputy.reason,
      entered_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Ends it before this day; what has not run a whole day leaves nothing but its entries in the ledger. */
export async function endDeputy(tx: Tx, deputy: Deputy, lastDay: CivilDate): Promise<void> {
  if (lastDay < deputy.from_on) await tx.deleteFrom('casework.deputy').where('id', '=', deputy.id).execute()
  else await tx.updateTable('casework.deputy').set({ to_on: lastDay }).where('id', '=', deputy.id).execute()
}
