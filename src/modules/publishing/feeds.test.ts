import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { valueOf } from '#platform/decision.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { guard } from '#kernel/identity/index.ts'
import { createChannel, openSite } from '#modules/sites/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { serveFeeds } from './feeds.ts'
import { importDocuments } from './import/index.ts'
import { placePublished } from './placing.ts'
import { serveSiteMaps } from './site-maps.ts'

const PUBLIC = 'https://www.yunlan.example'
let database: TestDatabase
let city: SmallCity
let app: Api
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: '0',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(''),
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  serveFeeds(app, { publicUrl: PUBLIC })
  serveSiteMaps(app, { publicUrl: PUBLIC })
  const officer = await city.as('disclosure_officer', city.city, { covers: 'subtree' })
  await importDocuments(officer, {
    unitCode: 'one',
    channel: 'news',
    officerLogin: undefined,
    source: {
      rows: (async function* rows() {
        yield {
          line: 1,
          value: { id: 'a', title: '停车 <管理> & 办法', text: '正文', publishDate: '2026-01-05' },
        }
        yield { line: 2, value: { id: 'b', title: '河道保洁通知', text: '正文', publishDate: '2026-02-05' } }
      })(),
      totalBytes: 0,
      readBytes: () => 0,
    },
    progress: () => undefined,
  })
  const admin = await city.as('administrator', city.city, { covers: 'subtree' })
  const site = { unitId: city.one.id, slug: 'one', name: '一局', withColumns: false }
  const siteId = valueOf(await openSite(admin, site))
  const column = { parentId: null, slug: 'files', name: '文件', kind: '', description: '', keywords: '' }
  const columnId = valueOf(await createChannel(admin, siteId, column))
  const row = await city.db
    .selectFrom('documents.document')
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  valueOf(await placePublished(admin, row.id, columnId, true))
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const read = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers })

describe('feeds', () => {
  test.each([
    ['/feed.xml', 'application/rss+xml'],
    ['/atom.xml', 'application/atom+xml'],
    ['/channels/news/feed.xml', 'application/rss+xml'],
    ['/channels/news/atom.xml', 'application/atom+xml'],
  ])('%s lists what is new, the newest first', async (url, type) => {
    const answer = await read(url)
    expect(answer.headers['content-type']).toContain(type)
    const titles = answer.body.indexOf('河道保洁通知')
    expect(titles).toBeGreaterThan(0)
    expect(answer.body.indexOf('停车 ')).toBeGreaterThan(titles)
    expect(answer.body).toContain(`${PUBLIC}/documents/`)
  })

  test('titles are escaped', async () => {
    expect((await read('/atom.xml')).body).not.toMatch(/<管理>(?!.*\]\]>)/)
  })

  test('of a site of the group, and of a search', async () => {
    const site = await read('/s/one/channels/files/atom.xml')
    expect(site.body).toContain('停车')
    expect(site.body).not.toContain('河道')
    const search = await read('/search/atom.xml?q=%E6%B2%B3%E9%81%93')
    expect(search.body).toContain('河道保洁通知')
    expect(search.body).not.toContain('停车')
    expect((await read('/channels/files/feed.xml')).statusCode).toBe(404)
    expect((await read('/search/feed.xml')).statusCode).toBe(200)
  })

  test('a reader who has it is told so, by tag or by time', async () => {
    const { headers, statusCode } = await read('/atom.xml')
    expect(statusCode).toBe(200)
    const [etag, modified] = [String(headers.etag), String(headers['last-modified'])]
    for (const known of [
      { 'if-none-match': etag },
      { 'if-none-match': `"other", W/${etag}` },
      { 'if-none-match': '*' },
      { 'if-modified-since': modified },
    ]) {
      const answer = await read('/atom.xml', known)
      expect([answer.statusCode, answer.body], JSON.stringify(known)).toEqual([304, ''])
    }
    const other = { 'if-none-match': '"other"', 'if-modified-since': modified }
    expect((await read('/atom.xml', other)).statusCode).toBe(200)
    expect((await read('/atom.xml', { 'if-modified-since': 'yesterday' })).statusCode).toBe(200)
  })
})

describe('maps for search engines', () => {
  test('the index leads to pages and to parts that exist, and every document stands in one', async () => {
    const index = (await read('/sitemap.xml')).body
    const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc.slice(PUBLIC.length))
    expect(parts).toEqual(['/sitemaps/pages.xml', '/sitemaps/documents-0.xml'])
    const [pages = '', documents = ''] = await Promise.all(parts.map(async (part) => (await read(part)).body))
    expect(pages).toContain(`<loc>${PUBLIC}/channels/news</loc>`)
    expect(pages).toContain(`<loc>${PUBLIC}/s/one/channels/files</loc>`)
    expect(
      documents.match(/<url><loc>[^<]+\/documents\/\d+<\/loc><lastmod>20\d\d-[^<]+Z<\/lastmod>/g),
    ).toHaveLength(2)
  })

  test.each(['/sitemaps/documents-7.xml', '/sitemaps/documents-x.xml', '/sitemaps/other.xml'])(
    '%s is not found',
    async (url) => expect((await read(url)).statusCode).toBe(404),
  )
})
