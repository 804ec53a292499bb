import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { TODAY } from '../../testing/city.ts'
import { GIVEN } from '../../testing/requests-desk.ts'
import { issuesIn, requestsHttp, type Headers, type RequestsHttp } from '../../testing/requests-http.ts'
import { buildApplication } from '../../testing/requests.ts'
import { submitApplication } from './index.ts'
import type { LetterPreview, RequestView } from './present/contract.ts'

let http: RequestsHttp
let people: RequestsHttp['people']
beforeAll(async () => {
  http = await requestsHttp()
  people = http.people
})
afterAll(() => http.close())

const DELIVERY = { way: 'online', deliveredOn: '2026-03-10', proof: '' }

describe('the steps', () => {
  test('file, answer, signature, delivery, closing: done, each answering the request as it stands', async () => {
    const id = await http.recorded()
    const added = await http.upload(`/${id}/answer-files`, people.officer, {
      name: '结果.txt',
      content: '优秀',
    })
    const address = `/api/v1/requests/${id}/answer-files/1/1`
    expect([added.statusCode, added.json<RequestView>().gathered]).toEqual([
      200,
      [{ position: 1, name: '结果.txt', address }],
    ])
    const given = await http.post(`/${id}/answers`, people.officer, GIVEN)
    expect([given.statusCode, given.json()]).toMatchObject([200, { state: 'proposed', outcome: null }])
    const { revision } = given.json<RequestView>()
    const own = await http.post(`/${id}/signatures`, people.officer, { revision })
    expect([own.statusCode, issuesIn(own)]).toEqual([422, ['state own_answer']])
    const signed = await http.post(`/${id}/signatures`, people.head, { revision })
    expect([signed.statusCode, signed.json()]).toMatchObject([200, { state: 'answered', outcome: 'C1' }])
    const file = await http.app.inject({ method: 'GET', url: address, headers: people.reader })
    expect([file.statusCode, file.body, file.headers['content-type']]).toEqual([200, '优秀', 'text/plain'])
    expect(file.headers['cache-control']).toBe('no-store')
    expect(
      (await http.app.inject({ method: 'GET', url: address, headers: people.stranger })).statusCode,
    ).toBe(404)
    expect(file.headers['content-disposition']).toContain('attachment')
    const delivered = await http.post(`/${id}/deliveries`, people.officer, DELIVERY)
    expect(delivered.json()).toMatchObject({
      state: 'delivered',
      light: 'done',
      answers: [{ round: 1, delivery: DELIVERY }],
    })
    const [letter] = delivered.json<RequestView>().letters
    const pdf = await http.app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: people.reader })
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect(
      (await http.app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: people.stranger })).statusCode,
    ).toBe(404)
    const closed = await http.post(`/${id}/closures`, people.officer)
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
    ['payments', { paidOn: '2026-03-10' }, { paidOn: '2026-03-10' }, IN_STATE],
    ['lapses', {}, {}, IN_STATE],
    ['answers', GIVEN, { ...GIVEN, outcome: 'C9' }, 'outcome not_a_choice'],
    [
      'spot-answers',
      { ...GIVEN, proof: '签收' },
      { ...GIVEN, proof: '签收', content: ' ' },
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
    ['outcome-corrections', { outcome: 'C2', ...words }, { outcome: 'C2', ...words }, IN_STATE],
  ]

  test('every step of the procedure has its route here', () => {
    const tried = [...STEPS, ...SIGNED].map(([path]) => path)
    // Those of one opinion are tried with it.
    const posted = http.routes
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
    const id = await http.recorded()
    const before = await countEntries(http.city.db)
    expect((await http.post(`/${id}/${path}`, outsider, good)).statusCode).toBe(403)
    expect((await http.post(`/${id}/${path}`, people.stranger, good)).statusCode).toBe(403)
    expect((await http.post(`/${id}/${path}`, {}, good)).statusCode).toBe(401)
    expect((await http.post(`/999999/${path}`, who, good)).statusCode).toBe(404)
    const refused = await http.post(`/${id}/${path}`, who, bad)
    if (typeof issue === 'number') expect(refused.statusCode).toBe(issue)
    else expect([refused.statusCode, issuesIn(refused)]).toEqual([422, [issue]])
    expect(await countEntries(http.city.db)).toBe(before)
  }

  test.each(STEPS)('%s: not permitted, not valid, not there', (...step) =>
    expectRefusals(step, people.officer, people.reader),
  )
  test.each(SIGNED)('%s: not permitted to who only writes, not valid, not there', (...step) =>
    expectRefusals(step, people.head, people.writer),
  )

  test('opinions: asked, reached, answered; not permitted, not there', async () => {
    const id = await http.recorded()
    const asked = { kind: 'third_party', addressee: '某公司', question: '同意吗', sentOn: '2026-03-10' }
    const sent = await http.post(`/${id}/consultations`, people.officer, asked)
    const [opinion] = sent.json<RequestView>().trail.opinions
    expect([sent.statusCode, opinion?.addressee]).toEqual([200, '某公司'])
    expect((await http.get(`/${id}`, people.reader)).json<RequestView>().trail.opinions[0]?.addressee).toBe(
      '＊＊＊',
    )
    const path = `/${id}/consultations/${opinion?.id}`
    const said = { answeredOn: '2026-03-10', opinion: 'agrees', words: '', reasonable: null }
    expect((await http.post(`${path}/opinions`, people.reader, said)).statusCode).toBe(403)
    expect((await http.post(`/${id}/consultations/999999/opinions`, people.officer, said)).statusCode).toBe(
      404,
    )
    expect(issuesIn(await http.post(`${path}/silences`, people.officer))).toEqual([
      'state opinion_not_delivered',
    ])
    expect(
      (await http.post(`${path}/deliveries`, people.officer, { deliveredOn: '2026-03-10' })).statusCode,
    ).toBe(200)
    const answered = await http.post(`${path}/opinions`, people.officer, said)
    expect([answered.statusCode, answered.json()]).toMatchObject([200, { state: 'registered' }])
  })

  test('a released file is given with the answer: only one of this very case', async () => {
    const id = await http.recorded()
    const path = `/${id}/answer-files/releases`
    const given = { releaseId: 999_999 }
    expect((await http.post(path, people.officer, given)).statusCode).toBe(404)
    expect((await http.post(path, people.reader, given)).statusCode).toBe(403)
    expect((await http.post(path, people.stranger, given)).statusCode).toBe(403)
    expect((await http.post(path, people.officer, { releaseId: 'x' })).statusCode).toBe(400)
  })

  test('the letter is shown before it is proposed, with every problem; nothing is kept of it', async () => {
    const id = await http.recorded()
    const path = `/${id}/answers/preview`
    const before = await countEntries(http.city.db)
    const shown = await http.post(path, people.officer, GIVEN)
    expect([shown.statusCode, shown.json()]).toMatchObject([
      200,
      { title: expect.any(String), recipient: '闻溪', text: expect.stringContaining(GIVEN.content) },
    ])
    expect(shown.json<LetterPreview>().text).toContain('河道保洁考核结果')
    const refused = await http.post(path, people.officer, { ...GIVEN, outcome: 'C3.4', form: 'C3.4.trade' })
    expect([refused.statusCode, issuesIn(refused)]).toEqual([
      422,
      ['outcome needs_opinion', 'reason required'],
    ])
    expect((await http.post(path, people.reader, GIVEN)).statusCode).toBe(403)
    expect((await http.post(path, people.stranger, GIVEN)).statusCode).toBe(404)
    expect((await http.post(path, people.officer, { ...GIVEN, content: '' })).statusCode).toBe(400)
    expect(await countEntries(http.city.db)).toBe(before)
    expect((await http.get(`/${id}`, people.officer)).json()).toMatchObject({
      state: 'registered',
      answers: [],
    })
  })

  test('the receipt at the counter is a letter, issued once', async () => {
    const id = await http.recorded()
    const path = `/${id}/receipts`
    expect((await http.post(path, people.reader)).statusCode).toBe(403)
    expect((await http.post(path, people.stranger)).statusCode).toBe(403)
    expect((await http.post('/999999/receipts', people.officer)).statusCode).toBe(404)
    const issued = await http.post(path, people.officer)
    const [letter, ...others] = issued.json<RequestView>().letters
    expect([issued.statusCode, letter?.template, others]).toEqual([200, 'requests.receipt', []])
    const pdf = await http.app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: people.officer })
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await http.post(path, people.officer)).json<RequestView>().letters).toHaveLength(1)
  })

  test('answer files: not permitted, not valid', async () => {
    const id = await http.recorded()
    const path = `/${id}/answer-files`
    const file = { name: '结果.txt', content: '优秀' }
    expect((await http.upload(path, people.reader, file)).statusCode).toBe(403)
    expect((await http.upload(path, people.stranger, file)).statusCode).toBe(403)
    expect((await http.upload(path, {}, file)).statusCode).toBe(401)
    expect((await http.upload(path, people.officer, { name: '结果.exe', content: 'MZ' })).statusCode).toBe(
      415,
    )
    expect((await http.post(path, people.officer, {})).json()).toMatchObject({
      error: { code: 'file_missing' },
    })
    expect((await http.get(`${path}/1/1`, people.officer)).statusCode).toBe(404)
    await http.post(`/${id}/answers`, people.officer, GIVEN)
    expect(issuesIn(await http.upload(path, people.officer, file))).toEqual(['state files_are_fixed'])
  })

  test('copies of identity papers: seen by who handles the request, and by nobody else', async () => {
    const id = await http.recorded()
    const file = { name: '证件.txt', content: '证件' }
    const added = await http.upload(`/${id}/identity-papers`, people.officer, file)
    const [paperView] = added.json<RequestView>().identityPapers
    expect([added.statusCode, paperView?.name]).toEqual([200, '证件.txt'])
    const seen = await http.app.inject({
      method: 'GET',
      url: paperView?.address ?? '',
      headers: people.officer,
    })
    expect([seen.statusCode, seen.body]).toEqual([200, '证件'])
    expect((await http.get(`/${id}`, people.reader)).json<RequestView>().identityPapers).toEqual([])
    for (const headers of [people.reader, people.head, people.stranger])
      expect(
        (await http.app.inject({ method: 'GET', url: paperView?.address ?? '', headers })).statusCode,
      ).toBe(403)
  })

  test('registration: done, and asked for the day of confirmation', async () => {
    const citizen = createContext(http.city.db, publicActor, TODAY)
    const decision = await submitApplication(
      citizen,
      http.services,
      http.city.one.id,
      buildApplication(),
      randomUUID(),
    )
    if (!decision.ok) throw new Error('refused')
    const path = `/${decision.value.id}/registrations`
    expect(issuesIn(await http.post(path, people.officer, { confirmedOn: null }))).toEqual([
      'confirmedOn required',
    ])
    const registered = await http.post(path, people.officer, { confirmedOn: '2026-03-10' })
    expect([registered.statusCode, registered.json()]).toMatchObject([
      200,
      { state: 'registered', arrivedOn: '2026-03-10', confirmedOn: '2026-03-10', receivedOn: '2026-03-10' },
    ])
  })
})
