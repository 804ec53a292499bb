import type { Tx } from '#platform/db/connect.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { notFound, notPermitted } from '#platform/errors.ts'
import { lockAnyCases } from '#kernel/cases/index.ts'
import { startClock, stopClock, voidClock } from '#kernel/clock/index.ts'
import { listHolders, listUnitsHeld, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile } from '#kernel/media/index.ts'
import { getUnit, listUnits } from '#kernel/organisation/index.ts'
import { knownCase, linkTo, mayRead, type CaseworkServices, type KnownCase } from '../cases.ts'
import type { CohandlingBody, LimitBody, ReplyBody } from '../contract.ts'
import { cohandlingClock, cohandlingSubject, permissions } from '../kinds.ts'
import * as rules from '../rules/cohandling.ts'
import * as store from '../store/cohandlings.ts'
import { getLimit, setLimit } from '../store/limits.ts'

/** Asks other units for their part in a case, each with a limit of its own. Answers the new ones' numbers. */
export function askUnits(
  ctx: Context,
  services: CaseworkServices,
  caseId: number,
  asked: CohandlingBody,
): Promise<Decision<readonly number[]>> {
  return ctx.transaction(async (tx) => {
    const known = await lockKnown(tx, ctx, services, caseId)
    const by = askingStaff(ctx, known.row.unit_id)
    const decision = rules.decideAsking(asked, {
      open: known.open,
      unitId: known.row.unit_id,
      units: await readUnits(tx, caseId, asked.unitIds),
      limit: await getLimit(tx, ctx.today),
    })
    if (!decision.ok) return decision
    const { question, unitIds, workingDays } = decision.value
    const ids: number[] = []
    for (const unitId of unitIds) {
      const id = await store.addCohandling(tx, {
        caseId,
        askingUnitId: known.row.unit_id,
        unitId,
        question,
        workingDays,
        by,
        on: ctx.today,
      })
      const clock = await startClock(tx, cohandlingClock, {
        subject: cohandlingSubject(id),
        unitId,
        on: ctx.today,
        days: workingDays,
      })
      await tell(tx, ctx, known, 'casework.cohandling_asked', {
        cohandling: id,
        unit: unitId,
        dueOn: clock.due_on,
      })
      await services.notify(tx, ctx, {
        staffIds: (await listHolders(tx, permissions.cohandle, unitId)).map((holder) => holder.id),
        title: `请会办 ${known.row.number}，${clock.due_on} 前回复`,
        about: cohandlingSubject(id),
        link: '/cohandlings',
      })
      ids.push(id)
    }
    return allow(ids)
  })
}

/** The asked unit says what it has to say; a limit that passed before stays missed. */
export function reply(
  ctx: Context,
  services: CaseworkServices,
  id: number,
  asked: ReplyBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await store.lockCohandling(tx, id)
    const by = staffOf(ctx)
    if (!ctx.actor.may(permissions.cohandle, row.unit_id)) throw notFound('cohandling', id)
    const decision = rules.decideReply(row.state, asked.reply)
    if (!decision.ok) return decision
    await store.setReply(tx, id, { text: decision.value, by, on: ctx.today })
    const clock = await stopClock(tx, cohandlingClock, cohandlingSubject(id), ctx.today)
    const known = await getKnown(tx, services, row.case_id)
    await tell(tx, ctx, known, 'casework.cohandling_answered', {
      cohandling: id,
      unit: row.unit_id,
      inTime: clock.result === 'met',
    })
    await services.notify(tx, ctx, {
      staffIds: [row.asked_by],
      title: `${known.row.number} 的会办已回复`,
      about: known.subject,
      link: linkTo(known),
    })
    return allow(id)
  })
}

/** It is no longer needed: the limit ends, unless it was missed before. */
export function recall(ctx: Context, services: CaseworkServices, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await store.lockCohandling(tx, id)
    const known = await getKnown(tx, services, row.case_id)
    if (!mayRead(ctx, known)) throw notFound('cohandling', id)
    const by = askingStaff(ctx, known.row.unit_id)
    const decision = rules.decideRecall(row.state)
    if (!decision.ok) return decision
    await store.setRecalled(tx, id, { by, on: ctx.today })
    await voidClock(tx, cohandlingClock, cohandlingSubject(id), ctx.today)
    await tell(tx, ctx, known, 'casework.cohandling_recalled', { cohandling: id, unit: row.unit_id })
    return allow(id)
  })
}

/** Adds a file to the question or to the reply, whichever side one is on, while the reply is awaited. */
export function attach(
  ctx: Context,
  services: CaseworkServices,
  id: number,
  file: { readonly name: string; readonly content: Buffer },
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await store.lockCohandling(tx, id)
    const known = await getKnown(tx, services, row.case_id)
    const replies = ctx.actor.may(permissions.cohandle, row.unit_id)
    const asks = ctx.actor.may(permissions.ask, known.row.unit_id)
    if (!replies && !asks) throw notFound('cohandling', id)
    const decision = rules.decideRecall(row.state)
    if (!decision.ok) return refuse(decision.issues)
    const side = replies ? 'reply' : 'question'
    const { hash } = await storeFile(tx, services.files, file.name, file.content)
    const position = await store.addFile(tx, id, { side, name: file.name, hash })
    await tell(tx, ctx, known, 'casework.cohandling_file_added', { cohandling: id, position, side })
    return allow(id)
  })
}

/** The city's own days for co-handling, from a day on. */
export function setCohandlingLimit(
  ctx: Context,
  unitId: number,
  asked: LimitBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.limit, unitId)
    const decision = rules.decideLimit(await getUnit(tx, unitId), asked, ctx.today)
    if (!decision.ok) return decision
    await setLimit(tx, decision.value)
    await record(tx, ctx.actor, {
      verb: 'casework.limit_set',
      subject: `unit:${unitId}`,
      unitId,
      detail: { ...decision.value },
    })
    return allow(unitId)
  })
}

function staffOf(ctx: Context): number {
  if (ctx.actor.staffId === null) throw notPermitted(permissions.cohandle.name)
  return ctx.actor.staffId
}

function askingStaff(ctx: Context, unitId: number): number {
  ctx.actor.must(permissions.ask, unitId)
  return staffOf(ctx)
}

async function lockKnown(tx: Tx, ctx: Context, services: CaseworkServices, id: number): Promise<KnownCase> {
  const known = await getKnown(tx, services, id)
  if (!mayRead(ctx, known)) throw notFound('case', id)
  return known
}

async function getKnown(tx: Tx, services: CaseworkServices, id: number): Promise<KnownCase> {
  const [row] = await lockAnyCases(tx, [id])
  if (!row) throw notFound('case', id)
  return knownCase(services, row)
}

async function readUnits(tx: Tx, caseId: number, ids: readonly number[]): Promise<rules.AskedUnit[]> {
  const [waiting, staffed, units] = [
    await store.listOpenUnits(tx, caseId),
    await listUnitsHeld(tx, permissions.cohandle),
    await listUnits(tx),
  ]
  return units
    .filter((unit) => ids.includes(unit.id))
    .map((unit) => ({
      id: unit.id,
      name: unit.short_name,
      staffed: staffed.has(unit.id),
      waiting: waiting.has(unit.id),
    }))
}

/** An entry on the case's own subject: it stays with the unit that has the case, whoever wrote it. */
async function tell(
  tx: Tx,
  ctx: Context,
  { subject, row }: KnownCase,
  verb: string,
  detail: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  await record(tx, ctx.actor, { verb, subject, unitId: row.unit_id, detail })
}
