import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import sharp from 'sharp'
import { expectAccessible } from '#platform/testing/browser.ts'
import { openVisit, type Visit } from './support.ts'

let visit: Visit
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit.close())

/** A draft of the city office, by its drafter. */
async function findDraft(): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select d.id from documents.document d join identity.staff s on s.id = d.drafter_id
     where s.login = 'drafter' and d.state = 'draft' order by d.id limit 1`.execute(visit.db)
  if (!rows[0]) throw new Error('the demo city has no draft')
  return rows[0].id
}

describe('two editors of one draft', () => {
  test('see each other, and neither overwrites the other', async () => {
    const id = await findDraft()
    await sql`
      insert into identity.role_grant (staff_id, role, unit_id, covers)
      select s.id, 'drafter', u.id, 'unit' from identity.staff s, organisation.unit u
       where s.login = 'legal' and u.code = 'zfb'`.execute(visit.db)
    const first = await visit.staff('drafter')
    await first.goto(`${visit.base}/console/documents/${id}`)
    await first.getByRole('textbox', { name: '正文' }).waitFor()
    const second = await visit.staff('legal')
    await second.goto(`${visit.base}/console/documents/${id}`)
    await second.getByText(/也打开了这份草稿/).waitFor()
    await expectAccessible(second, 'draft that somebody else has open')
    await second.getByLabel('关键词').fill('第二人的关键词')
    await second
      .getByRole('status')
      .filter({ hasText: /已保存/ })
      .first()
      .waitFor()

    first.expectStatus(409)
    await first.getByLabel('摘要').fill('第一人的摘要')
    await first.getByText('这份文档刚被他人修改，您的修改没有保存').waitFor()
    await expectAccessible(first, 'draft that was overtaken')
    await first.getByRole('button', { name: '重新载入' }).click()
    await first.getByText(/这台电脑上有未保存的内容/).waitFor()
    expect(await first.getByLabel('关键词').inputValue()).toBe('第二人的关键词')
    await first.close()
    await second.close()
  })
})

describe('a picture in a text', () => {
  test('is taken in, asks what it shows, and is kept', async () => {
    const id = await findDraft()
    const page = await visit.staff('drafter')
    await page.goto(`${visit.base}/console/documents/${id}`)
    await page.getByRole('textbox', { name: '正文' }).waitFor()
    const picture = await sharp({ create: { width: 640, height: 360, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer()
    await page
      .locator('input[aria-label="选择图片"]')
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: picture })
    const dialog = page.getByRole('dialog', { name: '图片说明' })
    await dialog.getByLabel('图片上有什么').fill('清理以后的河道')
    await expectAccessible(page, 'description of a picture')
    await dialog.getByRole('button', { name: '确定' }).click()
    await expect
      .poll(async () => {
        const { rows } = await sql<{ body: string }>`
          select v.body_html as body from documents.version v join documents.document d on d.id = v.document_id and d.version = v.version
           where d.id = ${id}`.execute(visit.db)
        return rows[0]?.body ?? ''
      })
      .toMatch(/<img src="\/pictures\/\d+" alt="清理以后的河道" \/>/)
    await page.reload()
    await page.getByRole('img', { name: '清理以后的河道' }).waitFor()
    await page.close()
  })
})

describe('the screens around publication', () => {
  test('a second person signs under an emergency publication', async () => {
    const page = await visit.staff('officer')
    await page.getByRole('link', { name: '关于供水主管道抢修停水的紧急通告' }).click()
    await page.getByText('应急发布，等待另一人补签').waitFor()
    await expectAccessible(page, 'emergency publication')
    await page.getByRole('button', { name: '补签应急发布' }).click()
    const dialog = page.getByRole('dialog', { name: '补签应急发布' })
    await dialog.getByLabel('意见').fill('情况属实。')
    await dialog.getByRole('button', { name: '补签' }).click()
    await page.getByText('应急发布，已补签').waitFor()
    await page.close()
  })

  test.each([
    ['/console/normative', '规范性文件'],
    ['/console/normative?tab=filing', '规范性文件'],
    ['/console/normative?tab=cleanup', '规范性文件'],
    ['/console/normative/cleanups/2', /清理/],
    ['/console/gazette', '政府公报'],
    ['/console/disclosure', /./],
    ['/console/topics', /./],
    ['/console/subscriptions', /./],
  ])('%s can be read by everybody', async (path, heading) => {
    const page = await visit.staff('officer')
    await page.goto(`${visit.base}${path}`)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await expectAccessible(page, path)
    await page.expectClean()
    await page.close()
  })
})
