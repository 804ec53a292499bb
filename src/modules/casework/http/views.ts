import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { IdShape } from '#platform/http/shapes.ts'
import * as actions from '../actions/views.ts'
import { NewView, ViewBody, ViewOrder, ViewQuery, type SavedView } from '../contract.ts'
import { listViews } from '../store/views.ts'

const ByView = Type.Object({ viewId: IdShape })
const id = (value: number) => ({ id: value })

/** One's own affair: any member of staff keeps views of the lists that they may open. */
export function viewRoutes(app: Api): void {
  app.get(
    '/saved-views',
    { config: { access: 'staff' }, schema: { querystring: ViewQuery } },
    async ({ ctx, query }): Promise<{ views: readonly SavedView[] }> => {
      const own = ctx.actor.staffId ?? 0
      const rows = await listViews(ctx.db, own, [...actions.myUnits(ctx)], query.list)
      return {
        views: rows.map((row) => ({
          id: row.id,
          name: row.name,
          search: row.search,
          unitId: row.unit_id,
          mine: row.staff_id === own,
          by: row.by_name,
        })),
      }
    },
  )

  app.post(
    '/saved-views',
    { config: { access: 'staff' }, schema: { body: NewView } },
    async (request, reply) => reply.decide(await actions.saveView(request.ctx, request.body), id, 201),
  )

  app.put(
    '/saved-views/order',
    { config: { access: 'staff' }, schema: { body: ViewOrder } },
    async (request, reply) =>
      reply.decide(await actions.orderViews(request.ctx, request.body), (count) => ({ count })),
  )

  app.put(
    '/saved-views/:viewId',
    { config: { access: 'staff' }, schema: { params: ByView, body: ViewBody } },
    async (request, reply) =>
      reply.decide(await actions.changeView(request.ctx, request.params.viewId, request.body), id),
  )

  app.delete(
    '/saved-views/:viewId',
    { config: { access: 'staff' }, schema: { params: ByView } },
    async (request, reply) => reply.decide(await actions.removeView(request.ctx, request.params.viewId), id),
  )
}
