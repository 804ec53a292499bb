import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { MailRefused } from '#platform/mail/index.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { defineCaseKind, openCase } from '#kernel/cases/index.ts'
import {
  createContext,
  definePermission,
  guard,
  SESSION_COOKIE,
  systemActor,
  type Context,
  type Role,
} from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import type { NoticesView, OutboxView, SentItem } from './contract.ts'
import { messagesModule, notifyStaff, tell } from './index.ts'
import { send } from './jobs.ts'

const handle = definePermission({ name: 'tests.read', label: '', roles: ['drafter'], scope: 'unit' })
const states = { open: { label: '' }, closed: { label: '', final: true } }
const steps = [{ name: 'close', label: '', from: ['open'], to: 'closed', cites: '试' }]
const kind = defineCaseKind({
  name: 'trials.trial',
  label: '试办件',
  cites: '试',
  readBy: handle,
  handledBy: handle,
  subjectPrefix: 'trial:',
  prefix: 'SB',
  states,
  initial: ['open'],
  steps,
  outcomes: [],
})
const services = {
  secrets: createSecrets(Buffer.alloc(32, 4)),
  mailer: {
    send: async () => {
      throw new MailRefused('550 no such user', true)
    },
    close: () => undefined,
  },
  texter: { send: async () => undefined, close: () => undefined },
}
const house = messagesModule({ ...services, caseKinds: () => [kind] })

let database: TestDatabase
let city: SmallCity
let app: Api
let caseId: number
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  await app.register(async (api) => house.api?.(api as Api), { prefix: '/api/v1' })
  const system = createContext(database.db, systemActor, TODAY)
  caseId = await system.transaction(async (tx) => {
    const on = civilDate('2026-03-10')
    const row = await openCase(tx, system, kind, { unitId: city.one.id, unitCode: 'one', state: 'open', on })
    const to = { email: 'wang@mail.example', phone: '13800001234' }
    await tell(tx, system, services, {
      to,
      subject: '已登记',
      text: '王某某您好',
      about: `trial:${row.id}`,
      unitId: city.one.id,
    })
    return row.id
  })
  const rows = await database.db.selectFrom('messages.outbox').select('id').execute()
  for (const { id } of rows) await send(system, services, id)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

async function person(role: Role, unit?: Unit) {
  const ctx = await city.as(role, unit)
  const token = `token-${ctx.actor.staffId}`
  await city.db
    .insertInto('identity.session')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      staff_id: ctx.actor.staffId ?? 0,
      csrf_token: 'csrf',
      expires_at: new Date('2027-01-01'),
    })
    .execute()
  const headers = { cookie: `${SESSION_COOKIE}=${token}`, 'x-csrf-token': 'csrf' }
  const call = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) })
  return { ctx, call }
}

describe('what was sent about a case', () => {
  test('is shown to who may read the case: how and when, never to whom or what', async () => {
    const { call } = await person('drafter')
    const answer = await call('GET', `/messages?about=trial:${caseId}`)
    expect(answer.statusCode).toBe(200)
    const { items } = answer.json<{ items: SentItem[] }>()
    expect(items.map(({ channel, state }) => [channel, state])).toEqual([
      ['sms', 'sent'],
      ['mail', 'failed'],
    ])
    expect(answer.body).not.toMatch(/mail\.example|1380000|王某某/)
  })

  test('is not found for others, for another kind’s number, and for what is no case', async () => {
    const own = await person('drafter')
    const foreign = await person('drafter', city.other)
    const elsewhere = await person('inspector')
    const asked = async ({ call }: typeof own, about: string) =>
      (await call('GET', `/messages?about=${about}`)).statusCode
    expect(await asked(foreign, `trial:${caseId}`)).toBe(404)
    expect(await asked(elsewhere, `trial:${caseId}`)).toBe(404)
    expect(await asked(own, `remedy:${caseId}`)).toBe(404)
    expect(await asked(own, 'trial:999999')).toBe(404)
    expect(await asked(own, 'trial')).toBe(400)
  })
})

describe('the outbox', () => {
  test('shows counts, failures with their reason, and addresses only as far as they can be told apart', async () => {
    const { call } = await person('administrator')
    const answer = await call('GET', '/messages/outbox')
    const view = answer.json<OutboxView>()
    expect(view.counts).toEqual({
      mail: { waiting: 0, sent: 0, failed: 1 },
      sms: { waiting: 0, sent: 1, failed: 0 },
    })
    expect(view.items.map(({ to, reason, retriable }) => [to, reason, retriable])).toEqual([
      ['138****1234', null, false],
      ['w***@mail.example', '550 no such user', true],
    ])
    expect(answer.body).not.toMatch(/wang|13800001234|王某某/)
    const failed = (await call('GET', '/messages/outbox?state=failed&channel=sms')).json<OutboxView>()
    expect(failed.total).toBe(0)
    expect((await call('GET', '/messages/outbox?state=waiting')).json<OutboxView>().total).toBe(0)
    expect((await call('GET', '/messages/outbox?state=sent')).json<OutboxView>().total).toBe(1)
  })

  test('is the administrator’s: who handles cases neither sees it nor sends again', async () => {
    const { call } = await person('disclosure_officer')
    expect((await call('GET', '/messages/outbox')).statusCode).toBe(403)
    expect((await call('POST', '/messages/outbox/1/retries')).statusCode).toBe(403)
    expect((await call('PUT', '/messages/setting', { keptDays: 3 })).statusCode).toBe(403)
  })

  test('sends a failed message again, and says why another is not', async () => {
    const { call } = await person('administrator')
    const { items } = (await call('GET', '/messages/outbox')).json<OutboxView>()
    const [sms, mail] = items
    expect((await call('POST', `/messages/outbox/${mail?.id}/retries`)).json()).toEqual({ id: mail?.id })
    const refused = await call('POST', `/messages/outbox/${sms?.id}/retries`)
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { error: { issues: [{ code: 'message_not_failed' }] } },
    ])
    expect((await call('POST', '/messages/outbox/999999/retries')).statusCode).toBe(404)
  })

  test('keeps texts for as many days as the city says, within ten years', async () => {
    const { call } = await person('administrator')
    expect((await call('PUT', '/messages/setting', { keptDays: 60 })).json()).toEqual({ keptDays: 60 })
    expect((await call('GET', '/messages/outbox')).json<OutboxView>().keptDays).toBe(60)
    for (const keptDays of [0, 3651])
      expect((await call('PUT', '/messages/setting', { keptDays })).statusCode).toBe(422)
    expect((await call('PUT', '/messages/setting', { keptDays: null })).statusCode).toBe(400)
  })
})

test('notices are each person’s own: listed, counted, read one by one or all that were seen', async () => {
  const one = await person('drafter')
  const other = await person('drafter')
  const system = createContext(database.db, systemActor, TODAY)
  const tellOne = (title: string, to: Context = one.ctx) =>
    system.transaction((tx) =>
      notifyStaff(tx, system, {
        staffIds: [to.actor.staffId ?? 0],
        title,
        about: 'trial:1',
        link: '/requests/1',
      }),
    )
  for (const title of ['甲', '乙', '丙']) await tellOne(title)
  const list = async (query = '') => (await one.call('GET', `/notices${query}`)).json<NoticesView>()
  const { items, unread, total } = await list()
  expect([items.map(({ title }) => title), unread, total]).toEqual([['丙', '乙', '甲'], 3, 3])
  expect((await other.call('GET', '/notices')).json<NoticesView>()).toMatchObject({ total: 0, unread: 0 })
  const [newest, middle] = items
  expect((await other.call('POST', `/notices/${newest?.id}/readings`)).statusCode).toBe(404)
  expect((await one.call('POST', `/notices/${newest?.id}/readings`)).json()).toEqual({ unread: 2 })
  expect((await list('?unread=true')).items.map(({ title }) => title)).toEqual(['乙', '甲'])
  await tellOne('丁')
  expect((await one.call('POST', '/notices/readings', { upto: middle?.id })).json()).toEqual({ unread: 1 })
  expect((await one.call('GET', '/notices/unread')).json()).toEqual({ unread: 1 })
  expect((await app.inject({ url: '/api/v1/notices' })).statusCode).toBe(401)
})
