import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countEntries } from '#kernel/ledger/index.ts'
import { issuesIn, requestsHttp, type Headers, type RequestsHttp } from '../../testing/requests-http.ts'
import type { OutcomeChoice, RequestSummary } from './contract.ts'
import type { NumbersView, RequestView, SimilarView } from './present/contract.ts'

let http: RequestsHttp
let people: RequestsHttp['people']
beforeAll(async () => {
  http = await requestsHttp()
  people = http.people
})
afterAll(() => http.close())

describe('recording a request on paper', () => {
  test('done: the receipt has number and query code', async () => {
    const answer = await http.post('', people.officer, http.paper())
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      {
        id: expect.any(Number),
        number: expect.stringMatching(/^YSQ-ONE-2026-\d{5}$/),
        further: [],
        queryCode: expect.stringMatching(/^[A-Z0-9]{10}$/),
      },
    ])
  })

  test('not valid: every problem of the form at once', async () => {
    const before = await countEntries(http.city.db)
    const answer = await http.post(
      '',
      people.officer,
      http.paper({ name: '', receiptWay: 'fax', wantedTitle: '' }),
    )
    expect(answer.statusCode).toBe(422)
    expect(issuesIn(answer)).toEqual(['name required', 'description nothing_wanted', 'confirmedOn required'])
    expect(
      (await http.post('', people.officer, { ...http.paper(), arrivedOn: '2026-02-30' })).statusCode,
    ).toBe(400)
    expect((await http.post('', people.officer, { ...http.paper(), receiptWay: 'online' })).statusCode).toBe(
      400,
    )
    expect((await http.post('', people.officer, {})).statusCode).toBe(400)
    expect(await countEntries(http.city.db)).toBe(before)
  })

  test('not permitted: readers, other units, forged and signed-out calls', async () => {
    expect((await http.post('', people.reader, http.paper())).statusCode).toBe(403)
    expect((await http.post('', people.stranger, http.paper())).statusCode).toBe(403)
    expect(
      (await http.post('', { cookie: people.officer['cookie'] ?? '' }, http.paper())).json(),
    ).toMatchObject({
      error: { code: 'csrf' },
    })
    expect((await http.post('', {}, http.paper())).statusCode).toBe(401)
  })
})

describe('reading', () => {
  test('a list of the units one reads, a page at a time', async () => {
    const id = await http.recorded()
    const answer = await http.get('?size=1', people.reader)
    const page = answer.json<{ items: RequestSummary[]; total: number; page: number; size: number }>()
    expect([answer.statusCode, page.items.length, page.page, page.size]).toEqual([200, 1, 1, 1])
    const all = (await http.get('?light=green&state=registered&size=200', people.reader)).json<{
      items: RequestSummary[]
    }>()
    expect(all.items.find((one) => one.id === id)).toEqual({
      id,
      number: expect.any(String),
      unit: { id: http.city.one.id, name: http.city.one.name },
      state: 'registered',
      stateLabel: '办理中',
      applicantKind: 'natural',
      applicantKindLabel: '自然人',
      receiptWay: 'in_person',
      receiptWayLabel: '当面提交',
      wanted: '河道保洁考核结果',
      arrivedOn: '2026-03-02',
      receivedOn: '2026-03-02',
      dueOn: '2026-03-30',
      light: 'green',
      outcome: null,
      outcomeLabel: null,
      concludedOn: null,
    })
    const others = await http.signedIn('inspector', http.city.other)
    expect((await http.get('', others)).json()).toMatchObject({ items: [], total: 0 })
    expect((await http.get(`?unitId=${http.city.one.id}`, others)).json()).toMatchObject({
      items: [],
      total: 0,
    })
  })

  test('not valid: a light that does not exist, a page of none', async () => {
    expect((await http.get('?light=blue', people.reader)).statusCode).toBe(400)
    expect((await http.get('?page=0', people.reader)).statusCode).toBe(400)
  })

  test('signed out, or of a role that reads none: not permitted', async () => {
    const administrator = await http.signedIn('administrator')
    for (const path of ['', '/outcomes', '/1', '/1/answer-files/1/1']) {
      expect((await http.get(path)).statusCode).toBe(401)
      expect((await http.get(path, administrator)).statusCode).toBe(403)
    }
  })

  test('the closed list of outcomes, each with its article', async () => {
    const { outcomes } = (await http.get('/outcomes', people.reader)).json<{ outcomes: OutcomeChoice[] }>()
    // C6.1 and C6.2 have steps of their own.
    expect(outcomes).toHaveLength(19)
    expect(outcomes[1]).toEqual({
      code: 'C2',
      group: '部分公开',
      label: '部分公开（区分处理的，只计这一情形，不计其他情形）',
      cites: '政府信息公开条例 第三十七条',
      needsReason: true,
      before: null,
      forms: [{ code: 'C2', label: '部分公开', details: [] }],
    })
  })

  test('one request, with its days counted and what may be done next', async () => {
    const id = await http.recorded({ confirmedOn: null })
    const view = (await http.get(`/${id}`, people.officer)).json<RequestView>()
    expect(view).toMatchObject({
      id,
      lawLabel: '政府信息公开条例（2019）第三十三条',
      provisional: false,
      answers: [],
      waitingSince: null,
    })
    expect(view.next.find((one) => one.step === 'propose')).toMatchObject({ allowed: true, reasons: [] })
    expect(view.next.find((one) => one.step === 'delay')).toMatchObject({
      allowed: false,
      reasons: ['delay_needs_reasons'],
    })
    expect(view.days.filter((one) => one.count !== null)).toHaveLength(20)
    expect(view.days[0]).toEqual({ date: '2026-03-03', count: 1, kind: 'working', name: '工作日' })
    expect(view.days.at(-1)).toMatchObject({ date: '2026-03-30', count: 20 })
    expect(view.days.find((one) => one.date === '2026-03-07')).toMatchObject({ count: null, name: '周末' })
  })

  test('who handles it sees whom to reach; others see who asked in outline; nobody the whole identity number', async () => {
    const id = await http.recorded({ email: 'wenxi@yunlan.example' })
    const whole = (await http.get(`/${id}`, people.officer)).json<RequestView>()
    expect(whole.applicant).toMatchObject({
      name: '闻溪',
      identityMasked: '110***********002X',
      phone: '0980-5571000',
      email: 'wenxi@yunlan.example',
      address: '',
    })
    const outline = await http.get(`/${id}`, people.reader)
    expect(outline.json<RequestView>().applicant).toMatchObject({
      name: '闻＊＊',
      phone: '＊＊＊',
      address: '',
    })
    for (const secret of ['闻溪', '5571000', 'wenxi', '002X']) expect(outline.body).not.toContain(secret)
    const { next } = outline.json<RequestView>()
    expect(next.every((one) => !one.allowed && one.reasons.includes('not_permitted'))).toBe(true)
  })

  test('what one may not see is not found', async () => {
    const id = await http.recorded()
    for (const path of [`/${id}`, `/${id}/answer-files/1/1`, '/999999']) {
      expect((await http.get(path, people.stranger)).statusCode).toBe(404)
    }
    expect((await http.get('/first', people.officer)).statusCode).toBe(400)
  })
})

describe('beside the list', () => {
  test('the table holds what the list shows, and nothing of other units', async () => {
    const id = await http.recorded({ wantedTitle: '路灯改造清单' })
    const { number } = (await http.get(`/${id}`, people.reader)).json<RequestView>()
    const table = await http.get('/list.csv?waits=us', people.reader)
    expect([table.statusCode, table.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(table.body).toContain(`${number},${http.city.one.name},路灯改造清单,自然人`)
    expect((await http.get('/list.csv?waits=applicant', people.reader)).body).not.toContain(number)
    const elsewhere = await http.signedIn('inspector', http.city.other)
    expect((await http.get('/list.csv', elsewhere)).body.trim().split('\r\n')).toHaveLength(1)
    expect((await http.get('/list.csv?waits=nobody', people.reader)).statusCode).toBe(400)
  })

  test('how the units stand: of those one reads', async () => {
    await http.recorded()
    const numbers = (await http.get('/numbers', people.reader)).json<NumbersView>()
    expect(numbers.open).toBeGreaterThan(0)
    const elsewhere = await http.signedIn('inspector', http.city.other)
    expect((await http.get(`/numbers?unitId=${http.city.one.id}`, elsewhere)).json()).toMatchObject({
      open: 0,
    })
    expect((await http.get('/numbers?unitId=one', people.reader)).statusCode).toBe(400)
  })

  test('earlier requests like this one; not found for who may not read it', async () => {
    const earlier = await http.recorded({ wantedTitle: '老旧小区电梯加装补贴' })
    const id = await http.recorded({ wantedTitle: '电梯加装补贴标准' })
    const similar = (await http.get(`/${id}/similar`, people.officer)).json<SimilarView>()
    expect(similar.like.map((one) => one.id)).toContain(earlier)
    expect((await http.get(`/${id}/similar`, people.stranger)).statusCode).toBe(404)
  })

  test('the city’s policy: read by who reads requests, set by who holds it for the city', async () => {
    const read = (await http.get('/policy', people.reader)).json<{ current: object; maySet: boolean }>()
    expect(read).toMatchObject({ maySet: false, versions: [] })
    const city = await http.signedIn('disclosure_officer', http.city.city)
    const put = (headers: Headers, from: string, policy: object = { ...read.current, correctionDays: 15 }) =>
      http.app.inject({ method: 'PUT', url: '/api/v1/requests/policy', headers, payload: { from, policy } })
    expect((await put(people.reader, '2026-04-01')).statusCode).toBe(403)
    expect((await put(people.officer, '2026-04-01')).statusCode).toBe(404)
    expect(issuesIn(await put(city, '2026-03-09'))).toEqual(['from must_not_have_passed'])
    expect((await put(city, '2026-04-01', { ...read.current, correctionDays: 0 })).statusCode).toBe(400)
    expect((await put(city, '2026-04-01')).statusCode).toBe(200)
    expect((await http.get('/policy', city)).json()).toMatchObject({
      maySet: true,
      current: { correctionDays: 10 },
      versions: [{ from: '2026-04-01', policy: { correctionDays: 15 } }],
    })
  })
})
