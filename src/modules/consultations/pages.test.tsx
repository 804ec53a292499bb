import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { PageContent, PageRequest, Redirect } from '#platform/http/page.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { checkEntry, createEntry, publishEntry } from '#modules/casebook/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildQuestion, buildRecorded, consultationServices } from '../../testing/consultations.ts'
import type { ReceiptView } from './contract.ts'
import {
  answerQuestion,
  closeQuestion,
  consultationSource,
  consultationsModule,
  recordQuestion,
} from './index.ts'

const services = consultationServices
const house = consultationsModule(services)
let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())

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
    publicUrl: services.publicUrl,
    now,
    today: civilDateOf(now),
    params: {},
    query: {},
    form: {},
    cookies: {},
    client: async () => randomUUID(),
    ...asked,
  })
}

async function show(...asked: Parameters<typeof ask>) {
  const content = await ask(...asked)
  if (!content || 'redirect' in content) throw new Error('no page')
  expect(content.private).toBe(true)
  return { ...content, html: renderToStaticMarkup(content.main) }
}

const NUMERALS = '零一二三四五六七八九'

/** The small sum of a form, answered as a person without script does. */
async function answeredChallenge() {
  const { html } = await show('GET', '/consultations/new')
  const [, one = '', sign = '', other = ''] = /校验问题：(.)(加|减)(.)等于几/.exec(html) ?? []
  const [first, second] = [NUMERALS.indexOf(one), NUMERALS.indexOf(other)]
  return {
    challengeQuestion: /name="challengeQuestion" value="([^"]+)"/.exec(html)?.[1] ?? '',
    challengeAnswer: String(sign === '加' ? first + second : first - second),
  }
}

const formOf = async (part: Readonly<Record<string, string>> = {}) => ({
  ...buildQuestion(),
  unit: 'one',
  formKey: randomUUID(),
  ...(await answeredChallenge()),
  ...part,
})

/** Sent, and read from the receipt. */
async function sent(form: Readonly<Record<string, string>>): Promise<ReceiptView> {
  const done = await ask('POST', '/consultations/new', { form })
  if (!done || !('redirect' in done)) throw new Error('not sent')
  expect(done).toMatchObject({ redirect: '/consultations/receipt', status: 303 })
  const value = done.cookie?.value ?? ''
  const { html } = await show('GET', '/consultations/receipt', { cookies: { mingjing_consultation: value } })
  return {
    id: 0,
    number: /data-testid="number">([^<]+)/.exec(html)?.[1] ?? '',
    queryCode: /data-testid="code">([^<]+)/.exec(html)?.[1] ?? '',
  }
}

describe('the form', () => {
  test('asks for no identity and says within how many days there is an answer', async () => {
    const { html } = await show('GET', '/consultations/new')
    expect(html).toContain('5个工作日内答复')
    expect(html).toContain('不确定，请帮我转')
    expect(html).not.toMatch(/身份证(?!号码、银行卡)/)
    expect(html).toContain('data-suggest="/suggestions/questions"')
  })

  test('sends with the small sum, shows number and code, and takes both for the status', async () => {
    const receipt = await sent(await formOf())
    expect(receipt.number).toMatch(/^ZX-ONE-2026-\d{5}$/)
    const { html } = await show('POST', '/consultations/status', {
      form: { number: receipt.number, code: receipt.queryCode },
    })
    expect(html).toContain('应当在2026年3月17日前答复')
    expect(html).not.toContain('闻溪')
  })

  test('without the sum nothing is taken in; with problems all are told and the words stay', async () => {
    const before = await countEntries(city.db)
    const without = await show('POST', '/consultations/new', { form: await formOf({ challengeAnswer: '' }) })
    expect(without).toMatchObject({ status: 422 })
    expect(without.html).toContain('请回答校验问题')
    const form = await formOf({ title: '', email: 'x', question: '这句话要留下' })
    const { html } = await show('POST', '/consultations/new', { form })
    expect(html).toContain('还有 2 处需要修改')
    expect(html).toContain('这句话要留下')
    const nowhere = await show('POST', '/consultations/new', { form: await formOf({ unit: 'none' }) })
    expect(nowhere.html).toContain('请从列表中选择单位')
    expect(await countEntries(city.db)).toBe(before)
  })

  test('an answer that is there already is shown once, before anything is kept; going on sends it', async () => {
    const officer = await city.as('disclosure_officer')
    const recorded = buildRecorded({ unitId: city.one.id, name: '', title: '残疾人护理补贴怎样申领' })
    const { id } = valueOf(await recordQuestion(officer, services, recorded))
    const drafter = await city.as('drafter')
    valueOf(await closeQuestion(drafter, id))
    const sources = () => [consultationSource(services)]
    const made = { kind: 'question', sourceKind: 'consultations.consultation', sourceId: id } as const
    const entry = valueOf(await createEntry(drafter, sources, made))
    valueOf(await checkEntry(drafter, sources, entry, { basedOn: 1 }))
    valueOf(await publishEntry(officer, sources, entry, { basedOn: 1 }))

    const before = await countEntries(city.db)
    const form = await formOf({ title: '护理补贴', question: '我母亲是残疾人，怎样申领护理补贴？' })
    const { html } = await show('POST', '/consultations/new', { form })
    expect(html).toContain('这些也许已经回答了您的问题')
    expect(html).toContain(`href="/questions/${entry}"`)
    expect(html).toContain(`name="challengeAnswer" value="${form.challengeAnswer}"`)
    expect(await countEntries(city.db)).toBe(before)
    const back = await show('POST', '/consultations/new', { form: { ...form, back: '1' } })
    expect(back.html).toContain('护理补贴')
    expect((await sent({ ...form, seen: '1' })).number).toMatch(/^ZX-/)
  })
})

describe('the status page', () => {
  test('shows the answer, takes the verdict once, and says the same of every wrong code', async () => {
    const { number, queryCode } = await sent(await formOf({ seen: '1' }))
    const wrong = await show('POST', '/consultations/status', { form: { number, code: 'AAAAAAAAAA' } })
    const unknown = await show('POST', '/consultations/status', {
      form: { number: 'ZX-ONE-2026-99999', code: queryCode },
    })
    expect(wrong.html.replace(number, '')).toBe(unknown.html.replace('ZX-ONE-2026-99999', ''))
    const { rows } = await sql<{ id: number }>`select id from cases.case where number = ${number}`.execute(
      city.db,
    )
    valueOf(
      await answerQuestion(await city.as('drafter'), services, rows[0]?.id ?? 0, {
        content: '请带证件。\n图件请另行申请：/requests/new?unit=one',
        answeredOn: civilDate('2026-03-10'),
      }),
    )
    const shown = await show('POST', '/consultations/status', { form: { number, code: queryCode } })
    expect(shown.html).toContain('请带证件。')
    expect(shown.html).toContain('<a href="/requests/new?unit=one">')
    const of = /name="of" value="([^"]+)"/.exec(shown.html)?.[1] ?? ''
    const missing = await show('POST', '/consultations/poll', { form: { of } })
    expect(missing).toMatchObject({ status: 422 })
    const said = await show('POST', '/consultations/poll', { form: { of, verdict: 'fair', words: '还行' } })
    expect(said.html).toContain('您的评价：基本满意')
    const late = await ask('POST', '/consultations/poll', {
      form: { of, verdict: 'fair' },
      now: new Date(TODAY.getTime() + 2 * 3_600_000),
    })
    expect(late).toMatchObject({ redirect: '/consultations/status' })
  })

  test('without a receipt there is nothing to show', async () => {
    expect(
      await ask('GET', '/consultations/receipt', { cookies: { mingjing_consultation: 'x' } }),
    ).toMatchObject({
      redirect: '/consultations/status',
    })
  })
})
