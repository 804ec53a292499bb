import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { connect, type Database } from '#platform/db/connect.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { folderTexter } from '#platform/sms/index.ts'
import {
  expectAccessible,
  openBrowser,
  type TestBrowser,
  type WatchedPage,
} from '#platform/testing/browser.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createApp, type App } from '../../../app.ts'
import { buildCity, TODAY, type SmallCity } from '../../../testing/city.ts'
import { startPublishing } from '../../../testing/documents.ts'
import { procedureDriver, type Driver, type Way } from '../../../testing/procedure.ts'

const WAY: Way = { outcome: 'C3.6', form: 'C3.6.discussion', details: [] }

let held: TestDatabase
let database: Database
let city: SmallCity
let driver: Driver
let app: App
let browser: TestBrowser
let base: string
let now = TODAY
const folder = mkdtempSync(join(tmpdir(), 'mingjing-apply-'))

beforeAll(async () => {
  held = await testDatabase()
  database = connect(held.url)
  city = await buildCity(database.db)
  const services = {
    files: folderStore(join(folder, 'files')),
    secrets: createSecrets(Buffer.alloc(32, 7)),
    mailer: folderMailer(join(folder, 'mail'), 'test@localhost'),
    texter: folderTexter(join(folder, 'sms')),
    publicUrl: 'http://localhost',
  }
  driver = await procedureDriver(city, services)
  const work = await startPublishing(city)
  await work.published({ title: '河道保洁考核结果公示' })
  await work.close()
  app = await createApp({
    database,
    databaseUrl: held.url,
    now: () => now,
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    ...services,
  })
  base = await app.server.listen({ port: 0, host: '127.0.0.1' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await app.close()
  await database.close()
  await held.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (width: number, javaScript: boolean) =>
  browser.newPage({ baseUrl: base, viewport: { width, height: 844 }, javaScript })
const press = (page: WatchedPage, name: string | RegExp) => page.getByRole('button', { name }).click()
const heading = (page: WatchedPage, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function answerTo(page: WatchedPage): Promise<string> {
  const label = await page.locator('label[for="challengeAnswer"]').innerText()
  const [, one = '', sign = '', other = ''] = /：(.)(加|减)(.)等于几/.exec(label) ?? []
  const [a, b] = [one, other].map((word) => '零一二三四五六七八九'.indexOf(word))
  return String((a ?? 0) + (sign === '加' ? 1 : -1) * (b ?? 0))
}

async function fill(page: WatchedPage): Promise<void> {
  await page.goto('/requests/new')
  await page.getByLabel('受理机关').selectOption('one')
  await page.getByLabel('姓名或者名称').fill('闻溪')
  await page.getByLabel('证件号码').fill('11010519491231002X')
  await page.getByLabel('电话').fill('0980-5571000')
  await page.getByLabel('信息名称').fill('河道保洁考核结果')
}

const take = async (step: string, id: number, on: CivilDate) => valueOf(await driver.take(step, id, on, WAY))

for (const [width, javaScript] of [
  [390, false],
  [1440, true],
] as const) {
  test(`a whole request on ${width} pixels ${javaScript ? 'with' : 'without'} script: asked, corrected, answered, judged`, async () => {
    now = TODAY
    const page = await open(width, javaScript)
    await fill(page)
    if (javaScript) {
      await page.getByLabel('信息名称').pressSequentially('公示')
      await page.getByText('这些公开信息可能就是您要的：').waitFor()
      await expectAccessible(page, 'form with suggestions')
    }
    await press(page, '再加一项')
    await page.locator('[name="further.0.wantedTitle"]').fill('水质监测月报')
    await expectAccessible(page, 'application')
    // The Enter key goes on, and takes no row away.
    await page.getByLabel('电话').press('Enter')
    await heading(page, '请核对申请')
    await expectAccessible(page, 'review')
    expect(await page.getByRole('link', { name: '河道保洁考核结果公示' }).count()).toBe(1)

    const [wrong, right] = [join(folder, '程序.exe'), join(folder, '说明.txt')]
    writeFileSync(wrong, 'MZ')
    writeFileSync(right, '河道在城东')
    page.expectStatus(422)
    await page.getByLabel('其他附件').setInputFiles(wrong)
    if (!javaScript) await page.getByLabel(/^校验问题/).fill(await answerTo(page))
    await press(page, '继续提交')
    await page.getByRole('alert').waitFor()
    await expectAccessible(page, 'review with a wrong file')
    await page.getByLabel('其他附件').setInputFiles(right)
    await press(page, '继续提交')
    await heading(page, '申请已经提交')
    await expectAccessible(page, 'receipt')
    const number = await page.getByTestId('number').first().innerText()
    const code = await page.getByTestId('code').innerText()

    const { id } = await city.db
      .selectFrom('cases.case')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    const day = civilDate('2026-03-10')
    for (const step of ['register', 'ask_correction']) await take(step, id, day)
    await page.goto('/requests/status')
    await expectAccessible(page, 'status form')
    await page.getByLabel('登记编号').fill(number)
    await page.getByLabel('查询码').fill(code)
    await press(page, '查询')
    await heading(page, '待补正')
    await expectAccessible(page, 'status, to be corrected')
    await page.getByLabel('补正说明').fill('年份为2025年。')
    await press(page, '提交补正')
    await page.getByText('补正已经收到').waitFor()
    await press(page, '撤回申请…')
    await expectAccessible(page, 'withdrawal')
    await press(page, '不撤回，返回进度')
    await heading(page, '办理中')
    for (const step of ['propose', 'sign', 'deliver']) await take(step, id, day)
    await page.goto('/requests/status')
    await page.getByLabel('登记编号').fill(number)
    await page.getByLabel('查询码').fill(code)
    await press(page, '查询')
    await heading(page, '已送达')
    await expectAccessible(page, 'status, delivered')
    await page.getByLabel('基本满意').check()
    await press(page, '提交评价')
    await page.getByText('评价已经收到').waitFor()
    await page.goto('/requests/register')
    await heading(page, '申请办理情况')
    await expectAccessible(page, 'register')
    await page.expectClean()
    await page.close()
  }, 120_000)
}
