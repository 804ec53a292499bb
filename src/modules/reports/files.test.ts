import { tmpdir } from 'node:os'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { guard } from '#kernel/identity/index.ts'
import type { Format } from '#kernel/printing/index.ts'
import { auditFiles, type Audit } from '#modules/auditor/index.ts'
import { buildOffice, openYear, publishAll, reportOf, writeAll, type Office } from '../../testing/annual.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { declare, seedReports } from '../../testing/reports.ts'
import { restateReport } from './actions/freeze.ts'
import type { Edition } from './contract/edition.ts'
import { findEdition } from './editions.ts'
import { makeEditionFiles } from './files.ts'
import { reportsModule } from './index.ts'
import { paperOf } from './print.ts'
import { listPublicFiles, listWithoutFiles } from './store/files.ts'

const declared = declare()
const files = folderStore(tmpdir())
let database: TestDatabase
let city: SmallCity
let office: Office
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await seedReports(city)
  office = await buildOffice(city, TODAY)
  await openYear(office, city)
  const { id } = await reportOf(city, city.one)
  await writeAll(office.writer, id)
  await publishAll(office, declared, id)
})
afterAll(() => database.close())

const reportId = async () => (await reportOf(city, city.one)).id
const publicFiles = (number: number) => listPublicFiles(city.db, { unitId: city.one.id, year: 2025, number })
const make = async (number: number) =>
  makeEditionFiles({ db: city.db, files, now: TODAY }, { reportId: await reportId(), number })

async function contentOf(number: number, format: Format): Promise<Buffer> {
  const file = (await publicFiles(number)).find((one) => one.format === format)
  if (!file) throw new Error(`no ${format}`)
  const parts: Buffer[] = []
  for await (const part of files.read(file.file_hash.toString('hex'))) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

async function edition(number: number): Promise<Edition> {
  const found = await findEdition(city.db, city.one.id, 2025, number)
  if (!found) throw new Error(`no edition ${number}`)
  return found
}

async function auditOf(number: number, format: Format): Promise<Audit> {
  const content = await contentOf(number, format)
  const { audits } = await auditFiles([{ name: `report.${format}`, content }])
  const [audit] = audits
  if (!audit) throw new Error('not read')
  return audit
}

test('the job that freezing asks for makes both files, once', async () => {
  const { rows } = await sql<{ payload: unknown }>`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'reports.make_files'`.execute(city.db)
  expect(rows).toEqual([{ payload: { report: await reportId(), edition: 1 } }])
  expect(await listWithoutFiles(city.db)).toEqual([{ reportId: await reportId(), number: 1 }])
  await make(1)
  const made = await publicFiles(1)
  expect(made.map(({ format, media_type }) => [format, media_type])).toEqual([
    ['pdf', 'application/pdf'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])
  await make(1)
  expect(await publicFiles(1)).toEqual(made)
  expect(await listWithoutFiles(city.db)).toEqual([])
})

test.each(['pdf', 'docx'] as const)(
  'read again out of the %s, every number is that of the edition and every relation holds',
  async (format) => {
    const audit = await auditOf(1, format)
    const { values } = await edition(1)
    const found = audit.figures.map((figure) => figure.value)
    const printed = Object.entries(values).flatMap(([cell, value]) => (value === null ? [] : [[cell, value]]))
    const missing = printed.filter(([, value]) => !found.includes(value as number))
    expect(missing).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(printed.length)
    expect(audit.relations.filter((one) => one.verdict === 'broken')).toEqual([])
    expect(audit.relations.filter((one) => one.verdict === 'holds').length).toBeGreaterThan(20)
  },
)

test('what is public is given out under its name; what is not, and what is not there, is not found', async () => {
  const app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: database.db, now: () => TODAY, secure: false })
  const module = reportsModule(() => declared, { files })
  await app.register(async (pages) => module.resources?.(pages as Api))
  await app.register(async (api) => module.api?.(api as Api), { prefix: '/api/v1' })
  const get = (path: string) => app.inject({ url: path })
  const pdf = await get('/reports/one/2025/editions/1/report.pdf')
  expect(pdf.statusCode).toBe(200)
  expect(decodeURIComponent(String(pdf.headers['content-disposition']))).toContain(
    'one局2025年政府信息公开工作年度报告.pdf',
  )
  const csv = parse(await get('/reports/one/2025/editions/1/report.csv').then((one) => one.body), {
    bom: true,
  })
  const { values } = await edition(1)
  expect(csv).toHaveLength(1 + Object.keys(values).length)
  expect(csv.find(([, , , , id]) => id === '3.A.7')?.at(-1)).toBe(String(values['3.A.7']))
  const data = (await get('/api/v1/reports/one/2025/editions/1')).json<{ edition: Edition }>()
  expect(data.edition).toEqual(await edition(1))
  for (const path of [
    '/reports/one/2025/editions/2/report.pdf',
    '/reports/one/2025/editions/x/report.csv',
    '/reports/nobody/2025/editions/1/report.docx',
    '/api/v1/reports/one/2025/editions/2',
  ])
    expect((await get(path)).statusCode, path).toBe(404)
  await app.close()
})

test('the charts say what the table says, and the cells that they add up are all of their kind', async () => {
  const { sections, values } = await edition(1)
  const charts = sections.flatMap((section) => (section.kind === 'table' ? (section.charts ?? []) : []))
  expect(charts.map(({ id }) => id)).toEqual(['results', 'applicants', 'remedies'])
  const total = (id: string) =>
    charts
      .find((chart) => chart.id === id)
      ?.bars.flatMap((bar) => bar.values)
      .reduce((sum, one) => sum + one.value, 0)
  expect(total('results')).toBe(values['3.C7.7'])
  expect(total('applicants')).toBe(values['3.A.7'])
  const ended = ['reconsideration', 'litigation_direct', 'litigation_after_review'].map(
    (way) => values[`4.${way}.5`] ?? 0,
  )
  expect(total('remedies')).toBe(ended.reduce((sum, one) => sum + one, 0))
})

test('a file that was made is never another, whatever is corrected afterwards', async () => {
  const before = await publicFiles(1)
  const id = await reportId()
  valueOf(await restateReport(office.writer, id, '漏登记一件规范性文件'))
  await sql`update cases.case set received_on = '2024-11-30' where id = (
    select id from cases.case where unit_id = ${city.one.id} and received_on = '2025-02-01' limit 1)`.execute(
    city.db,
  )
  await writeAll(office.writer, id, { others: '更正一次。' })
  await publishAll(office, declared, id)
  await make(2)
  expect(await publicFiles(1)).toEqual(before)
  expect(paperOf(await edition(2)).corrected?.why).toBe('漏登记一件规范性文件')
  expect(paperOf(await edition(1)).corrected).toBeNull()
  await expect(sql`update reports.edition_file set format = 'pdf'`.execute(city.db)).rejects.toThrow(
    'never changed',
  )
})
