import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, screenshot } from '../src/platform/testing/browser.ts'

/**
 * npm run screenshots -- http://localhost:8080: every page kind of a running demo city at three widths, into a folder
 * that git ignores; with --readme the one picture that the README shows.
 */
const [base = 'http://localhost:8080', readme] = process.argv.slice(2)
const PAGES = [
  '/',
  '/disclosure',
  '/channels/policies',
  '/channels/laws',
  '/documents/1',
  '/documents/2',
  '/search?q=停车',
  '/units',
  '/units/zfb',
  '/units/zfb/disclosure',
  '/requests/new',
  '/requests/status',
  '/reports',
  '/reports/yunlan/2025',
  '/reports/yunlan/2025/cells/3.A.7',
  '/registers',
  '/registers/powers.permits',
  '/sitemap',
  '/subscriptions/new?topic=05',
  '/kiosk',
  '/kiosk/documents/1',
  '/screen',
  '/hant/documents/1',
  '/no-such-page',
]
const WIDTHS = [390, 768, 1440] as const

const browser = await openBrowser()
if (readme === '--readme') {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  await page.goto(`${base}/`)
  await screenshot(page, join(import.meta.dirname, '../docs/portal.png'))
} else {
  const folder = join(import.meta.dirname, '../screenshots')
  mkdirSync(folder, { recursive: true })
  for (const path of PAGES) {
    for (const width of WIDTHS) {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      await page.goto(`${base}${path}`)
      await screenshot(page, join(folder, `${path.replace(/[^a-z0-9]+/gi, '_')}-${width}.png`), {
        fullPage: true,
      })
      await page.close()
    }
  }
}
await browser.close()
