import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import { civilDateOf } from '#platform/dates.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import * as actions from './actions.ts'
import {
  AskingBody,
  FilingBody,
  LimitBody,
  ListQuery,
  OpinionBody,
  type FilingView,
  type LegalityView,
  type OpinionView,
} from './contract.ts'
import { conclusionLabels, filing, KINDS, permissions, regulationFiling, resultLabels } from './kinds.ts'
import * as store from './store.ts'

const ByDocument = Type.Object({ documentId: IdShape })
const ByOpinion = Type.Object({ opinionId: IdShape })
const ByUnit = Type.Object({ unitId: IdShape })
export const CLOCKS: readonly string[] = [filing.name, regulationFiling.name]

export function legalityApi(app: Api): void {
  const { read, ask, review, limit } = permissions
  const answer = (id: number) => ({ id })

  app.get(
    '/documents/:documentId/legality',
    { config: { access: read }, schema: { params: ByDocument } },
    (request) => presentLegality(request.ctx, request.params.documentId),
  )

  app.post(
    '/documents/:documentId/legality',
    { config: { access: ask }, schema: { params: ByDocument, body: AskingBody } },
    async (request, reply) =>
      reply.decide(
        await actions.askLegality(request.ctx, request.params.documentId, request.body),
        answer,
        201,
      ),
  )

  app.get(
    '/legality/opinions',
    { config: { access: read }, schema: { querystring: ListQuery } },
    async ({ ctx, query }): Promise<PageOf<OpinionView>> => {
      const window = pageWindow(query)
      const list = await store.listByUnits(ctx.db, ctx.actor.unitsFor(read), window)
      return {
        items: list.items.map(presentOpinion),
        total: list.total,
        page: window.page,
        size: window.size,
      }
    },
  )

  app.post(
    '/legality/opinions/:opinionId/conclusions',
    { config: { access: review }, schema: { params: ByOpinion, body: OpinionBody } },
    async (request, reply) =>
      reply.decide(await actions.giveLegality(request.ctx, request.params.opinionId, request.body), answer),
  )

  app.get(
    '/legality/filings',
    { config: { access: read }, schema: { querystring: ListQuery } },
    async ({ ctx, query }): Promise<PageOf<FilingView>> => {
      const window = pageWindow(query)
      const of = { unitIds: ctx.actor.unitsFor(read), clocks: CLOCKS }
      const list = await store.listFilings(ctx.db, of, window)
      return {
        items: list.items.map((row) => presentFiling(ctx, row)),
        total: list.total,
        page: window.page,
        size: window.size,
      }
    },
  )

  app.put(
    '/documents/:documentId/filing',
    { config: { access: ask }, schema: { params: ByDocument, body: FilingBody } },
    async (request, reply) =>
      reply.decide(await actions.fileDocument(request.ctx, request.params.documentId, request.body), answer),
  )

  app.put(
    '/units/:unitId/filing-limit',
    { config: { access: limit }, schema: { params: ByUnit, body: LimitBody } },
    async (request, reply) =>
      reply.decide(await actions.setFilingLimit(request.ctx, request.params.unitId, request.body), answer),
  )
}

async function presentLegality(ctx: Context, id: number): Promise<LegalityView> {
  const row = await getDocument(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('document', id)
  const version = await getVersion(ctx.db, id, row.version)
  return {
    needed: KINDS.includes(row.kind),
    cleared: await store.isCleared(ctx.db, id, version.content_hash),
    opinions: (await store.listOpinions(ctx.db, id)).map(presentOpinion),
    mayAsk: row.state === 'draft' && ctx.actor.may(permissions.ask, row.unit_id),
    mayReview: ctx.actor.may(permissions.review, row.unit_id),
  }
}

function presentOpinion(row: store.NamedOpinion): OpinionView {
  const conclusion = row.conclusion as OpinionBody['conclusion'] | null
  return {
    id: row.id,
    documentId: row.document_id,
    title: row.title,
    unit: row.unit_name,
    askedBy: row.asked_name,
    askedAt: row.asked_at.toISOString(),
    basis: row.basis,
    consulted:
      row.consulted_from === null
        ? `未公开征求意见：${row.no_consultation}`
        : `${row.consulted_from} 至 ${row.consulted_to} 公开征求意见`,
    discussed: [row.discussed_on, row.meeting].filter(Boolean).join(' '),
    given:
      conclusion === null || row.given_at === null
        ? null
        : {
            by: row.reviewer_name ?? '',
            at: row.given_at.toISOString(),
            conclusion,
            conclusionLabel: conclusionLabels[conclusion],
            opinion: row.opinion ?? '',
            number: row.number,
          },
  }
}

function presentFiling(ctx: Context, row: store.ToFile): FilingView {
  return {
    documentId: row.document_id,
    title: row.title,
    documentNumber: row.document_number,
    unit: row.unit_name,
    publishedOn: civilDateOf(row.published_at),
    dueOn: row.due_on,
    light: lightOfRow(row, ctx.today),
    filed:
      row.filed_on === null
        ? null
        : {
            body: row.body ?? '',
            number: row.number ?? '',
            filedOn: row.filed_on,
            resultLabel: resultLabels[row.filing_result as keyof typeof resultLabels],
            remarks: row.remarks ?? '',
          },
    mayFile: ctx.actor.may(permissions.ask, row.unit_id),
  }
}
