import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { ClockClock } from '#platform/db/tables.ts'
import { addDays, type CivilDate } from '#platform/dates.ts'
import { Refusal } from '#platform/errors.ts'
import { recordMany, type LedgerActor } from '#kernel/ledger/index.ts'
import {
  buildCalendar,
  countCalendarDays,
  countWorkingDays,
  type Calendar,
  type Notice,
  type Pause,
} from './calendar.ts'
import { lightOf } from './light.ts'
import { versionInForce, type ClockRule, type ClockVersion } from './rule.ts'

export type RunningClock = Selectable<ClockClock>

/** Puts holiday notices into the calendar; a year loaded again is replaced whole. Answers the years. */
export async function loadNotices(tx: Tx, notices: readonly Notice[]): Promise<number[]> {
  for (const notice of notices) {
    await tx
      .insertInto('clock.notice')
      .values({ year: notice.year, papers: [...notice.papers] })
      .onConflict((conflict) => conflict.column('year').doUpdateSet({ papers: [...notice.papers] }))
      .execute()
    await tx.deleteFrom('clock.calendar_day').where('notice_year', '=', notice.year).execute()
    if (notice.days.length === 0) continue
    await tx
      .insertInto('clock.calendar_day')
      .values(
        notice.days.map((day) => ({
          date: day.date,
          working: day.working,
          name: day.name,
          notice_year: notice.year,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('date').doUpdateSet((eb) => ({
          working: eb.ref('excluded.working'),
          name: eb.ref('excluded.name'),
          notice_year: eb.ref('excluded.notice_year'),
        })),
      )
      .execute()
  }
  return notices.map((notice) => notice.year)
}

/** The working-day calendar as it stands in the database. */
export async function loadCalendar(handle: Handle): Promise<Calendar> {
  const days = await handle.selectFrom('clock.calendar_day').select(['date', 'working', 'name']).execute()
  const years = await handle.selectFrom('clock.notice').select('year').execute()
  return buildCalendar(
    days.map((day) => ({ date: day.date, working: day.working, name: day.name ?? '' })),
    years.map((row) => row.year),
  )
}

/** As a version of a rule counts, or `date`: the law names the last day itself, and no day of rest moves it. */
type DayKind = ClockVersion['dayKind'] | 'date'

/**
 * Starts a time limit on a subject, by the version in force on the day that starts it; `days` and `dayKind` where
 * whoever set the duty also sets its length.
 */
export async function startClock(
  tx: Tx,
  rule: ClockRule,
  start: { subject: string; unitId: number; on: CivilDate; days?: number; dayKind?: DayKind },
): Promise<RunningClock> {
  const version = versionInForce(rule, start.on)
  if (!version) throw new Refusal('before_the_law', 422, { clock: rule.name, on: start.on })
  const days = start.days ?? version.days
  const dayKind = start.dayKind ?? version.dayKind
  const limit = limitOf(await loadCalendar(tx), rule, start.on, days, dayKind)
  return tx
    .insertInto('clock.clock')
    .values({
      name: rule.name,
      rule_from: version.from,
      subject: start.subject,
      unit_id: start.unitId,
      started_on: start.on,
      days,
      day_kind: dayKind,
      ...limit,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

type Limit = Pick<RunningClock, 'yellow_on' | 'due_on' | 'provisional'>

/** Pauses hold limits of working days only; one of natural days runs through. */
export function limitOf(
  calendar: Calendar,
  rule: ClockRule,
  on: CivilDate,
  days: number,
  kind: string,
  pauses: readonly Pause[] = [],
): Limit {
  const count = (length: number) =>
    kind === 'working'
      ? countWorkingDays(calendar, on, length, pauses)
      : kind === 'date'
        ? { due: addDays(on, length), provisional: false }
        : countCalendarDays(calendar, on, length)
  const due = count(days)
  const yellow = days > rule.yellowBefore ? count(days - rule.yellowBefore) : due
  return { yellow_on: yellow.due, due_on: due.due, provisional: due.provisional }
}

/** The days on which each limit stood still; a pause without an end holds no day yet. */
export async function readPauses(
  handle: Handle,
  clockIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Pause[]>> {
  const rows = await handle
    .selectFrom('clock.pause')
    .select(['clock_id', 'from_on', 'to_on'])
    .where('clock_id', 'in', clockIds.length === 0 ? [0] : [...clockIds])
    .execute()
  const pauses = new Map<number, Pause[]>()
  for (const { clock_id, from_on, to_on } of rows) {
    if (to_on !== null) pauses.set(clock_id, [...(pauses.get(clock_id) ?? []), { from: from_on, to: to_on }])
  }
  return pauses
}

/** A running limit whose due day a notice has moved. */
export interface MovedClock {
  readonly name: string
  readonly subject: string
  readonly unitId: number
  readonly from: CivilDate
  readonly to: CivilDate
}

/**
 * Takes in a holiday notice and counts every running limit anew by it; what is stopped stays as it was judged. Answers
 * the limits whose due day moved, each with an entry in the ledger.
 */
export async function takeInNotice(
  tx: Tx,
  actor: LedgerActor,
  rules: readonly ClockRule[],
  notice: Notice,
): Promise<MovedClock[]> {
  await loadNotices(tx, [notice])
  const calendar = await loadCalendar(tx)
  const running = await tx
    .selectFrom('clock.clock')
    .selectAll()
    .where('stopped_on', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const pauses = await readPauses(
    tx,
    running.map((clock) => clock.id),
  )
  const changed = running.flatMap((clock) => {
    const rule = rules.find((one) => one.name === clock.name)
    if (!rule) throw new Error(`no module declares the clock ${clock.name}`)
    const limit = limitOf(
      calendar,
      rule,
      clock.started_on,
      clock.days + clock.extended_days,
      clock.day_kind,
      pauses.get(clock.id) ?? [],
    )
    const same =
      limit.due_on === clock.due_on &&
      limit.yellow_on === clock.yellow_on &&
      limit.provisional === clock.provisional
    return same ? [] : [{ clock, limit }]
  })
  await sql`
    update clock.clock c set due_on = n.due_on, yellow_on = n.yellow_on, provisional = n.provisional
      from unnest(
        ${changed.map(({ clock }) => clock.id)}::bigint[],
        ${changed.map(({ limit }) => limit.due_on)}::date[],
        ${changed.map(({ limit }) => limit.yellow_on)}::date[],
        ${changed.map(({ limit }) => limit.provisional)}::boolean[]
      ) as n (id, due_on, yellow_on, provisional)
     where c.id = n.id`.execute(tx)
  const moved = changed.filter(({ clock, limit }) => clock.due_on !== limit.due_on)
  await recordMany(tx, actor, [
    {
      verb: 'clock.notice_loaded',
      subject: `notice:${notice.year}`,
      detail: { papers: [...notice.papers], days: notice.days.length, moved: moved.length },
    },
    ...moved.map(({ clock, limit }) => ({
      verb: 'clock.recomputed',
      subject: clock.subject,
      unitId: clock.unit_id,
      detail: { clock: clock.name, notice: notice.year, from: clock.due_on, to: limit.due_on },
    })),
  ])
  return moved.map(({ clock, limit }) => ({
    name: clock.name,
    subject: clock.subject,
    unitId: clock.unit_id,
    from: clock.due_on,
    to: limit.due_on,
  }))
}

/**
 * Stops a limit on the day that the duty was done: met up to the due day, missed after it. A due day that passed before
 * anybody noticed is written into the ledger now.
 */
export async function stopClock(
  tx: Tx,
  rule: ClockRule,
  subject: string,
  on: CivilDate,
): Promise<RunningClock> {
  const running = await lockClock(tx, rule, subject)
  const met = on <= running.due_on
  if (!met && running.overdue_noted !== running.due_on) await writePassing(tx, [running], 'overdue')
  return tx
    .updateTable('clock.clock')
    .set({
      stopped_on: on,
      result: met ? 'met' : 'missed',
      ...(met ? {} : { overdue_noted: running.due_on }),
    })
    .where('id', '=', running.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The running limit, locked until the transaction ends. */
export function lockClock(tx: Tx, rule: ClockRule, subject: string): Promise<RunningClock> {
  return tx
    .selectFrom('clock.clock')
    .selectAll()
    .where('name', '=', rule.name)
    .where('subject', '=', subject)
    .where('stopped_on', 'is', null)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/**
 * Ends a limit whose duty fell away: it was neither met nor missed, unless its due day had passed before, which nothing
 * undoes.
 */
export async function voidClock(
  tx: Tx,
  rule: ClockRule,
  subject: string,
  on: CivilDate,
): Promise<RunningClock> {
  const running = await lockClock(tx, rule, subject)
  const late = lightOf(running, on) === 'red'
  if (late && running.overdue_noted !== running.due_on) await writePassing(tx, [running], 'overdue')
  return tx
    .updateTable('clock.clock')
    .set({
      stopped_on: on,
      result: late ? 'missed' : 'void',
      ...(late ? { overdue_noted: running.due_on } : {}),
    })
    .where('id', '=', running.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Ends running limits whose duty fell away; they were neither met nor missed. */
export async function voidClocks(
  tx: Tx,
  rule: ClockRule,
  subjects: readonly string[],
  on: CivilDate,
): Promise<void> {
  await sql`
    update clock.clock set stopped_on = ${on}, result = 'void'
     where name = ${rule.name} and subject = any(${[...subjects]}::text[]) and stopped_on is null`.execute(tx)
}

export function findClock(
  handle: Handle,
  rule: ClockRule,
  subject: string,
): Promise<RunningClock | undefined> {
  return handle
    .selectFrom('clock.clock')
    .selectAll()
    .where('name', '=', rule.name)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

/** A limit whose yellow or due day has passed. */
export interface PassedClock {
  readonly name: string
  readonly subject: string
  readonly unitId: number
  readonly what: 'yellow' | 'overdue'
  readonly dueOn: CivilDate
}

async function writePassing(
  tx: Tx,
  clocks: readonly RunningClock[],
  what: PassedClock['what'],
): Promise<PassedClock[]> {
  await recordMany(
    tx,
    { kind: 'system', staffId: null, unitId: null },
    clocks.map((clock) => ({
      verb: what === 'yellow' ? 'clock.turned_yellow' : 'clock.overdue',
      subject: clock.subject,
      unitId: clock.unit_id,
      detail: { clock: clock.name, dueOn: clock.due_on },
    })),
  )
  return clocks.map((clock) => ({
    name: clock.name,
    subject: clock.subject,
    unitId: clock.unit_id,
    what,
    dueOn: clock.due_on,
  }))
}

/** How many limits one look takes, so that no lock is held long. */
const WATCHED_AT_ONCE = 500

/**
 * Writes into the ledger, once each, which running limits have turned yellow or passed their due day. Answers those it
 * wrote; called again until it answers none.
 */
export async function watchClocks(tx: Tx, today: CivilDate): Promise<PassedClock[]> {
  const { rows } = await sql<RunningClock & { passed: PassedClock['what'] }>`
    select k.*, case when k.due_on < ${today} then 'overdue' else 'yellow' end as passed
      from clock.clock k
     where k.stopped_on is null
       and (k.due_on < ${today} and k.overdue_noted is distinct from k.due_on
         or k.due_on >= ${today} and k.yellow_on <= ${today} and k.yellow_noted is distinct from k.yellow_on)
       and not coalesce(k.paused_from <= ${today} and k.paused_from <= k.due_on
         and (k.paused_to is null or k.paused_to >= ${today}), false)
     order by k.id limit ${WATCHED_AT_ONCE} for update skip locked`.execute(tx)
  if (rows.length === 0) return []
  await sql`
    update clock.clock set yellow_noted = yellow_on,
           overdue_noted = case when due_on < ${today} then due_on else overdue_noted end
     where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(tx)
  const of = (what: PassedClock['what']) => rows.filter((row) => row.passed === what)
  return [
    ...(await writePassing(tx, of('overdue'), 'overdue')),
    ...(await writePassing(tx, of('yellow'), 'yellow')),
  ]
}
