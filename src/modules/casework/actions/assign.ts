import type { Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { lockAnyCases, type CaseRow } from '#kernel/cases/index.ts'
import { listHolders, type Context } from '#kernel/identity/index.ts'
import { record, recordMany } from '#kernel/ledger/index.ts'
import { getColleague, knownCase, linkTo, mayRead, type CaseworkServices, type KnownCase } from '../cases.ts'
import type { AssignmentBody, HandoverBody, HandoverView } from '../contract.ts'
import { permissions } from '../kinds.ts'
import { decideAssignment, splitEvenly, type Givable } from '../rules/assignment.ts'
import * as store from '../store/assignments.ts'

/** Gives cases to one person, all or none: every problem of every case is told at once. Answers how many changed hands. */
export function assign(
  ctx: Context,
  services: CaseworkServices,
  asked: AssignmentBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const cases = await lockReadable(tx, ctx, services, asked.caseIds)
    const givable = await readGivable(tx, ctx, cases)
    const decision = decideAssignment(givable, { staffId: asked.staffId, by: ctx.actor.staffId })
    if (!decision.ok) return decision
    const given = new Map(decision.value.map((one) => [one.id, asked.staffId]))
    await giveAll(tx, ctx, services, { cases, givable, given, note: asked.note.trim() })
    return allow(given.size)
  })
}

/** Moves every open case of one person to others at once, evenly where they are several. */
export function handOver(
  ctx: Context,
  services: CaseworkServices,
  asked: HandoverBody,
): Promise<Decision<HandoverView>> {
  return ctx.transaction(async (tx) => {
    await getColleague(tx, ctx, asked.fromStaffId)
    const own = asked.fromStaffId === ctx.actor.staffId
    const held = (await lockAnyCases(tx, await store.listCasesHeldBy(tx, asked.fromStaffId)))
      .map((row) => knownCase(services, row))
      .filter((one) => one.open && mayRead(ctx, one))
    // Of somebody else only what one may distribute: the cases of other units stay where they are.
    const cases = held.filter((one) => own || ctx.actor.may(permissions.distribute, one.row.unit_id))
    if (cases.length === 0)
      return refuse(issue('fromStaffId', held.length === 0 ? 'no_open_cases' : 'may_not_distribute'))
    const givable = await readGivable(tx, ctx, cases)
    const decision = splitEvenly(givable, [...new Set(asked.toStaffIds)])
    if (!decision.ok) return decision
    const given = decision.value
    await giveAll(tx, ctx, services, { cases, givable, given, note: asked.note.trim() })
    const counts = new Map<number, number>()
    for (const staffId of given.values()) counts.set(staffId, (counts.get(staffId) ?? 0) + 1)
    return allow({
      moved: given.size,
      to: [...counts].map(([staffId, count]) => ({ staffId, cases: count })),
    })
  })
}

/**
 * Gives a case to somebody within another module's action, on a case that it has locked: whoever registers a request,
 * say, has it from then on.
 */
export async function giveCase(
  tx: Tx,
  ctx: Context,
  subject: string,
  row: CaseRow,
  staffId: number,
): Promise<void> {
  const [before] = await store.listHeld(tx, [row.id])
  if (before?.staff_id === staffId) return
  await store.give(tx, [{ caseId: row.id, staffId }], { staffId: ctx.actor.staffId, on: ctx.today, note: '' })
  await record(tx, ctx.actor, {
    verb: 'casework.assigned',
    subject,
    unitId: row.unit_id,
    detail: { to: staffId, from: before?.staff_id ?? null },
  })
}

/** Takes a case from whoever has it, within another module's action: it went to another unit. */
export async function releaseCase(tx: Tx, ctx: Context, subject: string, row: CaseRow): Promise<void> {
  const before = await store.release(tx, row.id)
  if (before === undefined) return
  await record(tx, ctx.actor, {
    verb: 'casework.released',
    subject,
    unitId: row.unit_id,
    detail: { from: before },
  })
}

async function lockReadable(
  tx: Tx,
  ctx: Context,
  services: CaseworkServices,
  ids: readonly number[],
): Promise<KnownCase[]> {
  const asked = [...new Set(ids)]
  const cases = (await lockAnyCases(tx, asked)).map((row) => knownCase(services, row))
  const seen = new Set(cases.filter((one) => mayRead(ctx, one)).map((one) => one.row.id))
  const missing = asked.find((id) => !seen.has(id))
  if (missing !== undefined) throw notFound('case', missing)
  return cases
}

/** What the rules ask of each case; who may handle it is looked up once for each kind and unit. */
export async function readGivable(
  tx: Tx,
  ctx: Context,
  cases: readonly KnownCase[],
): Promise<(Givable & { readonly known: KnownCase })[]> {
  const held = await store.listHeld(
    tx,
    cases.map((one) => one.row.id),
  )
  const holders = new Map(held.map((one) => [one.case_id, one.staff_id]))
  const { staffId } = ctx.actor
  const answered = new Set(staffId === null ? [] : await store.answeredFor(tx, staffId, ctx.today))
  if (staffId !== null) answered.add(staffId)
  const known = new Map<string, ReadonlySet<number>>()
  const handlersOf = async ({ kind, row }: KnownCase) => {
    const key = `${kind.name} ${row.unit_id}`
    const handlers =
      known.get(key) ??
      new Set((await listHolders(tx, kind.handledBy, row.unit_id)).map((holder) => holder.id))
    known.set(key, handlers)
    return handlers
  }
  const givable: (Givable & { readonly known: KnownCase })[] = []
  for (const one of cases) {
    const holderId = holders.get(one.row.id) ?? null
    givable.push({
      id: one.row.id,
      number: one.row.number,
      open: one.open,
      holderId,
      mayDistribute: ctx.actor.may(permissions.distribute, one.row.unit_id),
      isTheirs: holderId !== null && answered.has(holderId),
      handlers: await handlersOf(one),
      known: one,
    })
  }
  return givable
}

interface Giving {
  readonly cases: readonly KnownCase[]
  readonly givable: readonly Givable[]
  /** Who gets which case. */
  readonly given: ReadonlyMap<number, number>
  readonly note: string
}

/** Does it, writes an entry for each case, and tells each person once. */
async function giveAll(
  tx: Tx,
  ctx: Context,
  services: CaseworkServices,
  { cases, givable, given, note }: Giving,
): Promise<void> {
  const holders = new Map(givable.map((one) => [one.id, one.holderId]))
  const moved = cases.flatMap((one) => {
    const staffId = given.get(one.row.id)
    return staffId === undefined ? [] : [{ ...one, staffId }]
  })
  await store.give(
    tx,
    moved.map((one) => ({ caseId: one.row.id, staffId: one.staffId })),
    { staffId: ctx.actor.staffId, on: ctx.today, note },
  )
  await recordMany(
    tx,
    ctx.actor,
    moved.map((one) => ({
      verb: 'casework.assigned',
      subject: one.subject,
      unitId: one.row.unit_id,
      detail: { to: one.staffId, from: holders.get(one.row.id) ?? null },
    })),
  )
  for (const staffId of new Set(given.values())) {
    if (staffId === ctx.actor.staffId) continue
    const theirs = moved.filter((one) => one.staffId === staffId)
    const [first] = theirs
    if (!first) continue
    const single = theirs.length === 1
    await services.notify(tx, ctx, {
      staffIds: [staffId],
      title: single ? `${first.row.number} 分派给您办理` : `有 ${theirs.length} 件办件分派给您办理`,
      about: single ? first.subject : `staff:${staffId}`,
      link: single ? linkTo(first) : (first.kind.page ?? '/'),
    })
  }
}
