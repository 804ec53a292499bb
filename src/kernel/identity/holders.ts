import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { Permission } from './permissions.ts'

/** The members of staff who hold a permission for a unit today, in the order of their numbers; nobody who has left. */
export async function staffWithPermission(
  handle: Handle,
  permission: Permission,
  unitId: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from identity.staff p
     where p.disabled_at is null
       and exists (select from identity.role_grant g
                    where g.staff_id = p.id and g.role = any(${permission.roles as string[]}::text[])
                      and (${permission.scope === 'anywhere'} or g.unit_id = ${unitId}
                           or (g.covers = 'subtree' and ${unitId} in (select organisation.subtree(g.unit_id)))))
     order by p.id`.execute(handle)
  return rows.map((row) => row.id)
}
