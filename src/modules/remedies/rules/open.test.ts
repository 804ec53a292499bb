import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate, daysBetween } from '#platform/dates.ts'
import { seedNotices } from '#kernel/clock/index.ts'
import { buildCalendar } from '../../../kernel/clock/calendar.ts'
import { openRemedies, organDueOn, type DeliveredAnswer } from './open.ts'

const notices = seedNotices()
const calendar = buildCalendar(
  notices.flatMap((notice) => notice.days),
  notices.map((notice) => notice.year),
)

const of = (part: Partial<DeliveredAnswer> & { on: string }, today = part.on) => {
  const { on, ...rest } = part
  const answer = { outcome: 'C1', told: true, ...rest, deliveredOn: civilDate(on) }
  return Object.fromEntries(
    openRemedies(answer, civilDate(today), calendar).map((one) => [one.way, [one.until, one.open]]),
  )
}

describe('which remedies an answer leaves, and until when', () => {
  test.each([
    // 60 days after 2024-01-26 is Tuesday 03-26; six months after is 07-26, a Friday.
    ['C4.1', '2024-01-26', '2024-03-26', '2024-07-26'],
    // 60 days after 2024-02-02 is 04-02; six months is 08-02.
    ['C1', '2024-02-02', '2024-04-02', '2024-08-02'],
    // The sixtieth day, 2024-10-05, lies within National Day: the 8th is the first working day.
    ['C2', '2024-08-06', '2024-10-08', '2025-02-06'],
    // A Saturday gives way to Monday.
    ['C5.1', '2024-04-30', '2024-07-01', '2024-10-30'],
    // 民法典 第二百零二条: there is no 31st of February; the 29th of 2024 is a Thursday.
    ['C1', '2023-08-31', '2023-10-30', '2024-02-29'],
  ])('行政复议法 第二十条、行政诉讼法 第四十六条: %s of %s', (outcome, on, review, suit) => {
    expect(of({ outcome, on })).toEqual({ reconsideration: [review, true], litigation: [suit, true] })
  })

  test.each(['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7'])(
    '行政复议法 第二十三条: since 2024 a refusal (%s) goes to reconsideration first',
    (outcome) => {
      expect(of({ outcome, on: '2024-01-02' })['litigation']).toEqual([null, false])
      expect(of({ outcome, on: '2023-12-29' })['litigation']?.[1]).toBe(true)
    },
  )

  test.each(['C3.8', 'C4.1', 'C4.2', 'C5.4', 'C6.1', 'C2'])(
    '法释〔2025〕8号: %s may go straight to court',
    (outcome) => {
      expect(of({ outcome, on: '2025-07-01' })['litigation']?.[1]).toBe(true)
    },
  )

  test('行政诉讼法 第四十五条: fifteen days after the decision on reconsideration was received', () => {
    const answer = { outcome: 'C3.4', on: '2025-01-06', reviewServedOn: civilDate('2025-03-03') }
    expect(of(answer, '2025-03-18')['litigation_after_review']).toEqual(['2025-03-18', true])
    expect(of(answer, '2025-03-19')['litigation_after_review']).toEqual(['2025-03-18', false])
    expect(of({ outcome: 'C3.4', on: '2025-01-06' })['litigation_after_review']).toBeUndefined()
  })

  test('who was not told of the remedies has a year at the most', () => {
    expect(of({ on: '2025-03-03', told: false })).toEqual({
      reconsideration: ['2026-03-03', true],
      litigation: ['2026-03-03', true],
    })
  })

  test('the last day is open, the next is not; before the delivery there is nothing to fight over', () => {
    expect(of({ on: '2024-01-26' }, '2024-03-26')['reconsideration']?.[1]).toBe(true)
    expect(of({ on: '2024-01-26' }, '2024-03-27')['reconsideration']?.[1]).toBe(false)
    expect(of({ on: '2024-01-26' }, '2024-01-25')['reconsideration']?.[1]).toBe(false)
  })

  test('whatever the day, the limits are never short, end on a working day, and reconsideration ends first', () => {
    const days = fc.integer({ min: 0, max: 6000 }).map((day) => addDays(civilDate('2010-01-01'), day))
    fc.assert(
      fc.property(days, (on) => {
        const [review, suit] = openRemedies({ outcome: 'C1', deliveredOn: on, told: true }, on, calendar)
        const [reviewUntil, suitUntil] = [review?.until, suit?.until]
        if (!reviewUntil || !suitUntil) throw new Error('no limit')
        expect(daysBetween(on, reviewUntil)).toBeGreaterThanOrEqual(60)
        // The longest rest is the Spring Festival of 2020.
        expect(daysBetween(on, reviewUntil)).toBeLessThanOrEqual(60 + 10)
        expect(daysBetween(on, suitUntil)).toBeGreaterThanOrEqual(181)
        expect(calendar.isWorkingDay(reviewUntil)).toBe(true)
        expect(calendar.isWorkingDay(suitUntil)).toBe(true)
        expect(reviewUntil < suitUntil).toBe(true)
      }),
    )
  })
})

test('行政复议法 第六十二条: the organ decides within sixty days after acceptance, thirty more where it said so', () => {
  const accepted = civilDate('2024-01-26')
  expect(organDueOn(calendar, accepted, { days: 60, extendedDays: 0 })).toBe('2024-03-26')
  expect(organDueOn(calendar, accepted, { days: 60, extendedDays: 30 })).toBe('2024-04-25')
})
