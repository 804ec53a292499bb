import type { RouteFixtures } from './fixture.ts'

export const figureRoutes: RouteFixtures = {
  make: () => ({ params: { figureName: 'requests.received' } }),
}
