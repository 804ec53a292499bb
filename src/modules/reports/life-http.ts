import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { choice, IdShape, PageQuery, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { FORMATS } from '#kernel/printing/index.ts'
import { sendFile } from '#modules/publishing/index.ts'
import { approveReport, returnReport } from './actions/check.ts'
import { openCollection, setPolicy } from './actions/collect.ts'
import { compareReport } from './actions/compare.ts'
import { submitReport, writeSection } from './actions/draft.ts'
import { freezeReport, publishReport, restateReport } from './actions/freeze.ts'
import {
  CollectionBody,
  OffersQuery,
  PolicyBody,
  PreviewBody,
  ReasonBody,
  RowsQuery,
  TextBody,
  type CollectionView,
} from './contract/life.ts'
import { permissions } from './kinds.ts'
import { lawOf } from './policy.ts'
import { getProgress, listRows, presentCollection, presentPolicy, readable } from './present/lists.ts'
import { findEditionFile, listOffers, presentEdition, presentReport, previewText } from './present/report.ts'
import { countCollections, listCollections, listPolicies } from './store/collections.ts'

const ByCollection = Type.Object({ collectionId: IdShape })
const ByReport = Type.Object({ annualReportId: IdShape })
const BySection = Type.Object({ annualReportId: IdShape, section: Type.String({ maxLength: 40 }) })
const ByEdition = Type.Object({ annualReportId: IdShape, edition: IdShape })
const ByFile = Type.Object({ ...ByEdition.properties, format: choice(FORMATS) })
const ByUnit = Type.Object({ unitId: IdShape })
const { read, draft, check, publish, collect } = permissions
const id = (value: number) => ({ id: value })

export function annualApi(declared: () => Declared, files: FileStore) {
  return (app: Api): void => {
    collectionRoutes(app)
    draftRoutes(app, declared)
    editionRoutes(app, files)
    stepRoutes(app, declared)
  }
}

function collectionRoutes(app: Api): void {
  app.get(
    '/annual-collections',
    { config: { access: read }, schema: { querystring: PageQuery } },
    async ({ ctx, query }): Promise<PageOf<CollectionView>> => {
      const window = pageWindow(query)
      const unitIds = readable(ctx)
      const rows = await listCollections(ctx.db, { unitIds }, ctx.today, window)
      return {
        items: rows.map(presentCollection),
        total: await countCollections(ctx.db, unitIds),
        page: window.page,
        size: window.size,
      }
    },
  )

  app.post(
    '/annual-collections',
    { config: { access: collect }, schema: { body: CollectionBody } },
    async (request, reply) => reply.decide(await openCollection(request.ctx, request.body), id, 201),
  )

  app.get(
    '/annual-collections/:collectionId',
    { config: { access: read }, schema: { params: ByCollection } },
    async ({ ctx, params }) => presentCollection(await getProgress(ctx, params.collectionId)),
  )

  app.get(
    '/annual-collections/:collectionId/reports',
    { config: { access: read }, schema: { params: ByCollection, querystring: RowsQuery } },
    ({ ctx, params, query }) => listRows(ctx, params.collectionId, query, pageWindow(query)),
  )

  app.get(
    '/annual-policies/:unitId',
    { config: { access: collect }, schema: { params: ByUnit } },
    async ({ ctx, params }) => {
      ctx.actor.must(collect, params.unitId)
      const rows = await listPolicies(ctx.db, params.unitId)
      return { items: rows.map(presentPolicy), law: lawOf(Number(ctx.today.slice(0, 4)) - 1) }
    },
  )

  app.post(
    '/annual-policies/:unitId',
    { config: { access: collect }, schema: { params: ByUnit, body: PolicyBody } },
    async (request, reply) =>
      reply.decide(await setPolicy(request.ctx, request.params.unitId, request.body), id, 201),
  )
}

function draftRoutes(app: Api, declared: () => Declared): void {
  app.get(
    '/annual-reports/:annualReportId',
    { config: { access: read }, schema: { params: ByReport } },
    ({ ctx, params }) => presentReport(ctx, declared(), params.annualReportId),
  )

  app.put(
    '/annual-reports/:annualReportId/texts/:section',
    { config: { access: draft }, schema: { params: BySection, body: TextBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await writeSection(ctx, params.annualReportId, params.section, body), (revision) => ({
        revision,
      })),
  )

  app.post(
    '/annual-reports/:annualReportId/texts/:section/previews',
    { config: { access: draft }, schema: { params: BySection, body: PreviewBody } },
    ({ ctx, params, body }) => previewText(ctx, declared(), params.annualReportId, params.section, body.body),
  )

  app.get(
    '/annual-reports/:annualReportId/references',
    { config: { access: draft }, schema: { params: ByReport, querystring: OffersQuery } },
    async ({ ctx, params, query }) => ({
      items: await listOffers(ctx, declared(), params.annualReportId, query.words ?? ''),
    }),
  )
}

function editionRoutes(app: Api, files: FileStore): void {
  app.get(
    '/annual-reports/:annualReportId/editions/:edition',
    { config: { access: read }, schema: { params: ByEdition } },
    ({ ctx, params }) => presentEdition(ctx, params.annualReportId, params.edition),
  )

  app.get(
    '/annual-reports/:annualReportId/editions/:edition/files/:format',
    { config: { access: read }, schema: { params: ByFile } },
    async (request, reply) => {
      const { annualReportId, edition, format } = request.params
      const file = await findEditionFile(request.ctx, annualReportId, edition, format)
      return sendFile(request, reply.header('cache-control', 'no-store'), files, file)
    },
  )
}

function stepRoutes(app: Api, declared: () => Declared): void {
  const withReason = { params: ByReport, body: ReasonBody }

  app.post(
    '/annual-reports/:annualReportId/submissions',
    { config: { access: draft }, schema: withReason },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await submitReport(ctx, declared(), params.annualReportId, body.reason), id, 201),
  )

  app.post(
    '/annual-reports/:annualReportId/returns',
    { config: { access: check }, schema: withReason },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await returnReport(ctx, params.annualReportId, body.reason), id, 201),
  )

  app.post(
    '/annual-reports/:annualReportId/approvals',
    { config: { access: check }, schema: { params: ByReport } },
    async ({ ctx, params }, reply) =>
      reply.decide(await approveReport(ctx, declared(), params.annualReportId), id, 201),
  )

  app.post(
    '/annual-reports/:annualReportId/freezings',
    { config: { access: publish }, schema: withReason },
    async ({ ctx, params, body }, reply) =>
      reply.decide(
        await freezeReport(ctx, declared(), params.annualReportId, body.reason),
        (edition) => ({ edition }),
        201,
      ),
  )

  app.post(
    '/annual-reports/:annualReportId/publications',
    { config: { access: publish }, schema: { params: ByReport } },
    async ({ ctx, params }, reply) =>
      reply.decide(await publishReport(ctx, params.annualReportId), (edition) => ({ edition }), 201),
  )

  app.post(
    '/annual-reports/:annualReportId/restatements',
    { config: { access: publish }, schema: withReason },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await restateReport(ctx, params.annualReportId, body.reason), id, 201),
  )

  app.post(
    '/annual-reports/:annualReportId/comparisons',
    { config: { access: read }, schema: { params: ByReport } },
    async ({ ctx, params }, reply) =>
      reply.decide(
        await compareReport(ctx, declared(), params.annualReportId),
        (differing) => ({ differing }),
        201,
      ),
  )
}
