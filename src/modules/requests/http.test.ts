import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, guard, publicActor, SESSION_COOKIE, type Role } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { GIVEN } from '../../testing/requests-desk.ts'
import { buildApplication, buildPaper, requestServices } from '../../testing/requests.ts'
import type { PaperRequest, ReceiptView } from './contract/intake.ts'
import type { RequestSummary } from './contract/list.ts'
import type { OutcomeChoice } from './contract/steps.ts'
import type { RequestView } from './contract/views.ts'
import { requestsModule, submitApplication } from './index.ts'

type Headers = Record<string, string>

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let app: Api
const routes: { method: string; url: string }[] = []
/** People at work, as the headers that their browsers send. */
let officer: Headers
let reader: Headers
let stranger: Headers
let head: Headers
let writer: Headers

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
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url })
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  await app.register(async (api) => house.api?.(api as Api), { prefix: '/api/v1' })
  house.resources?.(app)
  officer = await signedIn('disclosure_officer')
  reader = await signedIn('inspector')
  head = await signedIn('section_head')
  writer = await signedIn('drafter')
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
        further: [],
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
    for (const path of ['', '/outcomes', '/1', '/1/answer-files/1/1']) {
      expect((await get(path)).statusCode).toBe(401)
      expect((await get(path, administrator)).statusCode).toBe(403)
    }
  })

  test('the closed list of outcomes, each with its article', async () => {
    const { outcomes } = (await get('/outcomes', reader)).json<{ outcomes: OutcomeChoice[] }>()
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
    const id = await recorded({ confirmedOn: null })
    const view = (await get(`/${id}`, officer)).json<RequestView>()
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
    const { next } = outline.json<RequestView>()
    expect(next.every((one) => !one.allowed && one.reasons.includes('not_permitted'))).toBe(true)
  })

  test('what one may not see is not found', async () => {
    const id = await recorded()
    for (const path of [`/${id}`, `/${id}/answer-files/1/1`, '/999999']) {
      expect((await get(path, stranger)).statusCode).toBe(404)
    }
    expect((await get('/first', officer)).statusCode).toBe(400)
  })
})

describe('the steps', () => {
  test('file, answer, signature, delivery, closing: done, each answering the request as it stands', async () => {
    const id = await recorded()
    const added = await upload(`/${id}/answer-files`, officer, { name: '结果.txt', content: '优秀' })
    const address = `/api/v1/requests/${id}/answer-files/1/1`
    expect([added.statusCode, added.json<RequestView>().gathered]).toEqual([
      200,
      [{ position: 1, name: '结果.txt', address }],
    ])
    const given = await post(`/${id}/answers`, officer, GIVEN)
    expect([given.statusCode, given.json()]).toMatchObject([200, { state: 'proposed', outcome: null }])
    const { revision } = given.json<RequestView>()
    const own = await post(`/${id}/signatures`, officer, { revision })
    expect([own.statusCode, issuesOf(own)]).toEqual([422, ['state own_answer']])
    const signed = await post(`/${id}/signatures`, head, { revision })
    expect([signed.statusCode, signed.json()]).toMatchObject([200, { state: 'answered', outcome: 'C1' }])
    const file = await app.inject({ method: 'GET', url: address, headers: reader })
    expect([file.statusCode, file.body, file.headers['content-type']]).toEqual([200, '优秀', 'text/plain'])
    expect(file.headers['cache-control']).toBe('no-store')
    expect((await app.inject({ method: 'GET', url: address, headers: stranger })).statusCode).toBe(404)
    expect(file.headers['content-disposition']).toContain('attachment')
    const delivered = await post(`/${id}/deliveries`, officer, DELIVERY)
    expect(delivered.json()).toMatchObject({
      state: 'delivered',
      light: 'done',
      answers: [{ round: 1, delivery: DELIVERY }],
    })
    const [letter] = delivered.json<RequestView>().letters
    const pdf = await app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: reader })
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect((await app.inject({ method: 'GET', url: letter?.pdf ?? '', headers: stranger })).statusCode).toBe(
      404,
    )
    const closed = await post(`/${id}/closures`, officer)
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
    const posted = routes
      .filter((route) => route.method === 'POST')
      .flatMap((route) => /^\/api\/v1\/requests\/:requestId\/([a-z-]+)$/.exec(route.url)?.[1] ?? [])
      .filter((path) => path !== 'publications')
    const files = ['answer-files', 'attachments', 'identity-papers']
    expect(posted.filter((path) => !files.includes(path)).toSorted()).toEqual(tried.toSorted())
  })

  async function expectRefusals(
    [path, good, bad, issue]: (typeof STEPS)[number],
    who: Headers,
    outsider: Headers,
  ): Promise<void> {
    const id = await recorded()
    const before = await countEntries(city.db)
    expect((await post(`/${id}/${path}`, outsider, good)).statusCode).toBe(403)
    expect((await post(`/${id}/${path}`, stranger, good)).statusCode).toBe(403)
    expect((await post(`/${id}/${path}`, {}, good)).statusCode).toBe(401)
    expect((await post(`/999999/${path}`, who, good)).statusCode).toBe(404)
    const refused = await post(`/${id}/${path}`, who, bad)
    if (typeof issue === 'number') expect(refused.statusCode).toBe(issue)
    else expect([refused.statusCode, issuesOf(refused)]).toEqual([422, [issue]])
    expect(await countEntries(city.db)).toBe(before)
  }

  test.each(STEPS)('%s: not permitted, not valid, not there', (...step) =>
    expectRefusals(step, officer, reader),
  )
  test.each(SIGNED)('%s: not permitted to who only writes, not valid, not there', (...step) =>
    expectRefusals(step, head, writer),
  )

  test('opinions: asked, reached, answered; not permitted, not there', async () => {
    const id = await recorded()
    const asked = { kind: 'third_party', addressee: '某公司', question: '同意吗', sentOn: '2026-03-10' }
    const sent = await post(`/${id}/consultations`, officer, asked)
    const [opinion] = sent.json<RequestView>().trail.opinions
    expect([sent.statusCode, opinion?.addressee]).toEqual([200, '某公司'])
    expect((await get(`/${id}`, reader)).json<RequestView>().trail.opinions[0]?.addressee).toBe('＊＊＊')
    const path = `/${id}/consultations/${opinion?.id}`
    const said = { answeredOn: '2026-03-10', opinion: 'agrees', words: '', reasonable: null }
    expect((await post(`${path}/opinions`, reader, said)).statusCode).toBe(403)
    expect((await post(`/${id}/consultations/999999/opinions`, officer, said)).statusCode).toBe(404)
    expect(issuesOf(await post(`${path}/silences`, officer))).toEqual(['state opinion_not_delivered'])
    expect((await post(`${path}/deliveries`, officer, { deliveredOn: '2026-03-10' })).statusCode).toBe(200)
    const answered = await post(`${path}/opinions`, officer, said)
    expect([answered.statusCode, answered.json()]).toMatchObject([200, { state: 'registered' }])
  })

  test('answer files: not permitted, not valid', async () => {
    const id = await recorded()
    const path = `/${id}/answer-files`
    const file = { name: '结果.txt', content: '优秀' }
    expect((await upload(path, reader, file)).statusCode).toBe(403)
    expect((await upload(path, stranger, file)).statusCode).toBe(403)
    expect((await upload(path, {}, file)).statusCode).toBe(401)
    expect((await upload(path, officer, { name: '结果.exe', content: 'MZ' })).statusCode).toBe(415)
    expect((await post(path, officer, {})).json()).toMatchObject({ error: { code: 'file_missing' } })
    expect((await get(`${path}/1/1`, officer)).statusCode).toBe(404)
    await post(`/${id}/answers`, officer, GIVEN)
    expect(issuesOf(await upload(path, officer, file))).toEqual(['state files_are_fixed'])
  })

  test('copies of identity papers: seen by who handles the request, and by nobody else', async () => {
    const id = await recorded()
    const file = { name: '证件.txt', content: '证件' }
    const added = await upload(`/${id}/identity-papers`, officer, file)
    const [paperView] = added.json<RequestView>().identityPapers
    expect([added.statusCode, paperView?.name]).toEqual([200, '证件.txt'])
    const seen = await app.inject({ method: 'GET', url: paperView?.address ?? '', headers: officer })
    expect([seen.statusCode, seen.body]).toEqual([200, '证件'])
    expect((await get(`/${id}`, reader)).json<RequestView>().identityPapers).toEqual([])
    for (const headers of [reader, head, stranger])
      expect((await app.inject({ method: 'GET', url: paperView?.address ?? '', headers })).statusCode).toBe(
        403,
      )
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
