declare const brand: unique symbol

/**
 * A day of the civil calendar in China, 'YYYY-MM-DD', years 0001 to 9999. It is its own JSON, and `<` orders it.
 * A contract says `Type.Unsafe<CivilDate>(Type.String({ format: 'date' }))`.
 */
export type CivilDate = string & { readonly [brand]: 'CivilDate' }

/** The date that the text writes in full, or undefined: '2024-2-1' and '2023-02-29' are none. */
export function parseCivilDate(text: string): CivilDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return undefined
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return text as CivilDate
}

/** The date that the text writes; throws where there is none. For dates of our own and of the database. */
export function civilDate(text: string): CivilDate {
  const date = parseCivilDate(text)
  if (date === undefined) throw new RangeError(`'${text}' is not a date`)
  return date
}

/** The date so many days later, or earlier where `days` is negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  if (!Number.isInteger(days)) throw new RangeError(`${days} is not a whole number of days`)
  return fromDayNumber(dayNumber(date) + days)
}

/** The same day so many months later, or that month's last day where it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = partsOf(date)
  const index = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  const toDay = Math.min(day, daysInMonth(toYear, toMonth))
  const pad = (part: number, length: number) => String(part).padStart(length, '0')
  return civilDate(`${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(toDay, 2)}`)
}

/** How many days `to` is after `from`; negative where it is before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1 is Monday, 7 is Sunday, as in ISO 8601 and in 星期一. */
export function dayOfWeek(date: CivilDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** The date that an instant falls on in China. */
export function civilDateOf(instant: Date): CivilDate {
  const { year, month, day } = inShanghai(instant)
  return civilDate(`${year}-${month}-${day}`)
}

/** 2024年2月28日 */
export function formatChinese(date: CivilDate): string {
  const [year, month, day] = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** 2024-02-28 09:30, by the clock in China. */
export function formatInstantChinese(instant: Date): string {
  const { year, month, day, hour, minute } = inShanghai(instant)
  return `${year}-${month}-${day} ${hour}:${minute}`
}

// The zone database, not a fixed +08:00, because records of 1986 to 1991 fall under daylight saving time.
const shanghai = new Intl.DateTimeFormat('en', {
  timeZone: 'Asia/Shanghai',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

function inShanghai(instant: Date): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const parts = { year: '', month: '', day: '', hour: '', minute: '' }
  for (const { type, value } of shanghai.formatToParts(instant))
    if (type in parts) parts[type as 'year'] = value
  return { ...parts, year: parts.year.padStart(4, '0') }
}

function partsOf(date: CivilDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

// Both counts begin years in March: the leap day then comes last, and month lengths repeat every five months
// (153 days). Day 0 is 1970-01-01.
const daysBeforeMarchOfYear0 = -719_468
const daysIn400Years = 146_097

function dayNumber(date: CivilDate): number {
  const [year, month, day] = partsOf(date)
  const marchYear = month < 3 ? year - 1 : year
  const marchMonth = (month + 9) % 12
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1
  return daysBeforeMarchOfYear0 + 365 * marchYear + leapDays + dayOfYear
}

function fromDayNumber(number: number): CivilDate {
  const days = number - daysBeforeMarchOfYear0
  const cycle = Math.floor(days / daysIn400Years)
  const inCycle = days - cycle * daysIn400Years
  const leapDays = Math.floor(inCycle / 1460) - Math.floor(inCycle / 36_524) + Math.floor(inCycle / 146_096)
  const yearOfCycle = Math.floor((inCycle - leapDays) / 365)
  const dayOfYear =
    inCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = 400 * cycle + yearOfCycle + (month < 3 ? 1 : 0)
  if (year < 1 || year > 9999) throw new RangeError(`day ${number} lies outside the years 0001 to 9999`)
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return text as CivilDate
}
