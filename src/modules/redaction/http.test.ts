import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import sharp from 'sharp'
import { valueOf } from '#platform/decision.ts'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { guard, SESSION_COOKIE, type Role } from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { recordPaperRequest, requestsModule } from '#modules/requests/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildPaper, requestServices } from '../../testing/requests.ts'
import type { FoundView, OriginalsView, OriginalView, SuggestionView, WordView } from './contract.ts'
import { typstPdf } from './engine/samples.ts'
import { caseAccess, redactionModule } from './index.ts'

type Headers = Record<string, string>

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
let app: Api
let subject: string
let officer: Headers
let reader: Headers
let stranger: Headers

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
  const kinds = requestsModule(services).caseKinds ?? []
  const access = caseAccess(() => kinds)
  const house = redactionModule({ ...services, access })
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
  reader = await signedIn('inspector')
  stranger = await signedIn('disclosure_officer', city.other)
  const clerk = await city.as('disclosure_officer')
  const { id } = valueOf(await recordPaperRequest(clerk, services, buildPaper({ unitId: city.one.id })))
  subject = `request:${id}`
})
afterAll(async () => {
  await app.close()
  await database.close()
  await services.remove()
})

async function signedIn(role: Role, unit?: Unit): Promise<Headers> {
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

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, headers: Headers, payload?: object) =>
  app.inject({ method, url: `/api/v1/redaction${path}`, headers, ...(payload ? { payload } : {}) })

function upload(name: string, content: Buffer, headers: Headers) {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return app.inject({
    method: 'POST',
    url: `/api/v1/redaction/originals?subject=${subject}`,
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')]),
  })
}

test('a file is uploaded, looked at, marked, released and downloaded; strangers are told that there is none', async () => {
  const pdf = typstPdf('#set text(font: "Noto Serif SC")\n当事人张三丰，身份证号 11010519491231002X。')
  expect((await upload('a.pdf', pdf, reader)).statusCode).toBe(403)
  expect((await upload('a.pdf', pdf, stranger)).statusCode).toBe(404)
  expect((await upload('b.pdf', Buffer.from('%PDF-1.7\nx'), officer)).json()).toMatchObject({
    error: { code: 'file_damaged' },
  })
  const added = await upload('a.pdf', pdf, officer)
  expect(added.statusCode).toBe(201)
  const { id } = added.json<{ id: number }>()
  const path = `/originals/${id}`

  const page = await call('GET', `${path}/pages/1/image?dpi=72`, reader)
  expect(page.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'private, no-store' })
  expect(await sharp(page.rawPayload).metadata()).toMatchObject({ width: 595, height: 842 })
  expect((await call('GET', `${path}/pages/2/image`, reader)).statusCode).toBe(404)
  const words = (await call('GET', `${path}/pages/1/words`, reader)).json<WordView[]>()
  expect(words.map((word) => word.text).join('')).toBe('当事人张三丰，身份证号11010519491231002X。')
  const [suggested] = (await call('GET', `${path}/suggestions`, reader)).json<SuggestionView[]>()
  expect(suggested).toMatchObject({ label: '身份证号', text: '11010519491231002X', certain: true })

  const found = (await call('POST', `${path}/searches`, officer, { words: ['张三丰'] })).json<FoundView[]>()
  expect(found).toMatchObject([{ word: '张三丰', places: 1 }])
  const areas = [...(found[0]?.areas ?? []), ...(suggested?.areas ?? [])].map((area) => ({
    ...area,
    reason: 'privacy',
  }))
  const marks = { revision: 0, areas, ranges: [], words: [{ word: '张三丰', reason: 'privacy' }] }
  expect((await call('PUT', `${path}/marks`, reader, marks)).statusCode).toBe(403)
  const marked = (await call('PUT', `${path}/marks`, officer, marks)).json<OriginalView>()
  expect(marked).toMatchObject({ revision: 1, marks: 2, words: [{ word: '张三丰' }], mayHandle: true })
  expect((await call('PUT', `${path}/marks`, officer, marks)).json()).toMatchObject({
    error: { code: 'changed_meanwhile' },
  })
  const covered = await call('GET', `${path}/pages/1/image?dpi=72&covered=true`, reader)
  const area = areas[0]
  const { data, info } = await sharp(covered.rawPayload).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.round((area?.y ?? 0) + 5) * info.width + Math.round((area?.x ?? 0) + 5)) * info.channels
  expect([...data.subarray(at, at + 3)]).toEqual([0, 0, 0])

  const released = await call('POST', `${path}/releases`, officer, { revision: 1 })
  expect(released.statusCode).toBe(201)
  const release = released.json<{ id: number; name: string }>()
  expect(release.name).toBe('a（区分处理）.pdf')
  const download = await call('GET', `/releases/${release.id}/file`, reader)
  expect(download.rawPayload.subarray(0, 8).toString()).toBe('%PDF-1.7')
  expect(download.headers['content-disposition']).toContain('attachment')
  expect((await call('GET', `/releases/${release.id}/file`, stranger)).statusCode).toBe(404)
  expect((await call('GET', `${path}/file`, stranger)).statusCode).toBe(404)
  expect((await call('GET', `${path}/file`, officer)).rawPayload.equals(pdf)).toBe(true)

  const list = (await call('GET', `/originals?subject=${subject}`, reader)).json<OriginalsView>()
  expect(list).toMatchObject({ mayHandle: false, items: [{ id, marks: 2, pages: 1, changedSince: false }] })
  expect(list.items[0]?.releases).toMatchObject([{ id: release.id, marks: 2, revision: 1 }])
  expect((await call('GET', `/originals?subject=${subject}`, stranger)).statusCode).toBe(404)
  expect((await call('DELETE', path, officer)).json()).toMatchObject({
    error: { issues: [{ code: 'released_already' }] },
  })
})
