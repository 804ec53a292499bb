import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderToStaticMarkup } from 'react-dom/server'
import { civilDate } from '#platform/dates.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { guard, SESSION_COOKIE, type Role } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { powersModule } from '#modules/powers/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { registersModule } from './index.ts'

let database: TestDatabase
let city: SmallCity
let app: Api
const registers = powersModule.registers ?? []
const house = registersModule(() => registers)

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  await app.register(async (api) => house.api?.(api as Api), { prefix: '/api/v1' })
})
afterAll(async () => {
  await app.close()
  await database.close()
})

/** Somebody signed in, as the headers that their browser sends. */
async function signedIn(role: Role, unit?: Unit): Promise<Record<string, string>> {
  const { actor } = await city.as(role, unit)
  const token = `token-${actor.staffId}`
  await city.db
    .insertInto('identity.session')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      staff_id: actor.staffId ?? 0,
      csrf_token: 'csrf',
      expires_at: new Date('2027-01-01'),
    })
    .execute()
  return { cookie: `${SESSION_COOKIE}=${token}`, 'x-csrf-token': 'csrf' }
}

const fine = { party: '某公司', documentNumber: '试罚〔2026〕1号', kind: 'fine', content: '罚款一万元' }
const post = (headers: Record<string, string>, payload: object, path = 'powers.penalties/rows') =>
  app.inject({ method: 'POST', url: `/api/v1/registers/${path}`, headers, payload })
const get = (path: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: `/api/v1/registers${path}`, headers })

async function page(
  path: string,
  params: Record<string, string>,
  query: Record<string, string> = {},
): Promise<string | undefined> {
  const route = house.pages?.find((one) => one.path === path)
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
  return content && 'main' in content ? renderToStaticMarkup(content.main) : undefined
}

describe('entering a row', () => {
  test('政府信息公开条例 第二十条: a decision entered by its unit is public at once, with its ledger entry', async () => {
    const answer = await post(await signedIn('drafter'), {
      unitId: city.one.id,
      occurredOn: '2026-03-10',
      data: fine,
    })
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      {
        id: expect.any(Number),
        unit: { id: city.one.id, name: city.one.name },
        occurredOn: '2026-03-10',
        data: fine,
      },
    ])
    const { id } = answer.json<{ id: number }>()
    const [entry] = await listEntries(city.db, { subject: `register_row:${id}`, limit: 10 })
    expect(entry).toMatchObject({
      verb: 'registers.row_added',
      unitId: city.one.id,
      detail: { register: 'powers.penalties', occurredOn: '2026-03-10' },
    })
    expect(JSON.stringify(entry)).not.toContain('某公司')
    expect(await page('/registers/:register', { register: 'powers.penalties' })).toContain('罚款一万元')
    expect(
      await page('/registers/:register/rows/:rowId', { register: 'powers.penalties', rowId: String(id) }),
    ).toContain('罚款、没收违法所得、没收非法财物')
  })

  test('every problem of the row is told at once, and nothing is written', async () => {
    const headers = await signedIn('disclosure_officer')
    const before = (await get('/powers.permits/rows.json')).json<{ total: number }>().total
    const answer = await post(
      headers,
      { unitId: city.one.id, occurredOn: '2026-03-11', data: { party: '甲', size: 3 } },
      'powers.permits/rows',
    )
    expect(answer.statusCode).toBe(422)
    expect(
      answer
        .json<{ error: { issues: { field: string; code: string }[] } }>()
        .error.issues.map((one) => `${one.field} ${one.code}`),
    ).toEqual([
      'occurredOn in_the_future',
      'size unknown_field',
      'documentNumber required',
      'content required',
    ])
    expect((await get('/powers.permits/rows.json')).json<{ total: number }>().total).toBe(before)
  })

  test('for another unit, by another role, or signed out: not permitted', async () => {
    const row = { unitId: city.other.id, occurredOn: '2026-03-10', data: fine }
    expect((await post(await signedIn('drafter'), row)).statusCode).toBe(403)
    expect((await post(await signedIn('inspector', city.other), row)).statusCode).toBe(403)
    expect((await post({}, row)).statusCode).toBe(401)
  })

  test('a register that nobody declared, a day that does not exist', async () => {
    const headers = await signedIn('drafter')
    expect(
      (await post(headers, { unitId: city.one.id, occurredOn: '2026-03-10', data: {} }, 'powers.gifts/rows'))
        .statusCode,
    ).toBe(404)
    expect(
      (await post(headers, { unitId: city.one.id, occurredOn: '2026-02-30', data: fine })).statusCode,
    ).toBe(400)
  })
})

describe('taking a row back', () => {
  test('it leaves the lists and keeps its place without its content; a second time there is none', async () => {
    const headers = await signedIn('drafter')
    const { id } = (
      await post(headers, {
        unitId: city.one.id,
        occurredOn: '2026-03-09',
        data: { ...fine, content: '误录的内容' },
      })
    ).json<{ id: number }>()
    const revoke = (by: Record<string, string>, reason = '录入有误') =>
      post(by, { reason }, `powers.penalties/rows/${id}/revocations`)
    expect((await revoke(await signedIn('drafter', city.other))).statusCode).toBe(403)
    expect((await revoke(headers, ' ')).statusCode).toBe(400)
    expect((await revoke(headers)).statusCode).toBe(201)
    expect((await revoke(headers)).statusCode).toBe(404)
    expect((await get('/powers.penalties/rows.csv')).body).not.toContain('误录的内容')
    const shown = await page('/registers/:register/rows/:rowId', {
      register: 'powers.penalties',
      rowId: String(id),
    })
    expect([shown?.includes('已撤回'), shown?.includes('误录的内容')]).toEqual([true, false])
    expect(
      (await listEntries(city.db, { subject: `register_row:${id}`, limit: 9 })).map((entry) => entry.verb),
    ).toEqual(['registers.row_added', 'registers.row_revoked'])
  })
})

describe('reading', () => {
  test('staff see the declarations, and the rows of the units they read', async () => {
    const headers = await signedIn('inspector')
    const { registers: list } = (await get('', headers)).json<{
      registers: { name: string; fields: object[] }[]
    }>()
    expect(list.map((one) => one.name)).toEqual([
      'powers.permits',
      'powers.penalties',
      'powers.coercions',
      'powers.fees',
    ])
    expect(list[3]?.fields).toContainEqual({
      name: 'amountFen',
      label: '收费金额（元）',
      required: true,
      type: 'money',
    })
    await post(await signedIn('drafter', city.other), {
      unitId: city.other.id,
      occurredOn: '2026-01-05',
      data: fine,
    })
    const rows = (await get('/powers.penalties/rows', headers)).json<{
      items: { unit: { id: number } }[]
      total: number
    }>()
    expect(new Set(rows.items.map((row) => row.unit.id))).toEqual(new Set([city.one.id]))
    expect((await get(`/powers.penalties/rows?unitId=${city.other.id}`, headers)).statusCode).toBe(403)
    expect((await get('/powers.penalties/rows')).statusCode).toBe(401)
  })

  test('everybody gets the whole file, in the order of the list, whatever its length', async () => {
    await city.db
      .insertInto('registers.row')
      .values(
        Array.from({ length: 2500 }, (_, n) => ({
          register: 'powers.fees',
          unit_id: city.one.id,
          occurred_on: civilDate(`2025-0${1 + (n % 9)}-01`),
          data: JSON.stringify({ item: n === 7 ? '=1+1' : `第${n}项`, amountFen: 100 + n }),
        })),
      )
      .execute()
    const answer = await get('/powers.fees/rows.csv')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    const lines = answer.body.split('\r\n')
    expect(lines[0]).toBe('\uFEFF编号,单位,收费日期,收费项目,收费金额（元）')
    expect(lines).toHaveLength(2502)
    expect(lines.find((line) => line.includes('1+1'))).toContain(`'=1+1,1.07`)
    expect(new Set(lines.slice(1, -1)).size).toBe(2500)
    const dates = lines.slice(1, -1).map((line) => line.split(',')[2])
    expect(dates).toEqual(dates.toSorted().toReversed())
  })

  test('pages and JSON tell how many there are; a unit filters', async () => {
    const json = (await get('/powers.fees/rows.json?page=2&size=200')).json<{
      items: object[]
      total: number
      page: number
    }>()
    expect([json.items.length, json.total, json.page]).toEqual([200, 2500, 2])
    expect(await page('/registers/:register', { register: 'powers.fees' }, { unit: 'other' })).toContain(
      '没有符合条件的记录',
    )
    expect(
      await page('/registers/:register', { register: 'powers.fees' }, { unit: 'nobody' }),
    ).toBeUndefined()
    expect(await page('/registers', {})).toContain('2500')
  })
})
