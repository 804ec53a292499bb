import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { prepareBrowser } from './chromium.ts'

export interface PageOptions {
  viewport?: { width: number; height: number }
  javaScript?: boolean
  reducedMotion?: 'reduce' | 'no-preference'
  colorScheme?: 'light' | 'dark'
  locale?: string
  /** What `page.goto('/…')` is relative to. */
  baseUrl?: string
}

/** What a page did that nobody expected. Pop-ups and further tabs of the same page report here too. */
export interface Watch {
  readonly problems: readonly string[]
  /** Announces answers of this status (at addresses that match), which are then no problem; one must come. */
  expectStatus(status: number, address?: RegExp): void
  /** Announces problems whose text matches, which are then none; one must come. */
  expectProblem(text: RegExp): void
  /** Throws with all problems so far, and with whatever was announced and did not come. */
  expectClean(): Promise<void>
}

/** A Playwright page that remembers its faults; closing it closes its further tabs, cookies and storage too. */
export type WatchedPage = Page & Watch

export interface TestBrowser {
  /** A page with cookies and storage of its own, in Chinese, at Beijing time, with motion reduced. */
  newPage(options?: PageOptions): Promise<WatchedPage>
  close(): Promise<void>
}

export interface Violation {
  rule: string
  impact: string
  help: string
  targets: string[]
  /** What is wrong with the first target, with the measured values. */
  detail: string
}

const launchArguments = [
  '--disable-gpu',
  '--font-render-hinting=none',
  // Nothing may reach another host: names are not resolved, and what is not of this machine goes to a proxy
  // where nobody listens (addresses in figures need no resolving).
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE [::1], EXCLUDE localhost, EXCLUDE *.localhost',
  '--proxy-server=http://127.0.0.1:9',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
]

/** How the two barriers above show themselves. */
const outsideErrors = ['net::ERR_PROXY_CONNECTION_FAILED', 'net::ERR_NAME_NOT_RESOLVED']

/** Contexts in which timers stand still, so that axe has to be helped. */
const withoutScript = new WeakSet<BrowserContext>()

/**
 * Starts a headless browser: on Linux x64 the one that npm installed, elsewhere an installed one; CHROME_PATH
 * overrides both. Says in one sentence what to do where there is none.
 */
export async function openBrowser(env: NodeJS.ProcessEnv = process.env): Promise<TestBrowser> {
  const { program, env: launchEnv } = await prepareBrowser(env)
  let browser: Browser
  try {
    browser = await chromium.launch({
      executablePath: program,
      args: launchArguments,
      env: launchEnv,
      // Containers and root have no sandbox to offer, and only our own pages are opened.
      chromiumSandbox: false,
    })
  } catch (error) {
    throw new Error(`The browser ${program} did not start; CHROME_PATH may name another.`, { cause: error })
  }
  return {
    newPage: (options = {}) => openPage(browser, options),
    close: () => browser.close(),
  }
}

async function openPage(browser: Browser, options: PageOptions): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    javaScriptEnabled: options.javaScript ?? true,
    reducedMotion: options.reducedMotion ?? 'reduce',
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
  })
  if (options.javaScript === false) withoutScript.add(context)
  const watch = await watchContext(context)
  const page = await context.newPage()
  // Closing the page alone may wait for ever on a navigation that has failed.
  return Object.assign(page, watch, { close: () => context.close() })
}

async function watchContext(context: BrowserContext): Promise<Watch> {
  const problems: string[] = []
  const expected: { what: string; covers(problem: Problem): boolean; met: boolean }[] = []

  function note(problem: Problem) {
    const announced = expected.filter((expectation) => expectation.covers(problem))
    for (const expectation of announced) expectation.met = true
    if (announced.length === 0) problems.push(problem.text)
  }

  // What the policy refuses is told by an event, with directive and address, which the console carries out in
  // order. Chromium's own lines about it are kept: they are all there is in workers and without script.
  const mark = `policy-${randomUUID()}`
  await context.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', (event) => console.debug(${JSON.stringify(mark)},
      event.effectiveDirective + ' refused ' + (event.blockedURI || 'something') +
      ' in ' + event.documentURI + (event.lineNumber ? ':' + event.lineNumber : '') +
      (event.sample ? ' (' + event.sample + ')' : '')))`,
  })
  context.on('console', (message) => {
    const text = message.text()
    if (text.startsWith(mark))
      return note({ text: `Content Security Policy: ${text.slice(mark.length + 1)}` })
    // The answer or the failed request says the same with its status, and may have been announced.
    if (message.type() !== 'error' || text.startsWith('Failed to load resource:')) return
    const { url, lineNumber } = message.location()
    note({ text: `console error: ${text}${url ? ` (${url}:${lineNumber + 1})` : ''}` })
  })
  context.on('weberror', (thrown) => {
    const error = thrown.error()
    note({ text: `page error: ${error.stack || error.message}` })
  })
  context.on('response', (response) => {
    const status = response.status()
    if (status < 400) return
    const method = response.request().method()
    note({
      text: `${method} ${response.url()} was answered ${status}`,
      answer: { status, url: response.url() },
    })
  })
  context.on('requestfailed', (request) => {
    const error = request.failure()?.errorText ?? 'no reason given'
    const reason = outsideErrors.includes(error) ? 'tests reach no other host' : error
    // Aborted: the page was left, a download began or the page itself called it off. Policy: told above.
    if (reason === 'net::ERR_ABORTED' || reason === 'csp') return
    note({ text: `${request.method()} ${request.url()} failed: ${reason}` })
  })

  return {
    problems,
    expectStatus(status, address) {
      expected.push({
        what: `an answer ${status}${address ? ` from ${address}` : ''}`,
        covers: ({ answer }) => answer?.status === status && (address?.test(answer.url) ?? true),
        met: false,
      })
    },
    expectProblem(text) {
      expected.push({
        what: `a problem like ${text}`,
        covers: (problem) => text.test(problem.text),
        met: false,
      })
    },
    async expectClean() {
      // One round trip to each page: what it said before has then arrived. A page whose navigation failed may
      // never answer.
      const answers = context.pages().map((page) => page.evaluate('0').catch(() => undefined))
      await Promise.race([Promise.all(answers), setTimeout(2000, undefined, { ref: false })])
      const missing = expected
        .filter(({ met }) => !met)
        .map(({ what }) => `${what} was announced and did not come`)
      const all = [...problems, ...missing]
      if (all.length > 0)
        throw new Error(
          `The page has ${all.length} problem(s):\n${all.map((line) => `- ${line}`).join('\n')}`,
        )
    },
  }
}

interface Problem {
  text: string
  answer?: { status: number; url: string }
}

/** What axe finds against WCAG 2.2 at level AA, in the page and (where script runs) its frames. */
export async function checkAccessibility(page: Page): Promise<Violation[]> {
  const scripted = !withoutScript.has(page.context())
  // Without script no timer fires and no callback of the browser is called, but promises go on. What axe puts
  // off by nothing is therefore done by a promise; its time limits are left away.
  if (!scripted)
    await page.evaluate('window.setTimeout = (work, wait) => (wait || Promise.resolve().then(work), 0)')
  // Evaluated by the debugger, not added as a script: the page's own policy stays in force and allows it.
  for (const frame of scripted ? page.frames() : [page.mainFrame()]) await frame.evaluate(axe.source)
  const options: axe.RunOptions = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'],
    // Frames answer by messages, which need script as well.
    iframes: scripted,
    // No rule of these needs the style sheets fetched a second time.
    preload: false,
  }
  const results = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return results.violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    help,
    targets: nodes.map(({ target }) => target.flat().join(' ')),
    detail: nodes[0]?.failureSummary ?? '',
  }))
}

/** Throws with every violation, where it is and why; the label says which page or state was looked at. */
export async function expectAccessible(page: Page, label: string): Promise<void> {
  const violations = await checkAccessibility(page)
  if (violations.length === 0) return
  const lines = violations.flatMap(({ rule, impact, help, targets, detail }) => [
    `- ${rule} (${impact}): ${help}`,
    ...targets.map((target) => `    at ${target}`),
    ...detail.split('\n').map((line) => `    ${line}`),
  ])
  throw new Error(`${label} is not accessible, ${violations.length} rule(s) broken:\n${lines.join('\n')}`)
}

/** Writes a PNG once the fonts are there, with animations at their end and no blinking caret. */
export async function screenshot(
  page: Page,
  path: string,
  options: { fullPage?: boolean } = {},
): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await mkdir(dirname(path), { recursive: true })
  await page.screenshot({ path, fullPage: options.fullPage ?? false, animations: 'disabled', caret: 'hide' })
}
