import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

export const normativeRoutes: RouteFixtures = {
  make: async ({ db, city }) => {
    const { rows } = await sql<{ id: number }>`
      insert into normative.cleanup (unit_id, title, basis, due_on, opened_on)
      values (${city.one.id}, '清理', '依据', '2026-06-01', '2026-03-01') returning id`.execute(db)
    const cleanupId = rows[0]?.id ?? 0
    await sql`insert into normative.cleanup_unit (cleanup_id, unit_id) values (${cleanupId}, ${city.one.id})`.execute(
      db,
    )
    return {
      params: { cleanupId },
      bodies: {
        'POST /cleanups': {
          unitId: city.one.id,
          title: '清理',
          basis: '依据',
          dueOn: '2026-06-01',
          writtenUntil: '2026-03-01',
        },
        'PUT /cleanups/:cleanupId/units/:unitId/decisions': {
          documentIds: [1],
          decision: 'keep',
          reason: '',
        },
        'POST /cleanups/:cleanupId/confirmations': { unitId: city.one.id },
        'POST /cleanups/:cleanupId/closings': { note: 'x' },
      },
    }
  },
  concernNoUnit: ['GET /cleanups'],
}
