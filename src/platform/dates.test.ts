import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  civilDate,
  civilDateOf,
  dayOfWeek,
  daysBetween,
  formatChinese,
  formatInstantChinese,
  parseCivilDate,
} from './dates.ts'

const first = civilDate('0001-01-01')
const dates = fc.integer({ min: 0, max: 3_652_058 }).map((days) => addDays(first, days))

describe('a civil date', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '1900-02-28'])('%s is one', (text) => {
    expect(parseCivilDate(text)).toBe(text)
  })

  it.each([
    ['2023-02-29', 'no leap year'],
    ['1900-02-29', 'a century without leap day'],
    ['2024-04-31', 'a month of thirty days'],
    ['2024-13-01', 'no such month'],
    ['2024-00-10', 'no such month'],
    ['2024-01-00', 'no such day'],
    ['0000-01-01', 'no year 0'],
    ['2024-2-1', 'not written in full'],
    ['2024-02-01T00:00:00Z', 'an instant'],
    [' 2024-02-01', 'a blank before it'],
    ['2024-02-01\n', 'a line end behind it'],
    ['２０２４-02-01', 'full-width digits'],
    ['', 'nothing'],
  ])('%j is none: %s', (text) => {
    expect(parseCivilDate(text)).toBeUndefined()
    expect(() => civilDate(text)).toThrow('is not a date')
  })

  it('is ordered as text is', () => {
    fc.assert(fc.property(dates, dates, (a, b) => a < b === daysBetween(a, b) > 0))
  })
})

describe('counting days', () => {
  it('agrees with the Gregorian calendar of the language, every day from 1900 to 2100', () => {
    let date = civilDate('1900-01-01')
    for (let time = Date.UTC(1900, 0, 1); time <= Date.UTC(2100, 11, 31); time += 86_400_000) {
      const expected = new Date(time)
      if (date !== expected.toISOString().slice(0, 10)) expect(date).toBe(expected.toISOString().slice(0, 10))
      if (dayOfWeek(date) % 7 !== expected.getUTCDay()) expect(date).toBe('on another day of the week')
      date = addDays(date, 1)
    }
    expect(date).toBe('2101-01-01')
  })

  it('there and back again ends where it began', () => {
    fc.assert(fc.property(dates, dates, (a, b) => addDays(a, daysBetween(a, b)) === b))
  })

  it('knows the days of the week before 1970 too', () => {
    expect(dayOfWeek(civilDate('1949-10-01'))).toBe(6)
    expect(dayOfWeek(civilDate('2024-02-04'))).toBe(7)
    expect(dayOfWeek(civilDate('2024-02-05'))).toBe(1)
    expect(dayOfWeek(first)).toBe(1)
  })

  it('refuses to leave the years 0001 to 9999, and parts of days', () => {
    expect(() => addDays(first, -1)).toThrow('outside the years')
    expect(() => addDays(civilDate('9999-12-31'), 1)).toThrow('outside the years')
    expect(() => addDays(first, 0.5)).toThrow('whole number')
    expect(() => addDays(first, Number.NaN)).toThrow('whole number')
  })
})

describe('the day of an instant', () => {
  it.each([
    ['2024-02-27T15:59:59.999Z', '2024-02-27', '2024-02-27 23:59'],
    ['2024-02-27T16:00:00Z', '2024-02-28', '2024-02-28 00:00'],
    ['2024-02-28T01:30:00Z', '2024-02-28', '2024-02-28 09:30'],
    ['2023-12-31T16:00:00Z', '2024-01-01', '2024-01-01 00:00'],
    // Daylight saving time, given up in 1992.
    ['1990-07-01T15:00:00Z', '1990-07-02', '1990-07-02 00:00'],
  ])('%s is %s in China', (instant, date, written) => {
    expect(civilDateOf(new Date(instant))).toBe(date)
    expect(formatInstantChinese(new Date(instant))).toBe(written)
  })

  it('does not depend on where the machine stands', () => {
    const home = process.env['TZ']
    try {
      for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC']) {
        process.env['TZ'] = zone
        expect(civilDateOf(new Date('2024-02-27T16:00:00Z'))).toBe('2024-02-28')
        expect(addDays(civilDate('2024-03-09'), 1)).toBe('2024-03-10')
      }
    } finally {
      if (home === undefined) delete process.env['TZ']
      else process.env['TZ'] = home
    }
  })

  it('is refused where there is no instant', () => {
    expect(() => civilDateOf(new Date('never'))).toThrow(RangeError)
  })
})

it('is written in Chinese without leading zeros', () => {
  expect(formatChinese(civilDate('2024-02-08'))).toBe('2024年2月8日')
  expect(formatChinese(civilDate('2024-12-31'))).toBe('2024年12月31日')
})
