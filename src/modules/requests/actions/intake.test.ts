import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getCase, listSteps } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { buildApplication, buildPaper, requestServices } from '../../testing/requests.ts'
import * as actions from './actions.ts'
import type { AnswerBody, PaperRequest, ReceiptView } from './contract.ts'
import { findByQueryCode } from './code.ts'
import { disclosureRequest, replyClock } from './kinds.ts'
import * as store from './store.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const day = civilDate
const asPublic = (now = TODAY) => createContext(city.db, publicActor, now)
const at = (text: string) => new Date(`${text}T02:00:00Z`)

/** Row, clock, steps and ledger of one request, as a test looks at them together. */
async function stateOf(id: number) {
  const row = await getCase(city.db, disclosureRequest, id)
  const clock = await findClock(city.db, replyClock, `request:${id}`)
  const entries = await listEntries(city.db, { subject: `request:${id}`, limit: 50 })
  const steps = await listSteps(city.db, id)
  return { row, clock, entries, steps, verbs: entries.map((entry) => entry.verb) }
}

/** What a refusal must leave as it was: the request with all that hangs on it, and the length of the ledger. */
async function everything(id: number) {
  const [state, answer, files, delivery, entries] = await Promise.all([
    stateOf(id),
    store.findAnswer(city.db, id),
    store.listAnswerFiles(city.db, id),
    store.findDelivery(city.db, id),
    countEntries(city.db),
  ])
  return { ...state, answer, files, delivery, entries }
}

const submit = async (part: Parameters<typeof buildApplication>[0] = {}, formKey: string = randomUUID()) =>
  valueOf(await actions.submitApplication(asPublic(), services, city.one.id, buildApplication(part), formKey))

async function recorded(part: Partial<PaperRequest> = {}): Promise<ReceiptView> {
  const officer = await city.as('disclosure_officer')
  return valueOf(
    await actions.recordPaperRequest(officer, services, buildPaper({ unitId: city.one.id, ...part })),
  )
}

const ANSWER: AnswerBody = { outcome: 'C1', reason: '', content: '现予提供。', answeredOn: day('2026-03-10') }

async function answered(part: Partial<PaperRequest> = {}): Promise<number> {
  const { id } = await recorded(part)
  return valueOf(await actions.answer(await city.as('disclosure_officer'), id, ANSWER))
}

describe('a request over the portal', () => {
  test('waits to be registered, without a day of receipt and without a clock', async () => {
    const { id, number, queryCode } = await submit()
    expect(number).toMatch(/^YSQ-ONE-2026-\d{5}$/)
    expect(queryCode).toMatch(/^[3467ACDEFGHJKMNPQRTUVWXY]{10}$/)
    const { row, clock, entries, steps } = await stateOf(id)
    expect(row).toMatchObject({ state: 'submitted', received_on: null, law_from: null, concluded_on: null })
    expect(clock).toBeUndefined()
    expect(entries).toMatchObject([
      { verb: 'requests.submitted', actorKind: 'public', staffId: null, unitId: city.one.id },
    ])
    expect(steps).toMatchObject([
      { name: 'open', to_state: 'submitted', taken_on: '2026-03-10', staff_id: null },
    ])
    const request = await store.getRequest(city.db, id)
    expect(request).toMatchObject({ arrived_on: '2026-03-10', confirmed_on: null, receipt_way: 'online' })
  })

  test('the same form sent twice is one request, with the same number and code', async () => {
    const formKey = randomUUID()
    const first = await submit({}, formKey)
    const before = await everything(first.id)
    expect(await submit({}, formKey)).toEqual(first)
    expect(await everything(first.id)).toEqual(before)
  })

  test('the form sent again with other words, or to another unit, is another request', async () => {
    const formKey = randomUUID()
    const first = await submit({ wantedTitle: '河道保洁考核结果' }, formKey)
    const second = await submit({ wantedTitle: '河道清淤计划' }, formKey)
    const third = valueOf(
      await actions.submitApplication(asPublic(), services, city.other.id, buildApplication(), formKey),
    )
    expect(new Set([first, second, third].map((one) => one.number)).size).toBe(3)
    expect((await store.getRequest(city.db, second.id)).wanted_title).toBe('河道清淤计划')
    expect(second.queryCode).not.toBe(first.queryCode)
  })

  test('sent twice at the same moment as well', async () => {
    const formKey = randomUUID()
    const receipts = await Promise.all([submit({}, formKey), submit({}, formKey), submit({}, formKey)])
    expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  test('numbers have no gap: a refused form takes none', async () => {
    const last = await submit()
    const refused = await actions.submitApplication(
      asPublic(),
      services,
      city.one.id,
      buildApplication({ name: '' }),
      randomUUID(),
    )
    expect(issuesOf(refused)).toEqual(['name required'])
    const next = await submit()
    expect(Number(next.number.slice(-5))).toBe(Number(last.number.slice(-5)) + 1)
  })

  test('to nobody: every problem at once, and nothing is written', async () => {
    const before = await countEntries(city.db)
    const decision = await actions.submitApplication(
      asPublic(),
      services,
      null,
      buildApplication({ identityNumber: '' }),
      randomUUID(),
    )
    expect(issuesOf(decision)).toEqual(['unit not_a_choice', 'identityNumber required'])
    expect(await countEntries(city.db)).toBe(before)
  })

  test('no personal data in the ledger; the identity number only sealed, the code only as a hash', async () => {
    const { id, queryCode } = await submit({ email: 'wenxi@yunlan.example', address: '云岚市青棠路1号' })
    const { entries } = await stateOf(id)
    const applicant = await store.getApplicant(city.db, id)
    const request = await store.getRequest(city.db, id)
    for (const secret of ['闻溪', '11010519491231002X', '5571000', 'wenxi', '青棠路', queryCode]) {
      expect(JSON.stringify(entries)).not.toContain(secret)
    }
    expect(applicant.identity_sealed.includes(Buffer.from('11010519491231002X'))).toBe(false)
    expect(services.secrets.open('requests.identity', applicant.identity_sealed)).toBe('11010519491231002X')
    expect(Object.values(request).map(String)).not.toContain(queryCode)
    expect(request.query_code_hash).toHaveLength(32)
  })
})

describe('registration', () => {
  test('第三十一条、第三十三条: the day both sides confirm is the day of receipt, the twentieth working day after it is due', async () => {
    const { id } = await submit()
    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-03-12') })
    valueOf(await actions.register(officer, id, { confirmedOn: day('2026-03-11') }))
    const { row, clock, verbs, entries, steps } = await stateOf(id)
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
    expect((await store.getRequest(city.db, id)).confirmed_on).toBe('2026-03-11')
  })

  test('without a confirmation, and of a request already registered: refused, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer')
    const { id } = await submit()
    const before = await everything(id)
    expect(issuesOf(await actions.register(officer, id, { confirmedOn: null }))).toEqual([
      'confirmedOn required',
    ])
    expect(await everything(id)).toEqual(before)
    valueOf(await actions.register(officer, id, { confirmedOn: day('2026-03-10') }))
    const after = await everything(id)
    expect(issuesOf(await actions.register(officer, id, { confirmedOn: day('2026-03-10') }))).toEqual([
      'state not_in_this_state',
    ])
    expect(await everything(id)).toEqual(after)
  })

  test('two officers at once: one registers, the other is told', async () => {
    const { id } = await submit()
    const officers = await Promise.all([city.as('disclosure_officer'), city.as('drafter')])
    const asked = { confirmedOn: day('2026-03-10') }
    const decisions = await Promise.all(officers.map((officer) => actions.register(officer, id, asked)))
    expect(decisions.filter((one) => one.ok)).toHaveLength(1)
    expect((await stateOf(id)).verbs).toEqual(['requests.submitted', 'requests.registered'])
  })
})

describe('a request on paper', () => {
  test('begins registered, its clock running from the day of receipt', async () => {
    const { id, queryCode } = await recorded({ receiptWay: 'post_ordinary', confirmedOn: day('2026-03-03') })
    const { row, clock, entries } = await stateOf(id)
    expect(row).toMatchObject({ state: 'registered', received_on: '2026-03-03', law_from: '2019-05-15' })
    expect(clock).toMatchObject({ started_on: '2026-03-03', due_on: '2026-03-31' })
    expect(entries).toMatchObject([
      {
        verb: 'requests.recorded',
        actorKind: 'staff',
        detail: { way: 'post_ordinary', receivedOn: '2026-03-03', dueOn: '2026-03-31' },
      },
    ])
    expect(await findByQueryCode(asPublic(), row.number, queryCode)).toBe(id)
  })

  test('条例（2007）第二十四条: of before 2019-05-15 it keeps the fifteen working days of its law', async () => {
    const { id } = await recorded({ arrivedOn: day('2012-01-12') })
    const { row, clock } = await stateOf(id)
    expect(row).toMatchObject({ law_from: '2008-05-01', number: expect.stringContaining('-2012-') })
    // across the Spring Festival of 2012: 21 and 29 January were worked
    expect(clock).toMatchObject({ days: 15, rule_from: '2008-05-01', due_on: '2012-02-07' })
  })

  test('handed in, with a confirmation that nobody needs: it is dropped, not a fault', async () => {
    const { id } = await recorded({ confirmedOn: day('2026-03-01') })
    expect((await store.getRequest(city.db, id)).confirmed_on).toBeNull()
  })

  test('for another unit: not permitted, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer', city.other)
    const before = await countEntries(city.db)
    const asked = buildPaper({ unitId: city.one.id })
    await expect(actions.recordPaperRequest(officer, services, asked)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    expect(await countEntries(city.db)).toBe(before)
  })
})

describe('the answer', () => {
  test('is kept with ground and remedy by rule; the clock runs on until it is delivered', async () => {
    const { id } = await recorded()
    const officer = await city.as('disclosure_officer')
    const asked = { ...ANSWER, outcome: 'C3.6', reason: ' 属于讨论过程中的文稿。 ' }
    valueOf(await actions.answer(officer, id, asked))
    const { row, clock, verbs, entries } = await stateOf(id)
    expect(row).toMatchObject({ state: 'answered', outcome: 'C3.6', concluded_on: null })
    expect(clock?.stopped_on).toBeNull()
    expect(verbs).toEqual(['requests.recorded', 'requests.answered'])
    expect(entries.at(-1)?.detail).toEqual({ outcome: 'C3.6', answeredOn: '2026-03-10' })
    expect(await store.findAnswer(city.db, id)).toMatchObject({
      ground: '根据《中华人民共和国政府信息公开条例》第十六条第二款',
      reason: '属于讨论过程中的文稿。',
      remedy: expect.stringContaining('先申请行政复议'),
      answered_by: officer.actor.staffId,
    })
  })

  test('without a reason, twice, or of a request not registered: refused, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer')
    const { id } = await recorded()
    const before = await everything(id)
    expect(issuesOf(await actions.answer(officer, id, { ...ANSWER, outcome: 'C2' }))).toEqual([
      'reason required',
    ])
    expect(await everything(id)).toEqual(before)
    valueOf(await actions.answer(officer, id, ANSWER))
    expect(issuesOf(await actions.answer(officer, id, ANSWER))).toEqual(['state not_in_this_state'])
    const { id: waiting } = await submit()
    expect(issuesOf(await actions.answer(officer, waiting, ANSWER))).toEqual(['state not_in_this_state'])
  })

  test('files are added between answer and delivery, under their own name', async () => {
    const officer = await city.as('disclosure_officer')
    const id = await answered()
    const file = Buffer.from('考核结果：优秀。')
    valueOf(await actions.attachAnswerFile(officer, services.files, id, 'C:\\结果\\考核结果.txt', file))
    valueOf(await actions.attachAnswerFile(officer, services.files, id, '附表.txt', file))
    expect(await store.listAnswerFiles(city.db, id)).toMatchObject([
      { position: 1, name: '考核结果.txt', size: file.length, media_type: 'text/plain' },
      { position: 2, name: '附表.txt' },
    ])
    expect((await stateOf(id)).verbs.slice(-2)).toEqual(['requests.file_added', 'requests.file_added'])
    const before = await everything(id)
    await expect(
      actions.attachAnswerFile(officer, services.files, id, '考核结果.exe', Buffer.from('MZ')),
    ).rejects.toMatchObject({ code: 'file_type' })
    expect(await everything(id)).toEqual(before)
    valueOf(await actions.deliver(officer, id, { way: 'online', deliveredOn: day('2026-03-10'), proof: '' }))
    expect(issuesOf(await actions.attachAnswerFile(officer, services.files, id, '晚了.txt', file))).toEqual([
      'state not_in_this_state',
    ])
  })
})

describe('delivery and closing', () => {
  test('235号: the day of posting stops the clock and concludes the request', async () => {
    const id = await answered({ address: '云岚市青棠路1号', wantedWay: 'post' })
    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-03-30') })
    const asked = { way: 'post', deliveredOn: day('2026-03-30'), proof: 'XA00000000098' } as const
    valueOf(await actions.deliver(officer, id, asked))
    const { row, clock, entries } = await stateOf(id)
    expect(row).toMatchObject({ state: 'delivered', outcome: 'C1', concluded_on: '2026-03-30' })
    // the last day of the limit is in time
    expect(clock).toMatchObject({ due_on: '2026-03-30', stopped_on: '2026-03-30', result: 'met' })
    expect(entries.at(-1)).toMatchObject({
      verb: 'requests.delivered',
      detail: { way: 'post', deliveredOn: '2026-03-30', clock: 'met' },
    })
    expect(await store.findDelivery(city.db, id)).toMatchObject({
      way: 'post',
      delivered_on: '2026-03-30',
      proof: 'XA00000000098',
    })
  })

  test('a day later the limit is missed, and stays so', async () => {
    const id = await answered()
    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-04-02') })
    valueOf(await actions.deliver(officer, id, { way: 'online', deliveredOn: day('2026-03-31'), proof: '' }))
    const { row, clock, steps } = await stateOf(id)
    expect(clock).toMatchObject({ stopped_on: '2026-03-31', result: 'missed' })
    // entered two days after it happened: what counts is when it happened
    expect([row.concluded_on, steps.at(-1)?.taken_on]).toEqual(['2026-03-31', '2026-03-31'])
  })

  test('before the answer, or before there is one: refused, and nothing is left behind', async () => {
    const officer = await city.as('disclosure_officer')
    const asked = { way: 'online', deliveredOn: day('2026-03-09'), proof: '' } as const
    const id = await answered()
    const before = await everything(id)
    expect(issuesOf(await actions.deliver(officer, id, asked))).toEqual(['deliveredOn before_answer'])
    expect(await everything(id)).toEqual(before)
    const { id: open } = await recorded()
    expect(issuesOf(await actions.deliver(officer, open, asked))).toEqual(['state not_in_this_state'])
  })

  test('closing puts the delivered case away and changes no figure of it', async () => {
    const officer = await city.as('disclosure_officer')
    const id = await answered()
    expect(issuesOf(await actions.close(officer, id))).toEqual(['state not_in_this_state'])
    valueOf(await actions.deliver(officer, id, { way: 'online', deliveredOn: day('2026-03-10'), proof: '' }))
    const before = await stateOf(id)
    valueOf(await actions.close(officer, id))
    const { row, clock, verbs, steps } = await stateOf(id)
    expect(row).toEqual({ ...before.row, state: 'closed', revision: before.row.revision + 1 })
    expect(clock).toEqual(before.clock)
    expect(verbs.at(-1)).toBe('requests.closed')
    expect(steps.map((step) => step.name)).toEqual(['open', 'answer', 'deliver', 'close'])
    expect(issuesOf(await actions.close(officer, id))).toEqual(['state not_in_this_state'])
  })
})

describe('who may', () => {
  type Step = readonly [name: string, take: (ctx: Context, id: number) => Promise<unknown>]
  const steps: readonly Step[] = [
    ['register', (ctx, id) => actions.register(ctx, id, { confirmedOn: day('2026-03-10') })],
    ['answer', (ctx, id) => actions.answer(ctx, id, ANSWER)],
    ['attach', (ctx, id) => actions.attachAnswerFile(ctx, services.files, id, '答复.txt', Buffer.from('答'))],
    [
      'deliver',
      (ctx, id) => actions.deliver(ctx, id, { way: 'online', deliveredOn: day('2026-03-10'), proof: '' }),
    ],
    ['close', (ctx, id) => actions.close(ctx, id)],
  ]

  test.each(steps)('%s is not permitted to another unit, to readers and to the public', async (_, take) => {
    const { id } = await recorded()
    const others = [
      await city.as('disclosure_officer', city.other),
      await city.as('inspector'),
      await city.as('unit_leader'),
      asPublic(),
    ]
    const before = await everything(id)
    for (const ctx of others) await expect(take(ctx, id)).rejects.toMatchObject({ code: 'not_permitted' })
    expect(await everything(id)).toEqual(before)
  })

  test.each(steps)('%s of a request that is not there is not found', async (_, take) => {
    await expect(take(await city.as('disclosure_officer'), 999_999)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
