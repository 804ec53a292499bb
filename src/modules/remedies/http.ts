import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { sendCsv, type CsvRow } from '#platform/http/csv.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { uploadedFile } from '#platform/http/uploads.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getAnyCase } from '#kernel/cases/index.ts'
import { addFile, setLimit } from './actions/keeping.ts'
import { openRemedy, type RemedyServices } from './actions/opening.ts'
import { carryOut, correctResult } from './actions/orders.ts'
import {
  addInstance,
  annul,
  enterDecision,
  noteOrganLimit,
  remand,
  reply as enterReply,
} from './actions/steps.ts'
import { clocks, withSettings } from './clocks.ts'
import {
  AnnulmentBody,
  CorrectionBody,
  DecisionBody,
  FileQuery,
  InstanceBody,
  LimitBody,
  LIMITS,
  OpeningBody,
  OrganLimitBody,
  RedoneBody,
  RemandBody,
  RemedyQuery,
  ReplyBody,
  SubjectQuery,
  UploadQuery,
  type LimitView,
  type RemedySummary,
  type SubjectRemedies,
} from './contract.ts'
import { permissions } from './kinds.ts'
import { mayRead, presentRemedy, summarise } from './present.ts'
import { getListed, listOfSubject, listRemedies, readRemedies, type ListFilter } from './store/list.ts'
import * as store from './store/remedies.ts'

const ById = Type.Object({ remedyId: IdShape })
const ByFile = Type.Object({ remedyId: IdShape, position: IdShape })
const ByUnit = Type.Object({ unitId: IdShape })
const { read, handle, limit } = permissions

export function remediesApi(services: RemedyServices) {
  return (app: Api): void => {
    const answerWith = async (ctx: Context, reply: FastifyReply, decision: Decision<number>, status = 200) =>
      decision.ok
        ? reply.code(status).send(await presentRemedy(ctx, services, decision.value))
        : reply.decide(decision, () => undefined)

    reading(app, services)

    app.post(
      '/remedies',
      { config: { access: handle }, schema: { body: OpeningBody } },
      async ({ ctx, body }, reply) => answerWith(ctx, reply, await openRemedy(ctx, services, body), 201),
    )

    app.post(
      '/remedies/:remedyId/replies',
      { config: { access: handle }, schema: { params: ById, body: ReplyBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(ctx, reply, await enterReply(ctx, params.remedyId, body)),
    )

    app.post(
      '/remedies/:remedyId/decisions',
      { config: { access: handle }, schema: { params: ById, body: DecisionBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(ctx, reply, await enterDecision(ctx, params.remedyId, body)),
    )

    app.post(
      '/remedies/:remedyId/corrections',
      { config: { access: handle }, schema: { params: ById, body: CorrectionBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(ctx, reply, await correctResult(ctx, params.remedyId, body)),
    )

    app.post(
      '/remedies/:remedyId/redone',
      { config: { access: handle }, schema: { params: ById, body: RedoneBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(ctx, reply, await carryOut(ctx, params.remedyId, body)),
    )

    app.post(
      '/remedies/:remedyId/instances',
      { config: { access: handle }, schema: { params: ById, body: InstanceBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(ctx, reply, await addInstance(ctx, params.remedyId, body)),
    )

    app.post(
      '/remedies/:remedyId/remands',
      { config: { access: handle }, schema: { params: ById, body: RemandBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(ctx, reply, await remand(ctx, params.remedyId, body)),
    )

    app.put(
      '/remedies/:remedyId/organ-limit',
      { config: { access: handle }, schema: { params: ById, body: OrganLimitBody } },
      async ({ ctx, params, body }, reply) =>
        answerWith(ctx, reply, await noteOrganLimit(ctx, params.remedyId, body)),
    )

    app.post(
      '/remedies/:remedyId/annulments',
      { config: { access: handle }, schema: { params: ById, body: AnnulmentBody } },
      async ({ ctx, params, body }, reply) => answerWith(ctx, reply, await annul(ctx, params.remedyId, body)),
    )

    app.post(
      '/remedies/:remedyId/files',
      { config: { access: handle }, schema: { params: ById, querystring: UploadQuery } },
      async (request, reply) => {
        const { ctx, params, query } = request
        const file = { ...(await uploadedFile(request)), kind: query.kind }
        return answerWith(ctx, reply, await addFile(ctx, services.files, params.remedyId, file), 201)
      },
    )

    app.put(
      '/units/:unitId/remedy-limits',
      { config: { access: limit }, schema: { params: ByUnit, body: LimitBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(await setLimit(ctx, params.unitId, body), (unitId) => ({ unitId })),
    )
  }
}

function reading(app: Api, services: RemedyServices): void {
  app.get(
    '/remedies',
    { config: { access: read }, schema: { querystring: RemedyQuery } },
    async ({ ctx, query }): Promise<PageOf<RemedySummary>> => {
      const window = pageWindow(query)
      const list = await listRemedies(ctx.db, filterOf(ctx, query), window)
      const items = list.items.map((row) => summarise(row, ctx.today))
      return { items, total: list.total, page: window.page, size: window.size }
    },
  )

  app.get(
    '/remedies.csv',
    { config: { access: read }, schema: { querystring: FileQuery } },
    ({ ctx, query }, reply) => sendCsv(reply, 'remedies', CSV_HEADER, csvLines(ctx, filterOf(ctx, query))),
  )

  app.get(
    '/remedies/limits',
    { config: { access: read } },
    async ({ ctx }): Promise<{ limits: LimitView[] }> => {
      const settings = await store.listSettings(ctx.db)
      return {
        limits: LIMITS.flatMap((name) => {
          const rule = clocks.find((one) => one.name === name)
          if (!rule) return []
          const versions = withSettings(rule, settings).versions.map(({ from, days, dayKind, cites }) => ({
            from,
            days,
            dayKind,
            cites,
            ownSetting: settings.some((one) => one.clock === name && one.from === from),
          }))
          return [{ limit: name, label: rule.label, versions }]
        }),
      }
    },
  )

  app.get(
    '/remedies/of',
    { config: { access: read }, schema: { querystring: SubjectQuery } },
    async ({ ctx, query }): Promise<SubjectRemedies> => {
      const [, id] = /^request:([1-9]\d{0,14})$/.exec(query.subject) ?? []
      if (id === undefined) throw notFound('subject', query.subject)
      const { unit_id: unitId } = await getAnyCase(ctx.db, Number(id))
      const rows = (await listOfSubject(ctx.db, query.subject)).filter((row) => mayRead(ctx, row))
      if (rows.length === 0 && !ctx.actor.may(read, unitId)) throw notFound('subject', query.subject)
      return { items: rows.map((row) => summarise(row, ctx.today)), mayOpen: ctx.actor.may(handle, unitId) }
    },
  )

  app.get('/remedies/:remedyId', { config: { access: read }, schema: { params: ById } }, ({ ctx, params }) =>
    presentRemedy(ctx, services, params.remedyId),
  )

  app.get(
    '/remedies/:remedyId/files/:position',
    { config: { access: read }, schema: { params: ByFile } },
    async ({ ctx, params }, reply) => {
      const { remedyId, position } = params
      if (!mayRead(ctx, await getListed(ctx.db, remedyId))) throw notFound('remedy', remedyId)
      const file = (await store.listFiles(ctx.db, remedyId)).find((one) => one.position === position)
      if (!file) throw notFound('remedy_file', position)
      return reply
        .header('content-type', file.media_type)
        .header('content-length', file.size)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(services.files.read(file.file_hash.toString('hex')))
    },
  )
}

/** Only units that this person reads, whatever the address asks for. */
function filterOf(ctx: Context, query: Omit<ListFilter, 'unitIds' | 'today'>): ListFilter {
  return { ...query, unitIds: ctx.actor.unitsFor(read), today: ctx.today }
}

const CSV_HEADER = [
  '编号',
  '类型',
  '单位',
  '事由',
  '处理机关',
  '案号',
  '审级',
  '收到日期',
  '状态',
  '结果',
  '年报归类',
  '审结日期',
  '期限',
] as const

async function* csvLines(ctx: Context, filter: ListFilter): AsyncGenerator<CsvRow[]> {
  for await (const rows of readRemedies(ctx.db, filter))
    yield rows.map((row) => {
      const one = summarise(row, ctx.today)
      return [
        one.number,
        one.wayLabel,
        one.unit.name,
        one.about,
        one.organ,
        one.fileNumber,
        one.levelLabel,
        one.receivedOn,
        one.stateLabel,
        one.resultLabel,
        one.groupLabel,
        one.decidedOn,
        one.due === null || one.due.light === 'done' ? null : one.due.on,
      ]
    })
}
