import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { connect, type Database } from '#platform/db/connect.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { Context } from '#kernel/identity/index.ts'
import { importDocuments, placePublished } from '#modules/publishing/index.ts'
import { arrangeHome, createChannel, editSite, openSite } from '#modules/sites/index.ts'
import { archiveSite } from './archive.ts'
import { createApp, type App } from '../../app.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'

let held: TestDatabase
let database: Database
let city: SmallCity
let app: App
let admin: Context
let siteId: number
let columnId: number
let documentId: number
const folder = mkdtempSync(join(tmpdir(), 'mingjing-sites-'))

beforeAll(async () => {
  held = await testDatabase()
  database = connect(held.url, { max: 8 })
  city = await buildCity(database.db)
  app = await createApp({
    database,
    databaseUrl: held.url,
    files: folderStore(folder),
    secrets: createSecrets(Buffer.alloc(32, 3)),
    mailer: folderMailer(join(folder, 'mail'), 'test@localhost'),
    texter: folderTexter(join(folder, 'sms')),
    now: () => TODAY,
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    publicUrl: 'https://www.yunlan.example',
  })
  admin = await city.as('administrator', city.city, { covers: 'subtree' })
  const officer = await city.as('disclosure_officer', city.city, { covers: 'subtree' })
  await importDocuments(officer, {
    unitCode: 'one',
    channel: 'news',
    officerLogin: undefined,
    source: {
      rows: (async function* rows() {
        yield { line: 1, value: { id: 'a', title: '停车管理办法', text: '正文', publishDate: '2026-01-05' } }
      })(),
      totalBytes: 0,
      readBytes: () => 0,
    },
    progress: () => undefined,
  })
  siteId = valueOf(
    await openSite(admin, { unitId: city.one.id, slug: 'one', name: '一局网站', withColumns: false }),
  )
  columnId = valueOf(
    await createChannel(admin, siteId, {
      parentId: null,
      slug: 'files',
      name: '一局文件',
      kind: '',
      description: '',
      keywords: '',
    }),
  )
  const row = await database.db.selectFrom('documents.document').select('id').executeTakeFirstOrThrow()
  documentId = row.id
  valueOf(await placePublished(admin, documentId, columnId, true))
  await edit({ hosts: ['one.yunlan.example'] })
})
afterAll(async () => {
  await app.close()
  await database.close()
  await held.close()
  rmSync(folder, { recursive: true, force: true })
})

async function edit(part: { hosts?: string[]; name?: string }): Promise<void> {
  const about = {
    name: '一局网站',
    theme: 'green' as const,
    tagline: '',
    phone: '',
    idCode: '',
    icpNumber: '',
    policeNumber: '',
  }
  valueOf(await editSite(admin, siteId, { ...about, hosts: ['one.yunlan.example'], ...part }))
}

async function read(url: string, host = 'www.yunlan.example') {
  const answer = await app.server.inject({ method: 'GET', url, headers: { host } })
  return { status: answer.statusCode, body: answer.body, location: answer.headers.location }
}

/** Waits for the news of a change to have come through the database. */
async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    if (await done()) return
    await pause(25)
  }
  throw new Error('it did not come')
}

describe('a site of the group', () => {
  test('shows its own columns below its path, with links that stay on it', async () => {
    const home = await read('/s/one')
    expect(home.status).toBe(200)
    expect(home.body).toContain('一局网站')
    expect(home.body).toContain('href="/s/one/channels/files"')
    expect(home.body).toContain(`href="/s/one/documents/${documentId}"`)
    expect(home.body).toContain('data-theme="green"')
    expect(home.body).toContain('<a href="/" rel="up">')
    const column = await read('/s/one/channels/files')
    expect(column.body).toContain('停车管理办法')
    expect((await read('/s/one/channels/news')).status).toBe(404)
    expect((await read('/channels/files')).status).toBe(404)
    expect((await read('/s/none')).status).toBe(404)
  })

  test('is searched by itself, and says to programs what it shows', async () => {
    const q = encodeURIComponent('停车')
    const within = await read(`/s/one/search?q=${q}`)
    expect(within.body).toContain('停车管理办法')
    expect(within.body).toContain(`<a href="/search?q=${q}" rel="up">`)
    expect(within.body).toContain('action="/s/one/search"')
    expect((await read(`/search?q=${q}`, 'one.yunlan.example')).body).toContain('在本网站中搜索')
    valueOf(
      await openSite(admin, { unitId: city.other.id, slug: 'empty', name: '空网站', withColumns: false }),
    )
    expect((await read(`/s/empty/search?q=${q}`)).body).toContain('没有找到相符的内容')
    const column = JSON.parse((await read('/s/one/channels/files.json')).body)
    expect(column).toMatchObject({
      url: 'https://www.yunlan.example/s/one/channels/files',
      data: {
        total: 1,
        items: [{ id: documentId, url: `https://www.yunlan.example/documents/${documentId}` }],
      },
    })
    expect(JSON.parse((await read('/index.json')).body)).toMatchObject({ url: 'https://www.yunlan.example/' })
    expect(JSON.parse((await read(`/documents/${documentId}.json`)).body).data).toMatchObject({
      id: documentId,
    })
    expect((await read('/documents/99999.json')).status).toBe(404)
  })

  test('a document has one address for machines, whichever site shows it', async () => {
    const canonical = `<link rel="canonical" href="https://www.yunlan.example/documents/${documentId}"/>`
    expect((await read(`/s/one/documents/${documentId}`)).body).toContain(canonical)
    expect((await read(`/documents/${documentId}`)).body).toContain(canonical)
    expect((await read('/s/one/channels/files')).body).toContain(
      '<link rel="canonical" href="https://www.yunlan.example/s/one/channels/files"/>',
    )
  })

  test('answers on its own host without the path, in both scripts, beside the portal’s pages', async () => {
    const home = await read('/', 'one.yunlan.example:8080')
    expect(home.body).toContain('一局网站')
    expect(home.body).toContain('href="/channels/files"')
    expect(home.body).not.toContain('/s/one/channels')
    expect((await read('/hant', 'ONE.yunlan.example')).body).toContain('一局網站')
    expect((await read('/hant/channels/files', 'one.yunlan.example')).body).toContain(
      'href="/hant/channels/files"',
    )
    expect((await read('/requests/new', 'one.yunlan.example')).status).toBe(200)
    // The portal's own pages are not those of the site that was asked last.
    expect((await read('/')).body).toContain('试验市人民政府门户网站')
    expect((await read('/', 'unknown.example')).body).toContain('试验市人民政府门户网站')
  })

  test('a changed name shows on its pages at once, and a new host answers', async () => {
    await edit({ name: '一局新站', hosts: ['new.yunlan.example'] })
    await until(async () => (await read('/', 'new.yunlan.example')).body.includes('一局新站'))
    await until(async () => (await read('/s/one')).body.includes('一局新站'))
    expect((await read('/', 'one.yunlan.example')).body).toContain('试验市人民政府门户网站')
    await edit({})
  })

  test('its home page is as it was arranged', async () => {
    const block = { body: '', size: 5, channelId: null }
    valueOf(
      await arrangeHome(admin, siteId, [
        { ...block, kind: 'text', title: '须知', body: '<b>先预约</b>' },
        { ...block, kind: 'newest', title: '本局最新' },
      ]),
    )
    await until(async () => (await read('/s/one')).body.includes('须知'))
    const { body } = await read('/s/one')
    expect(body).toContain('&lt;b&gt;先预约&lt;/b&gt;')
    expect(body.indexOf('须知')).toBeLessThan(body.indexOf('本局最新'))
    expect(body).toContain('停车管理办法')
  })
})

describe('addresses that moved', () => {
  test('are answered with 301, in both scripts and on the site’s path', async () => {
    await database.db
      .insertInto('sites.moved')
      .values([
        {
          site_id: siteId,
          path: '/col/1.html',
          target: '/channels/files',
          moved_on: civilDate('2026-03-10'),
        },
        {
          site_id: siteId,
          path: '/out',
          target: 'https://other.example/x',
          moved_on: civilDate('2026-03-10'),
        },
      ])
      .execute()
    expect(await read('/s/one/col/1.html')).toMatchObject({ status: 301, location: '/s/one/channels/files' })
    expect(await read('/hant/s/one/col/1.html')).toMatchObject({
      status: 301,
      location: '/hant/s/one/channels/files',
    })
    expect(await read('/s/one/out?x=1')).toMatchObject({ status: 301, location: 'https://other.example/x' })
    expect((await read('/col/1.html')).status).toBe(404)
  })
})

test('an archive holds every page that a site reaches, with links that work on a disk', async () => {
  const path = join(folder, 'one.zip')
  const result = await archiveSite(
    app.server,
    { slug: 'one', publicUrl: 'https://www.yunlan.example' },
    path,
    () => undefined,
  )
  expect(result.broken).toEqual([])
  const entries = unzipSync(readFileSync(path))
  const names = Object.keys(entries)
  expect(names).toEqual(
    expect.arrayContaining([
      'index.html',
      'sitemap.html',
      'channels/files.html',
      `documents/${documentId}.html`,
      expect.stringMatching(/^assets\/portal\.[0-9a-f]+\.css$/),
    ]),
  )
  expect(result.pages + result.files).toBe(names.length)
  const pages = names.filter((name) => name.endsWith('.html'))
  for (const name of pages) {
    const html = strFromU8(entries[name] ?? new Uint8Array())
    for (const [, target = ''] of html.matchAll(/<(?:a|img|script|link)\s[^>]*?(?:href|src)="([^"#]+)/g)) {
      if (/^[a-z]+:/.test(target)) continue
      const found = posix.normalize(posix.join(posix.dirname(name), decodeURI(target)))
      expect(names, `${name} links ${target}`).toContain(found)
    }
  }
  const index = strFromU8(entries['index.html'] ?? new Uint8Array())
  expect(index).toContain('href="https://www.yunlan.example/"')
  expect(strFromU8(entries['channels/files.html'] ?? new Uint8Array())).toContain(
    'action="https://www.yunlan.example/s/one/search"',
  )
})

test('a site announces its closing on every page, and is gone but says so after its day', async () => {
  await database.db
    .updateTable('sites.site')
    .set({ state: 'closing', closing_on: civilDate('2026-04-01'), closing_notice: '并入门户网站' })
    .where('id', '=', siteId)
    .execute()
  await edit({})
  await until(async () => (await read('/s/one/channels/files')).body.includes('本网站将于2026年4月1日关闭'))
  await database.db.updateTable('sites.site').set({ state: 'closed' }).where('id', '=', siteId).execute()
  await edit({})
  await until(async () => (await read('/s/one/channels/files')).status === 410)
  expect((await read('/s/one')).body).toContain('并入门户网站')
  expect((await read(`/documents/${documentId}`)).status).toBe(200)
})
