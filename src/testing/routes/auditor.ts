import type { RouteFixtures } from './fixture.ts'

export const auditorRoutes: RouteFixtures = {
  // They judge what is sent, and keep nothing of it.
  publicWrites: ['POST /api/v1/audits', 'POST /audit'],
  make: () => ({ bodies: { 'POST /audits': { text: '全年主动公开政府信息12条。' } } }),
}
