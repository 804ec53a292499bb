import { civilDate } from '#platform/dates.ts'
import { addRow } from '#kernel/registers/index.ts'
import { registers } from '#modules/powers/index.ts'
import type { RouteFixtures } from './fixture.ts'

export const registerRoutes: RouteFixtures = {
  make: async ({ db, city }) => {
    const row = await db.transaction().execute((tx) =>
      addRow(tx, registers.fees, {
        unitId: city.one.id,
        occurredOn: civilDate('2026-01-05'),
        data: { item: '费', amountFen: 100 },
        enteredBy: null,
      }),
    )
    return {
      params: { register: 'powers.permits', rowId: row.id },
      bodies: {
        'POST /registers/:register/rows': {
          unitId: city.one.id,
          occurredOn: '2026-03-09',
          data: { party: '某公司', documentNumber: '一号', content: '准予' },
        },
        'POST /registers/:register/rows/:rowId/revocations': { reason: 'x' },
      },
    }
  },
  concernNoUnit: ['GET /registers', 'GET /registers/:register/rows'],
  // The row stands in another register.
  missing: ['POST /registers/:register/rows/:rowId/revocations'],
}
