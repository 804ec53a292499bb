import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import type { PageContent } from '#platform/http/page.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { collect } from '#kernel/declaration/index.ts'
import { systemActor } from '#kernel/identity/index.ts'
import { addUnit } from '#kernel/organisation/index.ts'
import { buildCity, buildUnit, TODAY, type SmallCity } from '../../testing/city.ts'
import { addRequestRows, type RequestRow } from '../../testing/request-rows.ts'
import { figures, rates } from '../requests/figures.ts'
import { chartOf } from './chart.ts'
import { figuresModule } from './index.ts'
import { printValue } from './print.ts'
import { findMeasure, readSideBySide } from './side-by-side.ts'

const ON = civilDateOf(TODAY)
const declared = collect([{ name: 'requests', figures, rates }])
const module = figuresModule(() => declared)

let database: TestDatabase
let city: SmallCity
const day = (text: string) => civilDate(text)
const request = (unitId: number, receivedOn: string, more: Partial<RequestRow> = {}): RequestRow => ({
  unitId,
  applicant: 'natural',
  receivedOn: day(receivedOn),
  ...more,
})
const ended = (concludedOn: string, dueOn: string) => ({
  concludedOn: day(concludedOn),
  outcome: 'C1',
  dueOn: day(dueOn),
})

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await addRequestRows(city.db, [
    request(city.one.id, '2024-12-30'),
    request(city.one.id, '2025-02-03', ended('2025-02-05', '2025-03-03')),
    request(city.one.id, '2025-02-03', ended('2025-02-07', '2025-03-03')),
    request(city.other.id, '2025-02-03', ended('2025-03-25', '2025-03-03')),
    request(city.other.id, '2025-11-03'),
  ])
})
afterAll(() => database.close())

async function side(name: string, query: Parameters<typeof readSideBySide>[3] = {}) {
  const measure = findMeasure(declared, name)
  if (!measure) throw new Error(`no ${name}`)
  return readSideBySide(city.db, declared, measure, { until: 2025, ...query }, ON)
}
const rowOf = (table: Awaited<ReturnType<typeof side>>, code: string) =>
  table.rows.find((row) => row.unit === code)?.values

test('the government stands first with all below it, then each unit below it', async () => {
  const table = await side('requests.received')
  expect(table.columns.map((one) => one.label)).toEqual(['2021年', '2022年', '2023年', '2024年', '2025年'])
  expect(table.rows[0]?.values.map((one) => one.value)).toEqual([0, 0, 0, 1, 4])
  expect(rowOf(table, city.one.code)?.map((one) => one.value)).toEqual([0, 0, 0, 1, 2])
  expect(rowOf(table, city.other.code)?.map((one) => one.value)).toEqual([0, 0, 0, 0, 2])
})

test('the quarters of a year make the year', async () => {
  const table = await side('requests.received', { by: 'quarter' })
  expect(table.rows[0]?.values.map((one) => one.value)).toEqual([3, 0, 0, 1])
})

test('a median of the government is taken from its records, not from the medians of its units', async () => {
  const table = await side('requests.days')
  // 2, 4 and 50 days: the median is 4, that of the units' medians (3 and 50) would be 26.5.
  expect(table.rows[0]?.values.at(-1)?.value).toBe(4)
  expect(rowOf(table, city.one.code)?.at(-1)?.value).toBe(3)
  expect(rowOf(table, city.one.code)?.[0]).toEqual({ value: null })
})

test('a share is part and whole, and of nothing it is a stroke', async () => {
  const table = await side('requests.late_share')
  expect(table.rows[0]?.values.at(-1)).toEqual({ value: 1, whole: 3 })
  expect(table.rows[0]?.values.map((one) => printValue('%', one))).toEqual(['—', '—', '—', '—', '33.3%'])
})

test('units of another government are compared among themselves', async () => {
  const district = await city.db
    .transaction()
    .execute((tx) =>
      addUnit(tx, systemActor, buildUnit({ code: 'far', kind: 'district', parentId: city.city.id })),
    )
  const table = await side('requests.received', { of: district.code })
  expect(table.rows.map((row) => row.unit)).toEqual([district.code])
  expect(table.rows[0]?.values.at(-1)?.value).toBe(0)
  await expect(side('requests.received', { of: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' })
})

test('a chart of nothing is not drawn, others name units and years', async () => {
  expect(chartOf(await side('requests.fees_paid'))).toBeUndefined()
  const svg = chartOf(await side('requests.received')) ?? ''
  expect(svg).toContain('<svg')
  expect(svg).toContain('2025年')
  expect(svg).toContain(city.one.short_name)
})

async function page(path: string, params: Record<string, string>, query: Record<string, string> = {}) {
  const route = module.pages?.find((one) => one.path === path)
  return (await route?.read({
    db: city.db,
    site: 'main',
    publicUrl: '',
    now: TODAY,
    today: ON,
    params,
    query,
    form: {},
    cookies: {},
    client: () => Promise.resolve(''),
  })) as PageContent | undefined
}
const textOf = (content: PageContent | undefined) => renderToStaticMarkup(<>{content?.main}</>)

test('every number of the page opens the records that make it', async () => {
  const html = textOf(await page('/figures/:name', { name: 'requests.received' }, { until: '2025' }))
  expect(html).toContain('data:image/svg+xml;base64,')
  // What was carried in and came is what was answered and carried out.
  expect(html).toContain('加上年结转政府信息公开申请数量，等于')
  const address = new RegExp(`records\\?(unit=${city.other.code}[^"]*2025-12-31)`).exec(html)?.[1] ?? ''
  const query = Object.fromEntries(new URLSearchParams(address.replaceAll('&amp;', '&')))
  const records = textOf(await page('/figures/:name/records', { name: 'requests.received' }, query))
  expect(records).toContain('共2条记录')
})

test('no figure, no unit or no day: no page', async () => {
  expect(await page('/figures/:name', { name: 'nothing' })).toBeUndefined()
  const good = { unit: city.one.code, from: '2025-01-01', to: '2025-12-31' }
  for (const bad of [{ unit: 'x' }, { from: '2025-13-01' }, { to: '2024-01-01' }])
    expect(
      await page('/figures/:name/records', { name: 'requests.received' }, { ...good, ...bad }),
    ).toBeUndefined()
})

test('the catalogue names every figure and share with its source', async () => {
  const html = textOf(await page('/figures', {}))
  for (const one of [...figures, ...rates]) expect(html).toContain(one.label)
  expect(html).toContain('政府信息公开条例 第三十三条')
})
