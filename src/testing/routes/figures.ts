import type { RouteFixtures } from './fixture.ts'

export const figureRoutes: RouteFixtures = {
  make: () => Promise.resolve({ params: { name: 'requests.received' }, bodies: {} }),
}
