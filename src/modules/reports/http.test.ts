import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { createServer, type Api } from '#platform/http/server.ts'
import { folderStore } from '#platform/files/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { collect } from '#kernel/declaration/index.ts'
import { defineFigure } from '#kernel/figures/index.ts'
import { guard } from '#kernel/identity/index.ts'
import { powersModule } from '#modules/powers/index.ts'
import { figures as documentFigures } from '../publishing/figures.ts'
import { figures as remedyFigures } from '../remedies/figures.ts'
import { buildCity, TODAY } from '../../testing/city.ts'
import type { ReportView } from './contract/report.ts'
import { reportsModule } from './index.ts'

const requests = ['received', 'carried_in', 'concluded', 'carried_out'].map((name) =>
  defineFigure({
    name: `requests.${name}`,
    label: name,
    unit: '件',
    cohort: 'received',
    dimensions: ['applicant', 'outcome'],
    cites: '试验',
    changedBy: [],
    records: ({ unitIds }) => sql`
      select 'request:' || id as record, 'YSQ-' || id as label, id as unit_id, date '2025-05-01' as on_date, 1 as amount,
             'natural' as applicant, 'C1' as outcome
        from unnest(${[...unitIds]}::bigint[]) as u (id)`,
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
let app: Api
beforeAll(async () => {
  database = await testDatabase()
  await buildCity(database.db)
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: database.db, now: () => TODAY, secure: false })
  await app.register(async (api) => reports.api?.(api as Api), { prefix: '/api/v1' })
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const get = (path: string) => app.inject({ url: `/api/v1/reports${path}` })

describe('政府信息公开条例 第四十九条: everybody may read the tables as data', () => {
  test('the shape that other programs rely on', async () => {
    const report = (await get('/city/2025')).json<ReportView>()
    expect(report).toMatchObject({
      unit: 'city',
      unitName: '试验市人民政府',
      year: 2025,
      scope: 'consolidated',
      form: '国办公开办函〔2021〕30号',
      asOf: '2026-03-10',
      complete: true,
    })
    const [content, requested, remedies] = report.tables
    expect(report.tables.map((table) => table.id)).toEqual(['2', '3', '4'])
    expect(requested?.head[2]?.map((cell) => 'text' in cell && cell.text)).toEqual([
      '商业企业',
      '科研机构',
      '社会公益组织',
      '法律服务机构',
      '其他',
    ])
    expect(requested?.rows).toHaveLength(25)
    expect(requested?.rows[0]?.slice(0, 2)).toEqual([
      { text: '一、本年新收政府信息公开申请数量', head: 'row', columns: 3 },
      { cell: '3.A.1', label: '一、本年新收政府信息公开申请数量：自然人', value: 3 },
    ])
    expect(remedies?.rows[0]?.[5]).toEqual({
      cell: '4.litigation_direct.1',
      label: '行政诉讼（未经复议直接起诉）：结果维持',
      value: 0,
    })
    expect(content?.rows[0]?.[1]).toMatchObject({ cell: '2.regulation.1', value: 0 })
    expect(report.values['3.A.7']).toBe(3)
    expect(report.relations.find((one) => one.name === '3.balance.7')).toMatchObject({
      left: 6,
      right: 6,
      holds: true,
    })
    expect((await get('/city/2025?scope=own')).json<ReportView>().values['3.A.7']).toBe(1)
  })

  test('the records behind a cell, a page at a time', async () => {
    expect((await get('/city/2025/cells/3.A.7?size=2&page=2')).json()).toMatchObject({
      cell: '3.A.7',
      value: 3,
      total: 3,
      page: 2,
      size: 2,
      items: [{ on: '2025-05-01', amount: 1, address: null }],
    })
  })

  test('what there is not is not found, and another form is refused by name', async () => {
    expect((await get('/nobody/2025')).statusCode).toBe(404)
    expect((await get('/city/2025/cells/3.Z.1')).statusCode).toBe(404)
    expect((await get('/city/soon')).statusCode).toBe(400)
    expect((await get('/city/2025?scope=all')).statusCode).toBe(400)
    const refused = await get('/city/2007')
    expect([refused.statusCode, refused.json()]).toEqual([
      422,
      { error: expect.objectContaining({ code: 'year_not_supported', params: { year: 2007, since: 2008 } }) },
    ])
    expect((await get('/city/2027/cells/3.A.1')).statusCode).toBe(422)
  })
})
