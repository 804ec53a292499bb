import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, civilDate, daysBetween, type CivilDate } from '#platform/dates.ts'
import {
  buildCalendar,
  countCalendarDays,
  countWorkingDays,
  pauseForAnswer,
  seedNotices,
  type Pause,
} from './calendar.ts'

const notices = seedNotices()
const calendar = buildCalendar(
  notices.flatMap((notice) => notice.days),
  notices.map((notice) => notice.year),
)
const d = civilDate
const due = (start: string, days: number, pauses?: Pause[]) =>
  countWorkingDays(calendar, d(start), days, pauses).due

describe('条例（2019）: 2024, across Spring Festival', () => {
  const count = countWorkingDays(calendar, d('2024-01-26'), 20)

  it('counts twenty days one by one, make-up Sundays and New Year’s Eve among them', () => {
    expect(count.counted).toEqual([
      '2024-01-29',
      '2024-01-30',
      '2024-01-31',
      '2024-02-01',
      '2024-02-02',
      '2024-02-04',
      '2024-02-05',
      '2024-02-06',
      '2024-02-07',
      '2024-02-08',
      '2024-02-09',
      '2024-02-18',
      '2024-02-19',
      '2024-02-20',
      '2024-02-21',
      '2024-02-22',
      '2024-02-23',
      '2024-02-26',
      '2024-02-27',
      '2024-02-28',
    ])
    expect(count).toMatchObject({ start: '2024-01-26', days: 20, due: '2024-02-28', provisional: false })
  })

  it('asks for corrections by the 7th day, and a full extension ends on the 40th', () => {
    expect(due('2024-01-26', 7)).toBe('2024-02-05')
    expect(due('2024-01-26', 40)).toBe('2024-03-27')
  })

  it('explains every day from the first to the last', () => {
    expect(count.explained).toHaveLength(daysBetween(d('2024-01-26'), d('2024-02-28')))
    const day = (date: string) => count.explained.find((one) => one.date === date)
    expect(day('2024-01-27')).toEqual({ date: '2024-01-27', kind: 'weekend', provisional: false })
    expect(day('2024-01-29')).toEqual({ date: '2024-01-29', kind: 'working', provisional: false })
    expect(day('2024-02-04')).toEqual({
      date: '2024-02-04',
      kind: 'make_up',
      name: '春节',
      provisional: false,
    })
    expect(day('2024-02-12')).toEqual({
      date: '2024-02-12',
      kind: 'holiday',
      name: '春节',
      provisional: false,
    })
  })
})

describe('条例（2019）: 2019, across National Day', () => {
  it('counts make-up days on both sides of the holiday', () => {
    const { counted } = countWorkingDays(calendar, d('2019-09-20'), 20)
    expect(counted[0]).toBe('2019-09-23')
    expect(counted.slice(4, 12)).toEqual([
      '2019-09-27',
      '2019-09-29',
      '2019-09-30',
      '2019-10-08',
      '2019-10-09',
      '2019-10-10',
      '2019-10-11',
      '2019-10-12',
    ])
    expect(counted.slice(16)).toEqual(['2019-10-18', '2019-10-21', '2019-10-22', '2019-10-23'])
  })

  it.each([
    [7, '2019-09-30'],
    [20, '2019-10-23'],
    [40, '2019-11-20'],
  ])('day %i is %s', (days, date) => expect(due('2019-09-20', days)).toBe(date))
})

describe('条例（2007）: 2012, across Spring Festival', () => {
  it('counts the make-up Saturday before and the make-up Sunday after', () => {
    expect(countWorkingDays(calendar, d('2012-01-12'), 15).counted).toEqual([
      '2012-01-13',
      '2012-01-16',
      '2012-01-17',
      '2012-01-18',
      '2012-01-19',
      '2012-01-20',
      '2012-01-21',
      '2012-01-29',
      '2012-01-30',
      '2012-01-31',
      '2012-02-01',
      '2012-02-02',
      '2012-02-03',
      '2012-02-06',
      '2012-02-07',
    ])
  })

  it.each([
    [15, '2012-02-07'],
    [30, '2012-02-28'],
    [20, '2012-02-14'],
  ])('day %i is %s', (days, date) => expect(due('2012-01-12', days)).toBe(date))
})

describe('a third party is asked and the limit stands still', () => {
  const pause = pauseForAnswer(d('2024-02-06'), d('2024-02-22'))

  it('goes on with the day after the opinion came in', () => {
    expect(pause).toEqual({ from: '2024-02-07', to: '2024-02-22' })
    const { counted, explained } = countWorkingDays(calendar, d('2024-01-26'), 20, [pause])
    expect(counted.slice(7, 9)).toEqual(['2024-02-06', '2024-02-23'])
    expect(counted[19]).toBe('2024-03-11')
    expect(explained.filter((day) => day.paused)).toHaveLength(16)
  })

  it('gives the third party fifteen working days of its own', () => {
    expect(due('2024-02-07', 15)).toBe('2024-03-05')
  })

  it('gives back the day of sending where the policy says so', () => {
    const longer = pauseForAnswer(d('2024-02-06'), d('2024-02-22'), { sendingDayCounts: false })
    expect(longer.from).toBe('2024-02-06')
    expect(due('2024-01-26', 20, [longer])).toBe('2024-03-12')
  })

  it('holds no day when the answer came on the day of sending', () => {
    const none = pauseForAnswer(d('2024-02-06'), d('2024-02-06'))
    expect(due('2024-01-26', 20, [none])).toBe('2024-02-28')
  })

  it('counts a day in two pauses once', () => {
    const again = { from: d('2024-02-20'), to: d('2024-02-22') }
    expect(due('2024-01-26', 20, [again, pause])).toBe('2024-03-11')
  })
})

describe('traps', () => {
  it('民法典 第二百零一条: the day of receipt is not day 1, working day or not', () => {
    expect(due('2024-03-05', 1)).toBe('2024-03-06')
    expect(due('2024-03-08', 1)).toBe('2024-03-11')
    expect(due('2024-03-10', 1)).toBe('2024-03-11')
  })

  it.each([
    '2011-12-31',
    '2012-01-29',
    '2018-12-29',
    '2019-05-05',
    '2024-02-04',
    '2024-02-09',
    '2026-10-10',
    '2020-02-03',
  ])('%s was worked', (date) => expect(calendar.isWorkingDay(d(date))).toBe(true))

  it.each([
    '2015-09-03',
    '2018-12-31',
    '2019-05-02',
    '2020-01-31',
    '2024-02-10',
    '2024-03-09',
    '2007-12-31',
    '2022-12-31',
  ])('%s was not worked', (date) => expect(calendar.isWorkingDay(d(date))).toBe(false))

  it('takes a Monday that a notice only confirms for an ordinary working day', () => {
    expect(calendar.explain(d('2020-02-03'))).toMatchObject({ kind: 'working', name: '春节' })
  })

  it('keeps natural days apart from working days', () => {
    expect(countCalendarDays(calendar, d('2024-01-26'), 20).due).toBe('2024-02-18')
    expect(due('2024-01-26', 20)).toBe('2024-02-28')
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses a limit of %d days', (days) => {
    expect(() => countWorkingDays(calendar, d('2024-01-26'), days)).toThrow('cannot be counted')
    expect(() => countCalendarDays(calendar, d('2024-01-26'), days)).toThrow('cannot be counted')
  })
})

describe('natural days', () => {
  it('民法典 第二百零三条: a last day of rest gives way to the next working day', () => {
    expect(countCalendarDays(calendar, d('2024-01-12'), 30)).toEqual({
      start: '2024-01-12',
      days: 30,
      lastDay: '2024-02-11',
      due: '2024-02-18',
      provisional: false,
      explained: [11, 12, 13, 14, 15, 16, 17]
        .map((day) => expect.objectContaining({ date: `2024-02-${day}`, kind: 'holiday' }))
        .concat(expect.objectContaining({ date: '2024-02-18', kind: 'make_up' })),
    })
  })

  it('ends where it ends on a working day, a make-up Sunday too', () => {
    expect(countCalendarDays(calendar, d('2024-02-05'), 60)).toMatchObject({
      lastDay: '2024-04-05',
      due: '2024-04-07',
    })
    expect(countCalendarDays(calendar, d('2024-01-15'), 20)).toMatchObject({
      lastDay: '2024-02-04',
      due: '2024-02-04',
    })
  })
})

describe('a year without a notice', () => {
  it('is answered by the week and marked provisional', () => {
    expect(calendar.years).toEqual(Array.from({ length: 20 }, (_, index) => 2007 + index))
    expect(calendar.explain(d('2027-01-01'))).toEqual({
      date: '2027-01-01',
      kind: 'working',
      provisional: true,
    })
    expect(calendar.explain(d('2027-01-02'))).toMatchObject({ kind: 'weekend', provisional: true })
    expect(calendar.explain(d('2026-12-31'))).toMatchObject({ provisional: false })
  })

  it('makes a count provisional as soon as one of its days is in it', () => {
    expect(countWorkingDays(calendar, d('2026-12-25'), 4)).toMatchObject({
      due: '2026-12-31',
      provisional: false,
    })
    expect(countWorkingDays(calendar, d('2026-12-25'), 5)).toMatchObject({
      due: '2027-01-01',
      provisional: true,
    })
    expect(countCalendarDays(calendar, d('2026-12-25'), 7).provisional).toBe(true)
  })

  it('does not where the limit stands still over it anyway', () => {
    const count = countWorkingDays(calendar, d('2006-11-30'), 3, [
      { from: d('2006-12-01'), to: d('2006-12-29') },
    ])
    expect(count.counted).toEqual(['2006-12-30', '2006-12-31', '2007-01-04'])
    expect(count.provisional).toBe(false)
  })

  it('is firm for the days that the neighbouring year’s notice names', () => {
    expect(calendar.explain(d('2006-12-30'))).toMatchObject({ kind: 'make_up', provisional: false })
    expect(calendar.explain(d('2006-12-29'))).toMatchObject({ kind: 'working', provisional: true })
  })
})

describe('whatever the dates', () => {
  const date = fc
    .integer({ min: 0, max: daysBetween(d('2007-01-01'), d('2028-12-31')) })
    .map((days) => addDays(d('2007-01-01'), days))
  const days = fc.integer({ min: 1, max: 60 })
  const pauses = fc.array(
    fc
      .tuple(date, fc.integer({ min: 0, max: 90 }))
      .map(([from, length]): Pause => ({ from, to: addDays(from, length) })),
    { maxLength: 3 },
  )
  const soon = (start: CivilDate, all: Pause[]) =>
    all.map((pause, index): Pause => {
      const from = addDays(start, 10 * index)
      return { from, to: addDays(from, daysBetween(pause.from, pause.to)) }
    })

  it('counts exactly as many days, each later than the one before, all worked and none paused', () => {
    fc.assert(
      fc.property(date, days, pauses, (start, n, all) => {
        const paused = soon(start, all)
        const { counted, due: last } = countWorkingDays(calendar, start, n, paused)
        expect(counted).toHaveLength(n)
        expect(counted.at(-1)).toBe(last)
        let before = start
        for (const day of counted) {
          expect(day > before && calendar.isWorkingDay(day)).toBe(true)
          expect(paused.some((pause) => pause.from <= day && day <= pause.to)).toBe(false)
          before = day
        }
      }),
    )
  })

  it('a pause never shortens, and more days never end earlier', () => {
    fc.assert(
      fc.property(date, days, fc.integer({ min: 1, max: 20 }), pauses, (start, n, more, all) => {
        const paused = soon(start, all)
        const count = countWorkingDays(calendar, start, n, paused).due
        expect(count >= countWorkingDays(calendar, start, n).due).toBe(true)
        expect(countWorkingDays(calendar, start, n, paused.slice(1)).due <= count).toBe(true)
        expect(countWorkingDays(calendar, start, n + more, paused).due > count).toBe(true)
      }),
    )
  })

  it('natural days end on a working day, not before the count ends', () => {
    fc.assert(
      fc.property(date, days, (start, n) => {
        const count = countCalendarDays(calendar, start, n)
        expect(calendar.isWorkingDay(count.due)).toBe(true)
        expect(count.lastDay).toBe(addDays(start, n))
        expect(count.due >= count.lastDay).toBe(true)
      }),
    )
  })
})

describe('the seeded notices', () => {
  it('name each day once, and weekend days alone are given in exchange', () => {
    const all = notices.flatMap((notice) => notice.days)
    expect(new Set(all.map((day) => day.date)).size).toBe(all.length)
    const onWeekdays = all.filter((day) => day.working && new Date(day.date).getUTCDay() % 6 !== 0)
    expect(onWeekdays.map((day) => day.date)).toEqual(['2020-02-03'])
  })

  it('each name the papers they come from', () => {
    for (const { papers } of notices) {
      expect(papers.length).toBeGreaterThan(0)
      for (const paper of papers) expect(paper).toMatch(/^https?:\/\/www\.gov\.cn\//)
    }
  })

  const folder = fileURLToPath(new URL('../../../../shared/data/holidays', import.meta.url))
  it.skipIf(!existsSync(folder))(
    'agree with the notices as read elsewhere on every day from 2007 to 2026 (skipped where the shared data is not present)',
    () => {
      const off = new Map<string, boolean>()
      for (const name of readdirSync(folder).filter((one) => /^\d{4}\.json$/.test(one))) {
        const year: { days: { date: string; isOffDay: boolean }[] } = JSON.parse(
          readFileSync(`${folder}/${name}`, 'utf8'),
        )
        for (const day of year.days) off.set(day.date, day.isOffDay)
      }
      const different: string[] = []
      let seen = 0
      for (let time = Date.UTC(2007, 0, 1); time <= Date.UTC(2026, 11, 31); time += 86_400_000) {
        const date = new Date(time).toISOString().slice(0, 10)
        const expected = !(off.get(date) ?? new Date(time).getUTCDay() % 6 === 0)
        if (calendar.isWorkingDay(d(date)) !== expected) different.push(date)
        seen += 1
      }
      expect(different).toEqual([])
      expect(seen).toBe(7305)
      // Weekend days inside a holiday make no difference to the count, but they do to its explanation.
      const named = notices.flatMap((notice) => notice.days)
      expect(new Map(named.map((day) => [day.date as string, !day.working]))).toEqual(off)
    },
  )
})

it('counts a hundred thousand limits in little time', () => {
  const fresh = buildCalendar(
    notices.flatMap((notice) => notice.days),
    notices.map((notice) => notice.year),
  )
  const begun = performance.now()
  for (let index = 0; index < 100_000; index += 1) {
    countWorkingDays(fresh, addDays(d('2007-01-01'), index % 7000), 20)
  }
  // Well under a second where nothing else runs; the bound is for a busy machine.
  expect(performance.now() - begun).toBeLessThan(5000)
})
