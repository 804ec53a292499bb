import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { SmallCity } from '../../testing/city.ts'
import { answerIn } from '../../testing/procedure.ts'
import { GIVEN, startRequestWork, type RequestWork } from '../../testing/request-work.ts'
import { buildApplication, buildPaper } from '../../testing/requests.ts'
import { deliver, propose, recordPaperRequest, sign, submitApplication } from './index.ts'
import { requestsDesk } from './desk.ts'
import * as store from './store/list.ts'

let work: RequestWork
let city: SmallCity
let services: RequestWork['services']
beforeAll(async () => {
  work = await startRequestWork()
  city = work.city
  services = work.services
})
afterAll(() => work.close())

const day = civilDate
const at = (text: string) => new Date(`${text}T02:00:00Z`)

describe('the list', () => {
  const list = async (filter: Partial<store.RequestFilter> = {}, page = { offset: 0, limit: 200 }) =>
    store.listRequests(city.db, { unitIds: [city.other.id], today: day('2026-03-30'), ...filter }, page)

  test('shows the open ones by their due day, the pressing first, then those to be registered; then the finished, newest first', async () => {
    const officer = await city.as('disclosure_officer', city.other, { now: at('2026-03-30') })
    const paper = async (arrivedOn: string) =>
      valueOf(
        await recordPaperRequest(
          officer,
          services,
          buildPaper({ unitId: city.other.id, arrivedOn: day(arrivedOn) }),
        ),
      ).id
    const finish = async (id: number, on: string) => {
      const now = at(on)
      const then = await city.as('disclosure_officer', city.other, { now })
      valueOf(await propose(then, id, answerIn(GIVEN)))
      const head = await city.as('section_head', city.other, { now })
      valueOf(await sign(head, services, id, { revision: (await work.stateOf(id)).row.revision }))
      valueOf(await deliver(then, services, id, { way: 'online', deliveredOn: day(on), proof: '' }))
    }
    const green = await paper('2026-03-20')
    const red = await paper('2026-02-10')
    const yellow = await paper('2026-03-02')
    const doneEarly = await paper('2026-01-05')
    const doneLate = await paper('2026-01-06')
    await finish(doneEarly, '2026-01-20')
    await finish(doneLate, '2026-03-10')
    const waiting = valueOf(
      await submitApplication(work.asPublic(), services, city.other.id, buildApplication(), randomUUID()),
    ).id
    const order = [red, yellow, waiting, green, doneLate, doneEarly]
    const all = await list()
    expect(all.items.map((one) => one.id)).toEqual(order)
    expect(all.total).toBe(6)
    for (const limit of [1, 2, 4, 5]) {
      const pages = await Promise.all(
        [0, 1, 2, 3, 4, 5, 6].map((n) => list({}, { offset: n * limit, limit })),
      )
      expect(pages.flatMap((one) => one.items.map((row) => row.id))).toEqual(order)
    }
    const idsOf = async (filter: Partial<store.RequestFilter>) =>
      (await list(filter)).items.map((one) => one.id)
    // a duty done late stays red
    expect(await idsOf({ light: 'red' })).toEqual([red, doneLate])
    expect(await idsOf({ light: 'yellow' })).toEqual([yellow])
    expect(await idsOf({ light: 'green' })).toEqual([green])
    expect(await idsOf({ state: 'submitted' })).toEqual([waiting])
    expect(await idsOf({ state: 'delivered' })).toEqual([doneLate, doneEarly])
    expect(await idsOf({ state: '\u0000' })).toEqual([])
    expect(await idsOf({ number: ` ${all.items[0]?.number.toLowerCase()} ` })).toEqual([red])
    expect(await idsOf({ unitId: city.one.id })).toEqual([])
    expect(await idsOf({ unitIds: [] })).toEqual([])
    const desk = await requestsDesk(officer)
    expect(desk.counts).toEqual({ dueToday: 1, yellow: 1, red: 1 })
    expect(desk.items.map((one) => [one.id, one.light, one.dueOn])).toEqual([
      [red, 'red', expect.any(String)],
      [yellow, 'yellow', '2026-03-30'],
      [waiting, null, null],
      [green, 'green', '2026-04-20'],
    ])
    expect(await requestsDesk(await city.as('inspector', city.other))).toEqual({ counts: {}, items: [] })
  })
})
