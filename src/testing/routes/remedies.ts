import { valueOf } from '#platform/decision.ts'
import { openRemedy } from '#modules/remedies/index.ts'
import { buildDecision, buildOpening } from '../remedies.ts'
import type { RouteFixtures } from './fixture.ts'

const DAY = '2026-03-10'
const instance = { organ: '某法院', fileNumber: '', receivedOn: DAY }

export const remedyRoutes: RouteFixtures = {
  make: async ({ city, services, requestId }) => {
    const opening = buildOpening({ unitId: city.one.id, kind: 'litigation', organ: '某法院' })
    const officer = await city.as('disclosure_officer')
    return {
      params: {
        remedyId: valueOf(await openRemedy(officer, services, opening)),
        // Nothing lies in the file.
        position: 1,
      },
      bodies: {
        'POST /remedies': opening,
        'POST /remedies/:remedyId/replies': { repliedOn: DAY },
        'POST /remedies/:remedyId/decisions': buildDecision(),
        'POST /remedies/:remedyId/corrections': { ...buildDecision(), reason: 'x' },
        'POST /remedies/:remedyId/redone': { doneOn: DAY },
        'POST /remedies/:remedyId/instances': { ...instance, level: 'second', broughtBy: 'applicant' },
        'POST /remedies/:remedyId/remands': { ...instance, decidedOn: DAY, decisionNumber: '', note: '' },
        'PUT /remedies/:remedyId/organ-limit': { acceptedOn: DAY, extendedDays: 0 },
        'POST /remedies/:remedyId/annulments': { reason: 'x' },
        'PUT /units/:unitId/remedy-limits': {
          limit: 'remedies.complaint',
          from: DAY,
          days: 30,
          dayKind: 'calendar',
          cites: '规定',
        },
      },
      queries: {
        'GET /remedies/of': `?subject=request:${await requestId()}`,
        'POST /remedies/:remedyId/files': '?kind=decision',
      },
    }
  },
  concernNoUnit: ['GET /remedies', 'GET /remedies.csv', 'GET /remedies/limits'],
  ownLists: ['/remedies'],
  missing: ['GET /remedies/:remedyId/files/:position'],
  uploads: ['POST /remedies/:remedyId/files'],
}
