import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

export const reportRoutes: RouteFixtures = {
  make: async ({ db, city }) => {
    // Collected by the unit itself, so that one unit's people may be tried on every step.
    const { rows } = await sql<{ collection: number; report: number }>`
      with opened as (
        insert into reports.collection (unit_id, year, submit_due, publish_due, government_due, factor, least, cites, opened_on)
        values (${city.one.id}, 2025, '2026-01-31', '2026-01-31', '2026-03-31', 3, 20, '第四十九条', '2026-01-05')
        on conflict (unit_id, year) do update set cites = excluded.cites returning id
      ), given as (
        insert into reports.report (collection_id, unit_id, year, scope)
        select id, ${city.one.id}, 2025, 'own' from opened
        on conflict (unit_id, year) do update set state = 'drafting' returning id, collection_id
      )
      select collection_id as collection, id as report from given`.execute(db)
    const [row] = rows
    const reason = { reason: '数字已经核对' }
    const steps = ['submissions', 'returns', 'freezings', 'restatements']
    return {
      params: {
        year: 2025,
        cell: '3.A.1',
        collectionId: row?.collection ?? 0,
        annualReportId: row?.report ?? 0,
        section: 'overview',
        edition: 1,
        format: 'pdf',
      },
      bodies: {
        'POST /annual-collections': { unitId: city.one.id, year: 2025 },
        'POST /annual-policies/:unitId': {
          fromYear: 2025,
          submitDue: '01-26',
          publishDue: '01-28',
          governmentDue: '03-31',
          factor: 3,
          least: 20,
          cites: '本市通知',
        },
        'PUT /annual-reports/:annualReportId/texts/:section': { body: '全年', basedOn: 0 },
        'POST /annual-reports/:annualReportId/texts/:section/previews': { body: '全年' },
        ...Object.fromEntries(steps.map((step) => [`POST /annual-reports/:annualReportId/${step}`, reason])),
      },
    }
  },
  concernNoUnit: ['GET /annual-collections'],
  ownLists: ['/annual-collections'],
  missing: [
    'GET /annual-reports/:annualReportId/editions/:edition',
    'GET /annual-reports/:annualReportId/editions/:edition/files/:format',
    'GET /reports/:unitCode/:year/editions/:edition',
  ],
}
