import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { guard } from '#kernel/identity/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../../testing/city.ts'
import { procedureDriver, type Way } from '../../../testing/procedure.ts'
import { requestServices } from '../../../testing/requests.ts'
import { requestPages, type RequestPages } from '../../../testing/request-pages.ts'
import { setPolicy } from '../actions/policy.ts'
import { defaultPolicy } from '../kinds/policy.ts'
import type { Policy } from '../contract/policy.ts'
import { listRegister } from '../store/register.ts'

const WAY: Way = { outcome: 'C3.6', form: 'C3.6.discussion', details: [] }
const ALL = 2500

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let pages: RequestPages
let app: Api
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  pages = requestPages(city, services)
  const driver = await procedureDriver(city, services)
  const on = civilDate('2026-03-09')
  const take = async (step: string, id: number) => valueOf(await driver.take(step, id, on, WAY))
  const done = await driver.begin('submitted', on)
  for (const step of ['register', 'propose', 'sign', 'deliver']) await take(step, done)
  await driver.begin('registered', on)
  await take('discard', await driver.begin('submitted', on))
  await addMany(ALL)
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  pages.house.resources?.(app)
})
afterAll(async () => {
  await app.close()
  await database.close()
  await services.remove()
})

/** Concluded cases of the unit `other` in 2024 and 2025. */
async function addMany(count: number): Promise<void> {
  await sql`
    with made as (
      insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on, category)
      select 'requests.disclosure', 'YSQ-OTHER-' || n, ${city.other.id}, 'delivered', date '2024-01-01' + n % 700,
             date '2019-05-15', case when n % 5 = 0 then 'C4.1' else 'C1' end, date '2024-01-02' + n % 700, 'natural'
        from generate_series(1, ${count}::int) n returning id
    )
    insert into requests.request (case_id, applicant_kind, receipt_way, submitted_at, arrived_on, wanted_title,
        wanted_form, wanted_way, query_code_hash)
    select id, 'natural', 'online', now(), date '2024-01-01', '=某人的事', 'paper', 'post', sha256('x') from made`.execute(
    city.db,
  )
}

const show = (query: Record<string, string> = {}) => pages.show('GET', '/requests/register', { query })
const setRegister = async (register: Policy['register']) =>
  valueOf(
    await setPolicy(await city.as('disclosure_officer', city.city), {
      from: civilDate('2026-03-10'),
      policy: { ...defaultPolicy, register },
    }),
  )

describe('the list of requests and outcomes', () => {
  test('concluded cases, newest first, with count and order; open ones only as a number', async () => {
    const { html, tags } = await show()
    expect(tags).toContain('requests')
    expect(html).toContain('共 2,501 件，按办结日期从新到旧；正在办理 1 件')
    expect(html.match(/<tr[ >]/g)).toHaveLength(51)
    const first = html.slice(html.indexOf('<tbody'))
    expect(first).toMatch(/YSQ-ONE-2026-00001[\s\S]*2026-03-09[\s\S]*属于四类过程性信息/)
    expect(html).toContain('自然人')
    // never the applicant, and what was asked for only where the city says so
    for (const text of ['闻溪', '5571000', '河道保洁', '某人的事']) expect(html).not.toContain(text)
  })

  test('year, unit and outcome narrow it, and the pages reach the last', async () => {
    expect((await show({ unit: 'one' })).html).toContain('one局，共 1 件')
    expect((await show({ outcome: 'C4.1' })).html).toContain('共 500 件')
    const year = (await show({ year: '2024' })).data as { total: number }
    const rest = (await show({ year: '2025' })).data as { total: number }
    expect(year.total + rest.total).toBe(ALL)
    expect((await show({ page: '51' })).html.match(/<tr[ >]/g)).toHaveLength(2)
    for (const query of [{ page: '52' }, { unit: 'nobody' }, { outcome: 'C9' }])
      expect(await pages.ask('GET', '/requests/register', { query })).toBeUndefined()
  })

  test('the file holds the same rows in the same order, whole, and runs nothing in a spreadsheet', async () => {
    await setRegister({ shown: true, wanted: true, applicantKind: false, receiptWay: false })
    const answer = await app.inject('/requests/register.csv?outcome=C4.1')
    expect(answer.headers['content-type']).toContain('text/csv')
    const lines = answer.body.trim().split('\r\n')
    expect(lines[0]).toBe('登记编号,受理机关,申请的信息,收到日期,办结日期,办理结果')
    expect(lines).toHaveLength(501)
    expect(lines[1]).toContain("'=某人的事")
    const whole = (await app.inject('/requests/register.csv')).body.trim().split('\r\n').slice(1)
    const { items } = await listRegister(city.db, {}, { offset: 0, limit: 3000 })
    expect(whole.map((line) => line.split(',')[0])).toEqual(items.map((row) => row.number))
  })

  test('where the city does not show it there is no such page, file or link', async () => {
    await setRegister({ shown: false, wanted: true, applicantKind: true, receiptWay: true })
    expect(await pages.ask('GET', '/requests/register')).toBeUndefined()
    expect((await app.inject('/requests/register.csv')).statusCode).toBe(404)
    expect((await pages.show('GET', '/requests/new')).html).not.toContain('/requests/register')
  })
})
