import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PageCache } from '#platform/cache/pages.ts'
import {
  askQuestion,
  challengeAddress,
  decideChallenge,
  hashClient,
  serveChallenges,
  type ChallengeForm,
} from '#platform/challenge/index.ts'
import type { PageContent, PageRoute } from '#platform/http/page.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { createSecrets } from '#platform/secrets.ts'
import {
  expectAccessible,
  openBrowser,
  type TestBrowser,
  type WatchedPage,
} from '#platform/testing/browser.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, guard, publicActor } from '#kernel/identity/index.ts'
import {
  CHALLENGE_SCRIPT,
  ChallengeField,
  challengeText,
  ErrorSummary,
  SubmitButton,
  TextField,
  type FieldError,
} from '#ui/portal/index.ts'
import { loadAssets, serveAssets } from './assets.ts'
import { servePortal } from './engine.ts'
import type { SiteInfo } from './frame.tsx'

const PURPOSE = 'tests.form'
const secrets = createSecrets(Buffer.alloc(32, 8))
const now = () => new Date('2026-03-10T02:00:00Z')
const site: SiteInfo = {
  slug: 'main',
  name: '试验市人民政府',
  unitName: '试验市人民政府办公室',
  state: 'open',
  closingOn: null,
  closingNotice: '',
  theme: 'vermilion',
  tagline: '',
  domain: 'www.yunlan.example',
  address: '',
  phone: '',
  idCode: '',
  icpNumber: '',
  policeNumber: '',
  publicUrl: 'https://www.yunlan.example',
  navigation: [],
}

function formPage(form: ChallengeForm, errors: readonly FieldError[]): PageContent {
  return {
    title: '试验',
    status: errors.length > 0 ? 422 : 200,
    private: true,
    tags: [],
    scripts: [CHALLENGE_SCRIPT],
    main: (
      <>
        <h1>试验</h1>
        <ErrorSummary errors={errors} />
        <form
          className="stacked"
          method="post"
          action="/tests/form"
          data-challenge={challengeAddress(PURPOSE)}
          noValidate
        >
          <input type="hidden" name="formKey" value={form['formKey'] ?? randomUUID()} />
          <TextField name="wish" label="想知道什么" value={form['wish'] ?? ''} />
          <ChallengeField question={askQuestion(secrets, PURPOSE, now(), form)} errors={errors} />
          <SubmitButton>提交</SubmitButton>
        </form>
      </>
    ),
  }
}

const pages: readonly PageRoute[] = [
  { method: 'GET', path: '/tests/form', keep: 0, read: async () => formPage({}, []) },
  {
    method: 'POST',
    path: '/tests/form',
    keep: 0,
    perMinute: 100,
    async read({ db, form, client }) {
      const clientHash = await client()
      const ctx = createContext(db, publicActor, now())
      const formKey = form['formKey'] ?? ''
      const decision = await ctx.transaction((tx) =>
        decideChallenge(tx, { secrets, purpose: PURPOSE, form, clientHash, now: now(), formKey }),
      )
      if (!decision.ok)
        return formPage(
          form,
          decision.issues.map(({ field, code }) => ({ field, message: challengeText(code) ?? code })),
        )
      return {
        title: '收到',
        tags: [],
        private: true,
        main: <h1>{decision.value === 'work' ? '收到：脚本' : '收到：问题'}</h1>,
      }
    },
  },
]

let database: TestDatabase
let server: Api
let browser: TestBrowser
let base: string

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const assets = loadAssets()
  server = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: '0',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(server, { db, now, secure: false })
  serveChallenges(server, { db, secrets, now })
  serveAssets(server, assets)
  servePortal(server, {
    db,
    cache: new PageCache(),
    now,
    secure: false,
    publicUrl: site.publicUrl,
    pages,
    navigation: [],
    hosts: { address: (_host, url) => url, key: (_host, url) => url, refresh: async () => undefined },
    client: (address) => hashClient(db, secrets, address, now()),
    moved: async () => undefined,
    assets: (name) => assets.get(name)?.address ?? '',
    site: async () => site,
  })
  base = await server.listen({ port: 0, host: '127.0.0.1' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await database.close()
})

async function open(options: { javaScript?: boolean; width?: number } = {}): Promise<WatchedPage> {
  const page = await browser.newPage({
    baseUrl: base,
    viewport: { width: options.width ?? 390, height: 844 },
    javaScript: options.javaScript ?? true,
  })
  await page.goto('/tests/form')
  return page
}
const submit = (page: WatchedPage) => page.getByRole('button', { name: '提交' }).click()
const heading = (page: WatchedPage) => page.getByRole('heading', { level: 1 }).innerText()

async function answerTo(page: WatchedPage): Promise<string> {
  const label = await page
    .getByLabel(/^校验问题/)
    .evaluate((input) => (input as HTMLInputElement).labels?.[0]?.innerText)
  const [, one = '', sign = '', other = ''] = /：(.)(加|减)(.)等于几/.exec(label ?? '') ?? []
  const [a, b] = [one, other].map((word) => '零一二三四五六七八九'.indexOf(word))
  return String((a ?? 0) + (sign === '加' ? 1 : -1) * (b ?? 0))
}

describe('who has script', () => {
  test('is asked nothing: the challenge is solved while they write, and the page never stands still', async () => {
    const page = await open()
    expect(await page.getByLabel(/^校验问题/).isVisible()).toBe(false)
    await page.evaluate(() => {
      let last = performance.now()
      let longest = 0
      const tick = () => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
        document.body.dataset['longest'] = String(longest)
        setTimeout(tick, 0)
      }
      tick()
    })
    await page.getByLabel('想知道什么').fill('停车')
    await expect
      .poll(() => page.locator('input[name="challenge"]').inputValue(), { timeout: 30_000 })
      .not.toBe('')
    const longest = Number(await page.evaluate(() => document.body.dataset['longest']))
    expect(longest).toBeLessThan(500)
    expect(await page.locator('.challenge-status').innerText()).toBe('')
    await expectAccessible(page, 'form with a challenge')
    await submit(page)
    await page.getByRole('heading', { name: '收到' }).waitFor()
    expect(await heading(page)).toBe('收到：脚本')
    await page.expectClean()
    await page.close()
  })

  test('who submits before it is done, or twice, waits a moment and is told so', async () => {
    const page = await open()
    const said = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const status = document.querySelector('.challenge-status')
          if (status)
            new MutationObserver(() => resolve(status.textContent)).observe(status, { childList: true })
        }),
    )
    let sent = 0
    page.on('request', (request) => {
      if (request.method() === 'POST') sent += 1
    })
    await page.getByRole('button', { name: '提交' }).dblclick()
    expect(await said).toBe('正在校验…')
    await page.getByRole('heading', { name: '收到' }).waitFor()
    expect(await heading(page)).toBe('收到：脚本')
    expect(sent).toBe(1)
    await page.expectClean()
    await page.close()
  })

  test('back from the next page a used solution is not sent again', async () => {
    const page = await open()
    await page.getByLabel('想知道什么').fill('停车')
    await submit(page)
    await page.getByRole('heading', { name: '收到' }).waitFor()
    await page.goBack()
    await submit(page)
    await page.getByRole('heading', { name: '收到' }).waitFor()
    await page.close()
  })

  test('a page that a browser kept whole, as it was, begins anew', async () => {
    const page = await open()
    await page.getByLabel('想知道什么').fill('停车')
    const value = () => page.locator('input[name="challenge"]').inputValue()
    await expect.poll(value, { timeout: 30_000 }).not.toBe('')
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    expect(await value()).toBe('')
    await submit(page)
    await page.getByRole('heading', { name: '收到' }).waitFor()
    await page.close()
  })

  test('is asked the question where no challenge can be had', async () => {
    const page = await open()
    await page.route('**/challenges/**', (route) => route.fulfill({ status: 503, body: '' }))
    page.expectStatus(503)
    await submit(page)
    const question = page.getByLabel(/^校验问题/)
    await question.waitFor({ state: 'visible' })
    expect(await question.evaluate((input) => input === document.activeElement)).toBe(true)
    await question.fill(await answerTo(page))
    await submit(page)
    await page.getByRole('heading', { name: '收到' }).waitFor()
    expect(await heading(page)).toBe('收到：问题')
    await page.close()
  })
})

describe('who has no script', () => {
  test('answers a sum in words; a wrong answer is said at its field, and the rest is kept', async () => {
    const page = await open({ javaScript: false })
    await page.getByLabel('想知道什么').fill('停车')
    await page.getByLabel(/^校验问题/).fill('99')
    page.expectStatus(422)
    await submit(page)
    await page.getByRole('alert').waitFor()
    await expectAccessible(page, 'form with a wrong answer')
    expect(await page.locator('#challengeAnswer-error').innerText()).toBe('校验问题的答案不正确')
    expect(await page.getByLabel('想知道什么').inputValue()).toBe('停车')
    await page.getByLabel(/^校验问题/).fill(await answerTo(page))
    await submit(page)
    await page.getByRole('heading', { name: '收到' }).waitFor()
    expect(await heading(page)).toBe('收到：问题')
    await page.expectClean()
    await page.close()
  })
})

test('a challenge is for one purpose, is kept by nobody, and its address takes nothing else', async () => {
  const answer = await server.inject({ url: challengeAddress(PURPOSE) })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.json()).toMatchObject({
    challenge: { parameters: { data: { purpose: PURPOSE } } },
    seconds: 7200,
  })
  expect((await server.inject({ url: '/challenges/Some%20thing' })).statusCode).toBe(400)
})

test('behind our proxy the address is the one that it saw, whatever the client wrote before it', async () => {
  const behind = await createServer({
    logLevel: 'silent',
    trustProxy: 1,
    secure: false,
    version: '0',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  behind.get('/address', ({ ip }) => ({ ip }))
  const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7' }
  expect((await behind.inject({ url: '/address', headers })).json()).toEqual({ ip: '203.0.113.7' })
  await behind.close()
})
