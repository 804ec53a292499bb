import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { sendCsv } from '#platform/http/csv.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, PageQuery, pageWindow } from '#platform/http/shapes.ts'
import * as actions from './actions.ts'
import {
  ChangedItem,
  ImportBody,
  ItemBody,
  ItemQuery,
  NewTopic,
  ReportBody,
  SectionsBody,
  TopicBody,
} from './contract.ts'
import { CSV_COLUMNS } from './csv.ts'
import { permissions, stageLabels } from './kinds.ts'
import { getListedItem, presentItem, presentTopic, presentWholeTopic } from './present.ts'
import * as store from './store.ts'

const ByTopic = Type.Object({ topicId: IdShape })
const ByItem = Type.Object({ itemId: IdShape })
const BySlug = Type.Object({ topicSlug: Type.String({ maxLength: 60 }) })
const { read, manage, report } = permissions
const id = (value: number) => ({ id: value })

export function topicsApi(app: Api): void {
  topicRoutes(app)
  itemRoutes(app)
  publicFiles(app)
}

function topicRoutes(app: Api): void {
  app.get('/topics', { config: { access: read }, schema: { querystring: PageQuery } }, async (request) => {
    const window = pageWindow(request.query)
    const topics = await store.listTopics(request.ctx.db, request.ctx.today, window)
    const total = await store.countTopics(request.ctx.db)
    return { items: topics.map(presentTopic), total, page: window.page, size: window.size }
  })

  app.post('/topics', { config: { access: manage }, schema: { body: NewTopic } }, async (request, reply) =>
    reply.decide(await actions.openTopic(request.ctx, request.body), id, 201),
  )

  app.get('/topics/:topicId', { config: { access: read }, schema: { params: ByTopic } }, (request) =>
    presentWholeTopic(request.ctx, request.params.topicId),
  )

  app.put(
    '/topics/:topicId',
    { config: { access: manage }, schema: { params: ByTopic, body: TopicBody } },
    async (request, reply) =>
      reply.decide(await actions.editTopic(request.ctx, request.params.topicId, request.body), id),
  )

  app.put(
    '/topics/:topicId/sections',
    { config: { access: manage }, schema: { params: ByTopic, body: SectionsBody } },
    async (request, reply) =>
      reply.decide(
        await actions.arrangeSections(request.ctx, request.params.topicId, request.body.sections),
        id,
      ),
  )

  app.post(
    '/topics/:topicId/closings',
    { config: { access: manage }, schema: { params: ByTopic } },
    async (request, reply) =>
      reply.decide(await actions.closeTopic(request.ctx, request.params.topicId), id, 201),
  )
}

function itemRoutes(app: Api): void {
  app.get(
    '/topics/:topicId/items',
    { config: { access: read }, schema: { params: ByTopic, querystring: ItemQuery } },
    async ({ ctx, params, query }) => {
      const window = pageWindow(query)
      const filter = {
        topicId: params.topicId,
        today: ctx.today,
        ...(query.unitId === undefined ? {} : { unitIds: [query.unitId] }),
        ...(query.stage === undefined ? {} : { stage: query.stage }),
        ...(query.overdue === undefined ? {} : { overdue: query.overdue }),
      }
      const items = await store.listItems(ctx.db, filter, window)
      return {
        items: items.map((item) => presentItem(item, (unitId) => ctx.actor.may(report, unitId))),
        total: await store.countItems(ctx.db, filter),
        page: window.page,
        size: window.size,
      }
    },
  )

  app.post(
    '/topics/:topicId/items',
    { config: { access: manage }, schema: { params: ByTopic, body: ItemBody } },
    async (request, reply) =>
      reply.decide(await actions.addItem(request.ctx, request.params.topicId, request.body), id, 201),
  )

  app.post(
    '/topics/:topicId/imports',
    { config: { access: manage }, schema: { params: ByTopic, body: ImportBody } },
    async (request, reply) =>
      reply.decide(
        await actions.importItems(request.ctx, request.params.topicId, request.body.csv),
        (ids) => ({ added: ids.length }),
        201,
      ),
  )

  app.get(
    '/topic-items/:itemId',
    { config: { access: read }, schema: { params: ByItem } },
    async ({ ctx, params }) => {
      const item = await getListedItem(ctx.db, params.itemId, ctx.today)
      return {
        ...presentItem(item, (unitId) => ctx.actor.may(report, unitId)),
        topic: { id: item.topic_id, title: item.topic_title },
      }
    },
  )

  app.put(
    '/topic-items/:itemId',
    { config: { access: manage }, schema: { params: ByItem, body: ChangedItem } },
    async (request, reply) =>
      reply.decide(await actions.editItem(request.ctx, request.params.itemId, request.body), id),
  )

  app.delete(
    '/topic-items/:itemId',
    { config: { access: manage }, schema: { params: ByItem } },
    async (request, reply) => reply.decide(await actions.removeItem(request.ctx, request.params.itemId), id),
  )

  app.post(
    '/topic-items/:itemId/reports',
    { config: { access: report }, schema: { params: ByItem, body: ReportBody } },
    async (request, reply) =>
      reply.decide(await actions.reportProgress(request.ctx, request.params.itemId, request.body), id, 201),
  )
}

/** All items of a topic as files; a topic holds some hundreds, not millions. */
async function everyItem(handle: Handle, slug: string, today: CivilDate) {
  const topic = await store.findListedTopic(handle, { slug }, today)
  if (!topic) throw notFound('topic', slug)
  return store.listItems(handle, { topicId: topic.id, today }, { offset: 0, limit: 10_000 })
}

function publicFiles(app: Api): void {
  app.get(
    '/topic-files/:topicSlug/items.json',
    { config: { access: 'public' }, schema: { params: BySlug } },
    async ({ ctx, params }) => {
      const items = await everyItem(ctx.db, params.topicSlug, ctx.today)
      return {
        items: items.map((item) => {
          const { mayReport: _, version: __, ...shown } = presentItem(item, () => false)
          return shown
        }),
      }
    },
  )

  app.get(
    '/topic-files/:topicSlug/items.csv',
    { config: { access: 'public' }, schema: { params: BySlug } },
    async ({ ctx, params }, reply) => {
      const items = await everyItem(ctx.db, params.topicSlug, ctx.today)
      const rows = items.map((item) => [
        item.heading,
        item.goal,
        item.unit_name,
        item.due_on,
        item.further.map((unit) => unit.name).join('、'),
        item.source,
        item.source_document_id === null ? '' : String(item.source_document_id),
        stageLabels[item.stage],
        String(item.percent),
        item.reported_on ?? '',
        item.overdue ? '是' : '否',
      ])
      const state = ['阶段', '完成百分比', '最近报送', '逾期']
      return sendCsv(reply, params.topicSlug, [...CSV_COLUMNS, ...state], [rows])
    },
  )
}
