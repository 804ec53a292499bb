import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { connect, type Database } from '#platform/db/connect.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { expectAccessible, openBrowser, type TestBrowser } from '#platform/testing/browser.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { arrangeDisplays } from '#modules/displays/index.ts'
import { end, importDocuments } from '#modules/publishing/index.ts'
import { createChannel } from '#modules/sites/index.ts'
import { createApp, type App } from '../../app.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'

let held: TestDatabase
let database: Database
let city: SmallCity
let app: App
let browser: TestBrowser
let base: string
let siteId: number
let withdrawnId: number
const folder = mkdtempSync(join(tmpdir(), 'mingjing-displays-'))

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
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`
  const officer = await city.as('disclosure_officer', city.city, { covers: 'subtree' })
  const { site_id: id } = await database.db
    .selectFrom('sites.channel')
    .select('site_id')
    .executeTakeFirstOrThrow()
  siteId = id
  const column = { slug: 'notices', name: '公告', kind: '', description: '', keywords: '', parentId: null }
  const notices = valueOf(await createChannel(officer, siteId, column))
  const text = '见[别处的规定](https://elsewhere.example/x)。'
  const brought = await importDocuments(officer, {
    unitCode: 'one',
    channel: 'notices',
    officerLogin: undefined,
    source: {
      rows: (async function* rows() {
        yield { line: 1, value: { id: 'a', title: '停水公告', text, publishDate: '2026-03-05' } }
        yield { line: 2, value: { id: 'b', title: '发错的公告', text: '错', publishDate: '2026-03-06' } }
      })(),
      totalBytes: 0,
      readBytes: () => 0,
    },
    progress: () => undefined,
  })
  expect(brought.errors).toEqual([])
  const { document_id } = await database.db
    .selectFrom('documents.version')
    .select('document_id')
    .where('title', '=', '发错的公告')
    .executeTakeFirstOrThrow()
  withdrawnId = document_id
  const ended = {
    state: 'withdrawn',
    on: civilDate('2026-03-09'),
    reason: '发错',
    replacedById: null,
  } as const
  valueOf(await end(await city.as('disclosure_officer'), withdrawnId, ended))
  valueOf(await arrangeDisplays(officer, siteId, { channelIds: [notices], seconds: 7 }))
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await app.close()
  await database.close()
  await held.close()
  rmSync(folder, { recursive: true, force: true })
})

const html = async (path: string) => {
  const answer = await app.server.inject({ url: path })
  expect(answer.statusCode, path).toBe(200)
  return answer.body
}

const documentPath = async () => {
  const [, path = ''] = /href="(\/kiosk\/documents\/\d+)"/.exec(await html('/kiosk/channels/notices')) ?? []
  return path
}

describe('the touch terminal', () => {
  test('every link of its pages stays on the terminal, those in a text included', async () => {
    for (const path of [
      '/kiosk',
      '/kiosk/channels/notices',
      '/kiosk/channels/news',
      await documentPath(),
      `/kiosk/documents/${withdrawnId}`,
    ]) {
      const body = /<body>.*<\/body>/s.exec(await html(path))?.[0] ?? ''
      for (const [, href] of body.matchAll(/<a [^>]*href="([^"]*)"/g))
        expect(href, path).toMatch(/^\/kiosk(\/|$)/)
      expect(body, path).not.toMatch(/<(input|textarea|select|form)/)
    }
    expect(await html(await documentPath())).toContain('<span>别处的规定</span>')
  })

  test('what was withdrawn says so and shows nothing of it; on the board it does not stand', async () => {
    const page = await html(`/kiosk/documents/${withdrawnId}`)
    expect(page).toContain('本文已撤回')
    expect(page).not.toContain('<p>错</p>')
    expect(await html('/screen')).not.toContain('发错的公告')
  })

  test('in Traditional it stays on the terminal and in Traditional', async () => {
    expect(await html('/hant/kiosk')).toContain('href="/hant/kiosk/channels/notices"')
  })

  test('everything to touch is at least 64 px high, the type can be large, and axe finds nothing', async () => {
    const page = await browser.newPage({ viewport: { width: 1080, height: 1600 } })
    for (const path of ['/kiosk', '/kiosk/channels/notices', await documentPath()]) {
      await page.goto(`${base}${path}`)
      const heights = await page
        .locator('a:visible, button:visible')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
      expect(heights.length, path).toBeGreaterThan(0)
      expect(Math.min(...heights), path).toBeGreaterThanOrEqual(64)
      await expectAccessible(page, path)
    }
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))
    const before = await size()
    await page.getByRole('button', { name: '大字' }).click()
    expect(await size()).toBeGreaterThan(before)
    await page.close()
  })

  test('after ninety seconds alone it counts down in sight and goes home; a touch begins anew', async () => {
    const page = await browser.newPage({ viewport: { width: 1080, height: 1600 } })
    await page.clock.install()
    await page.goto(`${base}${await documentPath()}`)
    const countdown = page.getByText('秒后返回首页')
    await page.clock.runFor(60_000)
    expect(await countdown.isVisible()).toBe(false)
    await page.clock.runFor(15_000)
    expect(await countdown.isVisible()).toBe(true)
    await page.getByRole('button', { name: '继续浏览' }).click()
    expect(await countdown.isVisible()).toBe(false)
    await page.clock.runFor(91_000)
    await page.waitForURL(`${base}/kiosk`, { waitUntil: 'commit', timeout: 5000 })
    await page.close()
  })
})

describe('the board', () => {
  test('without script: everything stands there, and the browser is asked to load anew', async () => {
    const body = await html('/screen')
    expect(body).toMatch(/<noscript><meta http-equiv="refresh" content="60"\/><\/noscript>/i)
    expect(body).toMatch(/<li data-seconds="7">.*公告.*停水公告/)
    const page = await browser.newPage({ viewport: { width: 960, height: 540 }, javaScript: false })
    await page.goto(`${base}/screen`)
    expect(await page.getByRole('heading', { name: '停水公告' }).isVisible()).toBe(true)
    await page.close()
  })

  test('goes on with what it has while the server is away, says so, and takes what is new when it is back', async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.clock.install()
    await page.goto(`${base}/screen`)
    await expectAccessible(page, '/screen')
    const shown = page.locator('.board li.now h2')
    expect(await shown.textContent()).toBe('停水公告')
    const old = await html('/screen')
    let answer: () => { status: number; body: string } = () => ({ status: 503, body: '' })
    page.expectStatus(503, /\/screen$/)
    await page.route('**/screen', (route) =>
      route.fulfill({ ...answer(), contentType: 'text/html; charset=utf-8' }),
    )
    await page.clock.runFor(61_000)
    await page.getByText('暂时连不上服务器').waitFor()
    expect(await shown.textContent()).toBe('停水公告')
    answer = () => ({ status: 200, body: old.replaceAll('停水公告', '恢复供水公告') })
    await page.clock.runFor(61_000)
    await page.getByText('暂时连不上服务器').waitFor({ state: 'hidden' })
    await page.clock.runFor(61_000)
    expect(await shown.textContent()).toBe('恢复供水公告')
    await page.close()
  })
})
