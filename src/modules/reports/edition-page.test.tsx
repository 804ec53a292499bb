import { renderToStaticMarkup } from 'react-dom/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { PageContent } from '#platform/http/page.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { buildOffice, openYear, publishAll, reportOf, writeAll, type Office } from '../../testing/annual.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { declare, seedReports } from '../../testing/reports.ts'
import { restateReport } from './actions/freeze.ts'
import { reportsPages } from './pages.tsx'

const declared = declare()
let database: TestDatabase
let city: SmallCity
let office: Office
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await seedReports(city)
  office = await buildOffice(city, TODAY)
  await openYear(office, city)
})
afterAll(() => database.close())

async function read(path: string, params: Record<string, string>): Promise<PageContent | undefined> {
  const route = reportsPages(() => declared).find((one) => one.path === path)
  const content = await route?.read({
    db: city.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now: TODAY,
    today: civilDate('2026-03-10'),
    params,
    query: {},
    form: {},
    cookies: {},
    client: async () => 'somebody',
  })
  return content && 'main' in content ? content : undefined
}
const markup = (content: PageContent | undefined) => (content ? renderToStaticMarkup(content.main) : '')
const newest = () => read('/reports/:unitCode/:year', { unitCode: 'one', year: '2025' })
const numbered = (edition: string) =>
  read('/reports/:unitCode/:year/editions/:edition', { unitCode: 'one', year: '2025', edition })

test('before it is published the numbers of today stand there, and say so', async () => {
  const report = await reportOf(city, city.one)
  await writeAll(office.writer, report.id)
  expect(markup(await newest())).toContain('年度报告尚未公布')
  expect(await numbered('1')).toBeUndefined()
})

test('published, it is read with its words; a number in them leads to its records', async () => {
  const { id } = await reportOf(city, city.one)
  await publishAll(office, declared, id)
  const page = await newest()
  const text = markup(page)
  expect(page?.title).toBe('one局2025年政府信息公开工作年度报告')
  expect(page?.tags).toEqual([`annual:${city.one.id}:2025`])
  expect(text).not.toContain('尚未公布')
  expect(text).toContain('<h3>（一）依申请公开</h3>')
  expect(text).toMatch(/全年收到申请<a href="\/reports\/one\/2025\/cells\/3\.A\.7" title="[^"]+">\d+<\/a>件/)
  expect(text).toContain('第1版')
})

test('restated, the reason and the difference are read, and the first edition stays at its own address', async () => {
  const { id } = await reportOf(city, city.one)
  valueOf(await restateReport(office.writer, id, '漏登记一件规范性文件'))
  await sql`update cases.case set received_on = '2024-11-30' where id = (
    select id from cases.case where unit_id = ${city.one.id} and received_on = '2025-02-01' limit 1)`.execute(
    city.db,
  )
  await writeAll(office.writer, id, { others: '无。' })
  await publishAll(office, declared, id)
  const text = markup(await newest())
  expect(text).toContain('更正原因：漏登记一件规范性文件')
  expect(text).toContain('一、本年新收政府信息公开申请数量：总计')
  expect(text).toContain('href="/reports/one/2025/editions/1"')
  const first = markup(await numbered('1'))
  expect(first).toContain('这不是最新的一版')
  expect(first).not.toContain('更正说明')
  expect(await numbered('3')).toBeUndefined()
})
