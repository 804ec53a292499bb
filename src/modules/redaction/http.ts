import { Type } from 'typebox'
import type { FastifyReply } from 'fastify'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape } from '#platform/http/shapes.ts'
import { uploadedFile } from '#platform/http/uploads.ts'
import type { Context } from '#kernel/identity/index.ts'
import * as actions from './actions.ts'
import { MarksBody, ReleaseBody, SearchBody, SubjectQuery } from './contract.ts'
import { permissions } from './kinds.ts'
import { presentOriginal, presentOriginals } from './present.ts'
import { Reading } from './reading.ts'
import * as store from './store.ts'

const ById = Type.Object({ originalId: IdShape })
const ByPage = Type.Object({ originalId: IdShape, page: IdShape })
const ByRelease = Type.Object({ releaseId: IdShape })
const PageQuery = Type.Object({
  /** Fine for a screen of many pixels, plain for others. */
  dpi: Type.Optional(Type.Integer({ minimum: 50, maximum: 200 })),
  /** With what is marked painted over, as it will be released. */
  covered: Type.Optional(Type.Boolean()),
})
const SCREEN_DPI = 110

const { read, handle } = permissions

export function redactionApi(services: actions.RedactionServices) {
  const reading = new Reading(services)

  const mustRead = async (ctx: Context, subject: string) => {
    if ((await services.access.mayRead(ctx.db, ctx.actor, subject)) === undefined)
      throw notFound('subject', subject)
  }
  const readable = async (ctx: Context, id: number) => {
    const row = await store.getOriginal(ctx.db, id)
    await mustRead(ctx, row.subject)
    return row
  }

  return (app: Api): void => {
    app.get(
      '/redaction/originals',
      { config: { access: read }, schema: { querystring: SubjectQuery } },
      async ({ ctx, query }) => {
        await mustRead(ctx, query.subject)
        return presentOriginals(ctx, services, query.subject)
      },
    )

    app.post(
      '/redaction/originals',
      { config: { access: handle }, schema: { querystring: SubjectQuery } },
      async (request, reply) => {
        const { subject } = request.query
        const unitId = await actions.mustHandle(request.ctx.db, request.ctx, services, subject)
        const file = await uploadedFile(request)
        const added = await actions.addOriginal(request.ctx, services, { subject, unitId, ...file })
        return reply.decide(added, (id) => ({ id }), 201)
      },
    )

    app.get(
      '/redaction/originals/:originalId',
      { config: { access: read }, schema: { params: ById } },
      async ({ ctx, params }) => presentOriginal(ctx, services, await readable(ctx, params.originalId)),
    )

    app.delete(
      '/redaction/originals/:originalId',
      { config: { access: handle }, schema: { params: ById } },
      async (request, reply) =>
        reply.decide(
          await actions.removeOriginal(request.ctx, services, request.params.originalId),
          (id) => ({ id }),
        ),
    )

    app.get(
      '/redaction/originals/:originalId/file',
      { config: { access: read }, schema: { params: ById } },
      async ({ ctx, params }, reply) => {
        const row = await readable(ctx, params.originalId)
        const file = await store.getFile(ctx.db, row.file_hash)
        return sendPrivately(reply, services, { ...row, ...file })
      },
    )

    app.get(
      '/redaction/originals/:originalId/pages/:page/image',
      { config: { access: read }, schema: { params: ByPage, querystring: PageQuery } },
      async ({ ctx, params, query }, reply) => {
        const row = await readable(ctx, params.originalId)
        const marks = query.covered
          ? await actions.readMarks(ctx.db, services.secrets, row.id)
          : { areas: [] }
        const picture = await reading.page(row, params.page, query.dpi ?? SCREEN_DPI, marks.areas)
        return reply
          .header('content-type', 'image/png')
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(picture))
      },
    )

    app.get(
      '/redaction/originals/:originalId/pages/:page/words',
      { config: { access: read }, schema: { params: ByPage } },
      async ({ ctx, params }) => reading.words(await readable(ctx, params.originalId), params.page),
    )

    app.put(
      '/redaction/originals/:originalId/marks',
      { config: { access: handle }, schema: { params: ById, body: MarksBody } },
      async (request, reply) => {
        const { originalId } = request.params
        const decision = await actions.putMarks(request.ctx, services, originalId, request.body)
        if (!decision.ok) return reply.decide(decision, () => undefined)
        return presentOriginal(request.ctx, services, await readable(request.ctx, originalId))
      },
    )

    app.post(
      '/redaction/originals/:originalId/searches',
      { config: { access: read }, schema: { params: ById, body: SearchBody } },
      async ({ ctx, params, body }) => reading.find(await readable(ctx, params.originalId), body.words),
    )

    app.get(
      '/redaction/originals/:originalId/suggestions',
      { config: { access: read }, schema: { params: ById } },
      async ({ ctx, params }) => reading.suggest(await readable(ctx, params.originalId)),
    )

    app.post(
      '/redaction/originals/:originalId/releases',
      { config: { access: handle }, schema: { params: ById, body: ReleaseBody } },
      async (request, reply) => {
        const { originalId } = request.params
        const released = await actions.releaseRedacted(
          request.ctx,
          services,
          originalId,
          request.body.revision,
        )
        return reply.decide(
          released,
          ({ releaseId, name, hash }) => ({ id: releaseId, name, sha256: hash.toString('hex') }),
          201,
        )
      },
    )

    app.get(
      '/redaction/releases/:releaseId/file',
      { config: { access: read }, schema: { params: ByRelease } },
      async ({ ctx, params }, reply) => {
        const row = await store.getRelease(ctx.db, params.releaseId)
        await mustRead(ctx, row.subject)
        return sendPrivately(reply, services, row)
      },
    )
  }
}

function sendPrivately(
  reply: FastifyReply,
  { files }: actions.RedactionServices,
  file: { name: string; file_hash: Buffer; size: number; media_type: string },
): FastifyReply {
  return reply
    .header('content-type', file.media_type)
    .header('content-length', file.size)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'private, no-store')
    .send(files.read(file.file_hash.toString('hex')))
}
