import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, guard, publicActor, SESSION_COOKIE, type Role } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildApplication, buildPaper, requestServices } from '../../testing/requests.ts'
import type { OutcomeChoice, PaperRequest, ReceiptView, RequestSummary, RequestView } from './contract.ts'
import { requestsModule, submitApplication } from './index.ts'

type Headers = Record<string, string>

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let app: Api
/** People at work, as the headers that their browsers send. */
let officer: Headers
let reader: Headers
let stranger: Headers

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  const house = requestsModule(services)
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  await app.register(async (api) => house.api?.(api as Api), { prefix: '/api/v1' })
  house.resources?.(app)
  officer = await signedIn('disclosure_officer')
  reader = await signedIn('inspector')
  stranger = await signedIn('disclosure_officer', city.other)
})
afterAll(async () => {
  await app.close()
  await database.close()
  await services.remove()
})

async function signedIn(role: Role, unit?: Unit): Promise<Headers> {
  const { actor } = await city.as(role, unit)
  const token = `token-${actor.staffId}`
  await city.db
    .insertInto('identity.session')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      staff_id: actor.staffId ?? 0,
      csrf_token: 'csrf',
      expires_at: new Date('2027-01-01'),
    })
    .execute()
  return { cookie: `${SESSION_COOKIE}=${token}`, 'x-csrf-token': 'csrf' }
}

const get = (path: string, headers: Headers = {}) =>
  app.inject({ method: 'GET', url: `/api/v1/requests${path}`, headers })
const post = (path: string, headers: Headers, payload: object = {}) =>
  app.inject({ method: 'POST', url: `/api/v1/requests${path}`, headers, payload })
const paper = (part: Partial<PaperRequest> = {}) => buildPaper({ unitId: city.one.id, ...part })

async function recorded(part: Partial<PaperRequest> = {}): Promise<number> {
  const answer = await post('', officer, paper(part))
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json<ReceiptView>().id
}

function upload(path: string, headers: Headers, file: { field?: string; name: string; content: string }) {
  const boundary = 'edge-of-the-form'
  const payload = [
    `--${boundary}`,
    `content-disposition: form-data; name="${file.field ?? 'file'}"; filename="${file.name}"`,
    'content-type: application/octet-stream',
    '',
    file.content,
    `--${boundary}--`,
    '',
  ].join('\r\n')
  return app.inject({
    method: 'POST',
    url: `/api/v1/requests${path}`,
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
}

const ANSWER = { outcome: 'C1', reason: '', content: '现予提供。', answeredOn: '2026-03-10' }
const DELIVERY = { way: 'online', deliveredOn: '2026-03-10', proof: '' }
const issuesOf = (answer: { json<T>(): T }) =>
  answer
    .json<{ error: { issues: { field: string; code: string }[] } }>()
    .error.issues.map((one) => `${one.field} ${one.code}`)

describe('recording a request on paper', () => {
  test('done: the receipt has number and query code', async () => {
    const answer = await post('', officer, paper())
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      {
        id: expect.any(Number),
        number: expect.stringMatching(/^YSQ-ONE-2026-\d{5}$/),
        queryCode: expect.stringMatching(/^[A-Z0-9]{10}$/),
      },
    ])
  })

  test('not valid: every problem of the form at once', async () => {
    const before = await countEntries(city.db)
    const answer = await post('', officer, paper({ name: '', receiptWay: 'fax', wantedTitle: '' }))
    expect(answer.statusCode).toBe(422)
    expect(issuesOf(answer)).toEqual(['name required', 'description nothing_wanted', 'confirmedOn required'])
    expect((await post('', officer, { ...paper(), arrivedOn: '2026-02-30' })).statusCode).toBe(400)
    expect((await post('', officer, { ...paper(), receiptWay: 'online' })).statusCode).toBe(400)
    expect((await post('', officer, {})).statusCode).toBe(400)
    expect(await countEntries(city.db)).toBe(before)
  })

  test('not permitted: readers, other units, forged and signed-out calls', async () => {
    expect((await post('', reader, paper())).statusCode).toBe(403)
    expect((await post('', stranger, paper())).statusCode).toBe(403)
    expect((await post('', { cookie: officer['cookie'] ?? '' }, paper())).json()).toMatchObject({
      error: { code: 'csrf' },
    })
    expect((await post('', {}, paper())).statusCode).toBe(401)
  })
})

describe('reading', () => {
  test('a list of the units one reads, a page at a time', async () => {
    const id = await recorded()
    const answer = await get('?size=1', reader)
    const page = answer.json<{ items: RequestSummary[]; total: number; page: number; size: number }>()
    expect([answer.statusCode, page.items.length, page.page, page.size]).toEqual([200, 1, 1, 1])
    const all = (await get('?light=green&state=registered&size=200', reader)).json<{
      items: RequestSummary[]
    }>()
    expect(all.items.find((one) => one.id === id)).toEqual({
      id,
      number: expect.any(String),
      unit: { id: city.one.id, name: city.one.name },
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
    const others = await signedIn('inspector', city.other)
    expect((await get('', others)).json()).toMatchObject({ items: [], total: 0 })
    expect((await get(`?unitId=${city.one.id}`, others)).json()).toMatchObject({ items: [], total: 0 })
  })

  test('not valid: a light that does not exist, a page of none', async () => {
    expect((await get('?light=blue', reader)).statusCode).toBe(400)
    expect((await get('?page=0', reader)).statusCode).toBe(400)
  })

  test('signed out, or of a role that reads none: not permitted', async () => {
    const administrator = await signedIn('administrator')
    for (const path of ['', '/outcomes', '/1', '/1/answer-files/1']) {
      expect((await get(path)).statusCode).toBe(401)
      expect((await get(path, administrator)).statusCode).toBe(403)
    }
  })

  test('the closed list of outcomes, each with its article', async () => {
    const { outcomes } = (await get('/outcomes', reader)).json<{ outcomes: OutcomeChoice[] }>()
    expect(outcomes).toHaveLength(21)
    expect(outcomes[0]).toEqual({
      code: 'C1',
      group: '予以公开',
      label: '予以公开',
      cites: '政府信息公开条例 第三十六条第（一）项、第（二）项',
      needsReason: false,
    })
  })

  test('one request, with its days counted and what may be done next', async () => {
    const id = await recorded({ confirmedOn: null })
    const view = (await get(`/${id}`, officer)).json<RequestView>()
    expect(view).toMatchObject({
      id,
      lawLabel: '政府信息公开条例（2019）第三十三条',
      provisional: false,
      answer: null,
      delivery: null,
      next: [{ step: 'answer', label: '答复', allowed: true, reasons: [] }],
    })
    expect(view.days.filter((one) => one.count !== null)).toHaveLength(20)
    expect(view.days[0]).toEqual({ date: '2026-03-03', count: 1, kind: 'working', name: '工作日' })
    expect(view.days.at(-1)).toMatchObject({ date: '2026-03-30', count: 20 })
    expect(view.days.find((one) => one.date === '2026-03-07')).toMatchObject({ count: null, name: '周末' })
  })

  test('who handles it sees whom to reach; others see who asked in outline; nobody the whole identity number', async () => {
    const id = await recorded({ email: 'wenxi@yunlan.example' })
    const whole = (await get(`/${id}`, officer)).json<RequestView>()
    expect(whole.applicant).toMatchObject({
      name: '闻溪',
      identityMasked: '110***********002X',
      phone: '0980-5571000',
      email: 'wenxi@yunlan.example',
      address: '',
    })
    const outline = await get(`/${id}`, reader)
    expect(outline.json<RequestView>().applicant).toMatchObject({
      name: '闻＊＊',
      phone: '＊＊＊',
      address: '',
    })
    for (const secret of ['闻溪', '5571000', 'wenxi', '002X']) expect(outline.body).not.toContain(secret)
    expect(outline.json<RequestView>().next).toEqual([
      { step: 'answer', label: '答复', allowed: false, reasons: ['not_permitted'] },
    ])
  })

  test('what one may not see is not found', async () => {
    const id = await recorded()
    for (const path of [`/${id}`, `/${id}/answer-files/1`, '/999999']) {
      expect((await get(path, stranger)).statusCode).toBe(404)
    }
    expect((await get('/first', officer)).statusCode).toBe(400)
  })
})

describe('the steps', () => {
  test('answer, file, delivery, closing: done, each answering the request as it stands', async () => {
    const id = await recorded()
    const given = await post(`/${id}/answers`, officer, ANSWER)
    expect([given.statusCode, given.json()]).toMatchObject([200, { state: 'answered', outcome: 'C1' }])
    const added = await upload(`/${id}/answer-files`, officer, { name: '结果.txt', content: '优秀' })
    const address = `/api/v1/requests/${id}/answer-files/1`
    expect([added.statusCode, added.json<RequestView>().answer?.files]).toEqual([
      200,
      [{ position: 1, name: '结果.txt', address }],
    ])
    const file = await app.inject({ method: 'GET', url: address, headers: reader })
    expect([file.statusCode, file.body, file.headers['content-type']]).toEqual([200, '优秀', 'text/plain'])
    expect(file.headers['cache-control']).toBe('no-store')
    expect((await app.inject({ method: 'GET', url: address, headers: stranger })).statusCode).toBe(404)
    expect(file.headers['content-disposition']).toContain('attachment')
    const delivered = await post(`/${id}/deliveries`, officer, DELIVERY)
    expect(delivered.json()).toMatchObject({ state: 'delivered', light: 'done', delivery: DELIVERY })
    const closed = await post(`/${id}/closures`, officer)
    expect([closed.statusCode, closed.json()]).toMatchObject([200, { state: 'closed', next: [] }])
    expect(closed.json<RequestView>().steps.map((step) => step.label)).toEqual([
      '提交申请',
      '答复',
      '送达',
      '归档',
    ])
  })

  const STEPS: readonly (readonly [path: string, good: object, bad: object, issue: string | number])[] = [
    ['registrations', { confirmedOn: '2026-03-10' }, { confirmedOn: 'today' }, 400],
    ['answers', ANSWER, { ...ANSWER, outcome: 'C9' }, 'outcome not_a_choice'],
    ['deliveries', DELIVERY, { ...DELIVERY, way: 'pigeon' }, 400],
    ['closures', {}, {}, 'state not_in_this_state'],
  ]

  test.each(STEPS)('%s: not permitted, not valid, not there', async (path, good, bad, issue) => {
    const id = await recorded()
    const before = await countEntries(city.db)
    expect((await post(`/${id}/${path}`, reader, good)).statusCode).toBe(403)
    expect((await post(`/${id}/${path}`, stranger, good)).statusCode).toBe(403)
    expect((await post(`/${id}/${path}`, {}, good)).statusCode).toBe(401)
    expect((await post(`/999999/${path}`, officer, good)).statusCode).toBe(404)
    const refused = await post(`/${id}/${path}`, officer, bad)
    if (typeof issue === 'number') expect(refused.statusCode).toBe(issue)
    else expect([refused.statusCode, issuesOf(refused)]).toEqual([422, [issue]])
    expect(await countEntries(city.db)).toBe(before)
  })

  test('answer files: not permitted, not valid', async () => {
    const id = await recorded()
    const path = `/${id}/answer-files`
    const file = { name: '结果.txt', content: '优秀' }
    expect((await upload(path, reader, file)).statusCode).toBe(403)
    expect((await upload(path, stranger, file)).statusCode).toBe(403)
    expect((await upload(path, {}, file)).statusCode).toBe(401)
    expect(issuesOf(await upload(path, officer, file))).toEqual(['state not_in_this_state'])
    await post(`/${id}/answers`, officer, ANSWER)
    expect((await upload(path, officer, { name: '结果.exe', content: 'MZ' })).statusCode).toBe(415)
    expect((await post(path, officer, {})).json()).toMatchObject({ error: { code: 'file_missing' } })
    expect((await get(`${path}/1`, officer)).statusCode).toBe(404)
  })

  test('registration: done, and asked for the day of confirmation', async () => {
    const citizen = createContext(city.db, publicActor, TODAY)
    const decision = await submitApplication(citizen, services, city.one.id, buildApplication(), randomUUID())
    if (!decision.ok) throw new Error('refused')
    const path = `/${decision.value.id}/registrations`
    expect(issuesOf(await post(path, officer, { confirmedOn: null }))).toEqual(['confirmedOn required'])
    const registered = await post(path, officer, { confirmedOn: '2026-03-10' })
    expect([registered.statusCode, registered.json()]).toMatchObject([
      200,
      { state: 'registered', arrivedOn: '2026-03-10', confirmedOn: '2026-03-10', receivedOn: '2026-03-10' },
    ])
  })
})
