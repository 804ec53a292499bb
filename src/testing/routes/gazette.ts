import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

export const gazetteRoutes: RouteFixtures = {
  make: async ({ db, city, serial }) => {
    const { rows } = await sql<{ id: number }>`
      insert into gazette.issue (unit_id, year, number, total_number, name)
      values (${city.one.id}, 2000 + ${serial}::int / 90, 1 + ${serial}::int % 90, ${serial}, '公报') returning id`.execute(
      db,
    )
    return {
      params: { issueId: rows[0]?.id ?? 0, lineId: 1, year: 2025, number: 1 },
      bodies: {
        'POST /gazette/issues': {
          unitId: city.one.id,
          year: 2025,
          number: 1,
          totalNumber: 1,
          name: '公报',
        },
        'PUT /gazette/issues/:issueId': { revision: 1, name: '公报', imprint: '', entries: [] },
        'POST /gazette/issues/:issueId/issuings': { revision: 1 },
        'POST /gazette/issues/:issueId/copies': {
          recipient: '馆',
          category: 'library',
          copies: 1,
          sentOn: '2026-03-10',
        },
        'POST /gazette/issues/:issueId/copies/:lineId/strikes': { reason: 'x' },
      },
    }
  },
  concernNoUnit: ['GET /gazette/issues'],
  missing: ['POST /gazette/issues/:issueId/copies/:lineId/strikes'],
}
