import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { ClockClock } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { Refusal } from '#platform/errors.ts'
import { recordMany, type LedgerActor } from '#kernel/ledger/index.ts'
import { buildCalendar, countCalendarDays, countWorkingDays, type Calendar, type Notice } from './calendar.ts'
import { versionInForce, type ClockRule } from './rule.ts'

export type RunningClock = Selectable<ClockClock>

/** ● 正常 ▲ 提醒 ■ 超期, or done. */
export type Light = 'green' | 'yellow' | 'red' | 'done'

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

/**
 * Starts a time limit on a subject, by the version in force on the day that starts it; `days` where whoever set the
 * duty also sets its length.
 */
export async function startClock(
  tx: Tx,
  rule: ClockRule,
  start: { subject: string; unitId: number; on: CivilDate; days?: number },
): Promise<RunningClock> {
  const version = versionInForce(rule, start.on)
  if (!version) throw new Refusal('before_the_law', 422, { clock: rule.name, on: start.on })
  const days = start.days ?? version.days
  const limit = limitOf(await loadCalendar(tx), rule, start.on, days, version.dayKind)
  return tx
    .insertInto('clock.clock')
    .values({
      name: rule.name,
      rule_from: version.from,
      subject: start.subject,
      unit_id: start.unitId,
      started_on: start.on,
      days,
      day_kind: version.dayKind,
      ...limit,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

function limitOf(calendar: Calendar, rule: ClockRule, on: CivilDate, days: number, kind: string) {
  const count = kind === 'working' ? countWorkingDays : countCalendarDays
  const due = count(calendar, on, days)
  const yellow = days > rule.yellowBefore ? count(calendar, on, days - rule.yellowBefore) : due
  return { yellow_on: yellow.due, due_on: due.due, provisional: due.provisional }
}

/** A running limit whose due day a notice has moved. */
export interface MovedClock {
  readonly name: string
  readonly subject: string
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
  const changed = running.flatMap((clock) => {
    const rule = rules.find((one) => one.name === clock.name)
    if (!rule) throw new Error(`no module declares the clock ${clock.name}`)
    const limit = limitOf(calendar, rule, clock.started_on, clock.days + clock.extended_days, clock.day_kind)
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
    from: clock.due_on,
    to: limit.due_on,
  }))
}

/** Stops a limit on the day that the duty was done: met up to the due day, missed after it. */
export async function stopClock(
  tx: Tx,
  rule: ClockRule,
  subject: string,
  on: CivilDate,
): Promise<RunningClock> {
  const running = await tx
    .selectFrom('clock.clock')
    .selectAll()
    .where('name', '=', rule.name)
    .where('subject', '=', subject)
    .where('stopped_on', 'is', null)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return tx
    .updateTable('clock.clock')
    .set({ stopped_on: on, result: on <= running.due_on ? 'met' : 'missed' })
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

/** How a limit stands on a day. A duty done late stays red: a change of state hides nothing. */
export function lightOf(
  clock: Pick<RunningClock, 'due_on' | 'yellow_on' | 'stopped_on' | 'result'>,
  today: CivilDate,
): Light {
  if (clock.result === 'missed') return 'red'
  if (clock.stopped_on !== null) return 'done'
  if (today > clock.due_on) return 'red'
  return today >= clock.yellow_on ? 'yellow' : 'green'
}

/** The same of a row that may have no clock yet: then it has no light. */
export function lightOfRow(
  row: {
    readonly due_on: CivilDate | null
    readonly yellow_on: CivilDate | null
    readonly stopped_on: CivilDate | null
    readonly result: string | null
  },
  today: CivilDate,
): Light | null {
  const { due_on, yellow_on, stopped_on, result } = row
  return due_on === null || yellow_on === null
    ? null
    : lightOf({ due_on, yellow_on, stopped_on, result }, today)
}
