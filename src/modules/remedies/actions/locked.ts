import { markStale, type Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound, notPermitted } from '#platform/errors.ts'
import { caseSubject, getAnyCase, lockCase, takeStep, type CaseRow } from '#kernel/cases/index.ts'
import {
  findClock,
  startClock,
  stopClock,
  voidClock,
  voidClocks,
  type ClockRule,
} from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record, type Entry } from '#kernel/ledger/index.ts'
import { clocks, redoClock, withSettings } from '../clocks.ts'
import type { RedoOrder } from '../contract.ts'
import { clockSubject, findKind, isHigher, permissions, redoSubject, type RemedyKind } from '../kinds.ts'
import type { Judgment } from '../rules/decided.ts'
import type { Current } from '../rules/steps.ts'
import * as store from '../store/remedies.ts'

/** A case of one of the three kinds with all that its steps ask for, locked until the transaction ends. */
export interface Locked {
  readonly kind: RemedyKind
  readonly row: CaseRow
  /** As clocks and the ledger name it: `litigation:12`. */
  readonly subject: string
  readonly remedy: store.RemedyRow
  readonly instance: store.InstanceRow
  readonly current: Current
}

export async function lockRemedy(tx: Tx, id: number): Promise<Locked> {
  const kind = findKind((await getAnyCase(tx, id)).kind)
  if (!kind) throw notFound('remedy', id)
  const row = await lockCase(tx, kind.kind, id)
  const instance = await store.getCurrent(tx, id)
  return {
    kind,
    row,
    subject: caseSubject(kind.kind, id),
    remedy: await store.getRemedy(tx, id),
    instance,
    current: currentOf(
      instance,
      isHigher(instance.level) ? await store.findJudgment(tx, id, instance.position - 1) : null,
    ),
  }
}

/** An instance as rules see it, with the judgment that it was asked about. */
export const currentOf = (instance: store.InstanceRow, below: Judgment | null): Current => ({
  level: instance.level,
  receivedOn: instance.received_on,
  decidedOn: instance.decided_on,
  redo: instance.redo_from === null ? null : { from: instance.redo_from, doneOn: instance.redo_done_on },
  below,
})

/** Who decides a complaint: the office above, where it is one of ours; nobody judges what is said of himself. */
export const deciderOf = (row: { readonly unit_id: number }, organUnitId: number | null): number =>
  organUnitId ?? row.unit_id

export function mustDecide(ctx: Context, { row, remedy }: Locked): void {
  ctx.actor.must(permissions.handle, deciderOf(row, remedy.organ_unit_id))
}

/** What both sides of a complaint may do: the office that decides it and the unit that it is about. */
export function mustTakePart(ctx: Context, units: readonly (number | null)[]): void {
  if (!units.some((unitId) => unitId !== null && ctx.actor.may(permissions.handle, unitId)))
    throw notPermitted(permissions.handle.name)
}

/** Takes the step and writes it down; pages that show its figures are stale. */
export async function take(
  tx: Tx,
  ctx: Context,
  { kind, row, subject }: Locked,
  taken: Parameters<typeof takeStep>[4],
  entry: Pick<Entry, 'verb' | 'detail'>,
): Promise<void> {
  await takeStep(tx, ctx, kind.kind, row, taken)
  await record(tx, ctx.actor, { ...entry, subject, unitId: row.unit_id })
  await markStale(tx, ['remedies'])
}

/** The kind's limit with what the city set for itself. */
export async function limitOf(tx: Tx, kind: RemedyKind): Promise<ClockRule> {
  return withSettings(kind.clock, await store.listSettings(tx))
}

export async function startLimit(
  tx: Tx,
  kind: RemedyKind,
  one: { caseId: number; unitId: number; position: number; on: CivilDate },
): Promise<void> {
  const rule = await limitOf(tx, kind)
  const subject = clockSubject(caseSubject(kind.kind, one.caseId), one.position)
  await startClock(tx, rule, { subject, unitId: one.unitId, on: one.on })
  await store.setClock(tx, one.caseId, { name: rule.name, subject })
}

export async function startRedo(tx: Tx, { row, instance, ...of }: Locked, redo: RedoOrder, turn: number) {
  const subject = redoSubject(of.subject, instance.position, turn)
  const { days, dayKind } = redo
  await startClock(tx, redoClock, { subject, unitId: row.unit_id, on: redo.from, days, dayKind })
  await store.setClock(tx, row.id, { name: redoClock.name, subject })
}

/** The limit that was set last, where it still runs: of one case no two ever run. */
async function findRunning(tx: Tx, { remedy }: Pick<Locked, 'remedy'>) {
  const rule = clocks.find((one) => one.name === remedy.clock_name)
  if (!rule || remedy.clock_subject === null) return undefined
  const clock = await findClock(tx, rule, remedy.clock_subject)
  return clock?.stopped_on === null ? { rule, clock } : undefined
}

const later = (one: CivilDate, other: CivilDate) => (one < other ? other : one)

/**
 * The duty was done; or it fell away, which undoes no due day that had passed; or it was entered wrongly, and never was.
 * A limit ends no earlier than it began.
 */
export async function endLimit(
  tx: Tx,
  locked: Pick<Locked, 'remedy'>,
  how: 'kept' | 'void' | 'mistaken',
  on: CivilDate,
): Promise<void> {
  const running = await findRunning(tx, locked)
  if (!running) return
  const { rule, clock } = running
  const end = later(on, clock.started_on)
  if (how === 'kept') await stopClock(tx, rule, clock.subject, end)
  else if (how === 'void') await voidClock(tx, rule, clock.subject, end)
  else await voidClocks(tx, rule, [clock.subject], end)
}
