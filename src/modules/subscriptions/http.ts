import { Type } from 'typebox'
import { addDays } from '#platform/dates.ts'
import type { Api } from '#platform/http/server.ts'
import { permissions } from './kinds.ts'
import { readCounts } from './counts.ts'

const PAGE_SIZE = 50
const DAYS_SHOWN = 30
const Query = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) })

/** For the console: counts, and nothing from which somebody could be known. */
export function subscriptionsApi(app: Api): void {
  app.get(
    '/subscriptions',
    { config: { access: permissions.read }, schema: { querystring: Query } },
    ({ ctx, query }) =>
      readCounts(
        ctx.db,
        { offset: ((query.page ?? 1) - 1) * PAGE_SIZE, limit: PAGE_SIZE },
        { from: addDays(ctx.today, 1 - DAYS_SHOWN) },
      ),
  )
}
