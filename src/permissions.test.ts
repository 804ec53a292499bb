import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Database } from '#platform/db/connect.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { hashPassword, roles, type Role } from '#kernel/identity/index.ts'
import { createApp, type App } from './app.ts'
import type { Services } from './modules.ts'
import { buildCity, TODAY, type SmallCity } from './testing/city.ts'
import { baseMaker } from './testing/routes/base.ts'
import type { RouteFixtures } from './testing/routes/fixture.ts'
import { routeFixtures } from './testing/routes/index.ts'
import { fixtureMaker, merge, type Fixture, type FixtureMaker } from './testing/routes/maker.ts'

const PASSWORD = 'a password of these tests'
const filesFolder = mkdtempSync(join(tmpdir(), 'mingjing-files-'))
const services: Services = {
  files: folderStore(filesFolder),
  secrets: createSecrets(Buffer.alloc(32, 7)),
  mailer: folderMailer(join(filesFolder, 'mail'), 'test@localhost'),
  texter: folderTexter(join(filesFolder, 'sms')),
  secure: false,
  publicUrl: 'http://localhost',
}

let held: TestDatabase
let database: Database
let city: SmallCity
let app: App
let fixtures: FixtureMaker
const sessions = new Map<string, { cookie: string; csrf: string }>()

beforeAll(async () => {
  held = await testDatabase()
  database = connect(held.url)
  city = await buildCity(database.db)
  app = await createApp({
    database,
    databaseUrl: held.url,
    now: () => TODAY,
    logLevel: 'silent',
    trustProxy: false,
    ...services,
  })
  await app.server.ready()
  fixtures = await fixtureMaker(baseMaker(city, services), routeFixtures)
  const hash = await hashPassword(PASSWORD)
  for (const role of roles) {
    for (const unit of ['one', 'other'] as const) {
      const { actor } = await city.as(role, city[unit])
      await sql`update identity.staff set password_hash = ${hash} where id = ${actor.staffId}`.execute(
        database.db,
      )
      const { rows } = await sql<{
        login: string
      }>`select login from identity.staff where id = ${actor.staffId}`.execute(database.db)
      sessions.set(`${role} ${unit}`, await signIn(rows[0]?.login ?? ''))
    }
  }
})
afterAll(async () => {
  await app.close()
  await database.close()
  await held.close()
  rmSync(filesFolder, { recursive: true, force: true })
})

async function signIn(login: string): Promise<{ cookie: string; csrf: string }> {
  const answer = await app.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login, password: PASSWORD },
  })
  const cookie = answer.cookies[0]
  return { cookie: `${cookie?.name}=${cookie?.value}`, csrf: answer.json<{ csrfToken: string }>().csrfToken }
}

const named = (pick: (module: RouteFixtures) => readonly string[] | undefined) =>
  new Set(routeFixtures.flatMap((module) => pick(module) ?? []))
const concernNoUnit = named((module) => module.concernNoUnit)
const cityWide = named((module) => module.cityWide)
const missing = named((module) => module.missing)
const uploads = named((module) => module.uploads)

/** A file as a browser sends it. */
const UPLOAD = {
  payload:
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n一\r\n--x--\r\n',
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
}

/** As the fixtures name a route: without the prefix of the API. */
const nameOf = ({ method, url }: { method: string; url: string }) =>
  `${method} ${url.replace(/^\/api\/v1/, '')}`

async function call(
  method: string,
  url: string,
  fixture: Fixture,
  session?: { cookie: string; csrf: string },
): Promise<number> {
  const name = nameOf({ method, url })
  const path = url.replace(/:(\w+)/g, (_, param: string) => {
    const value = fixture.params[param]
    if (value === undefined) throw new Error(`the fixture has no ${param}, asked by ${url}`)
    return String(value)
  })
  const body = fixture.bodies[name]
  const answer = await app.server.inject({
    method: method as 'GET',
    url: `${path.replace('*', 'x')}${fixture.queries[name] ?? ''}`,
    headers: {
      ...(session ? { cookie: session.cookie, 'x-csrf-token': session.csrf } : {}),
      ...(uploads.has(name) ? UPLOAD.headers : {}),
    },
    ...(body ? { payload: body } : uploads.has(name) ? { payload: UPLOAD.payload } : {}),
  })
  return answer.statusCode
}

describe('every route, as every role', () => {
  test('no route is public by oversight: each write that is, is one of these', () => {
    const writes = app.routes
      .filter((route) => route.access === 'public' && route.method !== 'GET')
      .map((route) => `${route.method} ${route.url}`)
    const meant = [...named((module) => module.publicWrites)].flatMap((write) =>
      write.includes(' /api/') ? [write] : [write, write.replace(' /', ' /hant/')],
    )
    expect(writes.toSorted()).toEqual(meant.toSorted())
  })

  test('the fixtures name only routes that are there', async () => {
    const routes = new Set(app.routes.map(nameOf))
    const { bodies, queries } = await fixtures.makeAll()
    const names = [concernNoUnit, cityWide, missing, uploads, Object.keys(bodies), Object.keys(queries)]
    expect(names.flatMap((some) => [...some].filter((name) => !routes.has(name)))).toEqual([])
  })

  test('two modules may not mean different things by one name', () => {
    expect(() => merge([{ params: { position: 1 } }, { params: { position: 1 } }])).not.toThrow()
    expect(() => merge([{ params: { position: 1 } }, { params: { position: 2 } }])).toThrow('position')
    expect(() => merge([{ bodies: { 'POST /a': {} } }, { bodies: { 'POST /a': {} } }])).toThrow('POST /a')
    expect(() => merge([{ queries: { 'GET /a': '' } }, { queries: { 'GET /a': '' } }])).toThrow('GET /a')
  })

  test('nobody passes where a permission or a session is asked, and everybody where none is', async () => {
    const fixture = await fixtures.makeAll()
    for (const route of app.routes) {
      const status = await call(route.method, route.url, fixture)
      const where = `${route.method} ${route.url}`
      // Signing in with a wrong password and setting up a city that is set up are refused for what they ask.
      if (route.access !== 'public') expect(status, where).toBe(401)
      else if (!/\/(session|setup)$/.test(route.url)) expect([401, 403], where).not.toContain(status)
    }
  })

  test.each(roles)('%s: own unit, foreign unit, and what the role may not do at all', async (role: Role) => {
    const own = sessions.get(`${role} one`)
    const foreign = sessions.get(`${role} other`)
    const unused = await fixtures.makeAll()
    for (const route of app.routes) {
      if (route.access === 'public') continue
      const where = `${route.method} ${route.url} as ${role}`
      const name = nameOf(route)
      const granted = route.access === 'staff' || route.access.roles.includes(role)
      // A route that is refused, or that only reads, uses nothing up.
      const fixture = granted && route.method !== 'GET' ? await fixtures.makeFor(name) : unused
      const status = await call(route.method, route.url, fixture, own)
      if (granted && cityWide.has(name)) expect([403, 404], where).toContain(status)
      else if (granted) expect(missing.has(name) ? [401, 403] : [401, 403, 404], where).not.toContain(status)
      else expect(status, where).toBe(403)
      if (route.access === 'staff' || !granted || concernNoUnit.has(name)) continue
      if (route.access.scope === 'unit')
        expect([403, 404], `${where}, foreign unit`).toContain(
          await call(route.method, route.url, unused, foreign),
        )
    }
  })

  test('a list shows nobody what belongs to another unit', async () => {
    await fixtures.makeAll()
    for (const list of named((module) => module.ownLists)) {
      for (const role of roles) {
        const session = sessions.get(`${role} other`)
        const answer = await app.server.inject({
          url: `/api/v1${list}`,
          headers: { cookie: session?.cookie ?? '' },
        })
        if (answer.statusCode === 200)
          expect(answer.json<{ total: number }>().total, `${list} as ${role}`).toBe(0)
      }
    }
  })

  test('a write without the session’s token is refused, whoever sends it', async () => {
    const session = sessions.get('drafter one')
    const fixture = await fixtures.makeAll()
    expect(
      await call('POST', '/api/v1/documents', fixture, { cookie: session?.cookie ?? '', csrf: 'forged' }),
    ).toBe(403)
    expect(await call('POST', '/api/v1/documents', fixture, session)).toBe(201)
  })

  test('the session cookie is closed to scripts and to other sites', async () => {
    const login = await city.as('drafter')
    const hash = await hashPassword(PASSWORD)
    await sql`update identity.staff set password_hash = ${hash} where id = ${login.actor.staffId}`.execute(
      database.db,
    )
    const { rows } = await sql<{
      login: string
    }>`select login from identity.staff where id = ${login.actor.staffId}`.execute(database.db)
    const answer = await app.server.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { login: rows[0]?.login, password: PASSWORD },
    })
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
  })
})
