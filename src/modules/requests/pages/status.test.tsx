import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, guard, publicActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../../testing/city.ts'
import { procedureDriver, type Driver, type Way } from '../../../testing/procedure.ts'
import { buildApplication, requestServices } from '../../../testing/requests.ts'
import { hiddenField, requestPages, type RequestPages } from '../../../testing/request-pages.ts'
import { attachAnswerFile, submitApplication } from '../index.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let pages: RequestPages
let driver: Driver
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  pages = requestPages(city, services)
  driver = await procedureDriver(city, services)
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const day = civilDate
const at = (text: string) => new Date(`${text}T02:00:00Z`)
const WAY: Way = { outcome: 'C3.6', form: 'C3.6.discussion', details: [] }

async function begun(further = 0) {
  const wanted = (title: string) => ({ wantedTitle: title, wantedNumber: '', description: '' })
  const ctx = createContext(city.db, publicActor, TODAY)
  const rows = Array.from({ length: further }, (_, index) => wanted(`另一项${index}`))
  return valueOf(
    await submitApplication(ctx, services, city.one.id, buildApplication(), randomUUID(), { further: rows }),
  )
}

const take = async (step: string, id: number, on: CivilDate) => valueOf(await driver.take(step, id, on, WAY))

const see = (receipt: { number: string; queryCode: string }, on = '2026-03-12') =>
  pages.show('POST', '/requests/status', {
    form: { number: receipt.number, code: receipt.queryCode },
    now: at(on),
  })

const verbsOf = async (id: number) =>
  (await listEntries(city.db, { subject: `request:${id}`, limit: 50 })).map((entry) => entry.verb)

describe('number and code', () => {
  test('both are asked for; a wrong pair says the same whichever part is wrong', async () => {
    const { html, status } = await pages.show('POST', '/requests/status', { form: {} })
    expect([status, html.includes('请填写登记编号'), html.includes('请填写查询码')]).toEqual([
      422,
      true,
      true,
    ])
    const { number } = await begun()
    const wrong = await pages.show('POST', '/requests/status', { form: { number, code: 'AAAAAAAAAA' } })
    const unknown = await pages.show('POST', '/requests/status', {
      form: { number: 'YSQ-ONE-2026-99999', code: 'AAAAAAAAAA' },
    })
    expect(wrong.html.replaceAll(number, '')).toBe(unknown.html.replaceAll('YSQ-ONE-2026-99999', ''))
    expect(wrong.status).toBe(422)
    expect(wrong.html).not.toContain('AAAAAAAAAA')
  })

  test('a ticket that ran out, was changed or was made up opens nothing', async () => {
    const receipt = await begun()
    await take('register', receipt.id, day('2026-03-11'))
    const ticket = hiddenField((await see(receipt)).html, 'ticket')
    const open = async (text: string, now = at('2026-03-12')) =>
      (await pages.show('POST', '/requests/status/case', { form: { ticket: text }, now })).html
    expect(await open(ticket)).toContain(receipt.number)
    for (const text of ['', 'abc', `${ticket.slice(0, -4)}AAAA`])
      expect(await open(text)).toContain('请重新输入登记编号和查询码')
    expect(await open(ticket, new Date(at('2026-03-12').getTime() + 31 * 60_000))).toContain('请重新输入')
  })
})

describe('the way of a request', () => {
  test('says at every point what happened, what comes next, by when and why', async () => {
    const receipt = await begun()
    const { id } = receipt
    expect((await see(receipt, '2026-03-10')).html).toContain('等待受理机关与您确认')
    await take('register', id, day('2026-03-11'))
    const underWay = (await see(receipt)).html
    expect(underWay).toContain('应当在2026年4月9日前答复（含当日）')
    expect(underWay).toMatch(/2026-04-06<\/time><\/th><td>不计<\/td><td>清明节/)
    expect((await see(receipt, '2026-04-10')).html).toContain('已经超过期限')

    const officer = await city.as('disclosure_officer', city.one, { now: at('2026-03-12') })
    valueOf(
      await attachAnswerFile(officer, services, id, { name: '目录.txt', content: Buffer.from('目录一份') }),
    )
    await take('propose', id, day('2026-03-12'))
    const proposed = (await see(receipt)).html
    await take('return', id, day('2026-03-12'))
    const returned = (await see(receipt)).html
    await take('propose', id, day('2026-03-12'))
    await take('sign', id, day('2026-03-12'))
    const signed = (await see(receipt)).html
    for (const html of [proposed, returned, signed])
      for (const text of ['现答复如下', '目录.txt', '请写明依据', '退回', '答复书'])
        expect(html).not.toContain(text)
    expect(signed).toContain('正在送达')

    await take('deliver', id, day('2026-03-13'))
    const { html } = await see(receipt, '2026-03-13')
    for (const text of [
      '<h1>已送达</h1>',
      '属于四类过程性信息：讨论记录',
      '2026年3月12日作出，2026年3月13日送达，网上查看下载',
      '现答复如下',
      '目录.txt',
      '答复附件',
      '文书',
      '您对这次办理满意吗',
    ])
      expect(html).toContain(text)
    // whoever looks over the shoulder learns nothing of the applicant
    for (const text of ['闻溪', '5571000', '002X', receipt.queryCode]) expect(html).not.toContain(text)
  })

  test('a letter to a third party, and what they said, is not the applicant’s to read', async () => {
    const receipt = await begun()
    await take('register', receipt.id, day('2026-03-11'))
    await take('consult', receipt.id, day('2026-03-11'))
    await take('record_opinion', receipt.id, day('2026-03-12'))
    const { html } = await see(receipt)
    expect(html).toContain('书面征求第三方')
    for (const text of ['征求第三方意见书', '某公司', '不同意公开', '登记意见'])
      expect(html).not.toContain(text)
  })

  test('reasons, fee, extension and transfer are told with what they ask and why', async () => {
    const receipt = await begun()
    const { id } = receipt
    await take('transfer', id, day('2026-03-10'))
    await take('register', id, day('2026-03-11'))
    await take('ask_reasons', id, day('2026-03-11'))
    expect((await see(receipt)).html).toMatch(/请在2026年3月18日前说明申请理由[\s\S]*次数较多/)
    await take('receive_reasons', id, day('2026-03-12'))
    await take('extend', id, day('2026-03-12'))
    await take('charge', id, day('2026-03-12'))
    const { html } = await see(receipt)
    expect(html).toContain('由one局转交other局受理。理由：由该机关制作。')
    expect(html).toContain('延长 20 个工作日。理由：需要逐卷查找。')
    expect(html).toMatch(/前缴纳信息处理费 [\d.]+ 元/)
    expect(html).toContain('收费通知书')
    expect(html).toContain('缴纳方式：转账。')
    expect(html).toContain('答复期限暂停计算')
    await take('pay', id, day('2026-03-12'))
    const paid = (await see(receipt)).html
    expect(paid).not.toMatch(/前缴纳信息处理费/)
    // How it was to be paid, and how it was.
    expect(paid).toMatch(/前缴纳。缴纳方式：转账[\s\S]*元，缴纳方式：转账/)
  })

  test('a new answer that was ordered stands beside the first, and is not shown before it is delivered', async () => {
    const receipt = await begun()
    const { id } = receipt
    for (const step of ['register', 'propose', 'sign', 'deliver', 'redo', 'propose_redo', 'sign_redo'])
      await take(step, id, day('2026-03-11'))
    const before = (await see(receipt)).html
    expect(before).toContain('根据行政复议决定')
    expect(before.match(/现答复如下/g)).toHaveLength(1)
    const letters = (html: string) => html.match(/（PDF）/g)?.length ?? 0
    await take('deliver_redo', id, day('2026-03-12'))
    const after = (await see(receipt)).html
    expect(after).toContain('第 2 次答复')
    expect(after.match(/现答复如下/g)).toHaveLength(2)
    expect(letters(after) - letters(before)).toBe(1)
  })

  test('the other things of the same form are named, and the same code opens each', async () => {
    const receipt = await begun(1)
    const other = receipt.further[0]?.number ?? ''
    expect((await see(receipt)).html).toContain(`${other}：待登记`)
    expect((await see({ ...receipt, number: other })).html).toContain(`${receipt.number}：待登记`)
  })
})

describe('what the applicant does here', () => {
  test('第三十条: a correction is asked for, sent right here, and takes the place of what was asked', async () => {
    const receipt = await begun()
    const { id } = receipt
    await take('register', id, day('2026-03-10'))
    await take('ask_correction', id, day('2026-03-10'))
    const asked = (await see(receipt)).html
    expect(asked).toContain('请写明年份')
    expect(asked).toContain('value="河道保洁考核结果"')
    const form = { ticket: hiddenField(asked, 'ticket'), wantedTitle: '', description: '', reply: '' }
    const now = at('2026-03-12')
    const wrong = await pages.show('POST', '/requests/status/correction', { form, now })
    expect(wrong.status).toBe(422)
    for (const field of ['description', 'reply']) expect(wrong.html).toContain(`id="${field}-error"`)
    const long = { ...form, wantedTitle: '字'.repeat(201), reply: '补正' }
    expect((await pages.show('POST', '/requests/status/correction', { form: long, now })).html).toContain(
      '请不要超过200字',
    )
    const right = { ...form, wantedTitle: '2025年河道保洁考核结果', reply: '年份为2025年。' }
    const done = await pages.show('POST', '/requests/status/correction', { form: right, now })
    expect(done.html).toContain('补正已经收到')
    expect(done.html).toContain('您申请的信息：2025年河道保洁考核结果')
    const again = await pages.show('POST', '/requests/status/correction', { form: right, now })
    expect([again.status, again.html.includes('没有生效')]).toEqual([422, true])
    expect((await verbsOf(id)).filter((verb) => verb === 'requests.corrected')).toHaveLength(1)
  })

  test('taking it back asks first, needs words, and ends the case', async () => {
    const receipt = await begun()
    const { id } = receipt
    await take('register', id, day('2026-03-10'))
    const form = { ticket: hiddenField((await see(receipt)).html, 'ticket') }
    const now = at('2026-03-12')
    const send = (more: Record<string, string>) =>
      pages.show('POST', '/requests/status/withdrawal', { form: { ...form, ...more }, now })
    expect((await send({})).html).toContain('确认撤回')
    expect((await send({ confirmed: '1', words: ' ' })).html).toContain('id="words-error"')
    expect(await verbsOf(id)).not.toContain('requests.withdrawn')
    expect((await send({ confirmed: '1', words: '不再需要。' })).html).toContain('申请已经撤回')
    const after = (await see(receipt)).html
    expect(after).toContain('<h1>已终止</h1>')
    expect(after).toContain('终止办理告知书')
    expect(after).not.toContain('撤回申请…')
  })

  test('an opinion is given once, within its days, and its words stay out of the ledger', async () => {
    const receipt = await begun()
    const { id } = receipt
    for (const step of ['register', 'propose', 'sign', 'deliver']) await take(step, id, day('2026-03-11'))
    const form = { ticket: hiddenField((await see(receipt)).html, 'ticket'), words: '办得很快。' }
    const now = at('2026-03-12')
    const give = (more: Record<string, string>) =>
      pages.show('POST', '/requests/status/poll', { form: { ...form, ...more }, now })
    expect((await give({})).html).toContain('id="satisfied-error"')
    expect((await give({ satisfied: 'mostly' })).html).toContain('评价已经收到')
    expect((await give({ satisfied: 'no' })).html).toContain('已经评价过')
    const entries = await listEntries(city.db, { subject: `request:${id}`, limit: 50 })
    expect(entries.at(-1)).toMatchObject({ verb: 'requests.polled', detail: { satisfied: 'mostly' } })
    expect(JSON.stringify(entries)).not.toContain('办得很快')

    const late = await begun()
    for (const step of ['register', 'propose', 'sign', 'deliver'])
      await take(step, late.id, day('2026-03-11'))
    expect((await see(late, '2026-06-09')).html).toContain('满意吗')
    expect((await see(late, '2026-06-10')).html).not.toContain('满意吗')
  })

  test('files and letters open by a link of half an hour, and by no other', async () => {
    const receipt = await begun()
    const { id } = receipt
    await take('register', id, day('2026-03-11'))
    const officer = await city.as('disclosure_officer')
    valueOf(await attachAnswerFile(officer, services, id, { name: '结果.txt', content: Buffer.from('优秀') }))
    for (const step of ['propose', 'sign', 'deliver']) await take(step, id, day('2026-03-11'))
    const { html } = await see(receipt)
    const links = [...html.matchAll(/href="(\/files\/answers\/[^"]+)"/g)].map(([, link = '']) => link)
    expect(links.length).toBe(2)
    let now = at('2026-03-12')
    const app = await createServer({
      logLevel: 'silent',
      trustProxy: false,
      secure: false,
      version: 'test',
      problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
    })
    guard(app, { db: city.db, now: () => now, secure: false })
    pages.house.resources?.(app as Api)
    const [file = '', letter = ''] = links
    const sent = await app.inject(file)
    expect([sent.statusCode, sent.body, sent.headers['cache-control']]).toEqual([200, '优秀', 'no-store'])
    expect((await app.inject(letter)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await app.inject(`${file.slice(0, -2)}AA`)).statusCode).toBe(404)
    now = new Date(now.getTime() + 31 * 60_000)
    for (const link of links) expect((await app.inject(link)).statusCode).toBe(404)
    await app.close()
  })
})
