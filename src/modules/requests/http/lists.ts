import { sendCsv } from '#platform/http/csv.ts'
import type { Api } from '#platform/http/server.ts'
import { pageWindow, type PageOf } from '#platform/http/shapes.ts'
import { NumbersQuery, RequestQuery, type QueuedRequest } from '../contract/list.ts'
import { permissions } from '../kinds/permissions.ts'
import { csvLines, CSV_HEADER, filterOf, presentNumbers, presentSimilar, queued } from '../present/lists.ts'
import { listRequests } from '../store/list.ts'
import { ById } from './steps.ts'

/** The queue, the same as a table, how the units stand, and what was asked before. */
export function serveLists(app: Api): void {
  const { read } = permissions

  app.get(
    '/requests',
    { config: { access: read }, schema: { querystring: RequestQuery } },
    async ({ ctx, query }) => {
      const window = pageWindow(query)
      const list = await listRequests(ctx.db, filterOf(ctx, query), window)
      const page: PageOf<QueuedRequest> = {
        items: await queued(ctx, list.items),
        total: list.total,
        page: window.page,
        size: window.size,
      }
      return page
    },
  )

  app.get(
    '/requests/list.csv',
    { config: { access: read }, schema: { querystring: RequestQuery } },
    ({ ctx, query }, reply) => sendCsv(reply, `requests-${ctx.today}`, CSV_HEADER, csvLines(ctx, query)),
  )

  app.get(
    '/requests/numbers',
    { config: { access: read }, schema: { querystring: NumbersQuery } },
    ({ ctx, query }) => presentNumbers(ctx, query.unitId),
  )

  app.get(
    '/requests/:requestId/similar',
    { config: { access: read }, schema: { params: ById } },
    ({ ctx, params }) => presentSimilar(ctx, params.requestId),
  )
}
