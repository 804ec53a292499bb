import { renderToStaticMarkup } from 'react-dom/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import type { PageContent } from '#platform/http/page.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { collect, type Declared, type ModuleDeclaration } from '#kernel/declaration/index.ts'
import { systemActor } from '#kernel/identity/index.ts'
import { addUnit } from '#kernel/organisation/index.ts'
import { buildCity, buildUnit, TODAY, type SmallCity } from '../../testing/city.ts'
import { addRequestRows, type RequestRow } from '../../testing/request-rows.ts'
import { figures as documentFigures } from '../publishing/figures.ts'
import { figures, rates } from '../requests/figures.ts'
import { figures as own, rates as ownRates } from './figures.ts'
import { chartOf } from './chart.ts'
import { figuresModule } from './index.ts'
import { printValue } from './print.ts'
import { findMeasure, readSideBySide } from './side-by-side.ts'

const ON = civilDateOf(TODAY)
const module: ModuleDeclaration = figuresModule(() => declared)
const declared: Declared = collect([
  { name: 'requests', figures, rates },
  { name: 'publishing', figures: documentFigures },
  { name: 'figures', figures: own, rates: ownRates },
])

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

test('shares in time and late make the whole of what had a limit; what had none is in neither', async () => {
  const [inTime, late] = [await side('requests.on_time_share'), await side('requests.late_share')]
  const last = (table: typeof inTime) => table.rows[0]?.values.at(-1)
  expect([last(inTime), last(late)]).toEqual([
    { value: 2, whole: 3 },
    { value: 1, whole: 3 },
  ])
  await addRequestRows(city.db, [
    request(city.other.id, '2020-02-03', { concludedOn: day('2020-02-04'), outcome: 'C1' }),
  ])
  const before = await side('requests.on_time_share', { until: 2020 })
  expect(before.rows[0]?.values.at(-1)).toEqual({ value: 0, whole: 0 })
})

test('a share is part and whole, and of nothing it is a stroke', async () => {
  const table = await side('requests.late_share')
  expect(table.rows[0]?.values.at(-1)).toEqual({ value: 1, whole: 3 })
  expect(table.rows[0]?.values.map((one) => printValue(table, one))).toEqual(['—', '—', '—', '—', '33.3%'])
})

test('by the values of a dimension, in the order of its words, every unit adds up to all its records', async () => {
  const table = await side('requests.took', { split: 'took' })
  expect(table.split).toEqual({ name: 'took', label: '用时' })
  expect(table.columns.map((one) => [one.label, one.where])).toEqual([
    ['5日以内', 'took:to_5'],
    ['31—60日', 'took:to_60'],
    ['合计', undefined],
  ])
  expect(table.rows[0]?.values.map((one) => one.value)).toEqual([2, 1, 3])
  expect(rowOf(table, city.one.code)?.map((one) => one.value)).toEqual([2, 0, 2])
  const svg = chartOf(table) ?? ''
  expect(svg).toContain('5日以内')
  expect(svg).not.toContain('合计')
  // Nothing can be told apart by a dimension that has no words, and no median is a sum of others.
  expect((await side('requests.days', { split: 'outcome' })).split).toBeNull()
  expect((await side('requests.received', { split: 'nothing' })).split).toBeNull()
})

test('the lights of a year that runs are those of today, of a year that is over those of its last day', async () => {
  await addRequestRows(city.db, [
    request(city.one.id, '2026-02-02', { dueOn: day('2026-03-02') }),
    request(city.one.id, '2026-03-02', { dueOn: day('2026-03-30') }),
  ])
  const lights = async (until: number) => {
    const table = await side('requests.lights', { split: 'light', until })
    return table.columns.map((one, index) => [one.label, one.to, rowOf(table, city.one.code)?.[index]?.value])
  }
  expect(await lights(2026)).toEqual([
    ['■ 超期', '2026-03-10', 1],
    ['● 正常', '2026-03-10', 1],
    ['未计时', '2026-03-10', 1],
    ['合计', '2026-03-10', 3],
  ])
  expect(await lights(2025)).toEqual([
    ['未计时', '2025-12-31', 1],
    ['合计', '2025-12-31', 1],
  ])
})

test('for so many inhabitants: those of a part are among those of the whole, and who has none has no number', async () => {
  const people = async (unitId: number, on: string, inhabitants: number) =>
    sql`insert into registers.row (register, unit_id, occurred_on, data)
        values ('figures.population', ${unitId}, ${on}, ${JSON.stringify({ inhabitants, source: '公报' })}::jsonb)`.execute(
      city.db,
    )
  await people(city.city.id, '2023-12-31', 900_000)
  await people(city.city.id, '2024-12-31', 1_200_000)
  await people(city.one.id, '2024-12-31', 50_000)
  const table = await side('requests.per_inhabitants')
  expect(table.measure).toBe('件/万人')
  expect(table.rows[0]?.values.slice(-3).map((one) => printValue(table, one))).toEqual([
    '0.00',
    '0.01',
    '0.03',
  ])
  expect(rowOf(table, city.one.code)?.at(-1)).toEqual({ value: 2, whole: 50_000 })
  expect(rowOf(table, city.other.code)?.map((one) => printValue(table, one))).toEqual([
    '—',
    '—',
    '—',
    '—',
    '—',
  ])
})

test('what other places published stands beside ours, with its source', async () => {
  const publish = async (data: Record<string, string | number>) =>
    sql`insert into registers.row (register, unit_id, occurred_on, data)
        values ('figures.published', ${city.city.id}, '2025-12-31', ${JSON.stringify({ source: '邻江市年报', ...data })}::jsonb)`.execute(
      city.db,
    )
  await publish({ place: '邻江市', figure: 'requests.received', value: 51, inhabitants: 300_000 })
  await publish({ place: '远山市', figure: 'requests.received', value: 7 })
  const received = textOf(await page('/figures/:name', { name: 'requests.received' }, { until: '2025' }))
  expect(received).toMatch(
    /邻江市<\/td><td[^>]*>2025年12月31日.*>51<\/a><\/td><td[^>]*><a [^>]*>4<\/a><\/td>.*邻江市年报/,
  )
  expect(received).toContain(
    `records?unit=${city.city.code}&amp;from=2025-01-01&amp;to=2025-12-31" aria-label`,
  )
  expect(received).toContain('远山市')
  const each = textOf(await page('/figures/:name', { name: 'requests.per_inhabitants' }, { until: '2025' }))
  expect(each).toContain('>1.70</a>')
  expect(each).not.toContain('远山市')
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

test('a number of one value of a dimension opens the records of that value alone', async () => {
  const html = textOf(
    await page('/figures/:name', { name: 'requests.in_limit' }, { until: '2025', split: 'limit' }),
  )
  const address =
    new RegExp(`records\\?(unit=${city.other.code}[^"]*where=limit%3Amissed)`).exec(html)?.[1] ?? ''
  const query = Object.fromEntries(new URLSearchParams(address.replaceAll('&amp;', '&')))
  const records = textOf(await page('/figures/:name/records', { name: 'requests.in_limit' }, query))
  expect(records).toContain('期限：逾期')
  expect(records).toContain('共1条记录')
  const wrong = { ...query, where: 'nothing:x' }
  expect(await page('/figures/:name/records', { name: 'requests.in_limit' }, wrong)).toBeUndefined()
  // A share opens the records of its part.
  const share = textOf(await page('/figures/:name', { name: 'requests.on_time_share' }, { until: '2025' }))
  expect(share).toContain('where=limit%3Amet')
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
