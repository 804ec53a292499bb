import type { Handle, Tx } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import { caseSubject, finalStates, getAnyCase, type CaseKind, type CaseRow } from '#kernel/cases/index.ts'
import { loadActor, type Actor, type Context } from '#kernel/identity/index.ts'
import type { Notice } from '#modules/messages/index.ts'
import { permissions } from './kinds.ts'

/** What the house hands to this module: it imports no kind of case itself. */
export interface CaseworkServices {
  readonly kinds: () => readonly CaseKind[]
  readonly notify: (tx: Tx, ctx: Context, notice: Notice) => Promise<unknown>
  readonly files: FileStore
}

/** A case with the declaration of its kind. */
export interface KnownCase {
  readonly row: CaseRow
  readonly kind: CaseKind
  readonly subject: string
  readonly open: boolean
}

export function findKind(services: CaseworkServices, name: string): CaseKind {
  const kind = services.kinds().find((one) => one.name === name)
  if (!kind) throw notFound('case_kind', name)
  return kind
}

export function knownCase(services: CaseworkServices, row: CaseRow): KnownCase {
  const kind = findKind(services, row.kind)
  return {
    row,
    kind,
    subject: caseSubject(kind, row.id),
    open: row.concluded_on === null && !finalStates(kind).includes(row.state),
  }
}

/** The case, for who may read it; not found for everybody else. */
export async function getReadableCase(
  handle: Handle,
  ctx: Context,
  services: CaseworkServices,
  id: number,
): Promise<KnownCase> {
  const known = knownCase(services, await getAnyCase(handle, id))
  if (!mayRead(ctx, known)) throw notFound('case', id)
  return known
}

export function mayRead(ctx: Context, { row, kind }: KnownCase): boolean {
  return ctx.actor.may(kind.readBy, row.unit_id)
}

/** The case's own page in the console. */
function pageOf({ kind, row }: KnownCase): string | null {
  return kind.page === undefined ? null : `${kind.page}/${row.id}`
}

/** Where a notice about the case leads. */
export function linkTo(known: KnownCase): string {
  return pageOf(known) ?? '/'
}

/** Somebody of a unit of one's own; nobody else can be seen. */
export async function getColleague(handle: Handle, ctx: Context, staffId: number): Promise<Actor> {
  const colleague = await loadActor(handle, staffId)
  const mine = new Set(ctx.actor.unitsFor(permissions.work))
  const together = colleague.grants.some((grant) => [...grant.unitIds].some((id) => mine.has(id)))
  if (!together && staffId !== ctx.actor.staffId) throw notFound('staff', staffId)
  return colleague
}
