import { assert as check, asyncProperty, constantFrom, integer, option, record } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDate, type CivilDate } from '#platform/dates.ts'
import type { Tx } from '#platform/db/connect.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  endPause,
  extendClock,
  findClock,
  pauseClock,
  restartClock,
  startClock,
} from '#kernel/clock/index.ts'
import { systemActor } from '#kernel/identity/index.ts'
import published from '../../../kernel/clock/notices.json' with { type: 'json' }
import { buildCity, type SmallCity } from '../../../testing/city.ts'
import { replyClock } from '../kinds/clocks.ts'
import { opinionPause } from './opinions.ts'

// Due days counted a second time, by a clerk with the notices and a calendar on the wall: day by day, nothing shared with
// the program but the published notices.

const DAY = 86_400_000
const at = (date: string) => Date.parse(`${date}T00:00:00Z`)
const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** date → worked or not, as the notices say it. */
const wall = new Map<string, boolean>()
for (const notice of published.notices)
  for (const holiday of notice.holidays)
    for (const [spans, worked] of [
      [holiday.off, false],
      [holiday.work ?? [], true],
    ] as const)
      for (const span of spans) {
        const [first = '', last = first] = span.split('..')
        for (let time = at(first); time <= at(last); time += DAY) wall.set(dateOf(time), worked)
      }

function worked(date: string): boolean {
  const week = new Date(at(date)).getUTCDay()
  return wall.get(date) ?? (week !== 0 && week !== 6)
}

/** The n-th working day after a day, leaving out days on which the limit stands still. */
function nth(start: string, n: number, stands: (date: string) => boolean = () => false): string {
  let time = at(start)
  for (let left = n; left > 0;) {
    time += DAY
    const date = dateOf(time)
    if (worked(date) && !stands(date)) left -= 1
  }
  return dateOf(time)
}

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())

const within = <T>(run: (tx: Tx) => Promise<T>) => city.db.transaction().execute(run)
let subjects = 0

interface Course {
  /** Days after 2008-05-01 on which it was received. */
  readonly received: number
  /** Asked to correct so many days after receipt, and corrected so many days later. */
  readonly correction: { asked: number; answered: number } | null
  /** Others asked so many days after that, answered (null: never) so many days later, reached after so many. */
  readonly opinion: { asked: number; reached: number; answered: number | null } | null
  readonly extension: number | null
}

const course = record<Course>({
  received: integer({ min: 0, max: 6730 }),
  correction: option(record({ asked: integer({ min: 0, max: 6 }), answered: integer({ min: 1, max: 40 }) })),
  opinion: option(
    record({
      asked: integer({ min: 0, max: 10 }),
      reached: integer({ min: 0, max: 5 }),
      answered: option(integer({ min: 5, max: 50 })),
    }),
  ),
  extension: option(constantFrom(1, 5, 10, 15, 20)),
})

const plus = (date: string, days: number) => civilDate(dateOf(at(date) + days * DAY))

/** By hand. */
function dueByHand({ received, correction, opinion, extension }: Course): string {
  const receivedOn = plus('2008-05-01', received)
  const law2019 = receivedOn >= '2019-05-15'
  let start: string = receivedOn
  const still: [from: string, to: string][] = []
  if (correction) {
    const asked = plus(receivedOn, correction.asked)
    const answered = plus(asked, correction.answered)
    if (law2019) start = answered
    else still.push([plus(asked, 1), answered])
  }
  if (opinion) {
    const asked = plus(
      correction ? plus(plus(receivedOn, correction.asked), correction.answered) : receivedOn,
      opinion.asked,
    )
    const limit = law2019 ? nth(plus(asked, opinion.reached), 15) : undefined
    const answered = opinion.answered === null ? undefined : plus(asked, opinion.answered)
    const until = [limit, answered].filter((one) => one !== undefined).toSorted()[0]
    if (until !== undefined) still.push([plus(asked, 1), until])
  }
  const days = law2019 ? 20 : 15
  const more = Math.min(extension ?? 0, days)
  return nth(start, days + more, (date) => still.some(([from, to]) => from <= date && date <= to))
}

/** By the program. */
async function dueByClock({ received, correction, opinion, extension }: Course): Promise<string> {
  const subject = `deadline:${(subjects += 1)}`
  const receivedOn = plus('2008-05-01', received)
  const law2019 = receivedOn >= '2019-05-15'
  return within(async (tx) => {
    let clock = await startClock(tx, replyClock, { subject, unitId: city.one.id, on: receivedOn })
    let from: CivilDate = receivedOn
    if (correction) {
      const asked = plus(receivedOn, correction.asked)
      from = plus(asked, correction.answered)
      const ref = 'correction:1'
      await pauseClock(tx, systemActor, replyClock, subject, { ref, from: addDays(asked, 1), to: null })
      clock = await endPause(tx, systemActor, replyClock, subject, ref, from)
      if (law2019) clock = await restartClock(tx, systemActor, replyClock, subject, { ref, on: from })
    }
    if (opinion) {
      const asked = plus(from, opinion.asked)
      const reached = plus(asked, opinion.reached)
      const limit = law2019 ? civilDate(nth(reached, 15)) : null
      const answered = opinion.answered === null ? null : plus(asked, opinion.answered)
      const pause = opinionPause({ sent_on: asked, limit_on: limit }, answered, true)
      clock = await pauseClock(tx, systemActor, replyClock, subject, { ref: 'opinion:1', ...pause })
    }
    if (extension !== null)
      clock = await extendClock(tx, systemActor, replyClock, subject, {
        ref: 'extension:1',
        days: Math.min(extension, law2019 ? 20 : 15),
      })
    return clock.due_on
  })
}

describe('due days, counted a second time', () => {
  test('of 1,200 requests received from 2008 to 2026, with corrections, opinions and extensions', async () => {
    await check(
      asyncProperty(course, async (one) => {
        expect(await dueByClock(one)).toBe(dueByHand(one))
      }),
      { numRuns: 1200, seed: 20_190_515 },
    )
    expect(subjects).toBeGreaterThanOrEqual(1200)
  }, 120_000)

  // The worked examples of the counting rule, across Spring Festival and National Day.
  test.each([
    ['2024-01-26', 0, '2024-02-28'],
    ['2024-01-26', 20, '2024-03-27'],
    ['2019-09-20', 0, '2019-10-23'],
    ['2019-09-20', 20, '2019-11-20'],
    ['2012-01-12', 0, '2012-02-07'],
    ['2012-01-12', 15, '2012-02-28'],
  ])('received on %s with %i more days: due on %s', async (receivedOn, more, due) => {
    const received = (at(receivedOn) - at('2008-05-01')) / DAY
    const one = { received, correction: null, opinion: null, extension: more === 0 ? null : more }
    expect([dueByHand(one), await dueByClock(one)]).toEqual([due, due])
  })

  test('a limit is found again under its subject as it was counted', async () => {
    const one = { received: 6000, correction: null, opinion: null, extension: null }
    const due = await dueByClock(one)
    expect((await findClock(city.db, replyClock, `deadline:${subjects}`))?.due_on).toBe(due)
  })
})
