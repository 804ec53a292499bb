import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { Api } from '#platform/http/server.ts'
import { IdShape, pageWindow } from '#platform/http/shapes.ts'
import type { Context } from '#kernel/identity/index.ts'
import * as actions from './actions.ts'
import {
  CleanupBody,
  ClosingBody,
  ConfirmationBody,
  DecisionBody,
  ListQuery,
  type CleanupItemView,
  type CleanupSummary,
  type CleanupView,
} from './contract.ts'
import { permissions } from './kinds.ts'
import { lightFor } from './present.ts'
import * as store from './store.ts'

const ById = Type.Object({ cleanupId: IdShape })
const ByUnit = Type.Object({ cleanupId: IdShape, unitId: IdShape })

export function normativeApi(app: Api): void {
  const { read, decide, confirm, lead } = permissions
  const answer = (id: number) => ({ id })

  app.get(
    '/cleanups',
    { config: { access: read }, schema: { querystring: ListQuery } },
    async ({ ctx, query }) => ({
      items: (await store.listCleanups(ctx.db, { unitIds: ctx.actor.unitsFor(read) }, pageWindow(query))).map(
        summarise,
      ),
    }),
  )

  app.post('/cleanups', { config: { access: lead }, schema: { body: CleanupBody } }, async (request, reply) =>
    reply.decide(await actions.openCleanup(request.ctx, request.body), answer, 201),
  )

  app.get('/cleanups/:cleanupId', { config: { access: read }, schema: { params: ById } }, (request) =>
    presentCleanup(request.ctx, request.params.cleanupId),
  )

  app.get(
    '/cleanups/:cleanupId/units/:unitId',
    { config: { access: read }, schema: { params: ByUnit } },
    async ({ ctx, params }): Promise<{ items: readonly CleanupItemView[] }> => {
      if (!ctx.actor.may(read, params.unitId)) throw notFound('unit', params.unitId)
      const items = await store.listItems(ctx.db, params.cleanupId, params.unitId)
      return {
        items: items.map((item) => ({
          documentId: item.document_id,
          title: item.title,
          documentNumber: item.document_number,
          writtenOn: item.written_on,
          decision: item.decision,
          reason: item.reason,
          appliedOn: item.applied_on,
        })),
      }
    },
  )

  app.put(
    '/cleanups/:cleanupId/units/:unitId/decisions',
    { config: { access: decide }, schema: { params: ByUnit, body: DecisionBody } },
    async (request, reply) => {
      const { cleanupId, unitId } = request.params
      return reply.decide(await actions.decideItems(request.ctx, cleanupId, unitId, request.body), answer)
    },
  )

  app.post(
    '/cleanups/:cleanupId/confirmations',
    { config: { access: confirm }, schema: { params: ById, body: ConfirmationBody } },
    async (request, reply) =>
      reply.decide(
        await actions.confirmUnit(request.ctx, request.params.cleanupId, request.body.unitId),
        answer,
      ),
  )

  app.post(
    '/cleanups/:cleanupId/closings',
    { config: { access: lead }, schema: { params: ById, body: ClosingBody } },
    async (request, reply) =>
      reply.decide(
        await actions.closeCleanup(request.ctx, request.params.cleanupId, request.body.note),
        answer,
      ),
  )

  app.post(
    '/cleanups/:cleanupId/applications',
    { config: { access: lead }, schema: { params: ById } },
    (request) => actions.applyCleanup(request.ctx, request.params.cleanupId),
  )
}

function summarise(row: store.CleanupCounts): CleanupSummary {
  return {
    id: row.id,
    title: row.title,
    unit: row.unit_name,
    dueOn: row.due_on,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    units: row.units,
    confirmed: row.confirmed,
    documents: row.documents,
    decided: row.decided,
  }
}

/** A round as this person may see it: of the units that they read. */
async function presentCleanup(ctx: Context, id: number): Promise<CleanupView> {
  const row = await store.getCleanup(ctx.db, id)
  const progress = (await store.listProgress(ctx.db, id)).filter((unit) =>
    ctx.actor.may(permissions.read, unit.unit_id),
  )
  const mayLead = ctx.actor.may(permissions.lead, row.unit_id)
  if (progress.length === 0 && !mayLead) throw notFound('cleanup', id)
  const items = row.closed_on === null ? [] : await store.listItems(ctx.db, id)
  const closed = row.closed_on !== null
  return {
    ...summarise(row),
    basis: row.basis,
    closingNote: row.closing_note,
    mayLead,
    toApply: items.filter(
      (item) =>
        item.confirmed &&
        (item.decision === 'repeal' || item.decision === 'void') &&
        item.applied_on === null,
    ).length,
    progress: progress.map((unit) => ({
      unitId: unit.unit_id,
      name: unit.name,
      documents: unit.documents,
      decided: unit.decided,
      confirmedOn: unit.confirmed_on,
      light: lightFor({ dueOn: row.due_on, done: unit.confirmed_on !== null || closed }, ctx.today),
      mayDecide: !closed && unit.confirmed_on === null && ctx.actor.may(permissions.decide, unit.unit_id),
      mayConfirm: !closed && unit.confirmed_on === null && ctx.actor.may(permissions.confirm, unit.unit_id),
    })),
  }
}
