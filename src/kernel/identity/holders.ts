import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { Permission } from './permissions.ts'

export interface Holder {
  readonly id: number
  readonly name: string
}

/** The members of staff who hold a permission for a unit, by name; nobody who has left. */
export async function listHolders(
  handle: Handle,
  permission: Permission,
  unitId: number,
): Promise<readonly Holder[]> {
  const anywhere = permission.scope === 'anywhere'
  const { rows } = await sql<Holder>`
    with recursive up as (
      select id, parent_id from organisation.unit where id = ${unitId}
      union all
      select u.id, u.parent_id from organisation.unit u join up on u.id = up.parent_id
    )
    select p.id, p.name from identity.staff p
     where p.disabled_at is null
       and exists (
         select from identity.role_grant g
          where g.staff_id = p.id and g.role = any(${[...permission.roles]}::text[])
            and (${anywhere} or g.unit_id = ${unitId}
                 or (g.covers = 'subtree' and g.unit_id in (select id from up))))
     order by p.name, p.id`.execute(handle)
  return rows
}

/** The units for which anybody holds a permission of units, without those who have left. */
export async function listUnitsHeld(handle: Handle, permission: Permission): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    with recursive held as (
      select g.unit_id as id, g.covers = 'subtree' as down
        from identity.role_grant g join identity.staff p on p.id = g.staff_id
       where p.disabled_at is null and g.role = any(${[...permission.roles]}::text[])
      union
      select u.id, true from organisation.unit u join held on held.down and u.parent_id = held.id
    )
    select distinct id from held`.execute(handle)
  return new Set(rows.map((row) => row.id))
}
