import { sql } from 'kysely'
import type { RouteFixtures } from './fixture.ts'

export const checkingRoutes: RouteFixtures = {
  make: async ({ db, serial }) => {
    const { rows } = await sql<{ id: number }>`
      insert into checking.lexicon (wrong, right_form, kind) values (${`错词 ${serial}`}, '对词', 'error') returning id`.execute(
      db,
    )
    return {
      params: { wordId: rows[0]?.id ?? 0, findingKey: '0'.repeat(24) },
      bodies: {
        'PUT /documents/:documentId/findings/:findingKey': { note: '已同意公开' },
        'POST /documents/:documentId/findings/:findingKey/dismissals': { reason: 'x' },
        'POST /lexicon': { wrong: `错词${serial}`, right: '对词', kind: 'error', note: '' },
        'POST /lexicon/imports': { csv: '错词甲,对词' },
      },
    }
  },
  concernNoUnit: ['GET /findings', 'GET /lexicon'],
  // Nothing was found in the draft.
  missing: [
    'PUT /documents/:documentId/findings/:findingKey',
    'POST /documents/:documentId/findings/:findingKey/dismissals',
  ],
}
