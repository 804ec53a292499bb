import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Db } from '#platform/db/connect.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { createSecrets, type Secrets } from '#platform/secrets.ts'
import {
  expectAccessible,
  openBrowser,
  type TestBrowser,
  type WatchedPage,
} from '#platform/testing/browser.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { createApp, type App } from '../src/app.ts'
import { DEMO_PASSWORD, makeDemoCity } from '../src/demo/index.ts'

/** A city, served on a free port, and a browser to visit it with. */
export interface Visit {
  readonly base: string
  readonly db: Db
  readonly secrets: Secrets
  readonly browser: TestBrowser
  /** A page of somebody who has signed in on the console. */
  staff(login: string, viewport?: { width: number; height: number }): Promise<WatchedPage>
  citizen(options?: { javaScript?: boolean }): Promise<WatchedPage>
  close(): Promise<void>
}

/** Opens the demo city, or one before its first set-up. */
export async function openVisit(kind: 'demo' | 'empty' = 'demo'): Promise<Visit> {
  const held = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'mingjing-e2e-'))
  const database = connect(held.url)
  const parts = {
    database,
    databaseUrl: held.url,
    files: folderStore(folder),
    secrets: createSecrets(Buffer.alloc(32, 9)),
    mailer: folderMailer(join(folder, 'mail'), 'test@localhost'),
    texter: folderTexter(join(folder, 'sms')),
    publicUrl: 'http://localhost',
  }
  if (kind === 'demo')
    await makeDemoCity({ ...parts, close: async () => undefined }, new Date(), () => undefined)
  const app: App = await createApp({
    ...parts,
    now: () => new Date(),
    logLevel: 'error',
    trustProxy: false,
    secure: false,
  })
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const browser = await openBrowser()
  return {
    base,
    db: database.db,
    secrets: parts.secrets,
    browser,
    async staff(login, viewport = { width: 1280, height: 900 }) {
      const page = await browser.newPage({ baseUrl: base, viewport })
      // Asking who is signed in is answered 401 until somebody is.
      page.expectStatus(401, /\/api\/v1\/session$/)
      await page.goto(`${base}/console/`)
      await page.getByLabel('用户名').fill(login)
      await page.getByLabel('密码').fill(DEMO_PASSWORD)
      await expectAccessible(page, 'sign-in')
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByRole('heading', { level: 1, name: /今天要办/ }).waitFor()
      return page
    },
    citizen: (options = {}) =>
      browser.newPage({ baseUrl: base, viewport: { width: 390, height: 844 }, ...options }),
    async close() {
      await browser.close()
      await app.close()
      await database.close()
      await held.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Nothing wrong on this page: no console error, no policy violation, no accessibility fault. */
export async function expectSound(page: WatchedPage, label: string): Promise<void> {
  await expectAccessible(page, label)
  await page.expectClean()
}

/** Today in China, as a date field takes it. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
