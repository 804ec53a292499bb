import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from '#platform/db/connect.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createApp, type App } from '../app.ts'
import { makeDemoCity } from './index.ts'

const NOW = new Date('2026-11-23T05:00:00Z')
/** Of reports the city's own stands for all units', which are made alike; its cells stand for theirs. */
const ALIKE = /^\/reports\/(?!yunlan(?:\/|$))|^\/reports\/yunlan\/(?!2025(?:\/|$))/

let template: TestDatabase
let database: Database
let folder: string
let app: App
beforeAll(async () => {
  template = await testDatabase()
  database = connect(template.url)
  folder = await mkdtemp(join(tmpdir(), 'mingjing-crawl-'))
  const city = {
    database,
    databaseUrl: template.url,
    files: folderStore(folder),
    secrets: createSecrets(Buffer.alloc(32, 7)),
    mailer: folderMailer(join(folder, 'mail'), 'test@localhost'),
    texter: folderTexter(join(folder, 'sms')),
    publicUrl: 'https://www.yunlan.example',
  }
  await makeDemoCity({ ...city, close: async () => undefined }, NOW, () => undefined)
  app = await createApp({
    ...city,
    now: () => NOW,
    secure: false,
    logLevel: 'silent',
    trustProxy: false,
  })
}, 120_000)
afterAll(async () => {
  await app.close()
  await database.close()
  await template.close()
  await rm(folder, { recursive: true, force: true })
})

test('every link of the demo city leads somewhere', async () => {
  const from = new Map<string, string>([
    ['/', 'the start'],
    ['/hant', 'the start'],
    ['/sitemap.xml', 'the start'],
    ['/robots.txt', 'the start'],
  ])
  const waiting = [...from.keys()]
  const broken: string[] = []
  let pages = 0
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const answer = await app.server.inject({ method: 'GET', url: address })
    if (answer.statusCode !== 200) {
      broken.push(`${answer.statusCode} ${address} on ${from.get(address) ?? ''}`)
      continue
    }
    pages += 1
    const type = String(answer.headers['content-type'])
    const found = type.startsWith('text/html')
      ? [...answer.body.matchAll(/<(?:a|link|script|img|form)\s[^>]*?\b(?:href|src|action)="([^"]*)"/g)]
      : [...answer.body.matchAll(/<loc>([^<]*)<\/loc>/g)]
    for (const [, target = ''] of found) {
      const own = target
        .replaceAll('&amp;', '&')
        .replace(/^https:\/\/www\.yunlan\.example(?=\/)/, '')
        .split('#')[0]
      if (!own?.startsWith('/') || own.startsWith('//') || from.has(own) || ALIKE.test(own)) continue
      // Traditional pages are the same pages: their own links are followed from one page of each kind.
      if (own.startsWith('/hant/') && from.get(address) !== 'the start' && address !== '/hant') continue
      from.set(own, address)
      waiting.push(own)
    }
  }
  expect(broken).toEqual([])
  expect(pages).toBeGreaterThan(400)
}, 300_000)
