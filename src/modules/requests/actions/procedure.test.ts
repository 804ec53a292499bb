import { getSimplePaths } from '@xstate/graph'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, createMachine } from 'xstate'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getCase, listSteps, stepsFrom } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { listPapers } from '#modules/papers/index.ts'
import { buildCity, type SmallCity } from '../../../testing/city.ts'
import { procedureDriver, type Driver, type Way } from '../../../testing/procedure.ts'
import { requestServices } from '../../../testing/requests.ts'
import { figures } from '../figures.ts'
import { replyClock } from '../kinds/clocks.ts'
import { outcomes } from '../kinds/outcomes.ts'
import { disclosureRequest, UNDER_WAY } from '../kinds/procedure.ts'
import { findAnswer, listDeliveries } from '../store/answers.ts'

// The transition table as a machine: every way through it is walked on the real database. A row added to the table is
// walked without a change here, as soon as the driver knows how to take it.

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let driver: Driver
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  driver = await procedureDriver(city, services)
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const START = civilDate('2026-03-10')

/** What begins something between receipt and answer: at most two of them on one way, or there would be no end. */
const DETOURS = [
  'ask_correction',
  'ask_reasons',
  'delay',
  'consult',
  'extend',
  'extend_consulting',
  'charge',
  'return',
]
/** What comes after a case is concluded, and ways out that are no answer: with at most one detour before. */
const RARE = [
  'withdraw',
  'redo',
  'correct_outcome',
  'correct_closed',
  'answer_at_once',
  'return_redo',
  'discard',
  'transfer',
]

function mayFollow(used: readonly string[], name: string): boolean {
  const count = (names: readonly string[]) => used.filter((one) => names.includes(one)).length
  if (used.includes(name) && name !== 'propose') return false
  if (count(RARE) > 0 && (DETOURS.includes(name) || (RARE.includes(name) && !name.startsWith('return'))))
    return false
  // 第三十条: asked within seven working days, so before anything that takes long.
  if (name === 'ask_correction') return count(DETOURS) === 0
  if (name === 'delay') return used.includes('receive_reasons') && count(DETOURS) < 2
  if (name === 'extend_consulting' || name === 'extend')
    return count(['extend', 'extend_consulting']) === 0 && count(DETOURS) < 2
  if (name === 'record_opinion') return false
  if (DETOURS.includes(name)) return count(DETOURS) < 2
  if (RARE.includes(name)) return count(DETOURS) < 2
  return true
}

function machineFrom(initial: string) {
  const states = Object.fromEntries(
    Object.keys(disclosureRequest.states).map((state) => [
      state,
      {
        on: Object.fromEntries(
          stepsFrom(disclosureRequest, state).map((step) => [
            step.name,
            {
              target: step.to,
              reenter: true,
              guard: ({ context }: { context: { used: readonly string[] } }) =>
                mayFollow(context.used, step.name),
              actions: assign({
                used: ({ context }: { context: { used: readonly string[] } }) => [...context.used, step.name],
              }),
            },
          ]),
        ),
      },
    ]),
  )
  return createMachine({ id: 'request', initial, context: { used: [] as readonly string[] }, states })
}

const paths = disclosureRequest.initial.flatMap((initial) =>
  getSimplePaths(machineFrom(initial), {
    serializeState: ({ value, context }) => JSON.stringify([value, context.used]),
  }).map((path) => ({
    initial,
    steps: path.steps.map((step) => step.event.type).filter((name) => !name.startsWith('xstate.')),
  })),
)
const named = (path: { initial: string; steps: readonly string[] }) =>
  [path.initial, ...path.steps].join(' → ')
const beginnings = new Set(
  paths.flatMap((path) => path.steps.map((_, at) => named({ ...path, steps: path.steps.slice(0, at) }))),
)
/** Only whole ways: one that is the beginning of another is walked with it. */
const ways = paths.filter((path) => path.steps.length > 0 && !beginnings.has(named(path)))

/** Every way of answering, one after the other; what it stands on must have happened on the way. */
const answering: Way[] = outcomes
  .filter((one) => one.byStep === undefined)
  .flatMap((outcome) =>
    outcome.forms.map((form) => ({ outcome: outcome.code, form: form.code, details: form.details })),
  )
const GIVEN: Way = { outcome: 'C1', form: 'C1.provided', details: [] }

function answersFor(whole: readonly string[]): Way[] {
  const answered = whole.findIndex((name) => name.startsWith('propose') || name === 'answer_at_once')
  const steps = whole.slice(0, Math.max(answered, 0))
  return answering.filter(({ outcome }) => {
    const before = outcomes.find((one) => one.code === outcome)?.before
    if (before === 'correction') return steps.includes('receive_correction')
    // With bad reasons no later day is agreed upon.
    if (before === 'reasons')
      return steps.includes('pass_reasons') || (steps.includes('receive_reasons') && !steps.includes('delay'))
    return before === undefined || steps.includes('end_consultation')
  })
}

/** Whichever way of answering has been taken least so far, so that all are. */
const taken = new Map<string, number>()
const answersOf: readonly Way[] = ways.map(({ steps }) => {
  const [least = GIVEN] = answersFor(steps).toSorted(
    (one, other) => (taken.get(one.form) ?? 0) - (taken.get(other.form) ?? 0),
  )
  taken.set(least.form, (taken.get(least.form) ?? 0) + 1)
  return least
})

/** What is true of a case in each state, whatever way led there. */
async function expectInvariants(id: number): Promise<string> {
  const row = await getCase(city.db, disclosureRequest, id)
  const clock = await findClock(city.db, replyClock, `request:${id}`)
  const neverReceived = row.state === 'submitted' || row.state === 'discarded'
  const open = (UNDER_WAY as readonly string[]).includes(row.state)
  const concluded = !neverReceived && !open && row.state !== 'answered'
  expect([row.state, row.received_on !== null, clock !== undefined]).toEqual([
    row.state,
    !neverReceived,
    !neverReceived,
  ])
  // Exactly one row of the table, or carried over.
  expect([row.state, row.concluded_on !== null, (clock?.stopped_on ?? null) !== null]).toEqual([
    row.state,
    concluded,
    concluded,
  ])
  if (concluded) expect(outcomes.map((one) => one.code)).toContain(row.outcome)
  if (row.state === 'delivered') {
    expect(await findAnswer(city.db, id)).toBeDefined()
    expect((await listDeliveries(city.db, id)).length).toBeGreaterThan(0)
  }
  expect((await listSteps(city.db, id)).at(-1)?.to_state).toBe(row.state)
  return row.state
}

/** The relation that the form itself prints: what came in and what was carried in ends or is carried out. */
async function expectBalance(): Promise<void> {
  const scope = { unitIds: [city.one.id, city.other.id], period: yearPeriod(2026) }
  const value = async (name: string) => {
    const figure = figures.find((one) => one.name === name)
    if (!figure) throw new Error(`no figure ${name}`)
    return countFigure(city.db, figure, scope)
  }
  const [received, carriedIn, concluded, carriedOut] = [
    await value('requests.received'),
    await value('requests.carried_in'),
    await value('requests.concluded'),
    await value('requests.carried_out'),
  ]
  expect(received + carriedIn).toBe(concluded + carriedOut)
}

/** Every step that the table does not allow here is refused and leaves nothing behind. */
async function expectNothingElse(id: number, state: string, on: CivilDate): Promise<void> {
  const allowed = new Set(stepsFrom(disclosureRequest, state).map((step) => step.name))
  const twins: Readonly<Record<string, string>> = {
    extend: 'extend_consulting',
    propose: 'propose_redo',
    sign: 'sign_redo',
    return: 'return_redo',
    deliver: 'deliver_redo',
    correct_outcome: 'correct_closed',
    record_opinion: 'end_consultation',
  }
  const before = [await getCase(city.db, disclosureRequest, id), await countEntries(city.db)]
  for (const name of driver.steps) {
    const twin = twins[name] ?? Object.entries(twins).find(([, other]) => other === name)?.[0]
    if (allowed.has(name) || (twin !== undefined && allowed.has(twin))) continue
    expect([name, await driver.take(name, id, on, GIVEN)]).toEqual([
      name,
      { ok: false, issues: [expect.objectContaining({ code: 'not_in_this_state' })] },
    ])
  }
  expect([await getCase(city.db, disclosureRequest, id), await countEntries(city.db)]).toEqual(before)
}

describe('the procedure, as the table has it', () => {
  test('the model saw the whole table', () => {
    const walked = new Set(ways.flatMap((way) => way.steps))
    const declared = disclosureRequest.steps.map((step) => step.name)
    // A second opinion still open is tried in the test of consultations.
    expect([...walked, 'record_opinion'].toSorted()).toEqual(declared.toSorted())
    expect(driver.steps.toSorted()).toEqual(declared.toSorted())
    expect(
      answersOf
        .map((one) => one.form)
        .filter((one, at, all) => all.indexOf(one) === at)
        .toSorted(),
    ).toEqual(answering.map((one) => one.form).toSorted())
  })

  test.each(ways.map((way, index) => [named(way), { ...way, index }] as const))(
    '%s',
    async (_, { initial, steps, index }) => {
      const way = answersOf[index] ?? GIVEN
      let day = START
      const id = await driver.begin(initial, day)
      let state = await expectInvariants(id)
      expect(state).toBe(initial)
      for (const name of steps) {
        const step = stepsFrom(disclosureRequest, state).find((one) => one.name === name)
        day = await driver.dayFor(name, day)
        expect([name, await driver.take(name, id, day, way)]).toEqual([name, { ok: true, value: id }])
        state = await expectInvariants(id)
        expect(state).toBe(step?.to)
      }
      await expectBalance()
    },
  )

  test('in every state each step that the table does not have there is refused and leaves nothing behind', async () => {
    const seen = new Set<string>()
    for (const { initial, steps } of paths.toSorted((a, b) => a.steps.length - b.steps.length)) {
      const end = steps.reduce(
        (state, name) => stepsFrom(disclosureRequest, state).find((one) => one.name === name)?.to ?? state,
        initial,
      )
      if (seen.has(end)) continue
      seen.add(end)
      let day = START
      const id = await driver.begin(initial, day)
      for (const name of steps) {
        day = await driver.dayFor(name, day)
        expect([name, (await driver.take(name, id, day, GIVEN)).ok]).toEqual([name, true])
      }
      await expectNothingElse(id, end, await driver.dayFor('close', day))
    }
    expect([...seen].toSorted()).toEqual(Object.keys(disclosureRequest.states).toSorted())
  })

  test('each answer leaves its letter, with what was decided and what can be done against it', async () => {
    const id = await driver.begin('registered', START)
    await driver.take('answer_at_once', id, START, GIVEN)
    expect((await listPapers(city.db, `request:${id}`)).map((one) => one.template)).toEqual([
      'requests.answer.C1',
    ])
  })
})
