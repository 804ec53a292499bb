import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '#platform/db/connect.ts'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import {
  countWorkingDays,
  endPause,
  extendClock,
  findClock,
  loadCalendar,
  pauseClock,
  restartClock,
  startClock,
  type Calendar,
} from '#kernel/clock/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { collectedDays, countedDay, isWorked, nextDay, publishedDays } from '../../../testing/days.ts'
import { buildFacts } from '../../../testing/facts.ts'
import { startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { buildPaper } from '../../../testing/requests.ts'
import { askCorrection, receiveCorrection } from '../actions/correction.ts'
import { recordPaperRequest } from '../actions/intake.ts'
import { extend } from '../actions/limits.ts'
import { consult, recordOpinion, recordOpinionDelivery } from '../actions/opinions.ts'
import { replyClock } from '../kinds/clocks.ts'
import { listOpinions } from '../store/steps.ts'
import { opinionLimit, opinionPause } from './opinions.ts'

// Due days computed a second time, by a plain count over the holiday notices, and compared with what the clock holds.

const SEED = 20_261_124
const FIRST = civilDate('2008-05-01')
const LAST_OFFSET = 6778 // 2026-11-21

const book = publishedDays()

interface Correction {
  readonly askedOn: CivilDate
  readonly receivedOn: CivilDate
}
interface Opinion {
  readonly sentOn: CivilDate
  readonly deliveredOn: CivilDate
  readonly answeredOn: CivilDate
}
interface Case {
  readonly receivedOn: CivilDate
  readonly correction: Correction | null
  readonly opinions: readonly Opinion[]
  readonly extension: { readonly on: CivilDate; readonly days: number } | null
}

const isOld = ({ receivedOn }: Case) => receivedOn < '2019-05-15'

const days = (max: number) => fc.integer({ min: 0, max })
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    received: days(LAST_OFFSET),
    correction: fc.option(fc.record({ asked: days(7), took: days(30) })),
    opinions: fc.array(fc.record({ sent: days(5), carried: days(5), took: days(45) }), { maxLength: 2 }),
    extension: fc.option(fc.integer({ min: 1, max: 20 })),
  })
  .map(({ received, correction, opinions, extension }) => {
    const receivedOn = nextDay(FIRST, received)
    const askedOn = correction && nextDay(receivedOn, correction.asked)
    const corrected = correction && askedOn && { askedOn, receivedOn: nextDay(askedOn, correction.took) }
    const goesOn = corrected?.receivedOn ?? receivedOn
    let sentOn = goesOn
    const sent = opinions.map((one) => {
      sentOn = nextDay(sentOn, one.sent)
      const deliveredOn = nextDay(sentOn, one.carried)
      return { sentOn, deliveredOn, answeredOn: nextDay(deliveredOn, one.took) }
    })
    const most = receivedOn < '2019-05-15' ? 15 : 20
    return {
      receivedOn,
      correction: corrected,
      opinions: sent,
      extension: extension === null ? null : { on: goesOn, days: Math.min(extension, most) },
    }
  })

/** 第三十条、第三十二条、第三十三条, read anew: on which days the limit stands still, and where it begins. */
function dueByHand(one: Case): CivilDate {
  const limit = isOld(one) ? 15 : 20
  const still: (readonly [string, string])[] = one.opinions.map(({ sentOn, deliveredOn, answeredOn }) => {
    const theirs = isOld(one) ? answeredOn : countedDay(book, deliveredOn, 15)
    return [sentOn, answeredOn < theirs ? answeredOn : theirs]
  })
  let start = one.receivedOn
  if (one.correction && isOld(one)) still.push([one.correction.askedOn, one.correction.receivedOn])
  if (one.correction && !isOld(one)) start = one.correction.receivedOn
  return countedDay(book, start, limit + (one.extension?.days ?? 0), (date) =>
    still.some(([sent, back]) => sent < date && date <= back),
  )
}

let work: RequestWork
let calendar: Calendar
beforeAll(async () => {
  work = await startRequestWork()
  calendar = await loadCalendar(work.city.db)
})
afterAll(() => work.close())

/** The case's limit by the clock's own moves, as the actions make them. */
async function dueByClock(tx: Tx, one: Case, subject: string): Promise<CivilDate> {
  const started = await startClock(tx, replyClock, {
    subject,
    unitId: work.city.one.id,
    on: one.receivedOn,
  })
  let due = started.due_on
  const { correction, extension } = one
  if (correction) {
    const ref = 'correction:1'
    const from = nextDay(correction.askedOn)
    await pauseClock(tx, systemActor, replyClock, subject, { ref, from, to: null })
    due = (await endPause(tx, systemActor, replyClock, subject, ref, correction.receivedOn)).due_on
    const restart = { ref, on: correction.receivedOn }
    if (!isOld(one)) due = (await restartClock(tx, systemActor, replyClock, subject, restart)).due_on
  }
  const lawFrom = civilDate(isOld(one) ? '2008-05-01' : '2019-05-15')
  for (const [index, { sentOn, deliveredOn, answeredOn }] of one.opinions.entries()) {
    const ref = `opinion:${index}`
    const limit_on = opinionLimit(buildFacts({ lawFrom }), deliveredOn, calendar)
    const asked = opinionPause({ sent_on: sentOn, limit_on: null }, null, true)
    await pauseClock(tx, systemActor, replyClock, subject, { ref, ...asked })
    const { from, to } = opinionPause({ sent_on: sentOn, limit_on }, answeredOn, true)
    due = (await endPause(tx, systemActor, replyClock, subject, ref, to ?? nextDay(from, -1))).due_on
  }
  if (extension) {
    const longer = { ref: 'extension:1', days: extension.days }
    due = (await extendClock(tx, systemActor, replyClock, subject, longer)).due_on
  }
  return due
}

test('the calendar has the days of the notices, every one of them from 2007 to 2026', () => {
  expect(book.size).toBeGreaterThan(600)
  for (let day = civilDate('2007-01-01'); day <= '2026-12-31'; day = nextDay(day))
    expect([day, calendar.isWorkingDay(day)]).toEqual([day, isWorked(book, day)])
})

// The folder of the public data set holiday-cn, where one is at hand.
const collected = collectedDays(process.env['HOLIDAY_DATA'])
test.skipIf(collected === undefined)(
  'the public collection of the notices says the same of every day',
  () => {
    for (let day = civilDate('2007-01-01'); day <= '2026-12-31'; day = nextDay(day))
      expect([day, isWorked(book, day)]).toEqual([day, isWorked(collected ?? book, day)])
  },
)

describe('due days, counted a second time', () => {
  test('ten thousand plain limits, of every day since 2008 and of every length up to forty', () => {
    const plain = fc.record({ received: days(LAST_OFFSET), length: fc.integer({ min: 1, max: 40 }) })
    for (const { received, length } of fc.sample(plain, { numRuns: 10_000, seed: SEED })) {
      const start = nextDay(FIRST, received)
      const { due } = countWorkingDays(calendar, start, length)
      expect([start, length, due]).toEqual([start, length, countedDay(book, start, length)])
    }
  })

  test('a thousand cases with corrections, opinions and extensions, by the clock of the database', async () => {
    const cases = fc.sample(anyCase, { numRuns: 1000, seed: SEED })
    const both = cases.filter((one) => one.correction && one.opinions.length > 0 && one.extension)
    // the sample is worth something: both laws, and everything at once
    expect(cases.filter(isOld).length).toBeGreaterThan(300)
    expect(cases.filter((one) => !isOld(one)).length).toBeGreaterThan(200)
    expect(both.length).toBeGreaterThan(100)
    for (let at = 0; at < cases.length; at += 100) {
      await work.city.db.transaction().execute(async (tx) => {
        for (const [index, one] of cases.slice(at, at + 100).entries()) {
          const due = await dueByClock(tx, one, `request:${1_000_000 + at + index}`)
          expect([one, due]).toEqual([one, dueByHand(one)])
        }
      })
    }
  }, 120_000)

  test('sixty of them step by step, as people take them', async () => {
    const officer = await work.officer()
    const head = await work.head()
    for (const one of fc.sample(anyCase, { numRuns: 60, seed: SEED + 1 })) {
      const id = await takeAll(one, officer, head)
      const clock = await findClock(work.city.db, replyClock, `request:${id}`)
      expect([one, clock?.due_on]).toEqual([one, dueByHand(one)])
    }
  }, 120_000)
})

/** Takes every step of a case on its day; answers its id. */
async function takeAll(one: Case, officer: Context, head: Context): Promise<number> {
  const { services, city } = work
  const on = (who: Context, day: CivilDate) => createContext(city.db, who.actor, new Date(`${day}T02:00:00Z`))
  const paper = buildPaper({ unitId: city.one.id, arrivedOn: one.receivedOn })
  const { id } = valueOf(await recordPaperRequest(on(officer, one.receivedOn), services, paper))
  const steps: { on: CivilDate; take: (day: CivilDate) => Promise<unknown> }[] = []
  const { correction, extension } = one
  if (correction) {
    const asked = { missing: '请写明年份。', dueOn: nextDay(correction.askedOn, 30) }
    const reply = { reply: '2025年。', wantedTitle: '考核结果', wantedNumber: '', description: '' }
    steps.push(
      {
        on: correction.askedOn,
        take: async (day) => valueOf(await askCorrection(on(officer, day), services, id, asked)),
      },
      {
        on: correction.receivedOn,
        take: async (day) =>
          valueOf(await receiveCorrection(on(officer, day), services, id, { ...reply, receivedOn: day })),
      },
    )
  }
  if (extension) {
    const asked = { days: extension.days, reason: '需要逐卷查找。' }
    const take = async (day: CivilDate) => valueOf(await extend(on(head, day), services, id, asked))
    steps.push({ on: extension.on, take })
  }
  for (const [index, { sentOn, deliveredOn, answeredOn }] of one.opinions.entries()) {
    const asked = { kind: 'third_party', addressee: `第三方${index}`, question: '是否同意公开？' } as const
    const idOf = async () => (await listOpinions(city.db, id))[index]?.id ?? 0
    steps.push(
      {
        on: sentOn,
        take: async (day) => valueOf(await consult(on(officer, day), services, id, { ...asked, sentOn })),
      },
      {
        on: deliveredOn,
        take: async (day) =>
          valueOf(await recordOpinionDelivery(on(officer, day), id, await idOf(), { deliveredOn })),
      },
      {
        on: answeredOn,
        take: async (day) =>
          valueOf(
            await recordOpinion(on(officer, day), id, await idOf(), {
              answeredOn,
              opinion: 'agrees',
              words: '',
              reasonable: null,
            }),
          ),
      },
    )
  }
  for (const step of steps.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1)))
    await step.take(step.on)
  return id
}

describe('worked examples', () => {
  const day = civilDate
  const plain = { correction: null, opinions: [], extension: null }
  const third = { sentOn: day('2024-02-06'), deliveredOn: day('2024-02-07'), answeredOn: day('2024-02-22') }

  test.each<[string, Case, string]>([
    ['A: 2024, across the Spring Festival', { ...plain, receivedOn: day('2024-01-26') }, '2024-02-28'],
    [
      'A, extended in full',
      { ...plain, receivedOn: day('2024-01-26'), extension: { on: day('2024-02-28'), days: 20 } },
      '2024-03-27',
    ],
    ['B: 2019, across National Day', { ...plain, receivedOn: day('2019-09-20') }, '2019-10-23'],
    [
      'B, extended in full',
      { ...plain, receivedOn: day('2019-09-20'), extension: { on: day('2019-10-23'), days: 20 } },
      '2019-11-20',
    ],
    ['C: 2012, under the Regulation of 2007', { ...plain, receivedOn: day('2012-01-12') }, '2012-02-07'],
    [
      'C, extended in full',
      { ...plain, receivedOn: day('2012-01-12'), extension: { on: day('2012-02-07'), days: 15 } },
      '2012-02-28',
    ],
    [
      'D: a third party asked over the Spring Festival',
      { ...plain, receivedOn: day('2024-01-26'), opinions: [third] },
      '2024-03-11',
    ],
  ])('%s', async (_, one, due) => {
    const id = await takeAll(one, await work.officer(), await work.head())
    const clock = await findClock(work.city.db, replyClock, `request:${id}`)
    expect([clock?.due_on, dueByHand(one)]).toEqual([due, due])
  })
})
