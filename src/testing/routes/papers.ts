import type { RouteFixtures } from './fixture.ts'

const words = { title: '回执', body: '{{number}}' }

export const paperRoutes: RouteFixtures = {
  make: () => ({
    params: { template: 'requests.receipt' },
    bodies: {
      'PUT /papers/units/:unitId/word': { word: '一局' },
      'POST /papers/units/:unitId/templates/:template/versions': { ...words, basedOn: 0 },
      'POST /papers/units/:unitId/templates/:template/resets': { basedOn: 0 },
      'POST /papers/units/:unitId/templates/:template/previews': words,
    },
    queries: { 'GET /papers/units/:unitId/templates/:template/comparison': '?from=0&to=0' },
  }),
}
