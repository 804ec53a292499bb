import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import { sendCsv } from '#platform/http/csv.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { countRecords, listRecords } from '#kernel/figures/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getUnitByCode, listUnits } from '#kernel/organisation/index.ts'
import { findSite, MAIN_SITE } from '#modules/sites/index.ts'
import * as actions from './actions.ts'
import {
  CataloguePageQuery,
  CatalogueQuery,
  ConfirmationBody,
  DeclarationBody,
  GuideBody,
  ItemSettingBody,
  MatrixFilter,
  MatrixQuery,
  RecordsQuery,
  type ItemSettingView,
  type ItemsView,
  type MatrixView,
  type RecordView,
} from './contract.ts'
import { figures } from './figures.ts'
import { CATALOGUE_HEADER, catalogueLines, MATRIX_HEADER, matrixLine } from './files.ts'
import { AGENCIES, lists, statutoryItems } from './items.ts'
import { permissions } from './kinds.ts'
import { readMatrix, totalsOf } from './matrix.ts'
import { presentGuide, presentStanding } from './present.ts'
import { listCatalogue, type CatalogueFilter } from './store/catalogue.ts'
import { loadItems } from './store/items.ts'
import { findCounting } from './store/standing.ts'

const ByUnit = Type.Object({ unitId: IdShape })
const ByDeclaration = Type.Object({ declarationId: IdShape })
const ByItem = Type.Object({ item: Type.String({ maxLength: 20 }) })

export function disclosureApi(services: { readonly publicUrl: string }) {
  return (app: Api): void => {
    const { read, edit, confirm, declare, oversee, configure } = permissions
    const id = (value: number) => ({ id: value })

    app.get(
      '/disclosure/guides/:unitId',
      { config: { access: read }, schema: { params: ByUnit } },
      (request) => presentGuide(request.ctx, request.params.unitId),
    )

    app.put(
      '/disclosure/guides/:unitId',
      { config: { access: edit }, schema: { params: ByUnit, body: GuideBody } },
      async (request, reply) =>
        reply.decide(
          await actions.saveGuide(request.ctx, request.params.unitId, request.body),
          (version) => ({ version }),
        ),
    )

    app.post(
      '/disclosure/guides/:unitId/confirmations',
      { config: { access: confirm }, schema: { params: ByUnit, body: ConfirmationBody } },
      async (request, reply) =>
        reply.decide(
          await actions.confirmGuide(request.ctx, request.params.unitId, request.body.version),
          (confirmation) => ({ confirmation }),
          201,
        ),
    )

    app.get(
      '/disclosure/standing/:unitId',
      { config: { access: read }, schema: { params: ByUnit } },
      (request) => presentStanding(request.ctx, request.params.unitId),
    )

    app.post(
      '/disclosure/standing/:unitId/declarations',
      { config: { access: declare }, schema: { params: ByUnit, body: DeclarationBody } },
      async (request, reply) =>
        reply.decide(
          await actions.declareNone(request.ctx, request.params.unitId, request.body),
          (declared) => ({ declared }),
          201,
        ),
    )

    app.delete(
      '/disclosure/declarations/:declarationId',
      { config: { access: declare }, schema: { params: ByDeclaration } },
      async (request, reply) =>
        reply.decide(await actions.withdrawDeclaration(request.ctx, request.params.declarationId), id),
    )

    app.get(
      '/disclosure/matrix',
      { config: { access: oversee }, schema: { querystring: MatrixQuery } },
      async ({ ctx, query }): Promise<MatrixView> => {
        const rows = await readMatrix(ctx.db, ctx.actor.unitsFor(oversee), query, ctx.today)
        const { page, size, offset, limit } = pageWindow(query)
        const counted = await findCounting(ctx.db)
        return {
          items: rows.slice(offset, offset + limit),
          total: rows.length,
          page,
          size,
          countedAt: counted?.counted_at.toISOString() ?? null,
          totals: totalsOf(rows),
        }
      },
    )

    app.get(
      '/disclosure/matrix.csv',
      { config: { access: oversee }, schema: { querystring: MatrixFilter } },
      async ({ ctx, query }, reply) => {
        const rows = await readMatrix(ctx.db, ctx.actor.unitsFor(oversee), query, ctx.today)
        return sendCsv(reply, 'disclosure-matrix', MATRIX_HEADER, [rows.map(matrixLine)])
      },
    )

    app.get(
      '/disclosure/records',
      { config: { access: oversee }, schema: { querystring: RecordsQuery } },
      async ({ ctx, query }): Promise<PageOf<RecordView>> => {
        if (query.unitId !== undefined) ctx.actor.must(oversee, query.unitId)
        const figure = figures.find((one) => one.name === query.figure)
        if (!figure) throw notFound('figure', query.figure)
        const on = query.on ?? ctx.today
        const scope = {
          period: { from: on, to: on },
          unitIds: query.unitId === undefined ? ctx.actor.unitsFor(oversee) : [query.unitId],
        }
        const window = pageWindow(query)
        const records = await listRecords(ctx.db, figure, scope, {}, window)
        const names = new Map((await listUnits(ctx.db)).map((unit) => [unit.id, unit.name]))
        return {
          items: records.map((one) => ({
            record: one.record,
            label: one.label,
            unit: names.get(one.unitId) ?? '',
            on: one.on,
          })),
          total: await countRecords(ctx.db, figure, scope),
          page: window.page,
          size: window.size,
        }
      },
    )

    app.get('/disclosure/items', { config: { access: read } }, async ({ ctx }): Promise<ItemsView> => ({
      items: await presentItems(ctx),
      lists,
      may: { configure: await mayConfigure(ctx) },
    }))

    app.put(
      '/disclosure/items/:item',
      { config: { access: configure }, schema: { params: ByItem, body: ItemSettingBody } },
      async (request, reply) =>
        reply.decide(await actions.setItem(request.ctx, request.params.item, request.body), (code) => ({
          code,
        })),
    )

    app.get(
      '/disclosure/catalogue.json',
      { config: { access: 'public' }, schema: { querystring: CataloguePageQuery } },
      async ({ ctx, query }) => {
        const window = pageWindow(query)
        const { entries, total } = await listCatalogue(ctx.db, await catalogueOf(ctx, query), window)
        return {
          items: entries.map((one) => ({
            indexNumber: one.index_number,
            title: one.title,
            summary: one.summary,
            writtenOn: one.written_on,
            documentNumber: one.document_number,
            publishedOn: one.shown_on,
            unit: one.unit_name,
            state: one.state,
            address: `${services.publicUrl}/documents/${one.id}`,
          })),
          total,
          page: window.page,
          size: window.size,
        }
      },
    )

    app.get(
      '/disclosure/catalogue.csv',
      { config: { access: 'public' }, schema: { querystring: CatalogueQuery } },
      async ({ ctx, query }, reply) =>
        sendCsv(
          reply,
          'catalogue',
          CATALOGUE_HEADER,
          catalogueLines(ctx.db, await catalogueOf(ctx, query), services.publicUrl),
        ),
    )
  }
}

async function catalogueOf(ctx: Context, query: CatalogueQuery): Promise<CatalogueFilter> {
  const unit = query.unit === undefined ? undefined : await getUnitByCode(ctx.db, query.unit)
  if (query.item === undefined) return { unitId: unit?.id }
  const item = (await loadItems(ctx.db)).find((one) => one.code === query.item)
  if (!item || item.code === AGENCIES) throw notFound('item', query.item)
  return { item, unitId: unit?.id }
}

async function mayConfigure(ctx: Context): Promise<boolean> {
  const site = await findSite(ctx.db, MAIN_SITE)
  return site !== undefined && ctx.actor.may(permissions.configure, site.unit_id)
}

async function presentItems(ctx: Context): Promise<ItemSettingView[]> {
  const set = await loadItems(ctx.db)
  return statutoryItems.map((item) => {
    const own = set.find((one) => one.code === item.code) ?? item
    return {
      code: item.code,
      list: item.list,
      paragraph: item.paragraph,
      label: item.label,
      short: item.short,
      kinds: item.units,
      cites: item.cites,
      renewDays: own.renewDays,
      defaultRenewDays: item.renewDays,
      declaredChannels: item.channels,
      channels: own.channels.filter((slug) => !item.channels.includes(slug)),
    }
  })
}
