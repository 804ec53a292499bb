import type { Handle } from '#platform/db/connect.ts'
import { namesOfStaff } from '#kernel/identity/index.ts'
import { listHeld } from '../store/assignments.ts'

/** Who has these cases, by the case; whom nobody has is left out. */
export async function handlersOf(
  handle: Handle,
  caseIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const held = await listHeld(handle, caseIds)
  const names = await namesOfStaff(
    handle,
    held.map((one) => one.staff_id),
  )
  return new Map(held.map((one) => [one.case_id, names.get(one.staff_id) ?? '']))
}
