import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { uploadedFile } from '#platform/http/uploads.ts'
import { listUnitsHeld } from '#kernel/identity/index.ts'
import { listUnits } from '#kernel/organisation/index.ts'
import * as actions from '../actions/cohandle.ts'
import { getReadableCase, type CaseworkServices } from '../cases.ts'
import {
  CohandlingBody,
  CohandlingQuery,
  LimitBody,
  ReplyBody,
  type CaseCohandlingsView,
  type CohandlingView,
} from '../contract.ts'
import { permissions } from '../kinds.ts'
import { maySee, presentCohandlings } from '../present/cohandlings.ts'
import * as store from '../store/cohandlings.ts'
import { getLimit } from '../store/limits.ts'

const ByCase = Type.Object({ caseId: IdShape })
const ByCohandling = Type.Object({ cohandlingId: IdShape })
const ByFile = Type.Object({ cohandlingId: IdShape, position: IdShape })
const ByUnit = Type.Object({ unitId: IdShape })
const { read, ask, cohandle, limit } = permissions
const id = (value: number) => ({ id: value })

export function cohandlingRoutes(app: Api, services: CaseworkServices): void {
  app.get(
    '/cases/:caseId/cohandlings',
    { config: { access: read }, schema: { params: ByCase } },
    async ({ ctx, params }): Promise<CaseCohandlingsView> => {
      const known = await getReadableCase(ctx.db, ctx, services, params.caseId)
      const rows = await store.listOfCase(ctx.db, params.caseId)
      const staffed = await listUnitsHeld(ctx.db, cohandle)
      const units = (await listUnits(ctx.db)).filter(
        (unit) => unit.id !== known.row.unit_id && staffed.has(unit.id),
      )
      return {
        items: await presentCohandlings(ctx, services, rows),
        mayAsk: known.open && ctx.actor.may(ask, known.row.unit_id),
        choices: units.map((unit) => ({ id: unit.id, name: unit.short_name })),
        limit: await getLimit(ctx.db, ctx.today),
      }
    },
  )

  app.post(
    '/cases/:caseId/cohandlings',
    { config: { access: ask }, schema: { params: ByCase, body: CohandlingBody } },
    async (request, reply) =>
      reply.decide(
        await actions.askUnits(request.ctx, services, request.params.caseId, request.body),
        (ids) => ({ ids }),
        201,
      ),
  )

  app.get(
    '/cohandlings',
    { config: { access: cohandle }, schema: { querystring: CohandlingQuery } },
    async ({ ctx, query }): Promise<PageOf<CohandlingView>> => {
      const window = pageWindow(query)
      const unitIds = ctx.actor.unitsFor(query.side === 'asking' ? ask : cohandle)
      const list = await store.listCohandlings(ctx.db, { ...query, unitIds, today: ctx.today }, window)
      return {
        items: await presentCohandlings(ctx, services, list.items),
        total: list.total,
        page: window.page,
        size: window.size,
      }
    },
  )

  app.post(
    '/cohandlings/:cohandlingId/replies',
    { config: { access: cohandle }, schema: { params: ByCohandling, body: ReplyBody } },
    async (request, reply) =>
      reply.decide(
        await actions.reply(request.ctx, services, request.params.cohandlingId, request.body),
        id,
        201,
      ),
  )

  app.post(
    '/cohandlings/:cohandlingId/recalls',
    { config: { access: ask }, schema: { params: ByCohandling } },
    async (request, reply) =>
      reply.decide(await actions.recall(request.ctx, services, request.params.cohandlingId), id, 201),
  )

  app.put(
    '/units/:unitId/cohandling-limit',
    { config: { access: limit }, schema: { params: ByUnit, body: LimitBody } },
    async (request, reply) =>
      reply.decide(await actions.setCohandlingLimit(request.ctx, request.params.unitId, request.body), id),
  )
  fileRoutes(app, services)
}

function fileRoutes(app: Api, services: CaseworkServices): void {
  app.post(
    '/cohandlings/:cohandlingId/files',
    { config: { access: cohandle }, schema: { params: ByCohandling } },
    async (request, reply) =>
      reply.decide(
        await actions.attach(request.ctx, services, request.params.cohandlingId, await uploadedFile(request)),
        (position) => ({ position }),
        201,
      ),
  )

  app.get(
    '/cohandlings/:cohandlingId/files/:position',
    { config: { access: read }, schema: { params: ByFile } },
    async ({ ctx, params }, reply) => {
      const row = await store.getListed(ctx.db, params.cohandlingId)
      if (!maySee(ctx, services, row)) throw notFound('cohandling', row.id)
      const files = await store.listFiles(ctx.db, [row.id])
      const file = files.find((one) => one.position === params.position)
      if (!file) throw notFound('cohandling_file', params.position)
      return reply
        .header('content-type', file.media_type)
        .header('content-length', file.size)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(services.files.read(file.file_hash.toString('hex')))
    },
  )
}
