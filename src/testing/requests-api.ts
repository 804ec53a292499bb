import { createHash } from 'node:crypto'
import { createServer, type Api } from '#platform/http/server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { guard, SESSION_COOKIE, type Role } from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import type { PaperRequest, ReceiptView } from '#modules/requests/contract/intake.ts'
import { requestsModule, type RequestServices } from '#modules/requests/index.ts'
import { buildCity, TODAY, type SmallCity } from './city.ts'
import { buildPaper, requestServices } from './requests.ts'

/** What a browser of somebody who is signed in sends. */
export type Headers = Record<string, string>
type Answer = Awaited<ReturnType<Api['inject']>>

/** The module by itself behind a server, in a small city of its own; addresses begin below `/api/v1/requests`. */
export interface RequestsApi {
  readonly city: SmallCity
  readonly services: RequestServices
  readonly app: Api
  readonly routes: readonly { readonly method: string; readonly url: string }[]
  /** People at work. */
  readonly officer: Headers
  readonly reader: Headers
  readonly stranger: Headers
  readonly head: Headers
  readonly writer: Headers
  /** Somebody else who is signed in. */
  signIn(role: Role, unit?: Unit): Promise<Headers>
  get(path: string, headers?: Headers): Promise<Answer>
  post(path: string, headers: Headers, payload?: object): Promise<Answer>
  upload(
    path: string,
    headers: Headers,
    file: { field?: string; name: string; content: string },
  ): Promise<Answer>
  paper(part?: Partial<PaperRequest>): PaperRequest
  /** A request recorded by the officer. */
  recorded(part?: Partial<PaperRequest>): Promise<number>
  close(): Promise<void>
}

export const issuesIn = (answer: { json<T>(): T }) =>
  answer
    .json<{ error: { issues: { field: string; code: string }[] } }>()
    .error.issues.map((one) => `${one.field} ${one.code}`)

export async function signIn(city: SmallCity, role: Role, unit?: Unit): Promise<Headers> {
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

export async function startRequestsApi(): Promise<RequestsApi> {
  const database = await testDatabase()
  const city = await buildCity(database.db)
  const services = await requestServices()
  const house = requestsModule(services)
  const app = await createServer({
    logLevel: 'silent',
    trustProxy: false,
    secure: false,
    version: 'test',
    problemPage: (problem, _request, reply) => reply.code(problem.status).send(problem.code),
  })
  const routes: { method: string; url: string }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url })
  })
  guard(app, { db: city.db, now: () => TODAY, secure: false })
  await app.register(async (api) => house.api?.(api as Api), { prefix: '/api/v1' })
  house.resources?.(app)
  const api: RequestsApi = {
    city,
    services,
    app,
    routes,
    officer: await signIn(city, 'disclosure_officer'),
    reader: await signIn(city, 'inspector'),
    head: await signIn(city, 'section_head'),
    writer: await signIn(city, 'drafter'),
    stranger: await signIn(city, 'disclosure_officer', city.other),
    signIn: (role, unit) => signIn(city, role, unit),
    get: (path, headers = {}) => app.inject({ method: 'GET', url: `/api/v1/requests${path}`, headers }),
    post: (path, headers, payload = {}) =>
      app.inject({ method: 'POST', url: `/api/v1/requests${path}`, headers, payload }),
    upload(path, headers, file) {
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
    paper: (part = {}) => buildPaper({ unitId: city.one.id, ...part }),
    async recorded(part = {}) {
      const answer = await api.post('', api.officer, api.paper(part))
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return answer.json<ReceiptView>().id
    },
    async close() {
      await app.close()
      await database.close()
      await services.remove()
    },
  }
  return api
}
