import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

export const siteyearRoutes: RouteFixtures = {
  make: async ({ db, city }) => {
    const { rows } = await sql<{ id: number }>`
      insert into siteyear.sheet (kind, year, unit_id) values ('supervision', 2025, ${city.one.id})
      on conflict (kind, year, unit_id, site_id) do update set state = 'filling' returning id`.execute(db)
    return {
      params: { siteReportId: rows[0]?.id ?? 0, sheetKind: 'work', sheetOf: 'main', sheetYear: 2025 },
      bodies: {
        'POST /site-reports': { unitId: city.one.id, year: 2025 },
        'PUT /site-reports/:siteReportId/facts': { facts: {}, basedOn: 0 },
        'POST /site-reports/:siteReportId/returns': { reason: '数字要核对' },
        'POST /site-reports/:siteReportId/restatements': { reason: '数字要核对' },
      },
    }
  },
  concernNoUnit: ['GET /site-reports'],
  ownLists: ['/site-reports'],
  missing: [
    'GET /published-site-reports/:sheetKind/:sheetOf/:sheetYear',
    'GET /published-site-reports/:sheetKind/:sheetOf/:sheetYear/table',
  ],
}
