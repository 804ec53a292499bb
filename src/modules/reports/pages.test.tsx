import { tmpdir } from 'node:os'
import { renderToStaticMarkup } from 'react-dom/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import type { PageContent } from '#platform/http/page.ts'
import { folderStore } from '#platform/files/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { collect } from '#kernel/declaration/index.ts'
import { defineFigure } from '#kernel/figures/index.ts'
import { addRow } from '#kernel/registers/index.ts'
import { powersModule, registers } from '#modules/powers/index.ts'
import { figures as documentFigures } from '../publishing/figures.ts'
import { figures as remedyFigures } from '../remedies/figures.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { addRemedyRow } from '../../testing/remedies.ts'
import { computeReport, reportHtml, reportsModule } from './index.ts'

const requests = ['received', 'carried_in', 'concluded', 'carried_out'].map((name) =>
  defineFigure({
    name: `requests.${name}`,
    label: name,
    unit: '件',
    cohort: 'received',
    dimensions: ['applicant', 'outcome'],
    cites: '试验',
    changedBy: [],
    records: () =>
      sql`select ''::text as record, '' as label, 0::bigint as unit_id, current_date as on_date, 0 as amount, '' as applicant, '' as outcome where false`,
  }),
)
const reports = reportsModule(() => declared, { files: folderStore(tmpdir()) })
const declared = collect([
  { name: 'requests', figures: requests },
  { name: 'publishing', figures: documentFigures },
  { name: 'remedies', figures: remedyFigures },
  powersModule,
  reports,
])

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await city.db.transaction().execute(async (tx) => {
    for (let n = 0; n < 60; n += 1) {
      await addRemedyRow(tx, { unitId: city.one.id, way: 'reconsideration', receivedOn: '2025-03-01' })
      await addRow(tx, registers.permits, {
        unitId: city.one.id,
        occurredOn: civilDate('2025-03-01'),
        enteredBy: null,
        data: { documentNumber: `许可〔2025〕${n}号`, party: '某某' },
      })
    }
  })
})
afterAll(() => database.close())

async function read(
  path: string,
  params: Record<string, string>,
  query: Record<string, string> = {},
): Promise<PageContent | undefined> {
  const route = reports.pages?.find((one) => one.path === path)
  const content = await route?.read({
    db: city.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now: TODAY,
    today: civilDate('2026-03-10'),
    params,
    query,
    form: {},
    cookies: {},
    client: async () => 'somebody',
  })
  return content && 'main' in content ? content : undefined
}
const markup = (content: PageContent | undefined) => (content ? renderToStaticMarkup(content.main) : '')
const REPORT = '/reports/:unitCode/:year'

/** The table of a caption as a grid in which every span fills its places; throws where two cells meet. */
function gridOf(html: string, caption: string): string[][] {
  const table = html.split('<table').find((part) => part.includes(`<caption>${caption}</caption>`)) ?? ''
  const grid: string[][] = []
  const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/g)]
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const [, attributes = '', text = ''] of (row[1] ?? '').matchAll(/<t[hd]([^>]*)>(.*?)<\/t[hd]>/g)) {
      const line = (grid[y] ??= [])
      while (line[x] !== undefined) x += 1
      const span = (name: string) => Number(new RegExp(`${name}="(\\d+)"`, 'i').exec(attributes)?.[1] ?? 1)
      for (let down = 0; down < span('rowspan'); down += 1) {
        for (let across = 0; across < span('colspan'); across += 1) {
          const place = (grid[y + down] ??= [])
          if (place[x + across] !== undefined) throw new Error(`two cells at ${y + down}, ${x + across}`)
          place[x + across] = text.replace(/<[^>]*>/g, '')
        }
      }
    }
  }
  return grid
}

describe('国办公开办函〔2021〕30号: the layout of the form', () => {
  test('table 3 has 25 rows of three labels and seven numbers under a head of three rows', async () => {
    const grid = gridOf(
      markup(await read(REPORT, { unitCode: 'one', year: '2025' })),
      '收到和处理政府信息公开申请情况',
    )
    expect(grid.map((row) => row.length)).toEqual(Array.from({ length: 28 }, () => 10))
    expect(grid[2]?.slice(3)).toEqual([
      '自然人',
      '商业企业',
      '科研机构',
      '社会公益组织',
      '法律服务机构',
      '其他',
      '总计',
    ])
    expect(grid[5]?.slice(0, 3)).toEqual(['三、本年度办理结果', '（一）予以公开', '（一）予以公开'])
    expect(grid[10]?.slice(0, 3)).toEqual(['三、本年度办理结果', '（三）不予公开', '4.保护第三方合法权益'])
    expect(grid[26]?.slice(0, 3)).toEqual(['三、本年度办理结果', '（七）总计', '（七）总计'])
    expect(new Set(grid[27]?.slice(0, 3))).toEqual(new Set(['四、结转下年度继续办理']))
    expect(grid.filter((row) => row[0] === '三、本年度办理结果')).toHaveLength(22)
  })

  test('table 2 has four blocks, table 4 three groups of five', async () => {
    const html = markup(await read(REPORT, { unitCode: 'one', year: '2025' }))
    const content = gridOf(html, '主动公开政府信息情况')
    expect(content.every((row) => row.length === 4)).toBe(true)
    expect(content.map((row) => row[0])).toEqual([
      '第二十条第（一）项',
      '信息内容',
      '规章',
      '行政规范性文件',
      '第二十条第（五）项',
      '信息内容',
      '行政许可',
      '第二十条第（六）项',
      '信息内容',
      '行政处罚',
      '行政强制',
      '第二十条第（八）项',
      '信息内容',
      '行政事业性收费',
    ])
    const remedyGrid = gridOf(html, '政府信息公开行政复议、行政诉讼情况')
    expect(remedyGrid.map((row) => row.length)).toEqual([15, 15, 15, 15])
    expect(remedyGrid[1]?.slice(4, 7)).toEqual(['总计', '未经复议直接起诉', '未经复议直接起诉'])
    expect(remedyGrid[3]?.slice(0, 6)).toEqual(['0', '0', '0', '60', '60', '0'])
  })

  test('every number is a link to its records, and says of what', async () => {
    const html = markup(await read(REPORT, { unitCode: 'city', year: '2025' }))
    expect([...html.matchAll(/href="\/reports\/city\/2025\/cells\//g)]).toHaveLength(10 + 175 + 15)
    expect(html).toContain('aria-label="行政复议：尚未审结：60，查看记录"')
    expect(html).toContain('全部成立')
    expect(markup(await read(REPORT, { unitCode: 'city', year: '2025' }, { scope: 'own' }))).toContain(
      'cells/3.A.1?scope=own',
    )
  })
})

describe('behind a number', () => {
  test('a reconsideration is counted in public, and nothing else of it is shown', async () => {
    const html = markup(
      await read('/reports/:unitCode/:year/cells/:cell', {
        unitCode: 'city',
        year: '2025',
        cell: '4.reconsideration.4',
      }),
    )
    expect(html).toContain('表中数字：60，即下列60条记录。')
    expect(html).not.toContain('href="/remedies')
    expect(html).not.toContain('某机关')
  })

  test('its records, a page at a time, each with its address', async () => {
    const cell = (query = {}) =>
      read(
        '/reports/:unitCode/:year/cells/:cell',
        { unitCode: 'city', year: '2025', cell: '2.permits.1' },
        query,
      )
    const first = markup(await cell())
    expect(first).toContain('表中数字：60，即下列60条记录。')
    expect([...first.matchAll(/href="\/registers\/powers\.permits\/rows\//g)]).toHaveLength(50)
    expect([
      ...markup(await cell({ page: '2' })).matchAll(/href="\/registers\/powers\.permits\/rows\//g),
    ]).toHaveLength(10)
    expect(
      await read('/reports/:unitCode/:year/cells/:cell', { unitCode: 'city', year: '2025', cell: '3.X.1' }),
    ).toBeUndefined()
  })
})

describe('which reports there are', () => {
  test('from the first year of the form to the one that runs', async () => {
    const html = markup(await read('/reports', {}))
    expect([...html.matchAll(/href="\/reports\/one\/(\d+)"/g)].map(([, year]) => year)).toEqual([
      '2026',
      '2025',
      '2024',
      '2023',
      '2022',
      '2021',
      '2020',
      '2019',
    ])
    expect(html).toContain('href="/reports?until=2018"')
    const older = markup(await read('/reports', {}, { until: '2012' }))
    expect([...older.matchAll(/href="\/reports\/one\/(\d+)"/g)].map(([, year]) => year)).toEqual([
      '2012',
      '2011',
      '2010',
      '2009',
      '2008',
    ])
    expect(older).toContain('href="/reports?until=2020"')
    expect(await read(REPORT, { unitCode: 'one', year: '2007' })).toMatchObject({
      status: 404,
      title: expect.stringContaining('2007'),
    })
    expect(await read(REPORT, { unitCode: 'one', year: '2027' })).toMatchObject({ status: 404 })
    expect(await read(REPORT, { unitCode: 'nobody', year: '2025' })).toBeUndefined()
    expect(markup(await read(REPORT, { unitCode: 'one', year: '2026' }))).toContain('本年度尚未结束')
  })
})

test('on paper: one complete document that fetches nothing', async () => {
  const html = reportHtml(
    await computeReport(city.db, declared, city.one, 2025, undefined, civilDate('2026-03-10')),
  )
  expect(html.startsWith('<!doctype html><html lang="zh-Hans">')).toBe(true)
  expect(html).not.toMatch(/\b(?:src|href)=/)
  expect(html).toContain('统计于2026年3月10日')
  expect(gridOf(html, '收到和处理政府信息公开申请情况')).toHaveLength(28)
})
