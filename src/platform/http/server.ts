import { randomBytes } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Ajv } from 'ajv'
import ajvFormats from 'ajv-formats'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { Decision } from '../decision.ts'
import { isUnreachable } from '../db/connect.ts'
import { Refusal } from '../errors.ts'

/** A Fastify whose schemas are TypeBox: validation, types and the API's description from one text. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyReply {
    /** Sends an allowed value with its status, or a refused decision as 422 with every issue. */
    decide<T>(decision: Decision<T>, present: (value: T) => unknown, status?: number): FastifyReply
  }
}

/** What went wrong, in the form that API answers and error pages are made from. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly issues: readonly { field: string; code: string; params?: Readonly<Record<string, unknown>> }[]
  /** The number under which a fault stands in the log. */
  readonly requestId: string
}

export interface ServerOptions {
  readonly logLevel: string
  /**
   * How many proxies in front are believed. All that stand in X-Forwarded-For before theirs may have been written by the
   * client itself: with `true` anybody could choose the address that limits go by.
   */
  readonly trustProxy: number | false
  readonly secure: boolean
  readonly version: string
  /** Answers, before any routing, what lies ready; `false` leaves the request to the routes. */
  readonly ready?: (request: IncomingMessage, response: ServerResponse) => boolean
  /** The address under which the routes know what was asked for; the same where nothing differs. */
  readonly address?: (request: IncomingMessage) => string
  /** Answers a problem of an address outside /api, for a person to read. */
  readonly problemPage: (
    problem: Problem,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => FastifyReply | Promise<FastifyReply>
}

const MAX_UPLOAD = 50 * 1024 * 1024
/** Time for the largest upload over a village's line of half a megabit. */
const UPLOAD_MINUTES = 15

export async function createServer(options: ServerOptions): Promise<Api> {
  const prefix = randomBytes(6).toString('base64url')
  const proxies = Number(options.trustProxy)
  let requests = 0
  const app = Fastify({
    serverFactory(route) {
      const server = createHttpServer((request, response) => {
        // A server that closes answers through Fastify, which also ends the connection.
        if (!server.listening || !options.ready?.(request, response)) route(request, response)
      })
      // Longer than the minute of the usual proxies: whoever closes first must be the proxy.
      server.keepAliveTimeout = 72_000
      server.requestTimeout = UPLOAD_MINUTES * 60_000
      return server
    },
    logger: {
      level: options.logLevel,
      // Addresses carry search words and numbers of cases, bodies personal data: the log keeps neither.
      serializers: {
        req: (request: FastifyRequest) => ({ method: request.method, path: request.url.split('?')[0] }),
      },
    },
    ...(options.address
      ? { rewriteUrl: (request: IncomingMessage) => options.address?.(request) ?? '/' }
      : {}),
    trustProxy: proxies > 0 && ((_address, hop) => hop < proxies),
    bodyLimit: 4 * 1024 * 1024,
    // The proxy in front keeps the access log; ours keeps faults.
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    // Unlike every other in the log, and cheaper than a UUID for each request.
    genReqId: () => `${prefix}-${(++requests).toString(36)}`,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  }).withTypeProvider<TypeBoxTypeProvider>()

  // Addresses and queries are text and are read as what their schema asks for; a body says itself what it is: there a
  // null that became an empty text would be another thing than was sent.
  const [reading, exact] = [newValidator('array'), newValidator(false)]
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? exact : reading).compile(schema as object),
  )
  app.decorateReply('decide', function decideReply(decision, present, status = 200) {
    if (decision.ok) return this.code(status).send(present(decision.value))
    return this.code(422).send({ error: { code: 'refused', issues: decision.issues } })
  })
  const headers = securityHeaders(options.secure)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request)
    if (problem.status >= 500) request.log.error({ err: error }, 'fault')
    return answerProblem(problem, request, reply, options)
  })
  app.setNotFoundHandler((request, reply) =>
    answerProblem(
      { status: 404, code: 'not_found', params: {}, issues: [], requestId: request.id },
      request,
      reply,
      options,
    ),
  )
  await app.register(cookie)
  await app.register(formbody)
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD, files: 20 } })
  await app.register(rateLimit, { global: false })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mingjing',
        version: options.version,
        description: 'The API of an open-government platform.',
      },
    },
  })
  return app
}

function newValidator(coerceTypes: 'array' | false): Ajv {
  const ajv = new Ajv({
    coerceTypes,
    allErrors: true,
    useDefaults: true,
    removeAdditional: false,
    strict: false,
  })
  ajvFormats.default(ajv)
  return ajv
}

/** No inline script or style anywhere; the console adds a nonce of its own for the styles that its kit makes. */
export function contentSecurityPolicy(styleNonce?: string): string {
  const style = styleNonce === undefined ? `'self'` : `'self' 'nonce-${styleNonce}'`
  return [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src ${style}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** What every answer carries. */
export function securityHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  const base = { params: {}, issues: [], requestId: request.id }
  if (error instanceof Refusal)
    return { ...base, status: error.status, code: error.code, params: error.params }
  if (error.validation) {
    const issues = error.validation.map((found) => ({
      field: fieldOf(found),
      code: found.keyword === 'required' ? 'required' : `invalid_${found.keyword}`,
      params: found.params,
    }))
    return { ...base, status: 400, code: 'invalid', issues }
  }
  if (isUnreachable(error)) return { ...base, status: 503, code: 'database_unreachable' }
  const status = error.statusCode ?? 500
  if (status >= 500) return { ...base, status: 500, code: 'fault' }
  return { ...base, status, code: status === 429 ? 'too_many' : (error.code ?? 'invalid').toLowerCase() }
}

function fieldOf(found: { instancePath: string; params: Record<string, unknown> }): string {
  const missing = found.params['missingProperty']
  const last = typeof missing === 'string' ? missing : ''
  return [...found.instancePath.split('/').filter(Boolean), last].filter(Boolean).join('.')
}

function answerProblem(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ServerOptions,
): FastifyReply | Promise<FastifyReply> {
  reply.header('cache-control', 'no-store')
  if (!request.url.startsWith('/api/')) return options.problemPage(problem, request, reply)
  const { status, ...error } = problem
  return reply.code(status).send({ error })
}
