import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { sendCsv } from '#platform/http/csv.ts'
import { choice, IdShape, pageWindow } from '#platform/http/shapes.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { fillSheet, openYear, publishSheet, restateSheet, returnSheet, submitSheet } from './actions.ts'
import { FactsBody, ListQuery, OpenBody, ReasonBody, SHEET_KINDS } from './contract.ts'
import { permissions } from './kinds.ts'
import { readPublished } from './pages.tsx'
import { listSheets, presentSheet } from './present.ts'

const BySheet = Type.Object({ siteReportId: IdShape })
const Public = Type.Object({
  sheetKind: choice(SHEET_KINDS),
  sheetOf: Type.String({ maxLength: 60 }),
  sheetYear: Type.Integer({ minimum: 1900, maximum: 9999 }),
})
const id = (value: number) => ({ id: value })

export function siteyearApi(declared: () => Declared, publicUrl: string) {
  const { read, fill, publish, open } = permissions
  return (app: Api): void => {
    app.get(
      '/site-reports',
      { config: { access: read }, schema: { querystring: ListQuery } },
      ({ ctx, query }) => listSheets(ctx, query, pageWindow(query)),
    )
    app.post(
      '/site-reports',
      { config: { access: open }, schema: { body: OpenBody } },
      async ({ ctx, body }, reply) => reply.decide(await openYear(ctx, body), (sheets) => ({ sheets }), 201),
    )
    app.get(
      '/site-reports/:siteReportId',
      { config: { access: read }, schema: { params: BySheet } },
      ({ ctx, params }) => presentSheet(ctx, declared(), params.siteReportId, publicUrl),
    )
    app.put(
      '/site-reports/:siteReportId/facts',
      { config: { access: fill }, schema: { params: BySheet, body: FactsBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(await fillSheet(ctx, params.siteReportId, body), (revision) => ({ revision })),
    )
    app.post(
      '/site-reports/:siteReportId/submissions',
      { config: { access: fill }, schema: { params: BySheet } },
      async ({ ctx, params }, reply) => reply.decide(await submitSheet(ctx, params.siteReportId), id, 201),
    )
    app.post(
      '/site-reports/:siteReportId/returns',
      { config: { access: publish }, schema: { params: BySheet, body: ReasonBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(await returnSheet(ctx, params.siteReportId, body.reason), id, 201),
    )
    app.post(
      '/site-reports/:siteReportId/publications',
      { config: { access: publish }, schema: { params: BySheet } },
      async ({ ctx, params }, reply) =>
        reply.decide(
          await publishSheet(ctx, declared(), params.siteReportId, publicUrl),
          (edition) => ({ edition }),
          201,
        ),
    )
    app.post(
      '/site-reports/:siteReportId/restatements',
      { config: { access: publish }, schema: { params: BySheet, body: ReasonBody } },
      async ({ ctx, params, body }, reply) =>
        reply.decide(await restateSheet(ctx, params.siteReportId, body.reason), id, 201),
    )
    app.get(
      '/published-site-reports/:sheetKind/:sheetOf/:sheetYear',
      { config: { access: 'public' }, schema: { params: Public } },
      async ({ ctx, params }) => {
        const found = await readPublished(ctx.db, params.sheetKind, params.sheetOf, params.sheetYear)
        if (!found) throw notFound('site_report', params.sheetOf)
        return found.edition
      },
    )
    app.get(
      '/published-site-reports/:sheetKind/:sheetOf/:sheetYear/table',
      { config: { access: 'public' }, schema: { params: Public } },
      async ({ ctx, params }, reply) => {
        const found = await readPublished(ctx.db, params.sheetKind, params.sheetOf, params.sheetYear)
        if (!found) throw notFound('site_report', params.sheetOf)
        const rows = found.edition.groups.flatMap((group) =>
          group.rows.map((row) => [group.title, row.label, row.value, row.unit ?? '']),
        )
        const name = `site-report-${params.sheetKind}-${params.sheetOf}-${params.sheetYear}`
        return sendCsv(reply, name, ['部分', '项目', '内容', '单位'], [rows])
      },
    )
  }
}
