import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { TODAY } from '../../../testing/city.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { GIVEN } from '../../../testing/request-work.ts'
import { issuesIn, startRequestsApi, type Headers, type RequestsApi } from '../../../testing/requests-api.ts'
import { buildApplication } from '../../../testing/requests.ts'
import type { RequestView } from '../contract/views.ts'
import { submitApplication } from '../index.ts'

const ANSWER = answerIn(GIVEN)

let api: RequestsApi
beforeAll(async () => {
  api = await startRequestsApi()
})
afterAll(() => api.close())

const DELIVERY = { way: 'online', deliveredOn: '2026-03-10', proof: '' }

describe('the steps', () => {
  test('file, answer, signature, delivery, closing: done, each answering the request as it stands', async () => {
    const id = await api.recorded()
    const added = await api.upload(`/${id}/answer-files`, api.officer, { name: '结果.txt', content: '优秀' })
    const address = `/api/v1/requests/${id}/answer-files/1/1`
    expect([added.statusCode, added.json<RequestView>().gathered]).toEqual([
      200,
      [{ position: 1, name: '结果.txt', address }],
    ])
    const given = await api.post(`/${id}/answers`, api.officer, ANSWER)
    expect([given.statusCode, given.json()]).toMatchObject([200, { state: 'proposed', outcome: null }])
    const { revision } = given.json<RequestView>()
    const own = await api.post(`/${id}/signatures`, api.officer, { revision })
    expect([own.statusCode, issuesIn(own)]).toEqual([422, ['state own_answer']])
    const signed = await api.post(`/${id}/signatures`, api.head, { revision })
    expect([signed.statusCode, signed.json()]).toMatchObject([200, { state: 'answered', outcome: 'C1' }])
    const file = await api.app.inject({ method: 'GET', url: address, headers: api.reader })
    expect([file.statusCode, file.body, file.headers['content-type']]).toEqual([200, '优秀', 'text/plain'])
    expect(file.headers['cache-control']).toBe('no-store')
    expect((await api.app.inject({ method: 'GET', url: address, headers: api.stranger })).statusCode).toBe(
      404,
    )
    expect(file.headers['content-disposition']).toContain('attachment')
    const delivered = await api.post(`/${id}/deliveries`, api.officer, DELIVERY)
    expect(delivered.json()).toMatchObject({
      state: 'delivered',
      light: 'done',
      answers: [{ round: 1, delivery: DELIVERY }],
    })
    const [letter] = delivered.json<RequestView>().letters
    const pdf = await api.app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: api.reader })
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect(
      (await api.app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: api.stranger })).statusCode,
    ).toBe(404)
    const closed = await api.post(`/${id}/closures`, api.officer)
    expect([closed.statusCode, closed.json()]).toMatchObject([200, { state: 'closed' }])
    expect(closed.json<RequestView>().steps.map((step) => step.label)).toEqual([
      '提交申请',
      '拟答复',
      '审签',
      '送达',
      '归档',
    ])
  })

  const IN_STATE = 'state not_in_this_state'
  const words = { reason: '理由' }
  const STEPS: readonly (readonly [path: string, good: object, bad: object, issue: string | number])[] = [
    ['registrations', { confirmedOn: '2026-03-10' }, { confirmedOn: 'today' }, 400],
    ['transfers', { unitId: 1, ...words }, { unitId: 1, ...words }, IN_STATE],
    [
      'corrections',
      { missing: '年份', dueOn: '2026-03-20' },
      { missing: ' ', dueOn: '2026-03-20' },
      'missing required',
    ],
    [
      'correction-replies',
      { receivedOn: '2026-03-10', reply: '年份', wantedTitle: '一', wantedNumber: '', description: '' },
      { receivedOn: '2026-03-10', reply: '年份', wantedTitle: '一', wantedNumber: '', description: '' },
      IN_STATE,
    ],
    ['abandonments', {}, {}, IN_STATE],
    [
      'reasons',
      { why: '多', dueOn: '2026-03-20' },
      { why: '多', dueOn: '2026-03-10' },
      'dueOn must_be_later',
    ],
    ['reasons-replies', { receivedOn: '2026-03-10', reply: '研究', reasonable: true }, {}, 400],
    ['reasons-passings', {}, {}, IN_STATE],
    [
      'consultations',
      { kind: 'third_party', addressee: '某公司', question: '同意吗', sentOn: '2026-03-10' },
      { kind: 'third_party', addressee: ' ', question: '同意吗', sentOn: '2026-03-10' },
      'addressee required',
    ],
    [
      'fees',
      { basis: 'pages', pages: 120, where: '转账' },
      { basis: 'pages', pages: 3, where: '转账' },
      'pages free_of_charge',
    ],
    ['payments', { paidOn: '2026-03-10', how: '' }, { paidOn: '2026-03-10', how: '' }, IN_STATE],
    ['lapses', {}, {}, IN_STATE],
    ['answers', ANSWER, { ...ANSWER, outcome: 'C9' }, 'outcome not_a_choice'],
    [
      'spot-answers',
      { ...ANSWER, proof: '签收' },
      { ...ANSWER, proof: '签收', content: ' ' },
      'content required',
    ],
    ['deliveries', DELIVERY, { ...DELIVERY, way: 'pigeon' }, 400],
    ['withdrawals', { words: '不要了' }, { words: '' }, 400],
    ['closures', {}, {}, IN_STATE],
  ]
  /** Steps that are for who signs, not for who writes. */
  const SIGNED: typeof STEPS = [
    ['discards', { why: 'sent_twice', words: '同一件' }, { why: 'sent_twice', words: '同一件' }, IN_STATE],
    ['delays', { days: 10, ...words }, { days: 10, ...words }, 'state delay_needs_reasons'],
    ['extensions', { days: 20, ...words }, { days: 21, ...words }, 400],
    ['returns', { opinion: '改' }, { opinion: '改' }, IN_STATE],
    ['signatures', { revision: 1 }, { revision: 1 }, IN_STATE],
    [
      'redos',
      { orderedBy: 'own', ...words, orderedOn: '2026-03-10', days: null },
      { orderedBy: 'own', ...words, orderedOn: '2026-03-10', days: null },
      IN_STATE,
    ],
    ['ordered-redos', { remedyId: 1, ...words }, { remedyId: 1, ...words }, IN_STATE],
    ['outcome-corrections', { outcome: 'C2', ...words }, { outcome: 'C2', ...words }, IN_STATE],
  ]

  test('every step of the procedure has its route here', () => {
    const tried = [...STEPS, ...SIGNED].map(([path]) => path)
    // Those of one opinion are tried with it.
    const posted = api.routes
      .filter((route) => route.method === 'POST')
      .flatMap((route) => /^\/api\/v1\/requests\/:requestId\/([a-z-]+)$/.exec(route.url)?.[1] ?? [])
      .filter((path) => path !== 'publications')
    const files = ['answer-files', 'attachments', 'identity-papers', 'receipts']
    expect(posted.filter((path) => !files.includes(path)).toSorted()).toEqual(tried.toSorted())
  })

  async function expectRefusals(
    [path, good, bad, issue]: (typeof STEPS)[number],
    who: Headers,
    outsider: Headers,
  ): Promise<void> {
    const id = await api.recorded()
    const before = await countEntries(api.city.db)
    expect((await api.post(`/${id}/${path}`, outsider, good)).statusCode).toBe(403)
    expect((await api.post(`/${id}/${path}`, api.stranger, good)).statusCode).toBe(403)
    expect((await api.post(`/${id}/${path}`, {}, good)).statusCode).toBe(401)
    expect((await api.post(`/999999/${path}`, who, good)).statusCode).toBe(404)
    const refused = await api.post(`/${id}/${path}`, who, bad)
    if (typeof issue === 'number') expect(refused.statusCode).toBe(issue)
    else expect([refused.statusCode, issuesIn(refused)]).toEqual([422, [issue]])
    expect(await countEntries(api.city.db)).toBe(before)
  }

  test.each(STEPS)('%s: not permitted, not valid, not there', (...step) =>
    expectRefusals(step, api.officer, api.reader),
  )
  test.each(SIGNED)('%s: not permitted to who only writes, not valid, not there', (...step) =>
    expectRefusals(step, api.head, api.writer),
  )

  test('opinions: asked, reached, answered; not permitted, not there', async () => {
    const id = await api.recorded()
    const asked = { kind: 'third_party', addressee: '某公司', question: '同意吗', sentOn: '2026-03-10' }
    const sent = await api.post(`/${id}/consultations`, api.officer, asked)
    const [opinion] = sent.json<RequestView>().trail.opinions
    expect([sent.statusCode, opinion?.addressee]).toEqual([200, '某公司'])
    expect((await api.get(`/${id}`, api.reader)).json<RequestView>().trail.opinions[0]?.addressee).toBe(
      '＊＊＊',
    )
    const path = `/${id}/consultations/${opinion?.id}`
    const said = { answeredOn: '2026-03-10', opinion: 'agrees', words: '', reasonable: null }
    expect((await api.post(`${path}/opinions`, api.reader, said)).statusCode).toBe(403)
    expect((await api.post(`/${id}/consultations/999999/opinions`, api.officer, said)).statusCode).toBe(404)
    expect(issuesIn(await api.post(`${path}/silences`, api.officer))).toEqual(['state opinion_not_delivered'])
    expect(
      (await api.post(`${path}/deliveries`, api.officer, { deliveredOn: '2026-03-10' })).statusCode,
    ).toBe(200)
    const answered = await api.post(`${path}/opinions`, api.officer, said)
    expect([answered.statusCode, answered.json()]).toMatchObject([200, { state: 'registered' }])
  })

  test('registration: done, and asked for the day of confirmation', async () => {
    const citizen = createContext(api.city.db, publicActor, TODAY)
    const decision = await submitApplication(
      citizen,
      api.services,
      api.city.one.id,
      buildApplication(),
      randomUUID(),
    )
    if (!decision.ok) throw new Error('refused')
    const path = `/${decision.value.id}/registrations`
    expect(issuesIn(await api.post(path, api.officer, { confirmedOn: null }))).toEqual([
      'confirmedOn required',
    ])
    const registered = await api.post(path, api.officer, { confirmedOn: '2026-03-10' })
    expect([registered.statusCode, registered.json()]).toMatchObject([
      200,
      { state: 'registered', arrivedOn: '2026-03-10', confirmedOn: '2026-03-10', receivedOn: '2026-03-10' },
    ])
  })
})
