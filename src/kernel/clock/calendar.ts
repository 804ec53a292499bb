import { addDays, addMonths, civilDate, dayOfWeek, daysBetween, type CivilDate } from '#platform/dates.ts'
import published from './notices.json' with { type: 'json' }

/** A day that a notice names: off, or worked although it may be a weekend day. */
export interface CalendarDay {
  readonly date: CivilDate
  readonly working: boolean
  readonly name: string
}

/** The State Council's holiday arrangement of one year (国务院办公厅关于部分节假日安排的通知), amendments worked in. */
export interface Notice {
  readonly year: number
  readonly papers: readonly string[]
  readonly days: readonly CalendarDay[]
}

/** `make_up` is a weekend day worked (调休上班); `holiday` is a day off by notice, weekend or not. */
export type DayKind = 'working' | 'make_up' | 'weekend' | 'holiday'

export interface ExplainedDay {
  readonly date: CivilDate
  readonly kind: DayKind
  /** The holiday to which the notice puts the day. */
  readonly name?: string
  /** No notice has spoken of this day or its year: the answer is the bare week's and may change. */
  readonly provisional: boolean
}

export interface Calendar {
  /** The years whose notice is known, in order. */
  readonly years: readonly number[]
  isWorkingDay(date: CivilDate): boolean
  explain(date: CivilDate): ExplainedDay
  /** Every day after this one, without end. */
  daysAfter(date: CivilDate): Iterable<ExplainedDay>
}

/**
 * A calendar of the days that notices name, over the plain week. A year outside `coveredYears` is answered by the week
 * and marked provisional, except for days named by a neighbouring year's notice (2011-12-31 was worked by that of 2012).
 * Of two entries for one date the later stands.
 */
export function buildCalendar(days: readonly CalendarDay[], coveredYears: readonly number[]): Calendar {
  const covered = new Set(coveredYears)
  const named = new Map(days.map((day) => [day.date, day]))
  // Limits pass over the same few hundred days again and again.
  const known = new Map<CivilDate, { readonly day: ExplainedDay; readonly next: CivilDate }>()

  function look(date: CivilDate) {
    const before = known.get(date)
    if (before) return before
    const entry = named.get(date)
    const day: ExplainedDay = {
      date,
      kind: kindOf(entry, dayOfWeek(date) > 5),
      ...(entry && entry.name !== '' ? { name: entry.name } : {}),
      provisional: entry === undefined && !covered.has(Number(date.slice(0, 4))),
    }
    const found = { day, next: addDays(date, 1) }
    if (known.size >= mostDaysKept) known.clear()
    known.set(date, found)
    return found
  }

  return {
    years: [...covered].toSorted((a, b) => a - b),
    isWorkingDay: (date) => isWorking(look(date).day),
    explain: (date) => look(date).day,
    *daysAfter(date) {
      for (let found = look(addDays(date, 1)); ; found = look(found.next)) yield found.day
    },
  }
}

const mostDaysKept = 50_000

function kindOf(entry: CalendarDay | undefined, weekend: boolean): DayKind {
  if (entry?.working === false) return 'holiday'
  if (!weekend) return 'working'
  return entry ? 'make_up' : 'weekend'
}

function isWorking(day: ExplainedDay): boolean {
  return day.kind === 'working' || day.kind === 'make_up'
}

/** Days on which a limit stands still: both ends do not count. One that ends before it begins holds no day. */
export interface Pause {
  readonly from: CivilDate
  readonly to: CivilDate
}

/**
 * The pause of a question put to somebody outside (补正, 征求第三方意见): up to the day the answer came in, which does
 * not count, just as the day of receipt does not. No article says whether the day of sending itself counts as handled;
 * it does unless the policy says otherwise.
 */
export function pauseForAnswer(
  sentOn: CivilDate,
  answeredOn: CivilDate,
  policy: { readonly sendingDayCounts: boolean } = { sendingDayCounts: true },
): Pause {
  return { from: policy.sendingDayCounts ? addDays(sentOn, 1) : sentOn, to: answeredOn }
}

export interface WorkingDayCount {
  readonly start: CivilDate
  readonly days: number
  /** The last day on which the duty is done in time, to its end. */
  readonly due: CivilDate
  /** The days that count, in order: as many as `days`, the last of them `due`. */
  readonly counted: readonly CivilDate[]
  /** Every day from the one after the start to `due`, with the reason why it counts or does not. */
  readonly explained: readonly (ExplainedDay & { readonly paused?: true })[]
  /** The count rests on a day of which no notice has spoken yet. */
  readonly provisional: boolean
}

/**
 * The due day of a limit of working days (工作日). The day that starts it is not counted (民法典 第二百零一条): day 1 is
 * the first working day after it. Working days inside a pause do not count.
 */
export function countWorkingDays(
  calendar: Calendar,
  start: CivilDate,
  days: number,
  pauses: readonly Pause[] = [],
): WorkingDayCount {
  mustBeCount(days)
  const counted: CivilDate[] = []
  const explained: (ExplainedDay & { readonly paused?: true })[] = []
  let provisional = false
  for (const day of calendar.daysAfter(start)) {
    if (pauses.some((pause) => pause.from <= day.date && day.date <= pause.to)) {
      explained.push({ ...day, paused: true })
      continue
    }
    explained.push(day)
    provisional ||= day.provisional
    if (isWorking(day)) counted.push(day.date)
    if (counted.length === days) break
  }
  const due = counted.at(-1) ?? start
  return { start, days, due, counted, explained, provisional }
}

export interface CalendarDayCount {
  readonly start: CivilDate
  readonly days: number
  readonly due: CivilDate
  /** Where the count itself ends; `due` is later where this is a day of rest. */
  readonly lastDay: CivilDate
  /** The days from `lastDay` to `due`. */
  readonly explained: readonly ExplainedDay[]
  readonly provisional: boolean
}

/**
 * The due day of a limit of natural days (日). The day that starts it is not counted (民法典 第二百零一条); a last day
 * that is a day of rest gives way to the first working day after it (第二百零三条).
 */
export function countCalendarDays(calendar: Calendar, start: CivilDate, days: number): CalendarDayCount {
  mustBeCount(days)
  return endingOn(calendar, start, days, addDays(start, days))
}

/**
 * The due day of a limit of months: it ends on the day of its last month with the number of the day that starts it, or
 * with that month where it has no such day (民法典 第二百零二条); a day of rest gives way (第二百零三条).
 */
export function countMonths(calendar: Calendar, start: CivilDate, months: number): CalendarDayCount {
  mustBeCount(months)
  const lastDay = addMonths(start, months)
  return endingOn(calendar, start, daysBetween(start, lastDay), lastDay)
}

function endingOn(calendar: Calendar, start: CivilDate, days: number, lastDay: CivilDate): CalendarDayCount {
  const explained: ExplainedDay[] = []
  for (const day of calendar.daysAfter(addDays(lastDay, -1))) {
    explained.push(day)
    if (isWorking(day)) break
  }
  const due = explained.at(-1)?.date ?? lastDay
  return { start, days, due, lastDay, explained, provisional: explained.some((day) => day.provisional) }
}

function mustBeCount(days: number): void {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`a limit of ${days} days cannot be counted`)
}

/** The notices of 2007 to 2026, with which a new installation's calendar begins. */
export function seedNotices(): Notice[] {
  return published.notices.map(({ year, papers, holidays }) => ({
    year,
    papers,
    days: holidays
      .flatMap(({ name, off, work }) => [
        ...off.flatMap(datesIn).map((date) => ({ date, working: false, name })),
        ...(work ?? []).flatMap(datesIn).map((date) => ({ date, working: true, name })),
      ])
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  }))
}

/** The dates of '2024-01-01' or '2024-02-10..2024-02-17'. */
function datesIn(text: string): CivilDate[] {
  const [first = '', last = first] = text.split('..')
  const dates = [civilDate(first)]
  for (let date = civilDate(first); date < civilDate(last); dates.push(date)) date = addDays(date, 1)
  return dates
}
