import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { notFound } from '#platform/errors.ts'
import { IdShape, pageWindow } from '#platform/http/shapes.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { getUnitByCode } from '#kernel/organisation/index.ts'
import { computeReport, listCellRecords, viewReport } from './compute.ts'
import { findEdition, listEditions } from './editions.ts'
import { CellQuery, ReportQuery } from './contract/report.ts'

const Year = Type.Integer({ minimum: 1900, maximum: 9999 })
const ByReport = Type.Object({ unitCode: Type.String({ maxLength: 40 }), year: Year })
const ByEdition = Type.Object({ ...ByReport.properties, edition: IdShape })
const ByCell = Type.Object({
  unitCode: Type.String({ maxLength: 40 }),
  year: Year,
  cell: Type.String({ maxLength: 80 }),
})

export function reportsApi(declared: () => Declared) {
  return (app: Api): void => {
    app.get(
      '/reports/:unitCode/:year',
      { config: { access: 'public' }, schema: { params: ByReport, querystring: ReportQuery } },
      async ({ ctx, params, query }) => {
        const unit = await getUnitByCode(ctx.db, params.unitCode)
        const report = await computeReport(ctx.db, declared(), unit, params.year, query.scope, ctx.today)
        return viewReport(report)
      },
    )

    app.get(
      '/reports/:unitCode/:year/editions/:edition',
      { config: { access: 'public' }, schema: { params: ByEdition } },
      async ({ ctx, params }) => {
        const unit = await getUnitByCode(ctx.db, params.unitCode)
        const edition = await findEdition(ctx.db, unit.id, params.year, params.edition)
        if (!edition) throw notFound('edition', params.edition)
        return { edition, editions: await listEditions(ctx.db, unit.id, params.year) }
      },
    )

    app.get(
      '/reports/:unitCode/:year/cells/:cell',
      { config: { access: 'public' }, schema: { params: ByCell, querystring: CellQuery } },
      async ({ ctx, params, query }) =>
        listCellRecords(ctx.db, declared(), {
          unit: await getUnitByCode(ctx.db, params.unitCode),
          year: params.year,
          scope: query.scope,
          cell: params.cell,
          today: ctx.today,
          window: pageWindow(query),
        }),
    )
  }
}
