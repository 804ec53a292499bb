import { sql } from 'kysely'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDate, type CivilDate } from '#platform/dates.ts'
import { Refusal } from '#platform/errors.ts'
import { valueOf } from '#platform/decision.ts'
import { procedureDriver, type Driver, type Way } from '../../../testing/procedure.ts'
import { GIVEN, startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { buildPaper } from '../../../testing/requests.ts'
import { recordPaperRequest } from './intake.ts'

// Many people at one case at once, sensible or not: whatever order the database lets them through in, what is told, signed
// and counted is told, signed and counted once.

let work: RequestWork
let driver: Driver
beforeAll(async () => {
  work = await startRequestWork()
  driver = await procedureDriver(work.city, work.services)
})
afterAll(() => work.close())

const START = civilDate('2026-03-10')

/** Steps of which the applicant is told, each by mail and by text message. */
const TOLD = new Set([
  'requests.recorded',
  'requests.correction_asked',
  'requests.corrected',
  'requests.abandoned',
  'requests.reasons_asked',
  'requests.delayed',
  'requests.extended',
  'requests.charged',
  'requests.paid',
  'requests.lapsed',
  'requests.withdrawn',
  'requests.delivered',
  'requests.redo_begun',
])
/** Steps with a letter. */
const LETTERS = new Set([
  'requests.correction_asked',
  'requests.abandoned',
  'requests.reasons_asked',
  'requests.delayed',
  'requests.extended',
  'requests.opinion_asked',
  'requests.charged',
  'requests.lapsed',
  'requests.answered',
  'requests.answered_at_once',
  'requests.withdrawn',
])

const WAYS: readonly Way[] = [
  GIVEN,
  { outcome: 'C2', form: 'C2', details: [] },
  { outcome: 'C3.6', form: 'C3.6.draft', details: [] },
  { outcome: 'C4.1', form: 'C4.1.absent', details: ['retrieval'] },
]

async function begin(): Promise<number> {
  const officer = await work.officer()
  const paper = buildPaper({
    unitId: work.city.one.id,
    arrivedOn: START,
    phone: '13900000098',
    email: 'wenxi@yunlan.example',
  })
  return valueOf(await recordPaperRequest(officer, work.services, paper)).id
}

/** Takes steps at one moment; how many were taken. A step that came too late is refused or told so; nothing else happens. */
async function takeAtOnce(id: number, steps: readonly string[], on: CivilDate, way: Way): Promise<number> {
  const results = await Promise.allSettled(steps.map((step) => driver.take(step, id, on, way)))
  let taken = 0
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') taken += result.value.ok ? 1 : 0
    else if (!(result.reason instanceof Refusal))
      throw new Error(`${steps[index]} broke`, { cause: result.reason })
  }
  return taken
}

interface Counted {
  readonly verbs: readonly string[]
  readonly steps: number
  readonly answers: number
  readonly deliveries: number
  readonly rounds: number
  readonly mails: number
  readonly texts: number
  readonly letters: number
  readonly due_moves: readonly { readonly from: string; readonly to: string }[]
  readonly first_due: string
  readonly due_on: string
}

async function count(id: number): Promise<Counted> {
  const subject = `request:${id}`
  const { rows } = await sql<Counted>`
    select (select array_agg(verb order by id) from ledger.entry where subject = ${subject}) as verbs,
           (select count(*)::int from cases.step where case_id = ${id}) as steps,
           (select count(*)::int from requests.answer where case_id = ${id}) as answers,
           (select count(*)::int from requests.delivery where case_id = ${id}) as deliveries,
           (select count(*)::int + 1 from requests.redo where case_id = ${id}) as rounds,
           (select count(*)::int from messages.outbox where about = ${subject} and channel = 'mail') as mails,
           (select count(*)::int from messages.outbox where about = ${subject} and channel = 'sms') as texts,
           (select count(*)::int from papers.paper where subject = ${subject}) as letters,
           (select coalesce(jsonb_agg(detail order by id), '[]') from ledger.entry
             where subject = ${subject} and detail->>'clock' = 'requests.reply'
               and verb in ('clock.paused', 'clock.resumed', 'clock.extended', 'clock.restarted', 'clock.recomputed'))
             as due_moves,
           (select detail->>'dueOn' from ledger.entry where subject = ${subject} and verb = 'requests.recorded') as first_due,
           (select due_on::text from clock.clock where subject = ${subject} and name = 'requests.reply') as due_on`.execute(
    work.city.db,
  )
  const [row] = rows
  if (!row) throw new Error('nothing was counted')
  return row
}

async function expectConsistent(id: number, taken: number): Promise<void> {
  const found = await count(id)
  const own = found.verbs.filter((verb) => verb.startsWith('requests.'))
  // one entry and one step for each that was taken, and the one that opened the case
  expect([own.length, found.steps]).toEqual([taken + 1, taken + 1])
  expect(found.answers).toBeLessThanOrEqual(found.rounds)
  expect(found.deliveries).toBeLessThanOrEqual(found.answers)
  const told = own.filter((verb) => TOLD.has(verb)).length
  expect([found.mails, found.texts]).toEqual([told, told])
  expect(found.verbs.filter((verb) => verb === 'messages.queued')).toHaveLength(2 * told)
  const letters = own.filter((verb) => LETTERS.has(verb)).length
  expect(found.letters).toBe(letters)
  expect(found.verbs.filter((verb) => verb === 'papers.issued')).toHaveLength(letters)
  // the due day moves from entry to entry, and stands where the last one put it
  let due = found.first_due
  for (const move of found.due_moves) {
    expect(move.from).toBe(due)
    due = move.to
  }
  expect(found.due_on).toBe(due)
}

async function expectNumbersWithoutGap(): Promise<void> {
  const { rows } = await sql<{
    series: string
    count: number
    highest: number
    last: number
    numbers: number
  }>`
    select p.series, count(*)::int as count, max(p.serial) as highest, s.last, count(distinct p.number)::int as numbers
      from papers.paper p
      join papers.series s on s.unit_id = p.unit_id and s.word = p.series and s.year = p.year
     where p.series is not null group by p.unit_id, p.series, p.year, s.last`.execute(work.city.db)
  expect(rows.length).toBeGreaterThan(0)
  for (const { series, count: all, highest, last, numbers } of rows)
    expect([series, highest, last, numbers]).toEqual([series, all, all, all])
}

const stepName = () => fc.constantFrom(...driver.steps)
/** What usually comes next, so that the walks get somewhere, and anything at all. */
const COMMON = [
  'ask_correction',
  'receive_correction',
  'consult',
  'record_opinion',
  'extend',
  'charge',
  'pay',
  'propose',
  'sign',
  'return',
  'deliver',
  'redo',
]
const anyStep = () =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...COMMON) }, { weight: 1, arbitrary: stepName() })

describe('many at once', () => {
  test('any steps in any order, several people at a time: nothing is told, signed or counted twice or lost', async () => {
    const walk = fc.record({
      way: fc.constantFrom(...WAYS),
      moments: fc.array(
        fc.record({
          steps: fc.array(anyStep(), { minLength: 1, maxLength: 3 }),
          again: fc.boolean(),
          later: fc.integer({ min: 0, max: 3 }),
        }),
        { minLength: 6, maxLength: 18 },
      ),
    })
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(walk, async ({ way, moments }) => {
        const id = await begin()
        let day = START
        let taken = 0
        for (const { steps, again, later } of moments) {
          day = addDays(day, later)
          taken += await takeAtOnce(id, again ? [...steps, ...steps] : steps, day, way)
        }
        await expectConsistent(id, taken)
        for (const verb of (await count(id)).verbs) seen.add(verb)
      }),
      { numRuns: 50, seed: 20_261_124, endOnFailure: true },
    )
    // the walks got somewhere
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'requests.corrected',
        'requests.opinion_received',
        'requests.extended',
        'requests.paid',
        'requests.returned',
        'requests.delivered',
        'requests.redo_begun',
      ]),
    )
    await expectNumbersWithoutGap()
  }, 120_000)

  test('the whole way and back: every step that was taken is refused when it is taken again', async () => {
    const id = await begin()
    const steps = ['consult', 'record_opinion', 'extend', 'propose', 'sign', 'deliver', 'close']
    let taken = 0
    for (const step of steps) taken += await takeAtOnce(id, [step], START, GIVEN)
    expect(taken).toBe(steps.length)
    for (const step of steps.toReversed()) expect(await takeAtOnce(id, [step], START, GIVEN)).toBe(0)
    await expectConsistent(id, taken)
  })

  test.each(['propose', 'extend', 'charge', 'ask_correction', 'ask_reasons', 'answer_at_once', 'withdraw'])(
    'five people take the step %s at one moment: one does',
    async (step) => {
      const id = await begin()
      const taken = await takeAtOnce(
        id,
        Array.from({ length: 5 }, () => step),
        START,
        GIVEN,
      )
      expect(taken).toBe(1)
      await expectConsistent(id, taken)
    },
  )

  test('five sign, then five deliver, then five order a new answer: each once', async () => {
    const id = await begin()
    let taken = await takeAtOnce(id, ['propose'], START, GIVEN)
    for (const step of ['sign', 'deliver', 'redo', 'propose_redo', 'sign_redo', 'deliver_redo']) {
      const once = await takeAtOnce(
        id,
        Array.from({ length: 5 }, () => step),
        START,
        GIVEN,
      )
      expect([step, once]).toEqual([step, 1])
      taken += once
    }
    const { answers, deliveries } = await count(id)
    expect([answers, deliveries]).toEqual([2, 2])
    await expectConsistent(id, taken)
  })

  test('one signs while another sends it back: one of both', async () => {
    const id = await begin()
    const written = await takeAtOnce(id, ['propose'], START, GIVEN)
    const decided = await takeAtOnce(id, ['sign', 'return', 'sign', 'return'], START, GIVEN)
    expect(decided).toBe(1)
    await expectConsistent(id, written + decided)
  })

  test('letters of many cases at one moment are numbered one after the other', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => begin()))
    await Promise.all(ids.map((id) => takeAtOnce(id, ['extend'], START, GIVEN)))
    for (const id of ids) await expectConsistent(id, 1)
    await expectNumbersWithoutGap()
  })
})
