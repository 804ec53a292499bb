import { sql } from 'kysely'
import { emptyText } from '../../modules/disclosure/rules.ts'
import type { RouteFixtures } from './fixture.ts'

export const disclosureRoutes: RouteFixtures = {
  make: async ({ db, city }) => {
    await sql`
      insert into disclosure.declaration (unit_id, item, reason, declared_on, expires_on)
      values (${city.one.id}, 'R20-09', '本机关没有集中采购项目', '2026-03-01', '2027-03-01') on conflict do nothing`.execute(
      db,
    )
    const { rows } = await sql<{ id: number }>`
      select id from disclosure.declaration where unit_id = ${city.one.id} and ended_on is null`.execute(db)
    return {
      params: { declarationId: rows[0]?.id ?? 0, item: 'R20-09', part: 'catalogue' },
      bodies: {
        'PUT /disclosure/guides/:unitId': { ...emptyText, basedOn: 0, office: '办公室' },
        'POST /disclosure/guides/:unitId/confirmations': { version: 0 },
        'POST /disclosure/standing/:unitId/declarations': {
          items: ['R20-10'],
          reason: '没有重大建设项目审批职责',
        },
        'PUT /disclosure/items/:item': { renewDays: 90, channels: [] },
      },
      queries: { 'GET /disclosure/records': '?figure=disclosure.missing_items' },
    }
  },
  concernNoUnit: [
    'GET /disclosure/matrix',
    'GET /disclosure/matrix.csv',
    'GET /disclosure/records',
    'GET /disclosure/items',
  ],
  cityWide: ['PUT /disclosure/items/:item'],
}
