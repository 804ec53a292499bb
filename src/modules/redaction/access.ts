import type { Handle } from '#platform/db/connect.ts'
import { getAnyCase, type CaseKind } from '#kernel/cases/index.ts'
import type { Actor, Permission } from '#kernel/identity/index.ts'

/** Who may do what with the files of a subject: its unit when they may, undefined when they may not. */
export interface SubjectAccess {
  mayRead(handle: Handle, actor: Actor, subject: string): Promise<number | undefined>
  mayHandle(handle: Handle, actor: Actor, subject: string): Promise<number | undefined>
}

/**
 * For cases, by what their kind declares. `subjects` says which kind of case a word before the colon means:
 * `request:12` is the case 12 of `requests.disclosure`.
 */
export function caseAccess(of: {
  readonly kinds: () => readonly CaseKind[]
  readonly subjects: Readonly<Record<string, string>>
}): SubjectAccess {
  const ask = async (
    handle: Handle,
    actor: Actor,
    subject: string,
    permission: (kind: CaseKind) => Permission,
  ) => {
    const [word = '', id = ''] = subject.split(':')
    const kind = of.kinds().find((candidate) => candidate.name === of.subjects[word])
    if (!kind) return undefined
    const row = await getAnyCase(handle, Number(id))
    return row.kind === kind.name && actor.may(permission(kind), row.unit_id) ? row.unit_id : undefined
  }
  return {
    mayRead: (handle, actor, subject) => ask(handle, actor, subject, (kind) => kind.readBy),
    mayHandle: (handle, actor, subject) => ask(handle, actor, subject, (kind) => kind.handledBy),
  }
}
