import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { FormFile } from '#platform/http/uploads.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { systemActor } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { addUnit } from '#kernel/organisation/index.ts'
import { buildCity, buildUnit, type SmallCity } from '../../../testing/city.ts'
import { startPublishing } from '../../../testing/documents.ts'
import { buildApplication, requestServices } from '../../../testing/requests.ts'
import { hiddenField, requestPages, type RequestPages } from '../../../testing/request-pages.ts'
import { setPolicy } from '../actions/policy.ts'
import type { Application } from '../contract/intake.ts'
import { defaultPolicy } from '../kinds/policy.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let pages: RequestPages
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await city.db
    .transaction()
    .execute((tx) =>
      addUnit(tx, systemActor, buildUnit({ code: 'cun', kind: 'village', parentId: city.one.id })),
    )
  services = await requestServices()
  pages = requestPages(city, services)
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

type Form = Record<string, string>
const formOf = (part: Partial<Application> & Form = {}): Form => ({
  ...buildApplication(),
  unit: 'one',
  formKey: randomUUID(),
  ...part,
})
const post = (form: Form, files: readonly FormFile[] = []) =>
  pages.show('POST', '/requests/new', { form, files })

/** The answer to the sum in words that a page asks. */
function answerOf(html: string): string {
  const [, one = '', sign = '', other = ''] = /校验问题：(.)(加|减)(.)等于几/.exec(html) ?? []
  const [a, b] = [one, other].map((word) => '零一二三四五六七八九'.indexOf(word))
  return String((a ?? 0) + (sign === '加' ? 1 : -1) * (b ?? 0))
}

/** Reviews the form and answers its question: what the second step sends. */
async function reviewed(form: Form): Promise<Form> {
  const { html } = await post(form)
  return {
    ...form,
    send: '1',
    challengeQuestion: hiddenField(html, 'challengeQuestion'),
    challengeAnswer: answerOf(html),
  }
}

let clients = 0
/** Sends a form that was read back; answers what the receipt shows. */
async function send(form: Form, files: readonly FormFile[] = [], client = `place ${(clients += 1)}`) {
  const sent = await pages.ask('POST', '/requests/new', { form, files, client: async () => client })
  if (!sent || !('redirect' in sent) || !sent.cookie) throw new Error('not taken')
  expect([sent.redirect, sent.status]).toEqual(['/requests/receipt', 303])
  const { html } = await pages.show('GET', '/requests/receipt', {
    cookies: { [sent.cookie.name]: sent.cookie.value },
  })
  const texts = [...html.matchAll(/<dd[^>]*>([^<]+)<\/dd>/g)].map(([, text = '']) => text)
  return { numbers: texts.slice(0, -1), code: texts.at(-1) ?? '', html, cookie: sent.cookie }
}

describe('the form', () => {
  test('every field has its label; what may be asked is in the list; nothing needs script', async () => {
    const { html } = await pages.show('GET', '/requests/new', { query: { unit: 'other' } })
    const fields = [...html.matchAll(/<(?:input|select|textarea)[^>]*\bid="([^"]+)"/g)].map(([, id]) => id)
    const labels = [...html.matchAll(/<label[^>]*\bfor="([^"]+)"/g)].map(([, id]) => id)
    expect(fields.length).toBeGreaterThan(15)
    expect(labels.toSorted()).toEqual(fields.toSorted())
    expect(html).toContain('<option value="other" selected="">')
    expect(html).not.toContain('value="cun"')
    expect(html).toContain('不需要说明用途')
    expect(html).toContain('href="/requests/register"')
    expect(html).not.toMatch(/<script|style=|onclick=/)
  })

  test('第二十九条: all errors together on top and each at its field, and what was typed stays', async () => {
    const before = await countEntries(city.db)
    const form = formOf({ name: '', identityNumber: '123', wantedWay: 'email', wantedTitle: '', unit: '' })
    const { html, status, title } = await post({ ...form, address: '青棠路<1>号' })
    expect([status, title.startsWith('有错误')]).toEqual([422, true])
    const summary = html.slice(html.indexOf('error-summary'), html.indexOf('</ul>'))
    const named = [...summary.matchAll(/href="#([^"]+)"/g)].map(([, field]) => field)
    expect(named).toEqual(['unit', 'name', 'identityNumber', 'email', 'description'])
    for (const field of named) expect(html).toContain(`id="${field}-error"`)
    expect(html).not.toContain('请检查这一项')
    expect(html).toContain('value="青棠路&lt;1&gt;号"')
    expect(html).toContain(`value="${form['formKey']}"`)
    expect(await countEntries(city.db)).toBe(before)
  })

  test('a text too long is said, not cut off; a village and an unknown unit are no choice', async () => {
    const { html } = await post(formOf({ description: '字'.repeat(2001) }))
    expect(html).toContain('其他特征描述太长，请不要超过2000字')
    expect(html).toContain('字'.repeat(2001))
    for (const unit of ['cun', 'nobody', '\u0000'])
      expect((await post(formOf({ unit }))).html).toContain('请从列表中选择受理机关')
  })

  test('rows come and go by buttons, keep what was typed, and are ten at most', async () => {
    let form = formOf({ furtherCount: '1', 'further.0.wantedTitle': '第二件' })
    const added = (await post({ ...form, add: '1' })).html
    expect(added).toContain('value="第二件"')
    expect(added).toContain('name="further.1.wantedTitle"')
    form = { ...form, furtherCount: '2', 'further.1.wantedTitle': '第三件' }
    const removed = (await post({ ...form, remove: '0' })).html
    expect(removed).not.toContain('第二件')
    expect(removed).toContain('value="第三件"')
    const full = (await post({ ...formOf(), furtherCount: '9', add: '1' })).html
    expect(full).toContain('一份申请最多 10 项')
    expect(full).not.toContain('further.9.')
    expect((await post({ ...formOf(), furtherCount: '1' })).html).toContain(
      '第 2 项：请填写所需信息的名称、文号或者内容描述，至少一项',
    )
  })

  test('the Enter key presses the first button of the form, which takes no row away', async () => {
    const { html } = await post(formOf({ furtherCount: '1', add: '1' }))
    expect(/<button[^>]*>/.exec(html)?.[0]).not.toContain('name=')
  })
})

describe('reading it back', () => {
  test('shows everything once more, keeps nothing, and goes back with what was typed', async () => {
    const before = await countEntries(city.db)
    const form = formOf({ furtherCount: '1', 'further.0.wantedTitle': '第二件' })
    const { html, title } = await post(form)
    expect(title).toBe('请核对申请')
    for (const text of ['闻溪', '居民身份证 11010519491231002X', '河道保洁考核结果', '第二件', 'one局'])
      expect(html).toContain(text)
    expect(await countEntries(city.db)).toBe(before)
    expect((await post({ ...form, edit: '1' })).html).toContain('value="第二件"')
  })

  test('what is public already is offered before it is sent', async () => {
    const work = await startPublishing(city)
    const id = await work.published({ title: '河道保洁考核结果公示' })
    await work.close()
    const { html } = await post(formOf())
    expect(html).toContain('这些公开信息可能就是您要的')
    expect(html).toContain(`href="/documents/${id}"`)
    expect(html).toContain('继续提交')
    expect((await post(formOf({ wantedTitle: '完全没有的东西' }))).html).not.toContain('可能就是您要的')
  })

  test('without an answer, with a wrong one or sent around the review, nothing is taken', async () => {
    const before = await countEntries(city.db)
    const form = await reviewed(formOf())
    const none = await post({ ...form, challengeAnswer: '' })
    expect([none.status, none.html.includes('请回答校验问题')]).toEqual([422, true])
    const wrong = await post({ ...form, challengeAnswer: '99' })
    expect(wrong.html).toContain('校验问题的答案不正确')
    expect(await countEntries(city.db)).toBe(before)
  })
})

describe('files', () => {
  const file = (field: string, name: string, text: string): FormFile => ({
    field,
    name,
    content: Buffer.from(text),
  })
  const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF'

  test('a copy of an identity paper is kept sealed, an attachment with its name', async () => {
    const form = await reviewed(formOf())
    const { numbers } = await send(form, [
      file('identity', 'C:\\身份证.pdf', PDF),
      file('attachment', '说明.txt', '河道在城东'),
    ])
    const id = await idOf(numbers[0] ?? '')
    const papers = await city.db
      .selectFrom('requests.identity_paper')
      .selectAll()
      .where('case_id', '=', id)
      .execute()
    expect(papers).toHaveLength(1)
    expect(papers[0]?.content_sealed.includes('%PDF')).toBe(false)
    const kept = await city.db
      .selectFrom('requests.attachment')
      .select('name')
      .where('case_id', '=', id)
      .execute()
    expect(kept).toEqual([{ name: '说明.txt' }])
  })

  test('what cannot be taken is said at its field, with its name, and the files are to be chosen again', async () => {
    const before = await countEntries(city.db)
    const form = await reviewed(formOf())
    const { html, status } = await post(form, [
      file('identity', '说明.txt', '不是证件'),
      file('attachment', '程序.exe', 'MZ'),
      file('attachment', '假.pdf', '不是'),
      { ...file('attachment', '大.pdf', ''), refused: 'file_too_large' },
      { ...file('attachment', '多.pdf', ''), refused: 'too_many_files' },
      { ...file('attachment', '又.pdf', ''), refused: 'too_many_files' },
    ])
    expect(status).toBe(422)
    for (const text of [
      '说明.txt：证件复印件请用图片或者 PDF',
      '程序.exe：不接受这种文件',
      '假.pdf：文件的内容和扩展名不一致',
      '大.pdf：文件太大',
      '文件太多，一次最多五个',
      '请重新选择',
    ])
      expect(html).toContain(text)
    expect(html).toContain('还有 5 处需要修改')
    expect(await countEntries(city.db)).toBe(before)
  })
})

describe('the receipt', () => {
  test('one number for each thing and one code for all; sent twice it is the same', async () => {
    const form = await reviewed(formOf({ furtherCount: '1', 'further.0.wantedTitle': '第二件' }))
    const first = await send(form)
    expect(first.numbers).toHaveLength(2)
    for (const number of first.numbers) expect(number).toMatch(/^YSQ-ONE-2026-\d{5}$/)
    expect(first.code).toMatch(/^[A-Z0-9]{10}$/)
    expect(first.html).toContain('受理机关会与您确认')
    const second = await send(form)
    expect([second.numbers, second.code]).toEqual([first.numbers, first.code])
  })

  test('where the receipt of the portal confirms, it names the due day', async () => {
    const officer = await city.as('disclosure_officer', city.city)
    const set = (receiptConfirms: boolean) =>
      setPolicy(officer, {
        from: civilDate('2026-03-10'),
        policy: { ...defaultPolicy, receiptConfirms },
      })
    valueOf(await set(true))
    expect((await send(await reviewed(formOf()))).html).toContain('应当在2026年4月8日前答复（含当日）')
    valueOf(await set(false))
  })

  test('its cookie tells nothing, lives for half an hour, and cannot be changed', async () => {
    const { numbers, code, cookie } = await send(await reviewed(formOf()))
    expect(cookie.seconds).toBe(1800)
    for (const text of [...numbers, code])
      expect(Buffer.from(cookie.value, 'base64url').toString('latin1')).not.toContain(text)
    const elsewhere = { redirect: '/requests/status', status: 303 }
    expect(await pages.ask('GET', '/requests/receipt')).toEqual(elsewhere)
    const changed = `${cookie.value.slice(0, -4)}AAAA`
    expect(await pages.ask('GET', '/requests/receipt', { cookies: { [cookie.name]: changed } })).toEqual(
      elsewhere,
    )
  })
})

async function idOf(number: string): Promise<number> {
  const row = await city.db
    .selectFrom('cases.case')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return row.id
}
