import { sql, type RawBuilder } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'

export interface Held {
  readonly case_id: number
  readonly staff_id: number
}

export function listHeld(handle: Handle, caseIds: readonly number[]): Promise<Held[]> {
  return handle
    .selectFrom('casework.assignment')
    .select(['case_id', 'staff_id'])
    .where('case_id', 'in', caseIds.length === 0 ? [0] : [...caseIds])
    .execute()
}

/** Whether a case has this person, or with null nobody: a condition for the list of the module that has the case. */
export function heldBy(caseId: RawBuilder<unknown>, staffId: number | null): RawBuilder<unknown> {
  return staffId === null
    ? sql`not exists (select 1 from casework.assignment held where held.case_id = ${caseId})`
    : sql`exists (select 1 from casework.assignment held where held.case_id = ${caseId} and held.staff_id = ${staffId})`
}

export interface Given {
  readonly caseId: number
  readonly staffId: number
}

/** Gives cases to people, each to its own; what they had before is replaced. */
export async function give(
  tx: Tx,
  given: readonly Given[],
  by: { readonly staffId: number | null; readonly on: CivilDate; readonly note: string },
): Promise<void> {
  await sql`
    insert into casework.assignment (case_id, staff_id, since_on, assigned_by, note)
    select g.case_id, g.staff_id, ${by.on}, ${by.staffId}::bigint, ${by.note}
      from unnest(${given.map((one) => one.caseId)}::bigint[], ${given.map((one) => one.staffId)}::bigint[])
           as g (case_id, staff_id)
    on conflict (case_id) do update
      set staff_id = excluded.staff_id, since_on = excluded.since_on, assigned_by = excluded.assigned_by,
          note = excluded.note`.execute(tx)
}

/** Takes a case from whoever has it; answers who had it. */
export async function release(tx: Tx, caseId: number): Promise<number | undefined> {
  const gone = await tx
    .deleteFrom('casework.assignment')
    .where('case_id', '=', caseId)
    .returning('staff_id')
    .executeTakeFirst()
  return gone?.staff_id
}

export interface Responsible {
  readonly staff_id: number
  readonly staff_name: string
  readonly assigned_id: number
  readonly assigned_name: string
  readonly deputising: boolean
  readonly since_on: CivilDate
  readonly note: string
}

/** Who has a case, and who answers for it on a day. */
export async function findResponsible(
  handle: Handle,
  caseId: number,
  on: CivilDate,
): Promise<Responsible | undefined> {
  const { rows } = await sql<Responsible>`
    select r.staff_id, r.staff_name, r.assigned_id, r.assigned_name, r.deputising, a.since_on, a.note
      from casework.responsible(${on}) r join casework.assignment a on a.case_id = r.case_id
     where r.case_id = ${caseId}`.execute(handle)
  return rows[0]
}

/** Whose cases somebody answers for on a day: their own, unless they are absent, and those of whom they stand in for. */
export async function answeredFor(handle: Handle, staffId: number, on: CivilDate): Promise<number[]> {
  const { rows } = await sql<{ from_staff: number; to_staff: number }>`
    select from_staff, to_staff from casework.standing_in(${on})
     where ${staffId} in (from_staff, to_staff)`.execute(handle)
  const others = rows.filter((row) => row.to_staff === staffId).map((row) => row.from_staff)
  return rows.some((row) => row.from_staff === staffId) ? others : [staffId, ...others]
}

/** The cases that somebody has and that no day of conclusion has ended, the oldest first. */
export async function listCasesHeldBy(handle: Handle, staffId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from casework.assignment a join cases.case c on c.id = a.case_id
     where a.staff_id = ${staffId} and c.concluded_on is null order by c.received_on nulls last, c.id`.execute(
    handle,
  )
  return rows.map((row) => row.id)
}
