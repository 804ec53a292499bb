import type { RouteFixtures } from './fixture.ts'

export const reportRoutes: RouteFixtures = {
  make: () => ({ params: { year: 2025, cell: '3.A.1' } }),
}
