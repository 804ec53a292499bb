import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { SmallCity } from '../../testing/city.ts'
import { answerIn } from '../../testing/procedure.ts'
import { GIVEN, startRequestWork, type RequestWork } from '../../testing/request-work.ts'
import { buildPaper } from '../../testing/requests.ts'
import { assign } from '#modules/casework/index.ts'
import { askCorrection, consult, deliver, disclosureRequest, propose, recordPaperRequest } from './index.ts'
import { requestsDesk } from './desk.ts'
import { csvLines, filterOf, presentNumbers, presentSimilar, queued } from './present/lists.ts'
import { listRequests } from './store/list.ts'

let work: RequestWork
let city: SmallCity
let services: RequestWork['services']
beforeAll(async () => {
  work = await startRequestWork()
  city = work.city
  services = work.services
})
afterAll(() => work.close())

const officer = () => city.as('disclosure_officer', city.one)
const wantedOf = async (query: Parameters<typeof filterOf>[1]) => {
  const ctx = await officer()
  const { items } = await listRequests(ctx.db, filterOf(ctx, query), { offset: 0, limit: 200 })
  return items.map((row) => row.wanted)
}

describe('the queue', () => {
  test('says for whom each request waits: us, the applicant, others, a signature; and what is due today', async () => {
    const ctx = await officer()
    const take = async (wantedTitle: string, arrivedOn = '2026-03-02') =>
      (await work.recorded({ wantedTitle, arrivedOn: civilDate(arrivedOn) })).id
    await take('在办')
    // Twenty working days before 2026-03-10, the Spring Festival between.
    await take('今天到期', '2026-02-04')
    const correcting = await take('待补正')
    valueOf(
      await askCorrection(ctx, services, correcting, {
        missing: '请写明年份',
        dueOn: civilDate('2026-03-24'),
      }),
    )
    const consulting = await take('征求意见')
    valueOf(
      await consult(ctx, services, consulting, {
        kind: 'third_party',
        addressee: '某公司',
        question: '是否同意公开',
        sentOn: civilDate('2026-03-10'),
      }),
    )
    valueOf(await propose(await city.as('drafter', city.one), await take('待审签'), answerIn(GIVEN)))
    expect(await wantedOf({ waits: 'us' })).toEqual(['今天到期', '在办'])
    expect(await wantedOf({ waits: 'applicant' })).toEqual(['待补正'])
    expect(await wantedOf({ waits: 'others' })).toEqual(['征求意见'])
    expect(await wantedOf({ waits: 'signature' })).toEqual(['待审签'])
    expect(await wantedOf({ due: 'today' })).toEqual(['今天到期'])
    expect(await wantedOf({ due: 'today', waits: 'applicant' })).toEqual([])
  })

  test('goes into a table exactly as it is shown, without who asked', async () => {
    const ctx = await officer()
    const rows = []
    for await (const part of csvLines(ctx, { waits: 'us' })) rows.push(...part)
    expect(rows.map((row) => row.slice(1))).toEqual([
      [
        'one局',
        '今天到期',
        '自然人',
        '当面提交',
        '2026-02-04',
        '2026-03-10',
        '提醒',
        '办理中',
        null,
        null,
        null,
      ],
      ['one局', '在办', '自然人', '当面提交', '2026-03-02', '2026-03-30', '正常', '办理中', null, null, null],
    ])
    expect(JSON.stringify(rows)).not.toContain('闻溪')
  })
})

describe('how the units stand', () => {
  test('counts what is open and pressing, what the year brought, what was in time and how long it took', async () => {
    const before = await presentNumbers(await officer(), undefined)
    const quick = await work.answered({ arrivedOn: civilDate('2026-03-02') })
    const late = await work.answered({ arrivedOn: civilDate('2026-01-05') })
    const ctx = await officer()
    const given = { way: 'online', deliveredOn: civilDate('2026-03-10'), proof: '' } as const
    for (const id of [quick, late]) valueOf(await deliver(ctx, services, id, given))
    const after = await presentNumbers(ctx, city.one.id)
    expect(after).toEqual({
      ...before,
      received: before.received + 2,
      concluded: before.concluded + 2,
      judged: before.judged + 2,
      onTime: before.onTime + 1,
      medianDays: 8,
    })
    expect(after).toMatchObject({ open: 5, dueToday: 1, yellow: 1, red: 0, paused: 0, year: 2026 })
    // The day on which a question is sent still counts; from the next on the limit stands still.
    const tomorrow = await city.as('disclosure_officer', city.one, { now: new Date('2026-03-11T02:00:00Z') })
    expect(await presentNumbers(tomorrow, city.one.id)).toMatchObject({ paused: 2, red: 1, dueToday: 0 })
    expect(await presentNumbers(await city.as('inspector', city.other), city.one.id)).toMatchObject({
      open: 0,
      received: 0,
      medianDays: null,
    })
  })
})

describe('earlier requests', () => {
  test('like this one are found by their rare words in units that one reads, with how they were answered', async () => {
    const wantedTitle = '青石街道老旧小区电梯加装补贴发放明细'
    const earlier = await work.answered({ wantedTitle })
    await work.recorded({ wantedTitle: '河道清淤工程招标文件' })
    const { id } = await work.recorded({ wantedTitle: '', description: '请公开老旧小区加装电梯的补贴标准' })
    const found = await presentSimilar(await city.as('inspector', city.one), id)
    expect(found.like).toMatchObject([{ id: earlier, wanted: wantedTitle, outcomeLabel: '予以公开' }])
    // Who only reads does not learn who asked what.
    expect(found.sameApplicant).toEqual([])
    const handled = await presentSimilar(await officer(), id)
    expect(handled.sameApplicant.map((one) => one.id)).toContain(earlier)
    await expect(presentSimilar(await city.as('inspector', city.other), id)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('are not those of other units, and nothing is like what says nothing', async () => {
    const { id } = await work.recorded({ wantedTitle: '老旧小区电梯加装补贴', unitId: city.one.id })
    const elsewhere = await city.as('inspector', city.other)
    expect((await presentSimilar(await officer(), id)).like.length).toBeGreaterThan(0)
    await expect(presentSimilar(elsewhere, id)).rejects.toMatchObject({ code: 'not_found' })
    const { id: empty } = await work.recorded({ wantedTitle: '。。' })
    expect((await presentSimilar(await officer(), empty)).like).toEqual([])
  })
})

describe('the desk', () => {
  test('shows who signs the answers that others wrote, and nobody their own', async () => {
    const drafter = await city.as('drafter', city.other)
    const ctx = await city.as('disclosure_officer', city.other)
    const { id } = valueOf(await recordPaperRequest(ctx, services, buildPaper({ unitId: city.other.id })))
    valueOf(await propose(ctx, id, answerIn(GIVEN)))
    const toSign = async (who: Context) =>
      (await requestsDesk(who)).items.filter((item) => item.why === '答复待您审签').map((item) => item.id)
    expect(await toSign(await city.as('section_head', city.other))).toEqual([id])
    expect(await toSign(ctx)).toEqual([])
    expect(await toSign(drafter)).toEqual([])
    expect((await requestsDesk(ctx)).items).toMatchObject([{ id, why: '待审签' }])
    expect(await toSign(await city.as('section_head', city.one))).not.toContain(id)
  })
})

describe('who has a request', () => {
  test('stands in the queue and in the table; one sees what one has, and what nobody has', async () => {
    const ctx = await officer()
    const { id } = await work.recorded({ wantedTitle: '已分派' })
    const asked = { caseIds: [id], staffId: ctx.actor.staffId ?? 0, note: '' }
    const casework = {
      kinds: () => [disclosureRequest],
      notify: async () => undefined,
      files: services.files,
    }
    const giver = await city.as('section_head', city.one)
    valueOf(await assign(giver, casework, asked))
    const read = async (handler: 'me' | 'nobody') => {
      const { items } = await listRequests(ctx.db, filterOf(ctx, { handler }), { offset: 0, limit: 200 })
      return (await queued(ctx, items)).map((one) => [one.wanted, one.handler])
    }
    const mine = await read('me')
    expect(mine).toEqual([['已分派', expect.stringMatching(/./)]])
    const free = await read('nobody')
    expect(free.length).toBeGreaterThan(3)
    expect(free.every(([wanted, handler]) => wanted !== '已分派' && handler === null)).toBe(true)
  })
})
