import { get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PageCache } from '#platform/cache/pages.ts'
import type { Db } from '#platform/db/connect.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { guard } from '#kernel/identity/index.ts'
import { readyPages } from './answer.ts'
import { servePortal, type PortalOptions } from './engine.ts'
import type { SiteInfo } from './frame.tsx'

const now = new Date('2026-11-02T02:00:00Z')
const site: SiteInfo = {
  slug: 'main',
  tagline: '',
  theme: 'vermilion',
  state: 'open',
  closingOn: null,
  closingNotice: '',
  navigation: [],
  name: '云岚市人民政府',
  unitName: '云岚市人民政府办公室',
  domain: 'www.yunlan.example',
  idCode: '4801000001',
  icpNumber: '',
  policeNumber: '',
  address: '云岚市明德路1号',
  phone: '0000-12345',
  publicUrl: 'https://www.yunlan.example',
}

let server: Api
let cache: PageCache
let routed: number
let address: string

beforeEach(async () => {
  cache = new PageCache()
  routed = 0
  // No page of this test reads the database.
  const db = undefined as unknown as Db
  const portal: PortalOptions = {
    db,
    cache,
    now: () => now,
    secure: true,
    publicUrl: 'https://www.yunlan.example',
    pages: [
      {
        method: 'GET',
        path: '/notice',
        keep: 60,
        query: ['page'],
        read: async ({ query }) => ({
          title: '通知',
          main: createElement('p', {}, `第${query['page'] ?? '1'}页`),
          tags: ['notice'],
          data: { page: query['page'] ?? '1' },
        }),
      },
      {
        method: 'GET',
        path: '/merged',
        keep: 60,
        read: async () => {
          await pause(20)
          return { redirect: '/notice', status: 301 }
        },
      },
    ],
    navigation: [],
    hosts: { address: (_host, url) => url, key: (_host, url) => url, refresh: async () => undefined },
    client: async () => 'somebody',
    moved: async () => undefined,
    assets: (name) => name,
    site: async () => site,
  }
  server = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: true,
    version: '0',
    ready: readyPages(portal),
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(''),
  })
  server.addHook('onRequest', (_request, _reply, done) => {
    routed += 1
    done()
  })
  guard(server, { db, now: () => now, secure: true })
  servePortal(server, portal)
  address = await server.listen({ port: 0, host: '127.0.0.1' })
})

afterEach(() => server.close())

async function read(path: string, headers: Record<string, string> = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${address}${path}`, { headers, agent: false }, resolve).on('error', reject)
  })
  const parts = await response.toArray()
  const { date: _date, ...rest } = response.headers
  return { status: response.statusCode, headers: rest, body: Buffer.concat(parts as Buffer[]) }
}

test('a page from the cache is answered without routing, and is the answer that routing gave', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    cache.markAllStale()
    const rendered = await read('/notice', { 'accept-encoding': encoding })
    const before = routed
    const kept = await read('/notice', { 'accept-encoding': encoding })
    expect(routed).toBe(before)
    expect(kept).toEqual(rendered)
    expect(kept.headers['content-security-policy']).toContain(`default-src 'self'`)
    expect(kept.headers['strict-transport-security']).toBeDefined()
  }
})

test('a reader who has the page is told so, with and without routing', async () => {
  const { headers } = await read('/notice')
  const known = { 'if-none-match': headers.etag ?? '' }
  const ready = await read('/notice', known)
  cache.markStale('notice')
  const routedAnswer = await read('/notice', known)
  expect(ready.status).toBe(304)
  expect(ready.body).toHaveLength(0)
  expect(routedAnswer).toEqual(ready)
})

test.each(['"other", W/%', '*', '%, "other"'])('a reader may say which copies he has: %s', async (said) => {
  const { headers } = await read('/notice')
  const known = { 'if-none-match': said.replace('%', headers.etag ?? '') }
  expect((await read('/notice', known)).status).toBe(304)
})

test('without a tag the time decides, with one it does not', async () => {
  const { headers } = await read('/notice')
  const since = headers['last-modified'] ?? ''
  expect((await read('/notice', { 'if-modified-since': since })).status).toBe(304)
  const before = new Date(Date.parse(since) - 1000).toUTCString()
  expect((await read('/notice', { 'if-modified-since': before })).status).toBe(200)
  expect((await read('/notice', { 'if-modified-since': since, 'if-none-match': '"other"' })).status).toBe(200)
})

test('a page says to programs what it was made of, and its words', async () => {
  const { headers, body } = await read('/notice.json?page=2')
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  expect(JSON.parse(body.toString())).toMatchObject({
    url: 'https://www.yunlan.example/notice',
    title: '通知',
    data: { page: '2' },
    text: '第2页',
  })
  const routes = routed
  await read('/notice.json?page=2')
  expect(routed).toBe(routes)
})

test('an address that leads elsewhere does so for all who ask at once, in their form', async () => {
  const asked = ['/merged', '/merged', '/hant/merged', '/merged.json', '/merged']
  const answers = await Promise.all(asked.map((path) => read(path)))
  expect(answers.map((one) => [one.status, one.headers.location])).toEqual([
    [301, '/notice'],
    [301, '/notice'],
    [301, '/hant/notice'],
    [301, '/notice.json'],
    [301, '/notice'],
  ])
})

test('only the query that a page declares makes another page', async () => {
  await read('/notice?page=2')
  const before = routed
  expect((await read('/notice?page=2')).body.toString()).toContain('第2页')
  expect(routed).toBe(before)
  expect((await read('/notice?other=1&page=2')).body.toString()).toContain('第2页')
  expect((await read('/notice?other=1')).body.toString()).toContain('第1页')
  expect((await read('/hant/notice?page=2')).body.toString()).toContain('第2頁')
})

test('a change is seen by the next reader', async () => {
  await read('/notice')
  const before = routed
  cache.markStale('notice')
  await read('/notice')
  expect(routed).toBe(before + 1)
})
