import type { RouteFixtures } from './fixture.ts'

export const displayRoutes: RouteFixtures = {
  make: () => ({ bodies: { 'PUT /sites/:siteId/displays': { channelIds: [], seconds: 12 } } }),
}
