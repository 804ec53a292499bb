import { randomUUID } from 'node:crypto'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import type { PageContent, PageRequest, Redirect } from '#platform/http/page.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { guard, systemActor } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { addUnit } from '#kernel/organisation/index.ts'
import { buildCity, buildUnit, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildApplication, requestServices } from '../../testing/requests.ts'
import { attachAnswerFile } from './actions.ts'
import type { Application } from './contract.ts'
import { answer, deliver, register, requestsModule } from './index.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let house: ModuleDeclaration
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await city.db
    .transaction()
    .execute((tx) =>
      addUnit(tx, systemActor, buildUnit({ code: 'cun', kind: 'village', parentId: city.one.id })),
    )
  services = await requestServices()
  house = requestsModule(services)
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const day = civilDate
const at = (text: string) => new Date(`${text}T02:00:00Z`)

async function ask(
  method: 'GET' | 'POST',
  path: string,
  asked: Partial<PageRequest> = {},
): Promise<PageContent | Redirect | undefined> {
  const route = house.pages?.find((one) => one.method === method && one.path === path)
  if (!route) throw new Error(`no page ${method} ${path}`)
  expect([route.keep, method === 'GET' || (route.perMinute ?? 0) > 0]).toEqual([0, true])
  const now = asked.now ?? TODAY
  return route.read({
    db: city.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now,
    today: civilDateOf(now),
    params: {},
    query: {},
    form: {},
    cookies: {},
    client: async () => 'somebody',
    ...asked,
  })
}

async function show(...asked: Parameters<typeof ask>) {
  const content = await ask(...asked)
  if (!content || 'redirect' in content) throw new Error('no page')
  expect(content.private).toBe(true)
  return { ...content, html: renderToStaticMarkup(content.main) }
}

const formOf = (part: Partial<Application> & { unit?: string } = {}): Record<string, string> => ({
  ...buildApplication(),
  unit: 'one',
  formKey: randomUUID(),
  ...part,
})

/** Sends the form; answers what the receipt shows. */
async function submit(form: Record<string, string>) {
  const sent = await ask('POST', '/requests/new', { form })
  if (!sent || !('redirect' in sent) || !sent.cookie) throw new Error('not taken')
  expect([sent.redirect, sent.status]).toEqual(['/requests/receipt', 303])
  const { html } = await show('GET', '/requests/receipt', {
    cookies: { [sent.cookie.name]: sent.cookie.value },
  })
  const [number = '', code = ''] = [...html.matchAll(/<dd[^>]*>([^<]+)<\/dd>/g)].map(([, text = '']) => text)
  return { number, code, html, cookie: sent.cookie }
}

async function idOf(number: string): Promise<number> {
  const row = await city.db
    .selectFrom('cases.case')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return row.id
}

describe('the form', () => {
  test('every field has its label; what may be asked is in the list; nothing needs script', async () => {
    const { html } = await show('GET', '/requests/new', { query: { unit: 'other' } })
    const fields = [...html.matchAll(/<(?:input|select|textarea)[^>]*\bid="([^"]+)"/g)].map(([, id]) => id)
    const labels = [...html.matchAll(/<label[^>]*\bfor="([^"]+)"/g)].map(([, id]) => id)
    expect(fields.length).toBeGreaterThan(15)
    expect(labels.toSorted()).toEqual(fields.toSorted())
    expect([...html.matchAll(/<legend>/g)]).toHaveLength(3)
    expect(html).toContain('<option value="other" selected="">')
    expect(html).not.toContain('value="cun"')
    expect(html).toContain('不需要说明用途')
    expect(html).not.toMatch(/<script|style=|onclick=/)
  })

  test('第二十九条: all errors together on top and each at its field, and what was typed stays', async () => {
    const before = await countEntries(city.db)
    const form = formOf({ name: '', identityNumber: '123', wantedWay: 'email', wantedTitle: '', unit: '' })
    const { html, status, title } = await show('POST', '/requests/new', {
      form: { ...form, address: '青棠路<1>号' },
    })
    expect([status, title.startsWith('有错误')]).toEqual([422, true])
    const summary = html.slice(html.indexOf('error-summary'), html.indexOf('</ul>'))
    expect([...summary.matchAll(/href="#([^"]+)"/g)].map(([, field]) => field)).toEqual([
      'unit',
      'name',
      'identityNumber',
      'email',
      'description',
    ])
    for (const field of ['unit', 'name', 'identityNumber', 'email', 'description']) {
      expect(html).toContain(`id="${field}-error"`)
    }
    expect(html).not.toContain('请检查这一项')
    expect(html).toContain('value="0980-5571000"')
    expect(html).toContain('value="青棠路&lt;1&gt;号"')
    expect(html).toContain(`value="${form['formKey']}"`)
    expect(await countEntries(city.db)).toBe(before)
  })

  test('a text that is too long is said, not cut off', async () => {
    const { html } = await show('POST', '/requests/new', { form: formOf({ description: '字'.repeat(2001) }) })
    expect(html).toContain('其他特征描述太长，请不要超过2000字')
    expect(html).toContain('字'.repeat(2001))
  })

  test('a village, a unit that nobody knows and damaged words are refused as no unit', async () => {
    for (const unit of ['cun', 'nobody', '\u0000']) {
      expect((await show('POST', '/requests/new', { form: formOf({ unit }) })).html).toContain(
        '请从列表中选择受理机关',
      )
    }
  })
})

describe('the receipt', () => {
  test('shows number and code and says what comes next; sent twice it is the same', async () => {
    const form = formOf()
    const first = await submit(form)
    expect(first.number).toMatch(/^YSQ-ONE-2026-\d{5}$/)
    expect(first.code).toMatch(/^[A-Z0-9]{10}$/)
    expect(first.html).toContain('二十个工作日')
    const second = await submit(form)
    expect([second.number, second.code]).toEqual([first.number, first.code])
  })

  test('its cookie tells nothing, lives for half an hour, and cannot be changed', async () => {
    const { number, code, cookie } = await submit(formOf())
    expect(cookie.seconds).toBe(1800)
    for (const text of [number, code]) {
      expect(Buffer.from(cookie.value, 'base64url').toString('latin1')).not.toContain(text)
    }
    const elsewhere = { redirect: '/requests/status', status: 303 }
    expect(await ask('GET', '/requests/receipt')).toEqual(elsewhere)
    const changed = `${cookie.value.slice(0, -4)}AAAA`
    expect(await ask('GET', '/requests/receipt', { cookies: { [cookie.name]: changed } })).toEqual(elsewhere)
  })
})

describe('the status page', () => {
  test('both fields are asked for; a wrong pair says the same whichever part is wrong', async () => {
    const { html, status } = await show('POST', '/requests/status', { form: {} })
    expect([status, html.includes('请填写登记编号'), html.includes('请填写查询码')]).toEqual([
      422,
      true,
      true,
    ])
    const { number } = await submit(formOf())
    const wrongCode = await show('POST', '/requests/status', { form: { number, code: 'AAAAAAAAAA' } })
    const unknown = await show('POST', '/requests/status', {
      form: { number: 'YSQ-ONE-2026-99999', code: 'AAAAAAAAAA' },
    })
    expect(wrongCode.html.replaceAll(number, '')).toBe(unknown.html.replaceAll('YSQ-ONE-2026-99999', ''))
    expect(wrongCode.status).toBe(422)
    expect(wrongCode.html).not.toContain('AAAAAAAAAA')
  })

  test('says at every point what happened, what comes next, by when and why', async () => {
    const { number, code } = await submit(formOf({ address: '云岚市青棠路1号' }))
    const id = await idOf(number)
    const see = async (now = TODAY) =>
      (await show('POST', '/requests/status', { form: { number, code }, now })).html
    const waiting = await see()
    expect(waiting).toContain('等待受理机关与您确认')
    expect(waiting).toContain('<span class="to-come-word">待办</span>')

    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-03-12') })
    await register(officer, id, { confirmedOn: day('2026-03-11') })
    const underWay = await see(at('2026-03-12'))
    expect(underWay).toContain('应当在2026年4月9日前答复（含当日）')
    expect(underWay).toContain('收到申请之日为2026年3月11日，从第二天起算')
    expect(underWay).toContain('正常')
    // the day list names the holiday that is not counted
    expect(underWay).toMatch(/2026-04-06<\/time><\/th><td>不计<\/td><td>清明节/)
    expect(await see(at('2026-04-02'))).toContain('提醒')
    const late = await see(at('2026-04-10'))
    expect(late).toContain('超期')
    expect(late).toContain('已经超过期限')

    await answer(officer, id, {
      outcome: 'C3.6',
      reason: '属于讨论过程中的文稿。',
      content: '第一段。\n第二段。',
      answeredOn: day('2026-03-12'),
    })
    await attachAnswerFile(officer, services.files, id, '目录.txt', Buffer.from('目录一份'))
    const sending = await see(at('2026-03-12'))
    expect(sending).toContain('正在送达')
    for (const text of ['第一段', '目录.txt', '讨论过程']) expect(sending).not.toContain(text)

    await deliver(officer, id, { way: 'online', deliveredOn: day('2026-03-12'), proof: '' })
    const html = await see(at('2026-03-13'))
    expect(html).toContain('<h1>已送达</h1>')
    expect(html).toContain('属于四类过程性信息')
    expect(html).toContain('2026年3月12日作出，2026年3月12日送达，网上查看下载')
    expect(html).toContain('根据《中华人民共和国政府信息公开条例》第十六条第二款。属于讨论过程中的文稿。')
    expect(html).toContain('<p>第一段。</p><p>第二段。</p>')
    expect(html).toContain('先申请行政复议')
    expect(html).toContain('目录.txt')
    expect(html).not.toContain('应当在')
    // whoever looks over the shoulder learns nothing of the applicant
    for (const text of ['闻溪', '5571000', '青棠路', '002X', code]) expect(html).not.toContain(text)
  })

  test('files open by a link of half an hour, and by no other', async () => {
    const { number, code } = await submit(formOf())
    const id = await idOf(number)
    const officer = await city.as('disclosure_officer')
    await register(officer, id, { confirmedOn: day('2026-03-10') })
    await answer(officer, id, {
      outcome: 'C1',
      reason: '',
      content: '见附件。',
      answeredOn: day('2026-03-10'),
    })
    await attachAnswerFile(officer, services.files, id, '结果.txt', Buffer.from('优秀'))
    await deliver(officer, id, { way: 'online', deliveredOn: day('2026-03-10'), proof: '' })
    const { html } = await show('POST', '/requests/status', { form: { number, code } })
    const address = /href="(\/files\/answers\/[^"]+)"/.exec(html)?.[1] ?? ''

    let now = TODAY
    const app = await createServer({
      logLevel: 'silent',
      trustProxy: false,
      secure: false,
      version: 'test',
      problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
    })
    guard(app, { db: city.db, now: () => now, secure: false })
    house.resources?.(app as Api)
    const file = await app.inject(address)
    expect([file.statusCode, file.body, file.headers['cache-control']]).toEqual([200, '优秀', 'no-store'])
    expect((await app.inject(`${address.slice(0, -2)}AA`)).statusCode).toBe(404)
    expect((await app.inject('/files/answers/1')).statusCode).toBe(404)
    now = new Date(TODAY.getTime() + 31 * 60_000)
    expect((await app.inject(address)).statusCode).toBe(404)
    await app.close()
  })
})
