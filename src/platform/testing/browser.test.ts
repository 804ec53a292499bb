import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  checkAccessibility,
  expectAccessible,
  openBrowser,
  screenshot,
  type TestBrowser,
  type WatchedPage,
} from './browser.ts'
import { chooseBrowser, unpackChromium, type Machine } from './chromium.ts'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'"

const style = `
  body { font-family: sans-serif; color: #1a1a1a; background: #fff; margin: 2rem }
  .song { font-family: serif }
  .faint { color: #ccc }
`
const scripts: Record<string, string> = {
  '/error.js': "console.error('办件数为空')",
  '/throw.js': "throw new Error('没有这个事项')",
  '/fetch.js': "void fetch('/missing.json')",
  '/outside.js': "void fetch('http://outside.example/').catch(() => undefined)",
  '/good.js': "document.querySelector('h1').dataset['ready'] = 'yes'",
}
const bodies: Record<string, string> = {
  '/clean': '<p>崑山市檔案館公布二〇二六年政府信息公开工作年度报告。</p><script src="/good.js"></script>',
  '/console-error': '<script src="/error.js"></script>',
  '/throws': '<script src="/throw.js"></script>',
  '/inline': "<script>document.title = '不该运行'</script>",
  '/style': '<p style="color: red">红字</p>',
  '/image': '<img src="/missing.png" alt="办事大厅">',
  '/fetch': '<script src="/fetch.js"></script>',
  '/outside': '<script src="/outside.js"></script>',
  '/frame': '<iframe src="/faint" title="说明"></iframe>',
  '/faint': '<p class="faint">看不清的字</p>',
}

function html(body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>明镜</title>
    <link rel="stylesheet" href="/style.css"></head><body><main><h1>政府信息公开</h1>
    <p class="song">依法申请公开，<strong>二十个工作日</strong>内答复。</p>${body}</main></body></html>`
}

let server: Server
let browser: TestBrowser
let origin: string
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingjing-browser-test-'))
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    const body = bodies[path]
    const script = scripts[path]
    const send = (type: string, text: string) =>
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(text)
    if (body !== undefined) send('text/html; charset=utf-8', html(body))
    else if (script !== undefined) send('text/javascript; charset=utf-8', script)
    else if (path === '/style.css') send('text/css', style)
    else response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(html('<p>没有找到</p>'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

async function visit<T>(path: string, look: (page: WatchedPage) => Promise<T>, options = {}): Promise<T> {
  const page = await browser.newPage({ baseUrl: origin, ...options })
  try {
    await page.goto(path)
    return await look(page)
  } finally {
    await page.close()
  }
}

/** The one line with which a page fails to be clean. */
async function complaint(path: string): Promise<string> {
  return visit(path, async (page) => {
    await expect.poll(() => page.problems).toHaveLength(1)
    await expect(page.expectClean()).rejects.toThrow('1 problem(s)')
    return page.problems.join('\n')
  })
}

describe('a watched page', () => {
  it('is clean when nothing went wrong, and its own script has run', async () => {
    await visit('/clean', async (page) => {
      expect(await page.locator('h1').getAttribute('data-ready')).toBe('yes')
      await page.expectClean()
    })
  })

  it('reports a console error with the place it came from', async () => {
    expect(await complaint('/console-error')).toMatch(/^console error: 办件数为空 \(http.*error\.js:1\)$/)
  })

  it('reports an error that nobody caught', async () => {
    expect(await complaint('/throws')).toMatch(/^page error: Error: 没有这个事项/)
  })

  it('reports an image that is not there', async () => {
    expect(await complaint('/image')).toBe(`GET ${origin}/missing.png was answered 404`)
  })

  it('reports a failing request of a script', async () => {
    expect(await complaint('/fetch')).toBe(`GET ${origin}/missing.json was answered 404`)
  })

  it('reports inline scripts and styles that the security policy refused, and they have no effect', async () => {
    await visit('/inline', async (page) => {
      await expect(page.expectClean()).rejects.toThrow(
        /Content Security Policy: script-src-elem refused inline/,
      )
      expect(await page.title()).toBe('明镜')
    })
    const told = visit('/style', (page) => page.expectClean(), { javaScript: false })
    await expect(told).rejects.toThrow(
      /console error: Applying inline style violates.*Content Security Policy/,
    )
  })

  it('reports a request to another host, which the policy or the browser refuses', async () => {
    await visit('/outside', async (page) => {
      await expect.poll(() => page.problems.length).toBeGreaterThan(0)
      await expect(page.expectClean()).rejects.toThrow(
        /Content Security Policy: connect-src refused http:\/\/outside/,
      )
    })
    await visit('/clean', async (page) => {
      for (const address of ['http://outside.example/', 'https://192.0.2.1/', 'http://198.51.100.1/']) {
        await expect(page.goto(address)).rejects.toThrow('ERR_PROXY_CONNECTION_FAILED')
        expect(page.problems).toContain(`GET ${address} failed: tests reach no other host`)
      }
    })
  })

  it('accepts what was announced', async () => {
    const page = await browser.newPage({ baseUrl: origin })
    page.expectStatus(404, /\/nowhere$/)
    page.expectProblem(/办件数为空/)
    await page.goto('/nowhere')
    page.expectProblem(/Content Security Policy/)
    await page.goto('/console-error')
    await page.goto('/inline')
    await page.expectClean()
    await page.goto('/image')
    await expect(page.expectClean()).rejects.toThrow('missing.png was answered 404')
    await page.close()
  })

  it('complains when what was announced did not come', async () => {
    await visit('/clean', async (page) => {
      page.expectStatus(403)
      await expect(page.expectClean()).rejects.toThrow('an answer 403 was announced and did not come')
    })
  })

  it('watches further tabs of the same page', async () => {
    await visit('/clean', async (page) => {
      const tab = await page.context().newPage()
      await tab.goto('/console-error')
      await expect(page.expectClean()).rejects.toThrow('办件数为空')
    })
  })

  it('keeps its cookies from other pages', async () => {
    const first = await browser.newPage({ baseUrl: origin })
    await first.context().addCookies([{ name: 'a', value: 'b', url: origin }])
    const second = await browser.newPage({ baseUrl: origin })
    expect(await second.context().cookies()).toEqual([])
    await Promise.all([first.close(), second.close()])
  })

  it('shows the page as a reader without script gets it', async () => {
    await visit(
      '/clean',
      async (page) => {
        await expectAccessible(page, '无脚本')
        expect(await page.locator('h1').getAttribute('data-ready')).toBeNull()
        await screenshot(page, join(folder, 'no-script.png'))
        await page.expectClean()
      },
      { javaScript: false },
    )
  })

  it('is Chinese, at Beijing time, light and without motion unless asked otherwise', async () => {
    const facts = (page: WatchedPage) =>
      page.evaluate(() => ({
        language: navigator.language,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        still: matchMedia('(prefers-reduced-motion: reduce)').matches,
        dark: matchMedia('(prefers-color-scheme: dark)').matches,
        width: innerWidth,
      }))
    const usual = { language: 'zh-CN', zone: 'Asia/Shanghai', still: true, dark: false, width: 1280 }
    expect(await visit('/clean', facts)).toEqual(usual)
    expect(
      await visit('/clean', facts, {
        viewport: { width: 390, height: 844 },
        colorScheme: 'dark',
        reducedMotion: 'no-preference',
      }),
    ).toEqual({ ...usual, still: false, dark: true, width: 390 })
  })
})

describe('accessibility', () => {
  it('finds nothing on a good page, and the strict policy is not offended by the search', async () => {
    await visit('/clean', async (page) => {
      expect(await checkAccessibility(page)).toEqual([])
      await page.expectClean()
    })
  })

  it.each([true, false])('finds text that is too faint, and says where (script: %s)', async (javaScript) => {
    await visit(
      '/faint',
      async (page) => {
        const violations = await checkAccessibility(page)
        expect(violations).toMatchObject([{ rule: 'color-contrast', impact: 'serious', targets: ['.faint'] }])
        await expect(expectAccessible(page, '首页')).rejects.toThrow(
          /^首页 is not accessible.*\.faint.*#cccccc/s,
        )
      },
      { javaScript },
    )
  })

  it('looks into frames', async () => {
    await visit('/frame', async (page) => {
      expect(await checkAccessibility(page)).toMatchObject([
        { rule: 'color-contrast', targets: ['iframe .faint'] },
      ])
    })
  })
})

describe('Chinese text', () => {
  it('is drawn in sans and serif, regular and bold, each character as itself', async () => {
    const drawings = await visit('/clean', (page) =>
      page.evaluate(() => {
        const canvas = document.createElement('canvas')
        canvas.width = canvas.height = 64
        const pen = canvas.getContext('2d')
        if (!pen) throw new Error('no canvas')
        const drawn: string[] = []
        for (const font of ['sans-serif', 'serif'])
          for (const weight of [400, 700])
            // The last is no character at all: what stands for a missing glyph.
            for (const character of ['镜', '政', '崑', '\u{10FFFF}']) {
              pen.clearRect(0, 0, 64, 64)
              pen.font = `${weight} 48px ${font}`
              pen.fillText(character, 8, 50)
              drawn.push(canvas.toDataURL())
            }
        return drawn
      }),
    )
    const characters = drawings.filter((_, index) => index % 4 !== 3)
    const missing = drawings.filter((_, index) => index % 4 === 3)
    expect(new Set(characters).size).toBe(12)
    expect(characters.filter((drawing) => missing.includes(drawing))).toEqual([])
  })

  it('is on the screenshot, which is a PNG of the whole page where asked', async () => {
    const path = join(folder, 'pages', 'clean.png')
    await visit('/clean', (page) => screenshot(page, path, { fullPage: true }), {
      viewport: { width: 390, height: 100 },
    })
    const png = await readFile(path)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(390)
    expect(png.readUInt32BE(20)).toBeGreaterThan(100)
  })
})

describe('the choice of a browser', () => {
  const machine = (facts: Partial<Machine> & { installed?: string[] }): Machine => ({
    platform: 'linux',
    arch: 'x64',
    glibc: true,
    home: '/home/li',
    exists: (path) => (facts.installed ?? []).includes(path),
    ...facts,
  })
  const chrome = '/usr/bin/google-chrome'

  it('takes the package on Linux x64, even where another is installed', () => {
    expect(chooseBrowser({}, machine({ installed: [chrome] }))).toEqual({ from: 'package' })
  })

  it('takes what CHROME_PATH names before all else', () => {
    const env = { CHROME_PATH: '/opt/chrome' }
    const there = machine({ installed: ['/opt/chrome'] })
    expect(chooseBrowser(env, there)).toEqual({ from: 'installed', program: '/opt/chrome' })
    expect(chooseBrowser(env, machine({}))).toMatchObject({ from: 'nowhere' })
  })

  it.each<[string, Partial<Machine>, NodeJS.ProcessEnv, string]>([
    ['macOS', { platform: 'darwin' }, {}, '/Applications/Chromium.app/Contents/MacOS/Chromium'],
    [
      'macOS, own folder',
      { platform: 'darwin' },
      {},
      '/home/li/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'Windows',
      { platform: 'win32' },
      { ProgramFiles: 'C:\\P' },
      'C:\\P\\Google\\Chrome\\Application\\chrome.exe',
    ],
    ['Linux on ARM', { arch: 'arm64' }, {}, '/usr/bin/chromium'],
    ['Alpine', { glibc: false }, {}, '/usr/bin/chromium-browser'],
  ])('finds an installed one elsewhere: %s', (_, facts, env, program) => {
    const choice = chooseBrowser(env, machine({ ...facts, installed: [program] }))
    expect(choice).toEqual({ from: 'installed', program })
  })

  it('says what to do where there is none', async () => {
    const choice = chooseBrowser({}, machine({ platform: 'darwin' }))
    expect(choice).toMatchObject({ reason: expect.stringContaining('set CHROME_PATH') })
    await expect(openBrowser({ CHROME_PATH: '/nowhere/chrome' })).rejects.toThrow('there is no such file')
  })

  it('names the program that did not start', async () => {
    await expect(openBrowser({ CHROME_PATH: '/bin/false' })).rejects.toThrow('/bin/false did not start')
  })
})

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('unpacking', () => {
  it('may happen twice at once, leaves one whole folder, and is not repeated', async () => {
    const [first, second] = await Promise.all([unpackChromium(folder), unpackChromium(folder)])
    expect(second).toBe(first)
    const program = await stat(join(first, 'chromium'))
    expect(program.mode & 0o111).toBe(0o111)
    const { mtimeMs } = await stat(join(await unpackChromium(folder), 'chromium'))
    expect(mtimeMs).toBe(program.mtimeMs)
  })
})
