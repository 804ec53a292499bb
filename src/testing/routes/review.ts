import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import { createDraft, submit } from '#modules/publishing/index.ts'
import { buildDraft } from './base.ts'
import type { RouteFixtures } from './fixture.ts'

export const reviewRoutes: RouteFixtures = {
  make: async ({ db, city, services, drafter }) => {
    const person = await drafter()
    const reviewed = valueOf(await createDraft(person, { ...buildDraft(city), unitId: city.one.id }))
    const { version } = await getDocument(db, reviewed)
    const basedOn = (await getVersion(db, reviewed, version)).content_hash.toString('hex')
    valueOf(await submit(person, services.files, reviewed, { basedOn, opinion: '拟主动公开' }))
    const { rows } = await sql<{ id: number }>`select max(id) as id from review.process`.execute(db)
    return {
      params: { reviewId: rows[0]?.id ?? 0 },
      bodies: {
        'POST /reviews/:reviewId/signatures': {
          decision: 'approved',
          opinion: 'x',
          contentHash: 'x',
          attribute: 'proactive',
        },
        'PUT /units/:unitId/review-chain': { steps: ['drafter', 'secrecy_reviewer'] },
      },
    }
  },
  concernNoUnit: ['GET /reviews'],
  ownLists: ['/reviews'],
}
