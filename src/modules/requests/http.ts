import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Decision } from '#platform/decision.ts'
import { notFound, Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import type { Context } from '#kernel/identity/index.ts'
import * as actions from './actions.ts'
import {
  AnswerBody,
  DeliveryBody,
  PaperRequest,
  Registration,
  RequestQuery,
  type OutcomeChoice,
  type RequestSummary,
} from './contract.ts'
import { outcomes, permissions } from './kinds.ts'
import { presentRequest, summarise } from './present.ts'
import * as store from './store.ts'

const ById = Type.Object({ requestId: IdShape })
const ByFile = Type.Object({ requestId: IdShape, position: IdShape })

export function requestsApi(services: actions.RequestServices) {
  return (app: Api): void => {
    const answerWith = async (
      ctx: Context,
      reply: FastifyReply,
      decision: Decision<number>,
    ): Promise<FastifyReply> => {
      if (!decision.ok) return reply.decide(decision, () => undefined)
      return reply.send(await presentRequest(ctx, services, decision.value))
    }

    app.get(
      '/requests',
      { config: { access: permissions.read }, schema: { querystring: RequestQuery } },
      async (request) => {
        const { ctx, query } = request
        const window = pageWindow(query)
        const list = await store.listRequests(
          ctx.db,
          { ...query, unitIds: ctx.actor.unitsFor(permissions.read), today: ctx.today },
          window,
        )
        const page: PageOf<RequestSummary> = {
          items: list.items.map((row) => summarise(row, ctx.today)),
          total: list.total,
          page: window.page,
          size: window.size,
        }
        return page
      },
    )

    app.post(
      '/requests',
      { config: { access: permissions.handle }, schema: { body: PaperRequest } },
      async (request, reply) =>
        reply.decide(
          await actions.recordPaperRequest(request.ctx, services, request.body),
          (receipt) => receipt,
          201,
        ),
    )

    app.get('/requests/outcomes', { config: { access: 'staff' } }, async () => {
      const choices: OutcomeChoice[] = outcomes.map(({ code, group, label, cites, needsReason }) => ({
        code,
        group,
        label,
        cites,
        needsReason,
      }))
      return { outcomes: choices }
    })

    app.get(
      '/requests/:requestId',
      { config: { access: permissions.read }, schema: { params: ById } },
      (request) => presentRequest(request.ctx, services, request.params.requestId),
    )

    app.post(
      '/requests/:requestId/registrations',
      { config: { access: permissions.handle }, schema: { params: ById, body: Registration } },
      async (request, reply) =>
        answerWith(
          request.ctx,
          reply,
          await actions.register(request.ctx, request.params.requestId, request.body),
        ),
    )

    app.post(
      '/requests/:requestId/answers',
      { config: { access: permissions.handle }, schema: { params: ById, body: AnswerBody } },
      async (request, reply) =>
        answerWith(
          request.ctx,
          reply,
          await actions.answer(request.ctx, request.params.requestId, request.body),
        ),
    )

    app.post(
      '/requests/:requestId/answer-files',
      { config: { access: permissions.handle }, schema: { params: ById } },
      async (request, reply) => {
        const file = request.isMultipart() ? await request.file() : undefined
        if (!file) throw new Refusal('file_missing', 400)
        const content = await file.toBuffer()
        return answerWith(
          request.ctx,
          reply,
          await actions.attachAnswerFile(
            request.ctx,
            services.files,
            request.params.requestId,
            file.filename,
            content,
          ),
        )
      },
    )

    app.get(
      '/requests/:requestId/answer-files/:position',
      { config: { access: permissions.read }, schema: { params: ByFile } },
      async (request, reply) => {
        const { requestId, position } = request.params
        const row = await store.getListed(request.ctx.db, requestId)
        if (!request.ctx.actor.may(permissions.read, row.unit_id)) throw notFound('request', requestId)
        return sendAnswerFile(request.ctx, reply, services.files, requestId, position)
      },
    )

    app.post(
      '/requests/:requestId/deliveries',
      { config: { access: permissions.handle }, schema: { params: ById, body: DeliveryBody } },
      async (request, reply) =>
        answerWith(
          request.ctx,
          reply,
          await actions.deliver(request.ctx, request.params.requestId, request.body),
        ),
    )

    app.post(
      '/requests/:requestId/closures',
      { config: { access: permissions.handle }, schema: { params: ById } },
      async (request, reply) =>
        answerWith(request.ctx, reply, await actions.close(request.ctx, request.params.requestId)),
    )
  }
}

async function sendAnswerFile(
  ctx: Context,
  reply: FastifyReply,
  files: FileStore,
  caseId: number,
  position: number,
): Promise<FastifyReply> {
  const file = (await store.listAnswerFiles(ctx.db, caseId)).find((one) => one.position === position)
  if (!file) throw notFound('answer_file', position)
  return reply
    .header('content-type', file.media_type)
    .header('content-length', file.size)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(files.read(file.file_hash.toString('hex')))
}

/** How long a download link of the status page works. */
const TOKEN_MINUTES = 30

/** A link that opens one file of one answer for a while; only who saw the status page has it. */
export function fileToken(
  services: actions.RequestServices,
  now: Date,
  caseId: number,
  position: number,
): string {
  const until = now.getTime() + TOKEN_MINUTES * 60_000
  return services.secrets
    .seal('requests.file_link', JSON.stringify({ caseId, position, until }))
    .toString('base64url')
}

export function serveAnswerFiles(app: Api, services: actions.RequestServices): void {
  app.get(
    '/requests/files/:token',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const token = readToken(services, (request.params as { token: string }).token)
      if (!token || token.until < request.ctx.now.getTime()) throw notFound('answer_file', 0)
      return sendAnswerFile(request.ctx, reply, services.files, token.caseId, token.position)
    },
  )
}

function readToken(
  services: actions.RequestServices,
  text: string,
): { caseId: number; position: number; until: number } | undefined {
  try {
    return JSON.parse(services.secrets.open('requests.file_link', Buffer.from(text, 'base64url'))) as {
      caseId: number
      position: number
      until: number
    }
  } catch {
    // Changed, made up, or sealed with another key: no such link.
    return undefined
  }
}
