import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { startRequestWork, type RequestWork } from '../../../testing/request-work.ts'
import { buildApplication, buildPaper } from '../../../testing/requests.ts'
import { findByQueryCode } from '../code.ts'
import { defaultPolicy } from '../kinds/policy.ts'
import { getApplicant, getRequest, listCover, listIdentityPapers } from '../store/intake.ts'
import { readIdentityPaper } from './identity.ts'
import { recordPaperRequest, submitApplication } from './intake.ts'
import { setPolicy } from './policy.ts'

let work: RequestWork
beforeAll(async () => {
  work = await startRequestWork()
})
afterAll(() => work.close())

const day = civilDate

describe('a request over the portal', () => {
  test('waits to be registered, without a day of receipt and without a clock', async () => {
    const { id, number, queryCode } = await work.submit()
    expect(number).toMatch(/^YSQ-ONE-2026-\d{5}$/)
    expect(queryCode).toMatch(/^[3467ACDEFGHJKMNPQRTUVWXY]{10}$/)
    const { row, clock, entries, steps } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'submitted', received_on: null, law_from: null, concluded_on: null })
    expect(clock).toBeUndefined()
    expect(entries).toMatchObject([
      { verb: 'requests.submitted', actorKind: 'public', staffId: null, unitId: work.city.one.id },
    ])
    expect(steps).toMatchObject([
      { name: 'open', to_state: 'submitted', taken_on: '2026-03-10', staff_id: null },
    ])
    const request = await getRequest(work.city.db, id)
    expect(request).toMatchObject({ arrived_on: '2026-03-10', confirmed_on: null, receipt_way: 'online' })
  })

  test('the same form sent twice is one request, with the same number and code', async () => {
    const formKey = randomUUID()
    const first = await work.submit({}, formKey)
    const before = await work.everything(first.id)
    expect(await work.submit({}, formKey)).toEqual(first)
    expect(await work.everything(first.id)).toEqual(before)
  })

  test('the form sent again with other words, or to another unit, is another request', async () => {
    const formKey = randomUUID()
    const first = await work.submit({ wantedTitle: '河道保洁考核结果' }, formKey)
    const second = await work.submit({ wantedTitle: '河道清淤计划' }, formKey)
    const third = valueOf(
      await submitApplication(
        work.asPublic(),
        work.services,
        work.city.other.id,
        buildApplication(),
        formKey,
      ),
    )
    expect(new Set([first, second, third].map((one) => one.number)).size).toBe(3)
    expect((await getRequest(work.city.db, second.id)).wanted_title).toBe('河道清淤计划')
    expect(second.queryCode).not.toBe(first.queryCode)
  })

  test('sent twice at the same moment as well', async () => {
    const formKey = randomUUID()
    const receipts = await Promise.all([1, 2, 3].map(() => work.submit({}, formKey)))
    expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  test('numbers have no gap: a refused form takes none', async () => {
    const last = await work.submit()
    const refused = await submitApplication(
      work.asPublic(),
      work.services,
      work.city.one.id,
      buildApplication({ name: '' }),
      randomUUID(),
    )
    expect(issuesOf(refused)).toEqual(['name required'])
    const next = await work.submit()
    expect(Number(next.number.slice(-5))).toBe(Number(last.number.slice(-5)) + 1)
  })

  test('several things asked for are as many cases under one cover, with one code; the same form twice as well', async () => {
    const formKey = randomUUID()
    const further = [
      { wantedTitle: '河道清淤计划', wantedNumber: '', description: '' },
      { wantedTitle: '', wantedNumber: '', description: '2025年的巡查记录' },
    ]
    const send = async () =>
      valueOf(
        await submitApplication(
          work.asPublic(),
          work.services,
          work.city.one.id,
          buildApplication(),
          formKey,
          { further },
        ),
      )
    const receipt = await send()
    const ids = [receipt.id, ...receipt.further.map((one) => one.id)]
    expect(await send()).toEqual(receipt)
    expect((await listCover(work.city.db, receipt.id)).map((one) => one.id)).toEqual(ids)
    const wanted = await Promise.all(ids.map((id) => getRequest(work.city.db, id)))
    expect(wanted.map((one) => one.wanted_title || one.description)).toEqual([
      '河道保洁考核结果',
      '河道清淤计划',
      '2025年的巡查记录',
    ])
    for (const id of ids) expect((await work.stateOf(id)).verbs).toEqual(['requests.submitted'])
    for (const { number } of [receipt, ...receipt.further])
      expect(await findByQueryCode(work.asPublic(), number, receipt.queryCode, 'home')).toBeDefined()
  })

  test('a copy of an identity paper is kept sealed, and comes back as it was', async () => {
    const content = Buffer.from('%PDF-1.4 身份证复印件')
    const { id } = valueOf(
      await submitApplication(
        work.asPublic(),
        work.services,
        work.city.one.id,
        buildApplication(),
        randomUUID(),
        { files: [{ kind: 'identity', name: '闻溪的身份证.pdf', content }] },
      ),
    )
    const [paper] = await listIdentityPapers(work.city.db, id)
    expect(paper?.name_sealed.includes(Buffer.from('闻溪'))).toBe(false)
    const seen = await readIdentityPaper(await work.officer(), work.services, id, paper?.id ?? 0)
    expect(seen).toEqual({ name: '闻溪的身份证.pdf', mediaType: 'application/pdf', content })
    expect((await work.stateOf(id)).verbs).toEqual(['requests.submitted', 'requests.identity_seen'])
  })

  test('to nobody: every problem at once, and nothing is written', async () => {
    const before = await countEntries(work.city.db)
    const decision = await submitApplication(
      work.asPublic(),
      work.services,
      null,
      buildApplication({ identityNumber: '' }),
      randomUUID(),
    )
    expect(issuesOf(decision)).toEqual(['unit not_a_choice', 'identityNumber required'])
    expect(await countEntries(work.city.db)).toBe(before)
  })

  test('no personal data in the ledger; the identity number only sealed, the code only as a hash', async () => {
    const { id, queryCode } = await work.submit({ email: 'wenxi@yunlan.example', address: '云岚市青棠路1号' })
    const { entries } = await work.stateOf(id)
    const applicant = await getApplicant(work.city.db, id)
    const request = await getRequest(work.city.db, id)
    for (const secret of ['闻溪', '11010519491231002X', '5571000', 'wenxi', '青棠路', queryCode]) {
      expect(JSON.stringify(entries)).not.toContain(secret)
    }
    const sealed = applicant.identity_sealed ?? Buffer.alloc(0)
    expect(sealed.includes(Buffer.from('11010519491231002X'))).toBe(false)
    expect(work.services.secrets.open('requests.identity', sealed)).toBe('11010519491231002X')
    expect(Object.values(request).map(String)).not.toContain(queryCode)
    expect(request.query_code_hash).toHaveLength(32)
  })
})

describe('a request on paper', () => {
  test('begins registered, its clock running from the day of receipt', async () => {
    const { id, queryCode } = await work.recorded({
      receiptWay: 'post_ordinary',
      confirmedOn: day('2026-03-03'),
    })
    const { row, clock, entries } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'registered', received_on: '2026-03-03', law_from: '2019-05-15' })
    expect(clock).toMatchObject({ started_on: '2026-03-03', due_on: '2026-03-31' })
    expect(entries).toMatchObject([
      {
        verb: 'requests.recorded',
        actorKind: 'staff',
        detail: { way: 'post_ordinary', receivedOn: '2026-03-03', dueOn: '2026-03-31' },
      },
    ])
    expect(await findByQueryCode(work.asPublic(), row.number, queryCode, 'home')).toBe(id)
  })

  test('条例（2007）第二十四条: of before 2019-05-15 it keeps the fifteen working days of its law', async () => {
    const { id } = await work.recorded({ arrivedOn: day('2012-01-12') })
    const { row, clock } = await work.stateOf(id)
    expect(row).toMatchObject({ law_from: '2008-05-01', number: expect.stringContaining('-2012-') })
    // across the Spring Festival of 2012: 21 and 29 January were worked
    expect(clock).toMatchObject({ days: 15, rule_from: '2008-05-01', due_on: '2012-02-07' })
  })

  test('handed in, with a confirmation that nobody needs: it is dropped, not a fault', async () => {
    const { id } = await work.recorded({ confirmedOn: day('2026-03-01') })
    expect((await getRequest(work.city.db, id)).confirmed_on).toBeNull()
  })

  test('for another unit: not permitted, and nothing is left behind', async () => {
    const officer = await work.city.as('disclosure_officer', work.city.other)
    const before = await countEntries(work.city.db)
    const asked = buildPaper({ unitId: work.city.one.id })
    await expect(recordPaperRequest(officer, work.services, asked)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    expect(await countEntries(work.city.db)).toBe(before)
  })
})

describe('第三十一条: where the city takes the portal’s receipt as the confirmation of both sides', () => {
  test('a request begins registered with its limit running; what came before waits as it did', async () => {
    const { id: earlier } = await work.submit()
    const clerk = await work.city.as('disclosure_officer', work.city.city)
    const policy = { ...defaultPolicy, receiptConfirms: true }
    valueOf(await setPolicy(clerk, { from: day('2026-03-10'), policy }))
    const { id } = await work.submit()
    const { row, clock, verbs } = await work.stateOf(id)
    expect(row).toMatchObject({ state: 'registered', received_on: '2026-03-10', law_from: '2019-05-15' })
    // 清明 2026: 4 to 6 April are off
    expect(clock).toMatchObject({ started_on: '2026-03-10', due_on: '2026-04-08' })
    expect(verbs).toEqual(['requests.submitted'])
    expect((await getRequest(work.city.db, id)).confirmed_on).toBe('2026-03-10')
    expect((await work.stateOf(earlier)).row.state).toBe('submitted')
  })
})
