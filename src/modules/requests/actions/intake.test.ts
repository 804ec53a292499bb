import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { buildCity, type SmallCity } from '../../../testing/city.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { requestsDesk, type RequestsDesk } from '../../../testing/requests-desk.ts'
import { buildApplication, buildPaper, requestServices } from '../../../testing/requests.ts'
import { hashCode } from '../code.ts'
import { replyClock } from '../kinds/clocks.ts'
import { getApplicant, getRequest } from '../store/intake.ts'
import { recordPaperRequest, submitApplication } from './intake.ts'
import { register } from './registration.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let desk: RequestsDesk
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  desk = requestsDesk(city, services, replyClock)
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const day = civilDate
const at = (text: string) => new Date(`${text}T02:00:00Z`)

describe('a request over the portal', () => {
  test('waits to be registered, without a day of receipt and without a clock', async () => {
    const { id, number, queryCode } = await desk.submit()
    expect(number).toMatch(/^YSQ-ONE-2026-\d{5}$/)
    expect(queryCode).toMatch(/^[3467ACDEFGHJKMNPQRTUVWXY]{10}$/)
    const { row, clock, entries, steps } = await desk.stateOf(id)
    expect(row).toMatchObject({ state: 'submitted', received_on: null, law_from: null, concluded_on: null })
    expect(clock).toBeUndefined()
    expect(entries[0]).toMatchObject({
      verb: 'requests.submitted',
      actorKind: 'public',
      staffId: null,
      unitId: city.one.id,
    })
    expect(steps).toMatchObject([
      { name: 'open', to_state: 'submitted', taken_on: '2026-03-10', staff_id: null },
    ])
    const request = await getRequest(city.db, id)
    expect(request).toMatchObject({ arrived_on: '2026-03-10', confirmed_on: null, receipt_way: 'online' })
  })

  test('the same form sent twice is one request, with the same number and code', async () => {
    const formKey = randomUUID()
    const first = await desk.submit({}, formKey)
    const before = await desk.stateOf(first.id)
    expect(await desk.submit({}, formKey)).toEqual(first)
    expect(await desk.stateOf(first.id)).toEqual(before)
  })

  test('the form sent again with other words, or to another unit, is another request', async () => {
    const formKey = randomUUID()
    const first = await desk.submit({ wantedTitle: '河道保洁考核结果' }, formKey)
    const second = await desk.submit({ wantedTitle: '河道清淤计划' }, formKey)
    const third = valueOf(
      await submitApplication(desk.asPublic(), services, city.other.id, buildApplication(), formKey),
    )
    expect(new Set([first, second, third].map((one) => one.number)).size).toBe(3)
    expect((await getRequest(city.db, second.id)).wanted_title).toBe('河道清淤计划')
    expect(second.queryCode).not.toBe(first.queryCode)
  })

  test('sent twice at the same moment as well', async () => {
    const formKey = randomUUID()
    const receipts = await Promise.all([
      desk.submit({}, formKey),
      desk.submit({}, formKey),
      desk.submit({}, formKey),
    ])
    expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  test('numbers have no gap: a refused form takes none', async () => {
    const last = await desk.submit()
    const refused = await submitApplication(
      desk.asPublic(),
      services,
      city.one.id,
      buildApplication({ name: '' }),
      randomUUID(),
    )
    expect(issuesOf(refused)).toEqual(['name required'])
    const next = await desk.submit()
    expect(Number(next.number.slice(-5))).toBe(Number(last.number.slice(-5)) + 1)
  })

  test('to nobody: every problem at once, and nothing is written', async () => {
    const before = await countEntries(city.db)
    const decision = await submitApplication(
      desk.asPublic(),
      services,
      null,
      buildApplication({ identityNumber: '' }),
      randomUUID(),
    )
    expect(issuesOf(decision)).toEqual(['unit not_a_choice', 'identityNumber required'])
    expect(await countEntries(city.db)).toBe(before)
  })

  test('no personal data in the ledger; the identity number only sealed, the code only as a hash', async () => {
    const { id, queryCode } = await desk.submit({ email: 'wenxi@yunlan.example', address: '云岚市青棠路1号' })
    const { entries } = await desk.stateOf(id)
    const applicant = await getApplicant(city.db, id)
    const request = await getRequest(city.db, id)
    for (const secret of ['闻溪', '11010519491231002X', '5571000', 'wenxi', '青棠路', queryCode]) {
      expect(JSON.stringify(entries)).not.toContain(secret)
    }
    expect(applicant.identity_sealed?.includes(Buffer.from('11010519491231002X'))).toBe(false)
    expect(services.secrets.open('requests.identity', applicant.identity_sealed ?? Buffer.alloc(0))).toBe(
      '11010519491231002X',
    )
    expect(Object.values(request).map(String)).not.toContain(queryCode)
    expect(request.query_code_hash).toHaveLength(32)
  })
})

describe('registration', () => {
  test('第三十一条、第三十三条: the day both sides confirm is the day of receipt, the twentieth working day after it is due', async () => {
    const { id } = await desk.submit()
    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-03-12') })
    valueOf(await register(officer, services, id, { confirmedOn: day('2026-03-11') }))
    const { row, clock, verbs, entries, steps } = await desk.stateOf(id)
    expect(row).toMatchObject({ state: 'registered', received_on: '2026-03-11', law_from: '2019-05-15' })
    expect(clock).toMatchObject({
      started_on: '2026-03-11',
      days: 20,
      // 清明 2026: 4 to 6 April are off
      due_on: '2026-04-09',
      yellow_on: '2026-04-01',
      unit_id: city.one.id,
      provisional: false,
      stopped_on: null,
    })
    expect(verbs).toEqual(['requests.submitted', 'requests.registered'])
    expect(entries.at(-1)?.detail).toEqual({ receivedOn: '2026-03-11', dueOn: '2026-04-09' })
    expect(steps.at(-1)).toMatchObject({
      name: 'register',
      taken_on: '2026-03-12',
      staff_id: officer.actor.staffId,
    })
    expect((await getRequest(city.db, id)).confirmed_on).toBe('2026-03-11')
  })

  test('without a confirmation, and of a request already registered: refused, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer')
    const { id } = await desk.submit()
    const before = await desk.stateOf(id)
    expect(issuesOf(await register(officer, services, id, { confirmedOn: null }))).toEqual([
      'confirmedOn required',
    ])
    expect(await desk.stateOf(id)).toEqual(before)
    valueOf(await register(officer, services, id, { confirmedOn: day('2026-03-10') }))
    const after = await desk.stateOf(id)
    expect(issuesOf(await register(officer, services, id, { confirmedOn: day('2026-03-10') }))).toEqual([
      'state not_in_this_state',
    ])
    expect(await desk.stateOf(id)).toEqual(after)
  })

  test('two officers at once: one registers, the other is told', async () => {
    const { id } = await desk.submit()
    const officers = await Promise.all([city.as('disclosure_officer'), city.as('drafter')])
    const asked = { confirmedOn: day('2026-03-10') }
    const decisions = await Promise.all(officers.map((officer) => register(officer, services, id, asked)))
    expect(decisions.filter((one) => one.ok)).toHaveLength(1)
    expect((await desk.stateOf(id)).verbs).toEqual(['requests.submitted', 'requests.registered'])
  })
})

describe('a request on paper', () => {
  test('begins registered, its clock running from the day of receipt', async () => {
    const { id, queryCode } = await desk.recorded({
      receiptWay: 'post_ordinary',
      confirmedOn: day('2026-03-03'),
    })
    const { row, clock, entries } = await desk.stateOf(id)
    expect(row).toMatchObject({ state: 'registered', received_on: '2026-03-03', law_from: '2019-05-15' })
    expect(clock).toMatchObject({ started_on: '2026-03-03', due_on: '2026-03-31' })
    expect(entries).toMatchObject([
      {
        verb: 'requests.recorded',
        actorKind: 'staff',
        detail: { way: 'post_ordinary', receivedOn: '2026-03-03', dueOn: '2026-03-31' },
      },
    ])
    expect((await getRequest(city.db, id)).query_code_hash).toEqual(hashCode(queryCode))
  })

  test('条例（2007）第二十四条: of before 2019-05-15 it keeps the fifteen working days of its law', async () => {
    const { id } = await desk.recorded({ arrivedOn: day('2012-01-12') })
    const { row, clock } = await desk.stateOf(id)
    expect(row).toMatchObject({ law_from: '2008-05-01', number: expect.stringContaining('-2012-') })
    // across the Spring Festival of 2012: 21 and 29 January were worked
    expect(clock).toMatchObject({ days: 15, rule_from: '2008-05-01', due_on: '2012-02-07' })
  })

  test('handed in, with a confirmation that nobody needs: it is dropped, not a fault', async () => {
    const { id } = await desk.recorded({ confirmedOn: day('2026-03-01') })
    expect((await getRequest(city.db, id)).confirmed_on).toBeNull()
  })

  test('for another unit: not permitted, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer', city.other)
    const before = await countEntries(city.db)
    const asked = buildPaper({ unitId: city.one.id })
    await expect(recordPaperRequest(officer, services, asked)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    expect(await countEntries(city.db)).toBe(before)
  })
})
