import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, type WatchedPage } from '#platform/testing/browser.ts'
import { expectSound, openVisit, type Visit } from './support.ts'

let visit: Visit
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit.close())

const YEAR = new Date().getFullYear()

/** The figure in a cell of the unit's report, by the address behind it. */
async function cell(page: WatchedPage, unit: string, id: string): Promise<number> {
  await page.goto(`${visit.base}/reports/${unit}/${YEAR}`)
  return Number(await page.locator(`a[href$="/cells/${id}"]`).first().innerText())
}

describe('from a request to its answer', () => {
  test('given a citizen who asks, when the unit answers, then the status page and the annual report show it', async () => {
    const citizen = await visit.citizen()
    const before = {
      received: await cell(citizen, 'zfb', '3.A.1'),
      given: await cell(citizen, 'zfb', '3.C1.1'),
    }
    await expectSound(citizen, 'annual report')

    await citizen.goto(`${visit.base}/requests/new?unit=zfb`)
    citizen.expectStatus(422)
    await citizen.getByRole('button', { name: '下一步：核对' }).click()
    await citizen.getByRole('alert').waitFor()
    await expectAccessible(citizen, 'request form with errors')
    await citizen.getByLabel('姓名或者名称').fill('乐采薇')
    await citizen.getByLabel('证件号码').fill('11010519491231002X')
    await citizen
      .getByLabel('电话', { exact: true })
      .or(citizen.getByLabel(/^电话/))
      .first()
      .fill('0980-5570001')
    await citizen.getByLabel(/信息名称/).fill('社区图书角建设标准')
    await citizen.getByRole('button', { name: '下一步：核对' }).click()
    await citizen.getByRole('button', { name: /提交申请|继续提交/ }).click()
    await citizen.getByRole('heading', { level: 1, name: '申请已经提交' }).waitFor()
    await expectSound(citizen, 'receipt')
    const [number = '', code = ''] = await citizen.locator('.receipt-code').allInnerTexts()
    expect(number).toMatch(/^YSQ-ZFB-\d{4}-\d{5}$/)

    const officer = await visit.staff('officer')
    await officer.goto(`${visit.base}/console/requests?number=${number}`)
    await officer.getByRole('link', { name: '社区图书角建设标准' }).click()
    await officer.getByText('社区图书角建设标准').first().waitFor()
    await expectAccessible(officer, 'request')
    await officer.getByRole('button', { name: '登记', exact: true }).click()
    await officer.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
    await officer.getByText('为什么是这一天').click()
    await officer.getByRole('button', { name: '拟答复', exact: true }).click()
    await officer.getByLabel('办理结果').selectOption({ label: '予以公开' })
    await officer.getByLabel('具体情形').selectOption({ label: '提供信息' })
    await officer.getByLabel('答复内容').fill('您申请的标准现予提供。')
    await expectAccessible(officer, 'answer')
    await officer.getByRole('button', { name: '提交审签' }).click()
    await officer.getByText('待审签').first().waitFor()

    // Whoever wrote the answer does not sign it.
    const head = await visit.staff('sectionhead')
    await head.goto(`${visit.base}/console/requests?number=${number}`)
    await head.getByRole('link', { name: '社区图书角建设标准' }).click()
    await head.getByRole('button', { name: '审签', exact: true }).click()
    await expectAccessible(head, 'signature')
    await head.getByRole('dialog').getByRole('button', { name: '审签', exact: true }).click()
    await head.getByText('已答复待送达').first().waitFor()

    await officer.reload()
    await officer.getByRole('button', { name: '送达', exact: true }).click()
    await officer.getByRole('dialog').getByRole('button', { name: '确认送达' }).click()
    await officer.getByRole('button', { name: '归档', exact: true }).waitFor()
    await expectSound(officer, 'answered request')

    await citizen.goto(`${visit.base}/requests/status`)
    await citizen.getByLabel('登记编号').fill(number)
    await citizen.getByLabel('查询码').fill(code)
    await citizen.getByRole('button', { name: '查询' }).click()
    await citizen.getByText('您申请的标准现予提供。').waitFor()
    await citizen.getByText(/申请行政复议到/).waitFor()
    await expectSound(citizen, 'status page')

    // The report is kept for some minutes; what it shows has changed, so it is computed anew.
    await expect.poll(() => cell(citizen, 'zfb', '3.A.1'), { timeout: 10_000 }).toBe(before.received + 1)
    expect(await cell(citizen, 'zfb', '3.C1.1')).toBe(before.given + 1)
    await citizen.locator('a[href$="/cells/3.C1.1"]').first().click()
    await citizen.getByText(number).waitFor()
    await expectSound(citizen, 'records behind a cell')
  })

  test('a wrong code opens nothing and says what to do', async () => {
    const citizen = await visit.citizen({ javaScript: false })
    await citizen.goto(`${visit.base}/requests/status`)
    citizen.expectStatus(422)
    await citizen.getByLabel('登记编号').fill('YSQ-ZFB-2026-00001')
    await citizen.getByLabel('查询码').fill('AAAAAAAAAA')
    await citizen.getByRole('button', { name: '查询' }).click()
    await citizen.getByRole('alert').waitFor()
    await expectSound(citizen, 'wrong code')
  })
})
