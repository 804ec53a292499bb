import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { uploadedFile } from '#platform/http/uploads.ts'
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
import { sendAnswerFile } from './files.ts'
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

    app.get('/requests/outcomes', { config: { access: permissions.read } }, async () => {
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
        const { name, content } = await uploadedFile(request)
        return answerWith(
          request.ctx,
          reply,
          await actions.attachAnswerFile(
            request.ctx,
            services.files,
            request.params.requestId,
            name,
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
