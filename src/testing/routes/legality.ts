import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

export const legalityRoutes: RouteFixtures = {
  make: async ({ db, city, documentId, drafter }) => {
    const { actor } = await drafter()
    const { rows } = await sql<{ id: number }>`
      insert into legality.opinion (document_id, unit_id, content_hash, asked_by, basis, no_consultation)
      values (${await documentId()}, ${city.one.id}, decode(repeat('00', 32), 'hex'), ${actor.staffId}, '{法}', '无') returning id`.execute(
      db,
    )
    return {
      params: { opinionId: rows[0]?.id ?? 0 },
      bodies: {
        'POST /documents/:documentId/legality': {
          contentHash: 'x',
          basis: ['法'],
          consultedFrom: null,
          consultedTo: null,
          noConsultation: '无',
          discussedOn: null,
          meeting: '',
        },
        'POST /legality/opinions/:opinionId/conclusions': {
          contentHash: 'x',
          conclusion: 'lawful',
          opinion: 'x',
          number: '',
        },
        'PUT /documents/:documentId/filing': {
          body: '局',
          number: '1',
          filedOn: '2026-03-10',
          result: 'accepted',
          remarks: '',
        },
        'PUT /units/:unitId/filing-limit': {
          from: '2026-03-10',
          days: 15,
          dayKind: 'working',
          cites: '规定',
        },
      },
    }
  },
  concernNoUnit: ['GET /legality/opinions', 'GET /legality/filings'],
}
