import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow, type PageOf } from '#platform/http/shapes.ts'
import type { CaseKind } from '#kernel/cases/index.ts'
import { topics } from '#kernel/documents/index.ts'
import * as actions from './actions.ts'
import {
  EntryBody,
  EntryQuery,
  JustificationBody,
  MonthQuery,
  NewEntry,
  NominationBody,
  OnVersion,
  ReasonBody,
  SourceQuery,
  type ClosedCaseView,
  type EntrySummary,
  type SourceKindView,
  type TopicChoice,
} from './contract.ts'
import { permissions } from './kinds.ts'
import { presentCases, presentEntry, presentMonth, summarise } from './present.ts'
import { sourceOf, type Sources } from './sources.ts'
import * as store from './store.ts'

export interface CasebookServices {
  readonly sources: Sources
  readonly caseKinds: () => readonly CaseKind[]
  readonly publicUrl: string
}

const ById = Type.Object({ entryId: IdShape })
const id = (value: number) => ({ id: value })

export function casebookApi(services: CasebookServices) {
  return (app: Api): void => {
    sourceRoutes(app, services)
    entryRoutes(app, services)
  }
}

function sourceRoutes(app: Api, { sources, caseKinds }: CasebookServices): void {
  const { read, edit } = permissions

  app.get('/casebook/vocabulary', { config: { access: read } }, async () => {
    const kinds: SourceKindView[] = sources().map(({ kind, label }) => ({ kind, label }))
    const choices: TopicChoice[] = Object.entries(topics).map(([code, label]) => ({ code, label }))
    return { sources: kinds, topics: choices }
  })

  app.get(
    '/casebook/cases',
    { config: { access: edit }, schema: { querystring: SourceQuery } },
    async ({ ctx, query }): Promise<PageOf<ClosedCaseView>> => {
      const window = pageWindow(query)
      const source = sourceOf(sources, query.kind)
      const filter = {
        unitIds: ctx.actor.unitsFor(edit),
        ...(query.number === undefined ? {} : { number: query.number }),
      }
      const { items, total } = await source.list(ctx, filter, window)
      return {
        items: await presentCases(ctx, source, items),
        total,
        page: window.page,
        size: window.size,
      }
    },
  )

  app.post(
    '/casebook/nominations',
    { config: { access: edit }, schema: { body: NominationBody } },
    async ({ ctx, body }, reply) => reply.decide(await actions.nominateCase(ctx, sources, body), id, 201),
  )

  app.get(
    '/casebook/month',
    { config: { access: read }, schema: { querystring: MonthQuery } },
    ({ ctx, query }) => presentMonth(ctx, sources, caseKinds(), query),
  )
}

function entryRoutes(app: Api, { sources }: CasebookServices): void {
  const { read, edit, publish } = permissions

  app.get(
    '/casebook/entries',
    { config: { access: read }, schema: { querystring: EntryQuery } },
    async ({ ctx, query }): Promise<PageOf<EntrySummary>> => {
      const window = pageWindow(query)
      const unitIds = ctx.actor
        .unitsFor(read)
        .filter((unitId) => query.unitId === undefined || unitId === query.unitId)
      const list = await store.listEntries(ctx.db, { unitIds, kind: query.kind, state: query.state }, window)
      return {
        items: list.items.map(summarise),
        total: list.total,
        page: window.page,
        size: window.size,
      }
    },
  )

  app.post(
    '/casebook/entries',
    { config: { access: edit }, schema: { body: NewEntry } },
    async ({ ctx, body }, reply) => reply.decide(await actions.createEntry(ctx, sources, body), id, 201),
  )

  app.get(
    '/casebook/entries/:entryId',
    { config: { access: read }, schema: { params: ById } },
    ({ ctx, params }) => presentEntry(ctx, sources, params.entryId),
  )

  app.put(
    '/casebook/entries/:entryId',
    { config: { access: edit }, schema: { params: ById, body: EntryBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await actions.editEntry(ctx, params.entryId, body), id),
  )

  app.post(
    '/casebook/entries/:entryId/justifications',
    { config: { access: edit }, schema: { params: ById, body: JustificationBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await actions.justifyMark(ctx, sources, params.entryId, body), id, 201),
  )

  app.post(
    '/casebook/entries/:entryId/checks',
    { config: { access: edit }, schema: { params: ById, body: OnVersion } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await actions.checkEntry(ctx, sources, params.entryId, body), id, 201),
  )

  app.post(
    '/casebook/entries/:entryId/returns',
    { config: { access: publish }, schema: { params: ById, body: ReasonBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await actions.returnEntry(ctx, params.entryId, body), id, 201),
  )

  app.post(
    '/casebook/entries/:entryId/publications',
    { config: { access: publish }, schema: { params: ById, body: OnVersion } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await actions.publishEntry(ctx, sources, params.entryId, body), id, 201),
  )

  app.post(
    '/casebook/entries/:entryId/discards',
    { config: { access: edit }, schema: { params: ById, body: ReasonBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await actions.discardEntry(ctx, params.entryId, body), id, 201),
  )

  app.post(
    '/casebook/entries/:entryId/withdrawals',
    { config: { access: publish }, schema: { params: ById, body: ReasonBody } },
    async ({ ctx, params, body }, reply) =>
      reply.decide(await actions.withdrawEntry(ctx, params.entryId, body), id, 201),
  )
}
