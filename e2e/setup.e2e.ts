import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#platform/testing/browser.ts'
import { makeCreditCode } from '#kernel/organisation/index.ts'
import { setUpToken } from '#modules/administration/index.ts'
import { expectSound, openVisit, type Visit } from './support.ts'

let visit: Visit
beforeAll(async () => {
  visit = await openVisit('empty')
})
afterAll(() => visit.close())

test('given an empty city, when the operator sets it up, then a first unit and person can begin', async () => {
  const citizen = await visit.citizen()
  await citizen.goto(`${visit.base}/`)
  await expectSound(citizen, 'home of an empty city')

  const page = await visit.browser.newPage({ baseUrl: visit.base, viewport: { width: 1280, height: 900 } })
  page.expectStatus(401, /\/api\/v1\/session$/)
  page.expectStatus(403, /\/api\/v1\/setup$/)
  page.expectStatus(422, /\/api\/v1\/setup$/)
  await page.goto(`${visit.base}/console/`)
  await page.getByRole('link', { name: '开始初始化' }).click()
  await page.getByLabel('初始化口令').fill('not the token')
  await page.getByLabel('政府名称').fill('青岚市人民政府')
  await page.getByLabel('统一社会信用代码').fill('114801000000000000')
  await page.getByLabel('管理员姓名').fill('林初')
  await page.getByLabel('用户名').fill('linchu')
  await page.getByLabel('密码').fill('qinglan-begins-2026')
  const make = page.getByRole('button', { name: '建立' })
  await make.click()
  await page.getByText('初始化口令不正确').waitFor()
  await expectAccessible(page, 'set-up with a wrong token')
  await page.getByLabel('初始化口令').fill(setUpToken(visit.secrets))
  await make.click()
  await page.getByText('统一社会信用代码不正确').waitFor()
  await page.getByLabel('统一社会信用代码').fill(makeCreditCode('11480100', '00000001'))
  await make.click()
  await page.getByRole('heading', { name: '机构和人员' }).waitFor()

  await page.getByRole('button', { name: '新增下级机构' }).click()
  await page.getByLabel('机构代码').fill('swj')
  await page.getByLabel('全称').fill('青岚市水务局')
  await page.getByLabel('简称').fill('市水务局')
  await page.getByRole('dialog').getByRole('button', { name: '新增' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText('市水务局').first().click()
  await page.getByRole('heading', { name: '青岚市水务局' }).waitFor()
  await page.getByRole('button', { name: '新增人员' }).click()
  await page.getByLabel('姓名').fill('何青')
  await page.getByLabel('用户名').fill('heqing')
  await page.getByLabel('初始密码').fill('heqing-begins-2026')
  await page.getByRole('dialog').getByRole('button', { name: '新增' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('cell', { name: 'heqing' }).waitFor()
  await expectSound(page, 'units and people')

  await citizen.goto(`${visit.base}/units`)
  expect(await citizen.locator('main').innerText()).toContain('青岚市水务局')
  const columns = await citizen.goto(`${visit.base}/channels/policies`)
  expect(columns?.status()).toBe(200)
  await expectSound(citizen, 'an empty column')
})
