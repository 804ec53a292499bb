import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { guard } from '#kernel/identity/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { startPublishing, type Publishing } from '../../testing/documents.ts'
import { end } from './ending.ts'
import { publicApi } from './public-api.ts'

let database: TestDatabase
let city: SmallCity
let work: Publishing
let app: Api
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  work = await startPublishing(city)
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    ready: () => false,
    address: (request) => request.url ?? '/',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: database.db, now: () => TODAY, secure: false })
  await app.register(async (api) => publicApi('https://www.yunlan.example')(api as Api), {
    prefix: '/api/v1',
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await database.close()
  await work.close()
})

const get = async (address: string) => {
  const answer = await app.inject(`/api/v1/public/documents${address}`)
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), headers: answer.headers }
}

test('pages through everything once, newest first, and through a column and a unit', async () => {
  const ids: number[] = []
  for (let n = 0; n < 5; n += 1) ids.push(await work.published({ title: `第${n}号通告` }))
  for (const of of ['', 'channel=news&', 'unit=one&', 'unit=one&channel=news&']) {
    const seen: unknown[] = []
    let cursor: string | null = null
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`
      const { status, body } = await get(`?${of}size=2${next}`)
      expect(status).toBe(200)
      seen.push(...(body['items'] as { id: number }[]).map((one) => one.id))
      cursor = body['next'] as string | null
    } while (cursor !== null)
    expect(seen, of).toEqual(ids.toReversed())
  }
  expect((await get('?unit=other')).body).toEqual({ items: [], next: null })
  expect((await get('?from=2199-01-01')).body).toMatchObject({ items: [] })
  expect((await get('?q=通告&size=3')).body).toMatchObject({ total: 5, next: '2' })
})

test('gives one document whole, to any program', async () => {
  const first = await work.published({ title: '旧办法', effectiveOn: civilDate('2026-03-05') })
  const id = await work.published({ title: '修改决定', amends: [first] })
  const { body, headers } = await get(`/${id}`)
  expect(headers['access-control-allow-origin']).toBe('*')
  expect(body).toMatchObject({
    url: `https://www.yunlan.example/documents/${id}`,
    validity: '有效',
    text: '各单位要做好保洁。',
    related: [{ relation: 'amends', id: first, title: '旧办法' }],
  })
  const asked = {
    state: 'redirected',
    on: civilDate('2026-03-10'),
    reason: '并入',
    replacedById: id,
  } as const
  valueOf(await end(await city.as('disclosure_officer'), first, asked))
  const moved = await app.inject(`/api/v1/public/documents/${first}`)
  expect([moved.statusCode, moved.headers.location]).toEqual([301, `/api/v1/public/documents/${id}`])
})

test('says what is wrong with what was asked', async () => {
  const drafter = await city.as('drafter')
  const hidden = await work.submitted(drafter)
  expect((await get(`/${hidden}`)).status).toBe(404)
  for (const [address, code] of [
    ['?unit=nobody', 'not_found'],
    ['?channel=nothing', 'not_found'],
    ['?cursor=x', 'wrong_cursor'],
    ['?q=通告&cursor=0', 'wrong_cursor'],
    ['?from=2026-02-30', 'invalid'],
    ['?size=1000', 'invalid'],
  ])
    expect((await get(address ?? '')).body, address).toMatchObject({ error: { code } })
})
