import { addDays, civilDate, type CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { loadCalendar } from '#kernel/clock/index.ts'

/** The working days of the year up to the last day of which the source tells. */
export interface Year {
  readonly days: readonly CivilDate[]
  /** The day of the first, second … of so many, spread evenly. */
  spread(place: number, of: number): CivilDate
}

export async function workingYear(handle: Handle, year: number, until: CivilDate): Promise<Year> {
  const calendar = await loadCalendar(handle)
  const days: CivilDate[] = []
  for (const day of calendar.daysAfter(addDays(civilDate(`${year}-01-01`), -1))) {
    if (day.date > until) break
    if (day.kind === 'working' || day.kind === 'make_up') days.push(day.date)
  }
  return yearOf(days)
}

/** The same over a part of its days. */
export function yearOf(days: readonly CivilDate[]): Year {
  return {
    days,
    spread(place, of) {
      const day = days[Math.min(days.length - 1, Math.floor((place * days.length) / Math.max(of, 1)))]
      if (day === undefined) throw new Error('the year has no working day')
      return day
    },
  }
}

/** Ten in the morning of a day in China. */
export function morningOf(day: CivilDate): Date {
  return new Date(`${day}T02:00:00Z`)
}
