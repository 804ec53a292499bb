import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from '#platform/testing/browser.ts'
import { expectSound, openVisit, today, type Visit } from './support.ts'

const TITLE = '关于设立社区图书角的通知'
const TEXT = '各街道应当在年底前设立社区图书角，向居民免费开放。'

let visit: Visit
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit.close())

describe('from a draft to the portal', () => {
  test('given a drafter, when he writes and submits, then three reviewers sign and the public can read', async () => {
    const drafter = await visit.staff('drafter')
    await expectAccessible(drafter, 'desk')
    await drafter.getByRole('navigation').getByRole('link', { name: /^文档/ }).click()
    await drafter.getByRole('link', { name: '起草文档' }).click()
    await drafter.getByLabel('标题').fill(TITLE)
    await drafter.getByLabel('主题分类').selectOption({ label: '综合政务' })
    await expectAccessible(drafter, 'new document')
    await drafter.getByRole('button', { name: '开始起草' }).click()
    const text = drafter.getByRole('textbox', { name: '正文' })
    await text.click()
    await text.pressSequentially(TEXT)
    await drafter.getByLabel('成文日期').fill(today())
    await drafter.getByRole('button', { name: '选择栏目' }).click()
    const channels = drafter.getByRole('dialog', { name: '选择栏目' })
    await channels.getByRole('checkbox', { name: '其他公文' }).check()
    await expectAccessible(drafter, 'channel picker')
    await channels.getByRole('button', { name: '完成' }).click()
    await drafter
      .getByRole('status')
      .filter({ hasText: /已保存/ })
      .first()
      .waitFor()
    await expectAccessible(drafter, 'document being written')
    await drafter.getByRole('button', { name: '提交审核' }).click()
    const submission = drafter.getByRole('dialog')
    await submission.getByLabel('承办意见').fill('属于主动公开范围，建议公开。')
    await expectAccessible(drafter, 'submission')
    await submission.getByRole('button', { name: '提交', exact: true }).click()
    await drafter.getByText('审核中').first().waitFor()
    await expectSound(drafter, 'submitted document')

    for (const login of ['sectionhead', 'leader', 'secrecy']) {
      const hidden = await visit.citizen()
      await hidden.goto(`${visit.base}/search?q=${encodeURIComponent('社区图书角')}`)
      expect(await hidden.getByRole('link', { name: TITLE }).count()).toBe(0)
      await hidden.close()
      // A section head signs on a phone.
      const reviewer = await visit.staff(
        login,
        login === 'sectionhead' ? { width: 390, height: 844 } : undefined,
      )
      await reviewer.goto(`${visit.base}/console/reviews?waiting=me`)
      await reviewer.getByRole('link', { name: TITLE }).click()
      await reviewer.getByText(TEXT).waitFor()
      await expectAccessible(reviewer, `review by ${login}`)
      await reviewer.getByRole('button', { name: '同意' }).last().click()
      const dialog = reviewer.getByRole('dialog')
      await dialog.getByLabel('审核意见').fill('同意公开。')
      await expectAccessible(reviewer, 'signature')
      await dialog.getByRole('button', { name: '签署同意' }).click()
      await dialog.waitFor({ state: 'detached' })
      await reviewer.expectClean()
      await reviewer.close()
    }

    const citizen = await visit.citizen({ javaScript: false })
    await citizen.goto(`${visit.base}/channels/official`)
    await citizen.getByRole('link', { name: TITLE }).click()
    await citizen.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    expect(await citizen.getByText(TEXT).count()).toBe(1)
    expect(
      await citizen
        .getByRole('table', { name: '文件信息' })
        .getByRole('row', { name: /索引号/ })
        .count(),
    ).toBe(1)
    expect(await citizen.getByRole('region', { name: '公开审核过程' }).getByRole('listitem').count()).toBe(4)
    await expectSound(citizen, 'document page')

    const address = new URL(citizen.url()).pathname
    await citizen.getByRole('link', { name: '繁體' }).click()
    expect(new URL(citizen.url()).pathname).toBe(`/hant${address}`)
    await citizen.getByRole('heading', { level: 1, name: '關於設立社區圖書角的通知' }).waitFor()
    expect(await citizen.locator('html').getAttribute('lang')).toBe('zh-Hant')
    await expectSound(citizen, 'document page in Traditional')
  })
})

describe('the public pages', () => {
  test.each([
    '/',
    '/disclosure',
    '/channels/laws',
    '/channels/policies',
    '/units',
    '/units/zfb',
    '/units/zfb/disclosure',
    '/search?q=%E5%81%9C%E8%BD%A6',
    '/sitemap',
    '/reports',
    '/registers',
    '/registers/powers.permits',
    '/requests/new',
    '/requests/status',
    '/gazette',
    '/normative',
    '/normative/cleanups/1',
    '/topics',
    '/outreach',
    '/subscriptions/new?channel=official',
    '/kiosk',
    '/s/fgw',
    '/s/fgw/search?q=%E9%A1%B9%E7%9B%AE',
    '/hant/',
  ])('%s is sound on a phone, without script as well', async (path) => {
    for (const javaScript of [true, false]) {
      const page = await visit.citizen({ javaScript })
      const answer = await page.goto(`${visit.base}${path}`)
      expect(answer?.status()).toBe(200)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      expect(width, 'no sideways scrolling').toBeLessThanOrEqual(390)
      await expectSound(page, path)
      await page.close()
    }
  })

  test('an unattended board is sound', async () => {
    // Without script it reloads itself by the one means there is, which a page that people read may not do.
    const page = await visit.citizen()
    await page.goto(`${visit.base}/screen`)
    await expectSound(page, '/screen')
    await page.close()
  })

  test('a rule with its history, its explanation with a picture, an emergency and a gazette are sound', async () => {
    const { rows } = await sql<{ address: string }>`
      (select '/documents/' || document_id as address from documents.version where amends <> '{}' limit 1)
      union all (select '/documents/' || document_id from documents.version where body_html like '%<img %' limit 1)
      union all (select '/documents/' || document_id from documents.approval where emergency_reason is not null limit 1)
      union all (select '/gazette/' || year || '/' || number from gazette.issue where state = 'issued' limit 1)
      union all (select '/topics/' || slug from topics.topic limit 1)`.execute(visit.db)
    expect(rows).toHaveLength(5)
    for (const { address } of rows) {
      const page = await visit.citizen()
      expect((await page.goto(`${visit.base}${address}`))?.status(), address).toBe(200)
      expect(await page.evaluate('document.documentElement.scrollWidth'), address).toBeLessThanOrEqual(390)
      await expectSound(page, address)
      await page.close()
    }
  })

  test('a withdrawn document keeps an honest page without its text', async () => {
    const page = await visit.citizen()
    const { rows } = await sql<{ id: number }>`
      select id from documents.document where state = 'withdrawn' limit 1`.execute(visit.db)
    await page.goto(`${visit.base}/documents/${rows[0]?.id}`)
    await page
      .getByText(/已撤回/)
      .first()
      .waitFor()
    expect(await page.locator('.article-body').count()).toBe(0)
    await expectSound(page, 'withdrawn document')
  })

  test('an address without a page says so, and helps', async () => {
    const page = await visit.citizen()
    page.expectStatus(404)
    await page.goto(`${visit.base}/no-such-page`)
    await page.getByRole('heading', { level: 1, name: '没有找到这个页面' }).waitFor()
    await expectSound(page, 'not found')
  })
})
