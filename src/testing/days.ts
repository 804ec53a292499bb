import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import type { Calendar, ExplainedDay } from '../kernel/clock/calendar.ts'

// Working days as the holiday notices have them, read and counted without the house's own calendar: what that one
// counts is compared with this.

/** True for a day worked, false for a day off, of the days that a notice names. */
export type DayBook = ReadonlyMap<string, boolean>

const DAY = 86_400_000

export function nextDay(date: string, days = 1): CivilDate {
  return civilDate(new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10))
}

interface Published {
  readonly notices: readonly {
    readonly holidays: readonly { readonly off: readonly string[]; readonly work?: readonly string[] }[]
  }[]
}

/** The notices that a new installation begins with. */
export function publishedDays(): DayBook {
  const file = join(import.meta.dirname, '../kernel/clock/notices.json')
  const { notices } = JSON.parse(readFileSync(file, 'utf8')) as Published
  const book = new Map<string, boolean>()
  for (const { off, work = [] } of notices.flatMap((notice) => notice.holidays)) {
    for (const [spans, worked] of [
      [off, false],
      [work, true],
    ] as const) {
      for (const span of spans) {
        const [first = '', last = first] = span.split('..')
        for (let day = first; day <= last; day = nextDay(day)) book.set(day, worked)
      }
    }
  }
  return book
}

interface HolidayFile {
  readonly days: readonly { readonly date: string; readonly isOffDay: boolean }[]
}

/** The same from the public data set of holidays, one file for each year; undefined where it is not at hand. */
export function collectedDays(folder: string | undefined): DayBook | undefined {
  if (folder === undefined || !existsSync(folder)) return undefined
  const book = new Map<string, boolean>()
  for (const name of readdirSync(folder)
    .filter((one) => /^\d{4}\.json$/.test(one))
    .toSorted()) {
    const { days } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as HolidayFile
    for (const { date, isOffDay } of days) book.set(date, !isOffDay)
  }
  return book
}

const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

export function isWorked(book: DayBook, date: string): boolean {
  return book.get(date) ?? !isWeekend(date)
}

/** The day on which so many working days are full: day by day, those that stand still left out. */
export function countedDay(
  book: DayBook,
  start: string,
  days: number,
  standsStill: (date: string) => boolean = () => false,
): CivilDate {
  let date = civilDate(start)
  for (let left = days; left > 0;) {
    date = nextDay(date)
    if (isWorked(book, date) && !standsStill(date)) left -= 1
  }
  return date
}

/** The same notices as a calendar, for rules that ask one. */
export function calendarOf(book: DayBook): Calendar {
  const explain = (date: CivilDate): ExplainedDay => ({
    date,
    kind: !isWorked(book, date)
      ? book.has(date)
        ? 'holiday'
        : 'weekend'
      : isWeekend(date)
        ? 'make_up'
        : 'working',
    provisional: false,
  })
  return {
    years: [],
    isWorkingDay: (date) => isWorked(book, date),
    explain,
    *daysAfter(date) {
      for (let day = nextDay(date); ; day = nextDay(day)) yield explain(day)
    },
  }
}
