import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { countFigure, figureBy, listRecords, yearPeriod } from '#kernel/figures/index.ts'
import { addRegisterRow } from '#modules/registers/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { figures } from './figures.ts'
import { registers } from './kinds.ts'
import { outreachPages } from './pages.tsx'

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())

const conference = { title: '防汛', outlet: '新闻发布厅', presenter: '某人', leader: 'no', questions: 6 }

async function enter(data: object, on = '2026-03-01') {
  const officer = await city.as('disclosure_officer')
  return addRegisterRow(officer, registers.conferences, {
    unitId: city.one.id,
    occurredOn: civilDate(on),
    data: { ...data },
  })
}

async function overview(): Promise<string> {
  const content = await outreachPages[0]?.read({
    db: city.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now: TODAY,
    today: civilDateOf(TODAY),
    params: {},
    query: {},
    form: {},
    cookies: {},
    client: async () => 'somebody',
  })
  if (!content || 'redirect' in content) throw new Error('no page')
  return renderToStaticMarkup(content.main)
}

describe('outreach', () => {
  test('an empty city says so for each kind', async () => {
    expect((await overview()).match(/还没有记录/g)).toHaveLength(5)
  })

  test('a row names numbers, links and public documents, every problem at once', async () => {
    const wrong = await enter({ ...conference, questions: 1.5, link: 'javascript:alert(1)' })
    expect(wrong.ok ? [] : wrong.issues.map((one) => `${one.field} ${one.code}`)).toEqual([
      'questions not_a_number',
      'link not_a_link',
    ])
    const secret = await enter({ ...conference, documentId: 99 })
    expect(secret).toMatchObject({ issues: [{ field: 'documentId', code: 'document_not_public' }] })
  })

  test('counts by year and outlet on the page and in the figure, each with its records', async () => {
    valueOf(await enter(conference))
    valueOf(await enter({ ...conference, outlet: '融媒体中心' }, '2025-06-01'))
    valueOf(await enter({ ...conference, title: '高考' }, '2026-02-01'))
    const [figure] = figures
    if (!figure) throw new Error('no figure')
    const scope = { period: yearPeriod(2026), unitIds: [city.one.id] }
    expect(await countFigure(city.db, figure, scope)).toBe(2)
    const all = { ...scope, period: { from: civilDate('2025-01-01'), to: civilDate('2026-12-31') } }
    const byOutlet = await figureBy(city.db, figure, all, ['outlet'])
    expect(Object.fromEntries(byOutlet)).toEqual({ 新闻发布厅: 2, 融媒体中心: 1 })
    const records = await listRecords(city.db, figure, scope, {}, { offset: 0, limit: 5 })
    expect(records.map((one) => one.label)).toEqual(['防汛', '高考'])
    const markup = await overview()
    expect(markup).toContain('<td>新闻发布厅</td><td class="number">2</td><td class="number">0</td>')
    expect(markup).toContain('/registers/outreach.conferences')
  })
})
