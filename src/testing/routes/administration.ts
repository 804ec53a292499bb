import type { RouteFixtures } from './fixture.ts'

export const administrationRoutes: RouteFixtures = {
  make: async ({ city, serial, documentId }) => {
    const staff = await city.as('inspector')
    return {
      params: {
        unitId: city.one.id,
        unitCode: 'one',
        staffId: staff.actor.staffId ?? 0,
        role: 'inspector',
      },
      bodies: {
        'POST /session': { login: 'nobody', password: 'nothing' },
        'POST /setup': { token: 'x', cityName: 'x', login: 'xx', name: 'x', password: 'x'.repeat(12) },
        'POST /units': {
          code: `u${serial}`,
          name: '新',
          shortName: '新',
          kind: 'department',
          parentId: city.one.id,
          divisionCode: null,
          creditCode: null,
        },
        'POST /staff': {
          login: `p${serial}`,
          name: '新',
          password: 'x'.repeat(12),
          unitId: city.one.id,
          role: 'drafter',
        },
        'POST /staff/:staffId/grants': { role: 'drafter', unitId: city.one.id, covers: 'unit' },
      },
      queries: {
        'GET /ledger': `?subject=document:${await documentId()}`,
        'GET /workdays': '?start=2026-03-10&days=5',
      },
    }
  },
  concernNoUnit: ['GET /staff'],
  publicWrites: ['DELETE /api/v1/session', 'POST /api/v1/session', 'POST /api/v1/setup'],
}
