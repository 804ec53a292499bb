import { createHash } from 'node:crypto'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  createContext,
  guard,
  operatorActor,
  SESSION_COOKIE,
  systemActor,
  type Role,
} from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { importDocuments } from '#modules/publishing/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { declareNone, saveGuide, confirmGuide } from './actions.ts'
import type { GuideView, ItemsView, MatrixView } from './contract.ts'
import { countEverything } from './counting.ts'
import { disclosureModule } from './index.ts'
import { emptyText } from './rules.ts'

let database: TestDatabase
let city: SmallCity
let app: Api
let officer: Record<string, string>
const house = disclosureModule({ publicUrl: 'https://city.example' })
const reason = '本机关没有行政事业性收费项目'

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
  officer = await signedIn('disclosure_officer')
  const own = await city.as('disclosure_officer', city.other)
  valueOf(await declareNone(own, city.other.id, { items: ['R20-08'], reason }))
  await bring('other', '=公开的通知')
  await countEverything(createContext(city.db, systemActor, TODAY))
})
afterAll(async () => {
  await app.close()
  await database.close()
})

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

async function bring(unitCode: string, title: string): Promise<void> {
  async function* rows() {
    const value = { id: title, title, kind: 'law', publishDate: '2026-03-01', topic: '02', genre: '08' }
    yield { line: 1, value: { ...value, text: '正文。', summary: '概述。' } }
  }
  const result = await importDocuments(createContext(city.db, operatorActor, TODAY), {
    unitCode,
    channel: 'news',
    officerLogin: undefined,
    source: { rows: rows(), totalBytes: 0, readBytes: () => 0 },
    progress: () => undefined,
  })
  if (result.errors.length > 0) throw new Error(JSON.stringify(result.errors))
}

const get = (path: string, headers = {}) =>
  app.inject({ method: 'GET', url: `/api/v1/disclosure${path}`, headers })

async function shown(path: string, unitCode: string): Promise<string> {
  const page = house.pages?.find((one) => one.path === path)
  const found = await page?.read({
    db: city.db,
    params: { unitCode },
    query: {},
    today: civilDateOf(TODAY),
  } as unknown as Parameters<typeof page.read>[0])
  if (!found || !('main' in found)) throw new Error(`${path} is not there`)
  return renderToStaticMarkup(found.main)
}

describe('the routes', () => {
  test('a guide is written and confirmed, and every missing part is told at once', async () => {
    const path = `/api/v1/disclosure/guides/${city.one.id}`
    const refused = await app.inject({
      method: 'POST',
      url: `${path}/confirmations`,
      headers: officer,
      payload: { version: 0 },
    })
    expect(refused.statusCode).toBe(422)
    expect(refused.json<{ error: { issues: unknown[] } }>().error.issues).toHaveLength(6)
    const text = {
      ...emptyText,
      office: '办公室',
      address: 'a',
      hours: 'b',
      phone: '1',
      fax: '2',
      online: 'c',
    }
    const put = await app.inject({
      method: 'PUT',
      url: path,
      headers: officer,
      payload: { ...text, basedOn: 0 },
    })
    expect(put.json()).toEqual({ version: 1 })
    const done = await app.inject({
      method: 'POST',
      url: `${path}/confirmations`,
      headers: officer,
      payload: { version: 1 },
    })
    expect(done.statusCode).toBe(201)
    expect((await get(`/guides/${city.one.id}`, officer)).json<GuideView>()).toMatchObject({
      state: 'confirmed',
      dueOn: '2027-03-10',
      light: 'green',
    })
  })

  test('the matrix holds the units of its reader alone, a page at a time, and so does its file', async () => {
    expect((await get('/matrix', officer)).json<MatrixView>()).toMatchObject({
      total: 1,
      items: [{ unit: { code: 'one' } }],
    })
    const whole = await signedIn('inspector', city.city)
    expect((await get('/matrix?size=1&page=2', whole)).json<MatrixView>().items).toEqual([])
    expect((await get('/matrix?state=nonsense', officer)).statusCode).toBe(400)
    const file = await get('/matrix.csv', officer)
    expect(file.body.split('\r\n')).toHaveLength(3)
    expect(file.body).toContain('one局')
    expect((await get('/matrix', await signedIn('drafter'))).statusCode).toBe(403)
  })

  test('the records behind a figure are those of the reader’s units', async () => {
    const records = await get('/records?figure=disclosure.missing_items&size=5', officer)
    expect(records.json<{ total: number; items: unknown[] }>().items).toHaveLength(5)
    expect(
      (await get(`/records?figure=disclosure.missing_items&unitId=${city.other.id}`, officer)).statusCode,
    ).toBe(403)
  })

  test('settings say what counts for each item, and who may change it', async () => {
    const { items, may } = (await get('/items', officer)).json<ItemsView>()
    expect(items.find((item) => item.code === 'R20-07')).toMatchObject({
      short: '预算决算',
      declaredChannels: ['budget'],
      renewDays: 400,
    })
    expect(may.configure).toBe(false)
  })

  test('第十二条: the catalogue is a file for everybody, and a cell never runs as a formula', async () => {
    const file = await get('/catalogue.csv?unit=other')
    expect(file.headers['content-type']).toContain('text/csv')
    const [head, row] = file.body.split('\r\n')
    expect(head).toContain('索引,名称,内容概述,生成日期')
    expect(row).toContain("'=公开的通知,概述。")
    expect(row).toContain('https://city.example/documents/')
    expect((await get('/catalogue.json?unit=other&item=R20-01')).json<{ total: number }>().total).toBe(1)
    expect((await get('/catalogue.json?unit=one')).json<{ total: number }>().total).toBe(0)
    expect((await get('/catalogue.json?item=R20-02')).statusCode).toBe(404)
    expect((await get('/catalogue.json?unit=nobody')).statusCode).toBe(404)
  })
})

describe('the public page of a unit', () => {
  const PATH = '/units/:unitCode/disclosure'

  test('says what is there, what is not, and what the unit has declared, with day and reason', async () => {
    const html = await shown(PATH, 'other')
    expect(html).toContain('<a href="/units/other/disclosure/R20-01">')
    expect(html).toContain(`2026-03-10 声明：${reason}`)
    expect(html.match(/本机关没有这类信息/g)).toHaveLength(1)
    expect(html.match(/尚未公开/g)).toHaveLength(20)
    expect(html).not.toContain('农田水利')
  })

  test('says that its guide was not confirmed, and what is missing in it', async () => {
    const html = await shown(PATH, 'other')
    expect(html).toContain('本机关还没有确认这份指南')
    expect(html).toContain('还没有写明：政府信息公开工作机构的名称、办公地址')
    expect(html).not.toContain('更新于')
  })

  test('shows a confirmed guide with its day and without a warning', async () => {
    const own = await city.as('disclosure_officer', city.city)
    const text = {
      ...emptyText,
      office: '政务公开科',
      address: 'a',
      hours: 'b',
      phone: '1',
      fax: '2',
      online: 'c',
    }
    valueOf(await saveGuide(own, city.city.id, { ...text, notes: '<b>第一行', basedOn: 0 }))
    valueOf(await confirmGuide(own, city.city.id, 1))
    const html = await shown(PATH, 'city')
    expect(html).toContain('更新于 2026年3月10日')
    expect(html).toContain('政务公开科')
    expect(html).toContain('&lt;b&gt;第一行')
    expect(html).not.toContain('这份指南有待确认')
  })
})
