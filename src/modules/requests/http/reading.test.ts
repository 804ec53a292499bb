import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countEntries } from '#kernel/ledger/index.ts'
import { issuesIn, startRequestsApi, type RequestsApi } from '../../../testing/requests-api.ts'
import type { QueuedRequest } from '../contract/list.ts'
import type { OutcomeChoice } from '../contract/steps.ts'
import type { RequestView } from '../contract/views.ts'

let api: RequestsApi
beforeAll(async () => {
  api = await startRequestsApi()
})
afterAll(() => api.close())

describe('recording a request on paper', () => {
  test('done: the receipt has number and query code', async () => {
    const answer = await api.post('', api.officer, api.paper())
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
    const before = await countEntries(api.city.db)
    const answer = await api.post(
      '',
      api.officer,
      api.paper({ name: '', receiptWay: 'fax', wantedTitle: '' }),
    )
    expect(answer.statusCode).toBe(422)
    expect(issuesIn(answer)).toEqual(['name required', 'description nothing_wanted', 'confirmedOn required'])
    expect((await api.post('', api.officer, { ...api.paper(), arrivedOn: '2026-02-30' })).statusCode).toBe(
      400,
    )
    expect((await api.post('', api.officer, { ...api.paper(), receiptWay: 'online' })).statusCode).toBe(400)
    expect((await api.post('', api.officer, {})).statusCode).toBe(400)
    expect(await countEntries(api.city.db)).toBe(before)
  })

  test('not permitted: readers, other units, forged and signed-out calls', async () => {
    expect((await api.post('', api.reader, api.paper())).statusCode).toBe(403)
    expect((await api.post('', api.stranger, api.paper())).statusCode).toBe(403)
    expect((await api.post('', { cookie: api.officer['cookie'] ?? '' }, api.paper())).json()).toMatchObject({
      error: { code: 'csrf' },
    })
    expect((await api.post('', {}, api.paper())).statusCode).toBe(401)
  })
})

describe('reading', () => {
  test('a list of the units one reads, a page at a time', async () => {
    const id = await api.recorded()
    const answer = await api.get('?size=1', api.reader)
    const page = answer.json<{ items: QueuedRequest[]; total: number; page: number; size: number }>()
    expect([answer.statusCode, page.items.length, page.page, page.size]).toEqual([200, 1, 1, 1])
    const all = (await api.get('?light=green&state=registered&size=200', api.reader)).json<{
      items: QueuedRequest[]
    }>()
    expect(all.items.find((one) => one.id === id)).toEqual({
      id,
      number: expect.any(String),
      unit: { id: api.city.one.id, name: api.city.one.name },
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
      handler: null,
    })
    const others = await api.signIn('inspector', api.city.other)
    expect((await api.get('', others)).json()).toMatchObject({ items: [], total: 0 })
    expect((await api.get(`?unitId=${api.city.one.id}`, others)).json()).toMatchObject({
      items: [],
      total: 0,
    })
  })

  test('not valid: a light that does not exist, a page of none', async () => {
    expect((await api.get('?light=blue', api.reader)).statusCode).toBe(400)
    expect((await api.get('?page=0', api.reader)).statusCode).toBe(400)
  })

  test('signed out, or of a role that reads none: not permitted', async () => {
    const administrator = await api.signIn('administrator')
    for (const path of ['', '/outcomes', '/1', '/1/answer-files/1/1']) {
      expect((await api.get(path)).statusCode).toBe(401)
      expect((await api.get(path, administrator)).statusCode).toBe(403)
    }
  })

  test('the closed list of outcomes, each with its article', async () => {
    const { outcomes } = (await api.get('/outcomes', api.reader)).json<{ outcomes: OutcomeChoice[] }>()
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
    const id = await api.recorded({ confirmedOn: null })
    const view = (await api.get(`/${id}`, api.officer)).json<RequestView>()
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
    const id = await api.recorded({ email: 'wenxi@yunlan.example' })
    const whole = (await api.get(`/${id}`, api.officer)).json<RequestView>()
    expect(whole.applicant).toMatchObject({
      name: '闻溪',
      identityMasked: '110***********002X',
      phone: '0980-5571000',
      email: 'wenxi@yunlan.example',
      address: '',
    })
    const outline = await api.get(`/${id}`, api.reader)
    expect(outline.json<RequestView>().applicant).toMatchObject({
      name: '闻＊＊',
      phone: '＊＊＊',
      address: '',
    })
    for (const secret of ['闻溪', '5571000', 'wenxi', '002X']) expect(outline.body).not.toContain(secret)
    const { next } = outline.json<RequestView>()
    // what only others may do is not offered
    expect(next).toEqual([])
  })

  test('what one may not see is not found', async () => {
    const id = await api.recorded()
    for (const path of [`/${id}`, `/${id}/answer-files/1/1`, '/999999']) {
      expect((await api.get(path, api.stranger)).statusCode).toBe(404)
    }
    expect((await api.get('/first', api.officer)).statusCode).toBe(400)
  })
})
