import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { Role } from '#kernel/identity/index.ts'

interface StaffRow {
  readonly id: number
  readonly login: string
  readonly name: string
  readonly disabled: boolean
  readonly total: number
  readonly grants: readonly {
    readonly role: Role
    readonly covers: string
    readonly unit: {
      readonly id: number
      readonly code: string
      readonly name: string
      readonly shortName: string
    }
  }[]
}

/** People who hold a role for one of these units, with those of their roles that concern these units. */
export async function listStaff(
  handle: Handle,
  unitIds: readonly number[],
  page: { offset: number; limit: number },
) {
  const { rows } = await sql<StaffRow>`
    select s.id, s.login, s.name, s.disabled_at is not null as disabled, count(*) over ()::int as total,
           jsonb_agg(jsonb_build_object('role', g.role, 'covers', g.covers, 'unit', jsonb_build_object(
             'id', u.id, 'code', u.code, 'name', u.name, 'shortName', u.short_name)) order by g.role, u.id) as grants
      from identity.staff s
      join identity.role_grant g on g.staff_id = s.id and g.unit_id = any(${[...unitIds]}::bigint[])
      join organisation.unit u on u.id = g.unit_id
     group by s.id order by s.login limit ${page.limit} offset ${page.offset}`.execute(handle)
  return { items: rows, total: rows[0]?.total ?? 0 }
}

/** Units by id, for naming what a session may do. */
export async function listUnitRefs(handle: Handle, ids: readonly number[]) {
  if (ids.length === 0) return []
  return handle
    .selectFrom('organisation.unit')
    .select(['id', 'code', 'name', 'short_name as shortName'])
    .where('id', 'in', [...ids])
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function countStaff(handle: Handle): Promise<number> {
  const row = await handle
    .selectFrom('identity.staff')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** The unit that a ledger subject belongs to, by the newest entry that names one. */
export async function unitOfSubject(handle: Handle, subject: string): Promise<number | undefined> {
  const row = await handle
    .selectFrom('ledger.entry')
    .select('unit_id')
    .where('subject', '=', subject)
    .where('unit_id', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.unit_id ?? undefined
}
