import type { Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { record, type LedgerActor } from '#kernel/ledger/index.ts'
import type { Pause } from './calendar.ts'
import { limitOf, loadCalendar, lockClock, readPauses, type RunningClock } from './clocks.ts'
import type { ClockRule } from './rule.ts'

/*
 * Everything that moves the due day of a running limit. Each counts the limit anew from what is kept (its start, its
 * length, its pauses) and writes the ledger, so that a due day never moves unseen.
 */

type Reason = 'paused' | 'resumed' | 'extended' | 'restarted'

async function countAnew(
  tx: Tx,
  actor: LedgerActor,
  rule: ClockRule,
  clock: RunningClock,
  why: { readonly reason: Reason; readonly ref: string },
): Promise<RunningClock> {
  const pauses = await readPauses(tx, [clock.id])
  const limit = limitOf(
    await loadCalendar(tx),
    rule,
    clock.started_on,
    clock.days + clock.extended_days,
    clock.day_kind,
    pauses.get(clock.id) ?? [],
  )
  const newest = await newestPause(tx, clock)
  const moved = await tx
    .updateTable('clock.clock')
    .set({
      ...limit,
      started_on: clock.started_on,
      extended_days: clock.extended_days,
      paused_from: newest?.from_on ?? null,
      paused_to: newest?.to_on ?? null,
    })
    .where('id', '=', clock.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(tx, actor, {
    verb: `clock.${why.reason}`,
    subject: clock.subject,
    unitId: clock.unit_id,
    detail: { clock: clock.name, ref: why.ref, from: clock.due_on, to: moved.due_on },
  })
  return moved
}

/** The pause that ends last, of those that began since the limit did; one without an end ends after all others. */
function newestPause(tx: Tx, clock: RunningClock) {
  return tx
    .selectFrom('clock.pause')
    .select(['from_on', 'to_on'])
    .where('clock_id', '=', clock.id)
    .where('from_on', '>', clock.started_on)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', eb.ref('from_on'))]))
    .orderBy('to_on', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst()
}

/** A limit stands still; `ref` names what holds it. Without a last day it stands until `endPause`. */
export async function pauseClock(
  tx: Tx,
  actor: LedgerActor,
  rule: ClockRule,
  subject: string,
  pause: { readonly ref: string; readonly from: CivilDate; readonly to: CivilDate | null },
): Promise<RunningClock> {
  const clock = await lockClock(tx, rule, subject)
  await tx
    .insertInto('clock.pause')
    .values({
      clock_id: clock.id,
      ref: pause.ref,
      reason: pause.ref.split(':')[0] ?? pause.ref,
      from_on: pause.from,
      to_on: pause.to,
    })
    .execute()
  return countAnew(tx, actor, rule, clock, { reason: 'paused', ref: pause.ref })
}

/** The last day that does not count is known (or known better): the limit is counted anew by it. */
export async function endPause(
  tx: Tx,
  actor: LedgerActor,
  rule: ClockRule,
  subject: string,
  ref: string,
  to: CivilDate,
): Promise<RunningClock> {
  const clock = await lockClock(tx, rule, subject)
  await tx
    .updateTable('clock.pause')
    .set({ to_on: to })
    .where('clock_id', '=', clock.id)
    .where('ref', '=', ref)
    .returning('id')
    .executeTakeFirstOrThrow()
  return countAnew(tx, actor, rule, clock, { reason: 'resumed', ref })
}

/** More days of the limit's own kind; how many the law allows is the caller's rule. */
export async function extendClock(
  tx: Tx,
  actor: LedgerActor,
  rule: ClockRule,
  subject: string,
  extension: { readonly ref: string; readonly days: number },
): Promise<RunningClock> {
  const clock = await lockClock(tx, rule, subject)
  const longer = { ...clock, extended_days: clock.extended_days + extension.days }
  return countAnew(tx, actor, rule, longer, { reason: 'extended', ref: extension.ref })
}

/** The limit is counted anew from another day (第三十条: from receipt of the corrected request). */
export async function restartClock(
  tx: Tx,
  actor: LedgerActor,
  rule: ClockRule,
  subject: string,
  restart: { readonly ref: string; readonly on: CivilDate },
): Promise<RunningClock> {
  const clock = await lockClock(tx, rule, subject)
  return countAnew(
    tx,
    actor,
    rule,
    { ...clock, started_on: restart.on },
    { reason: 'restarted', ref: restart.ref },
  )
}

/** The days on which a limit stood or stands still, oldest first. */
export function listPauses(
  handle: Pick<Tx, 'selectFrom'>,
  clockId: number,
): Promise<(Omit<Pause, 'to'> & { readonly ref: string; readonly to: CivilDate | null })[]> {
  return handle
    .selectFrom('clock.pause')
    .select(['ref', 'from_on as from', 'to_on as to'])
    .where('clock_id', '=', clockId)
    .orderBy('from_on')
    .execute()
}

/** Another unit owes the duty from now on; the days that have gone by count for it. */
export async function handOverClock(
  tx: Tx,
  rule: ClockRule,
  subject: string,
  unitId: number,
): Promise<RunningClock> {
  const running = await lockClock(tx, rule, subject)
  return tx
    .updateTable('clock.clock')
    .set({ unit_id: unitId })
    .where('id', '=', running.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
