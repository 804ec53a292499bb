import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import type { PageContent } from '#platform/http/page.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, operatorActor, systemActor } from '#kernel/identity/index.ts'
import { addUnit } from '#kernel/organisation/index.ts'
import { importDocuments } from '#modules/publishing/index.ts'
import { addChannel } from '#modules/sites/index.ts'
import { registers } from '#modules/powers/index.ts'
import { buildCity, buildUnit, TODAY, type SmallCity } from '../../testing/city.ts'
import { article20 } from '../../modules/disclosure/items.ts'
import { disclosurePages } from '../../modules/disclosure/pages/platform.tsx'
import * as catalogue from '../../modules/disclosure/store/catalogue.ts'
import { portalPages } from './pages.tsx'
import * as store from './store.ts'

let database: TestDatabase
let city: SmallCity

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await city.as('disclosure_officer', city.one)
  await city.as('disclosure_officer', city.other)
  await city.db.transaction().execute(async (tx) => {
    const { site_id: siteId } = await tx
      .selectFrom('sites.channel')
      .select('site_id')
      .executeTakeFirstOrThrow()
    const add = (slug: string, parentId: number | null) =>
      addChannel(tx, systemActor, {
        siteId,
        parentId,
        slug,
        name: slug,
        kind: '',
        description: '',
        position: 2,
      })
    const policies = await add('policies', null)
    await add('normative', policies)
    await add('official', policies)
    await add('plans', null)
    const district = await addUnit(
      tx,
      systemActor,
      buildUnit({ code: 'qu', kind: 'district', parentId: city.city.id }),
    )
    await addUnit(tx, systemActor, buildUnit({ code: 'zhen', kind: 'town', parentId: district.id }))
    await tx
      .insertInto('registers.row')
      .values({
        register: 'powers.permits',
        unit_id: city.one.id,
        occurred_on: civilDate('2026-02-01'),
        data: '{}',
      })
      .execute()
  })
  await bring('one', 'normative', '停车管理办法', '2026-01-05')
  await bring('one', 'official', '做好防汛工作的通知', '2026-02-05')
  await bring('other', 'official', '规范集市经营的通知', '2026-03-05')
})
afterAll(() => database.close())

async function bring(unitCode: string, channel: string, title: string, publishDate: string): Promise<void> {
  async function* rows() {
    const value = {
      id: title,
      title,
      kind: 'official',
      publishDate,
      topic: '02',
      genre: '08',
      text: '正文。',
      summary: '概述。',
    }
    yield { line: 1, value }
  }
  const result = await importDocuments(createContext(city.db, operatorActor, TODAY), {
    unitCode,
    channel,
    officerLogin: undefined,
    source: { rows: rows(), totalBytes: 0, readBytes: () => 0 },
    progress: () => undefined,
  })
  expect(result.errors).toEqual([])
}

async function read(
  path: string,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
): Promise<{ page: PageContent; html: string } | undefined> {
  const route = [...portalPages(), ...disclosurePages].find((one) => one.path === path)
  if (!route) throw new Error(`no page ${path}`)
  const page = await route.read({
    db: city.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now: TODAY,
    today: civilDateOf(TODAY),
    params,
    query,
    form: {},
    cookies: {},
    client: async () => 'somebody',
  })
  if (!page || 'redirect' in page) return undefined
  return { page, html: renderToStaticMarkup(page.main) }
}

async function shown(path: string, params?: Record<string, string>): Promise<string> {
  const found = await read(path, params)
  if (!found) throw new Error(`${path} is not there`)
  return found.html
}

describe('政府信息公开平台', () => {
  test('the four parts and the entrance for requests stand in the fixed order under the fixed names', async () => {
    const html = await shown('/disclosure')
    expect([...html.matchAll(/<h2>([^<]+)<\/h2>/g)].map((found) => found[1])).toEqual([
      '政府信息公开指南',
      '政府信息公开制度',
      '法定主动公开内容',
      '政府信息公开年报',
      '依申请公开',
    ])
  })

  test('第二十条: all fifteen items are there in order, and what is empty says so instead of leading nowhere', async () => {
    const html = await shown('/disclosure')
    expect([...html.matchAll(/<li id="(R20-\d\d)">/g)].map((found) => found[1])).toEqual(
      article20.map((one) => one.code),
    )
    expect(html).toContain('<a href="/disclosure/R20-01">')
    expect(html).not.toContain('href="/disclosure/R20-03"')
    expect(html.match(/暂无这类信息/g)).toHaveLength(11)
  })

  test('a document counts under the nearest column that an item names; register rows count as well', async () => {
    const counts = await catalogue.countItems(city.db)
    expect(Object.fromEntries(counts)).toEqual({
      'R20-01': expect.objectContaining({ count: 1, newest: '2026-01-05' }),
      'R20-05': { count: 1, newest: '2026-02-01' },
      'R20-15': expect.objectContaining({ count: 2, newest: '2026-03-05' }),
    })
    expect((await catalogue.countItems(city.db, city.other.id)).get('R20-15')?.count).toBe(1)
    expect((await catalogue.countItems(city.db, city.other.id)).has('R20-01')).toBe(false)
  })

  test('a number on the tree is the number of entries behind it', async () => {
    for (const [code, { count }] of await catalogue.countItems(city.db)) {
      const item = article20.find((one) => one.code === code)
      const { total } = await catalogue.listCatalogue(city.db, { item }, { offset: 0, limit: 20 })
      const rows = await catalogue.countRegisterRows(city.db, item?.registers.map((one) => one.name) ?? [])
      expect(total + [...rows.values()].reduce((sum, one) => sum + one.count, 0), code).toBe(count)
    }
  })

  test('第十二条: an entry of the catalogue has its index number, name, summary and date of origin', async () => {
    const html = await shown('/disclosure/:part', { part: 'catalogue' })
    expect(html).toContain('共 3 条，按公开日期从新到旧')
    expect(html).toMatch(/停车管理办法.*概述。.*索引号 [0-9A-Z]{18}\/2026-00001.*/)
    expect(html.indexOf('规范集市经营')).toBeLessThan(html.indexOf('停车管理办法'))
  })

  test('a unit shows its own alone, and links its registers and reports by its own code', async () => {
    const platform = await shown('/units/:unitCode/disclosure', { unitCode: 'one' })
    expect(platform).toContain('href="/reports/one/2025"')
    expect(platform).toContain('href="/requests/new?unit=one"')
    const permits = await shown('/units/:unitCode/disclosure/:part', { unitCode: 'one', part: 'R20-05' })
    expect(permits).toContain('href="/registers/powers.permits?unit=one"')
    const others = await shown('/units/:unitCode/disclosure/:part', { unitCode: 'other', part: 'catalogue' })
    expect(others).toContain('规范集市经营的通知')
    expect(others).not.toContain('停车管理办法')
  })

  test('what is no part, no unit or no page of the list is not there', async () => {
    expect(await read('/disclosure/:part', { part: 'R20-99' })).toBeUndefined()
    expect(await read('/disclosure/:part', { part: 'R20-02' })).toBeUndefined()
    expect(await read('/disclosure/:part', { part: 'catalogue' }, { page: '2' })).toBeUndefined()
    expect(await read('/units/:unitCode/disclosure', { unitCode: 'nobody' })).toBeUndefined()
  })

  test('a permission granted makes the pages stale that count it', async () => {
    const found = await read('/disclosure')
    for (const register of Object.values(registers)) {
      expect(found?.page.tags).toContain(`register:${register.name}`)
    }
  })
})

describe('units', () => {
  test('the directory goes from the government downward, and towns stand under their district', async () => {
    const html = await shown('/units')
    expect([...html.matchAll(/<h2>([^<]+)<\/h2>/g)].map((found) => found[1])).toEqual([
      '市人民政府',
      '政府部门',
      '区县人民政府',
      '乡镇人民政府（街道办事处）',
    ])
  })

  test('a town says what it stands under, a district what stands below it', async () => {
    const town = await read('/units/:unitCode', { unitCode: 'zhen' })
    expect(town?.page.crumbs?.map((crumb) => crumb.label)).toEqual(['机构', 'qu', 'zhen'])
    expect(await shown('/units/:unitCode', { unitCode: 'qu' })).toContain('<a href="/units/zhen">zhen局</a>')
  })

  test('what a unit has not filled in is said to be missing', async () => {
    expect(await shown('/units/:unitCode', { unitCode: 'one' })).toContain(
      '<th scope="row">联系电话</th><td>未填报</td>',
    )
  })
})

describe('home', () => {
  test('has one search box that works without script, the five things people come for, and the newest first', async () => {
    const html = await shown('/')
    expect(html.match(/<form[^>]*action="\/search" method="get"/g)).toHaveLength(1)
    const tiles = /<nav class="tiles".*?<\/nav>/.exec(html)?.[0] ?? ''
    expect(tiles.match(/<a /g)).toHaveLength(5)
    expect(html.indexOf('规范集市经营')).toBeLessThan(html.indexOf('做好防汛工作'))
  })

  test.each([
    ['before the day of the reminder', '2026-03-02', 'green'],
    ['on the day it is due', '2026-03-30', 'yellow'],
    ['on the day after', '2026-03-31', 'red'],
  ] as const)('a request %s has the light that its clock has', async (_, day, light) => {
    const before = await store.readStanding(city.db, civilDate(day))
    await inRunningClock(async (db) => {
      const standing = await store.readStanding(db, civilDate(day))
      expect({ ...before, [light]: before[light] + 1 }).toEqual(standing)
    })
  })
})

/** A clock from 2026-03-02, due on 2026-03-30, that is gone afterwards. */
async function inRunningClock(look: (db: SmallCity['db']) => Promise<void>): Promise<void> {
  const id = await city.db
    .insertInto('clock.clock')
    .values({
      name: 'requests.reply',
      rule_from: civilDate('2019-05-15'),
      subject: 'case:1',
      unit_id: city.one.id,
      started_on: civilDate('2026-03-02'),
      days: 20,
      day_kind: 'working',
      yellow_on: civilDate('2026-03-23'),
      due_on: civilDate('2026-03-30'),
      provisional: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  try {
    await look(city.db)
  } finally {
    await city.db.deleteFrom('clock.clock').where('id', '=', id.id).execute()
  }
}
