import { randomUUID } from 'node:crypto'
import { getSimplePaths } from '@xstate/graph'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMachine } from 'xstate'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getCase, listSteps, stepsFrom } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildApplication, buildPaper, requestServices } from '../../testing/requests.ts'
import * as actions from './actions.ts'
import { disclosureRequest, replyClock } from './kinds.ts'
import * as store from './store.ts'

// The transition table as a machine: every way through it is walked on the real database, and in every state each step
// that the table does not have there is tried as well. A row added to the table is walked without a change here, as
// soon as TAKE knows how to take it.

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let officer: Context
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  officer = await city.as('disclosure_officer')
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const ON = civilDate('2026-03-10')

type Take = (id: number) => Promise<{ ok: boolean; issues?: readonly { code: string }[] }>

const TAKE: Readonly<Record<string, Take>> = {
  register: (id) => actions.register(officer, id, { confirmedOn: ON }),
  answer: (id) =>
    actions.answer(officer, id, { outcome: 'C1', reason: '', content: '现予提供。', answeredOn: ON }),
  deliver: (id) => actions.deliver(officer, id, { way: 'online', deliveredOn: ON, proof: '' }),
  close: (id) => actions.close(officer, id),
}

const BEGIN: Readonly<Record<string, () => Promise<{ ok: boolean; value?: { id: number } }>>> = {
  submitted: () =>
    actions.submitApplication(
      createContext(city.db, publicActor, TODAY),
      services,
      city.one.id,
      buildApplication(),
      randomUUID(),
    ),
  registered: () => actions.recordPaperRequest(officer, services, buildPaper({ unitId: city.one.id })),
}

/** What is true of a case in each state, whatever way led there. */
async function expectInvariants(id: number): Promise<string> {
  const row = await getCase(city.db, disclosureRequest, id)
  const clock = await findClock(city.db, replyClock, `request:${id}`)
  const has = {
    received: row.received_on !== null,
    clock: clock !== undefined,
    outcome: row.outcome !== null,
    answer: (await store.findAnswer(city.db, id)) !== undefined,
    concluded: row.concluded_on !== null,
    delivery: (await store.findDelivery(city.db, id)) !== undefined,
    stopped: clock !== undefined && clock.stopped_on !== null,
  }
  const received = row.state !== 'submitted'
  const answered = received && row.state !== 'registered'
  const delivered = answered && row.state !== 'answered'
  expect([row.state, has]).toEqual([
    row.state,
    {
      received,
      clock: received,
      outcome: answered,
      answer: answered,
      concluded: delivered,
      delivery: delivered,
      stopped: delivered,
    },
  ])
  expect((await listSteps(city.db, id)).at(-1)?.to_state).toBe(row.state)
  return row.state
}

/** Every step that the table does not allow here is refused and leaves nothing behind. */
async function expectNothingElse(id: number, state: string): Promise<void> {
  const allowed = new Set(stepsFrom(disclosureRequest, state).map((step) => step.name))
  const before = [await getCase(city.db, disclosureRequest, id), await countEntries(city.db)]
  for (const [name, take] of Object.entries(TAKE)) {
    if (allowed.has(name)) continue
    expect([name, await take(id)]).toEqual([
      name,
      { ok: false, issues: [expect.objectContaining({ code: 'not_in_this_state' })] },
    ])
  }
  expect([await getCase(city.db, disclosureRequest, id), await countEntries(city.db)]).toEqual(before)
}

function machineFrom(initial: string) {
  const states = Object.fromEntries(
    Object.keys(disclosureRequest.states).map((state) => [
      state,
      { on: Object.fromEntries(stepsFrom(disclosureRequest, state).map((step) => [step.name, step.to])) },
    ]),
  )
  return createMachine({ id: 'request', initial, states })
}

const ways = disclosureRequest.initial.flatMap((initial) =>
  getSimplePaths(machineFrom(initial)).map((path) => ({
    initial,
    steps: path.steps.map((step) => step.event.type).filter((name) => !name.startsWith('xstate.')),
  })),
)

describe('the procedure, as the table has it', () => {
  test('the model saw the whole table', () => {
    const walked = new Set(ways.flatMap((way) => way.steps))
    expect([...walked].toSorted()).toEqual(disclosureRequest.steps.map((step) => step.name).toSorted())
    expect(Object.keys(TAKE).toSorted()).toEqual([...walked].toSorted())
    expect(Object.keys(BEGIN).toSorted()).toEqual(disclosureRequest.initial.toSorted())
  })

  test.each(ways.map((way) => [[way.initial, ...way.steps].join(' → '), way] as const))(
    '%s',
    async (_, { initial, steps }) => {
      const begun = await BEGIN[initial]?.()
      const id = begun?.value?.id ?? 0
      let state = await expectInvariants(id)
      expect(state).toBe(initial)
      await expectNothingElse(id, state)
      for (const name of steps) {
        const step = stepsFrom(disclosureRequest, state).find((one) => one.name === name)
        expect((await TAKE[name]?.(id))?.ok).toBe(true)
        state = await expectInvariants(id)
        expect(state).toBe(step?.to)
        await expectNothingElse(id, state)
      }
    },
  )
})
