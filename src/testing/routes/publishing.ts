import { buildDraft } from './base.ts'
import type { RouteFixtures } from './fixture.ts'

export const publishingRoutes: RouteFixtures = {
  make: async ({ city, documentId }) => {
    const draft = buildDraft(city)
    return {
      params: {
        documentId: await documentId(),
        version: 1,
        // There is none.
        attachmentId: 1,
        lineage: 1,
        name: 'x',
      },
      bodies: {
        'POST /documents': { ...draft, unitId: city.one.id },
        'PUT /documents/:documentId': { ...draft, basedOn: 'x' },
        'POST /documents/:documentId/submissions': { basedOn: 'x', opinion: 'x' },
        'PUT /documents/:documentId/schedule': { publishAt: null },
        'POST /documents/:documentId/masks': { key: '0'.repeat(24), basedOn: 'x' },
        'POST /documents/:documentId/endings': {
          state: 'repealed',
          on: '2026-03-10',
          reason: 'x',
          replacedById: null,
        },
        'POST /documents/:documentId/emergency': { basedOn: 'x', reason: 'x' },
        'POST /documents/:documentId/confirmations': { contentHash: 'x', opinion: 'x' },
        'PUT /documents/:documentId/interpretation': { reason: 'x' },
      },
      queries: { 'GET /documents/:documentId/comparison': '?from=1&to=1' },
    }
  },
  concernNoUnit: ['GET /documents'],
  ownLists: ['/documents'],
  missing: [
    'GET /attachments/:attachmentId',
    'DELETE /documents/:documentId/attachments/:attachmentId',
    'PUT /documents/:documentId/attachments/:attachmentId',
    'GET /pictures/:lineage',
  ],
  uploads: [
    'POST /documents/:documentId/attachments',
    'PUT /documents/:documentId/attachments/:attachmentId',
    'POST /documents/:documentId/pictures',
    'POST /documents/:documentId/conversions',
  ],
}
