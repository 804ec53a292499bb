import { createHash } from 'node:crypto'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { guard, SESSION_COOKIE, type Role } from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import type { PaperRequest, ReceiptView } from '#modules/requests/contract.ts'
import { requestsModule } from '#modules/requests/index.ts'
import { buildCity, TODAY } from './city.ts'
import { buildPaper, requestServices } from './requests.ts'

export type Headers = Record<string, string>

/** The routes of requests over a small city, without a socket, and people who call them. */
export async function requestsHttp() {
  const database = await testDatabase()
  const city = await buildCity(database.db)
  const services = await requestServices()
  const routes: { method: string; url: string }[] = []
  const house = requestsModule(services)
  const app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url })
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  await app.register(async (api) => house.api?.(api as Api), { prefix: '/api/v1' })
  house.resources?.(app)

  /** Somebody at work, as the headers that their browser sends. */
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

  const people = {
    officer: await signedIn('disclosure_officer'),
    reader: await signedIn('inspector'),
    head: await signedIn('section_head'),
    writer: await signedIn('drafter'),
    stranger: await signedIn('disclosure_officer', city.other),
  }
  const get = (path: string, headers: Headers = {}) =>
    app.inject({ method: 'GET', url: `/api/v1/requests${path}`, headers })
  const post = (path: string, headers: Headers, payload: object = {}) =>
    app.inject({ method: 'POST', url: `/api/v1/requests${path}`, headers, payload })
  const paper = (part: Partial<PaperRequest> = {}) => buildPaper({ unitId: city.one.id, ...part })
  return {
    app,
    city,
    services,
    routes,
    people,
    signedIn,
    get,
    post,
    paper,
    async recorded(part: Partial<PaperRequest> = {}): Promise<number> {
      const answer = await post('', people.officer, paper(part))
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return answer.json<ReceiptView>().id
    },
    upload(path: string, headers: Headers, file: { field?: string; name: string; content: string }) {
      const boundary = 'edge-of-the-form'
      const payload = [
        `--${boundary}`,
        `content-disposition: form-data; name="${file.field ?? 'file'}"; filename="${file.name}"`,
        'content-type: application/octet-stream',
        '',
        file.content,
        `--${boundary}--`,
        '',
      ].join('\r\n')
      return app.inject({
        method: 'POST',
        url: `/api/v1/requests${path}`,
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload,
      })
    },
    async close() {
      await app.close()
      await database.close()
      await services.remove()
    },
  }
}
export type RequestsHttp = Awaited<ReturnType<typeof requestsHttp>>

/** What a refusal says, each as `field code`. */
export const issuesIn = (answer: { json<T>(): T }) =>
  answer
    .json<{ error: { issues: { field: string; code: string }[] } }>()
    .error.issues.map((one) => `${one.field} ${one.code}`)
