import type { Handle } from '#platform/db/connect.ts'
import { findCaseOfSubject, type CaseKind } from '#kernel/cases/index.ts'
import type { Actor, Permission } from '#kernel/identity/index.ts'

/** Who may do what with the files of a subject: its unit when they may, undefined when they may not. */
export interface SubjectAccess {
  mayRead(handle: Handle, actor: Actor, subject: string): Promise<number | undefined>
  mayHandle(handle: Handle, actor: Actor, subject: string): Promise<number | undefined>
}

/** For cases, by what their kinds declare: `request:12` is the case 12 of the kind with that prefix. */
export function caseAccess(kinds: () => readonly CaseKind[]): SubjectAccess {
  const ask = async (
    handle: Handle,
    actor: Actor,
    subject: string,
    permission: (kind: CaseKind) => Permission,
  ) => {
    const found = await findCaseOfSubject(handle, kinds(), subject)
    return found && actor.may(permission(found.kind), found.row.unit_id) ? found.row.unit_id : undefined
  }
  return {
    mayRead: (handle, actor, subject) => ask(handle, actor, subject, (kind) => kind.readBy),
    mayHandle: (handle, actor, subject) => ask(handle, actor, subject, (kind) => kind.handledBy),
  }
}
