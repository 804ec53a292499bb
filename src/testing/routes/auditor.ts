import type { RouteFixtures } from './fixture.ts'

export const auditorRoutes: RouteFixtures = {
  make: () => ({ bodies: { 'POST /audits': { text: '全年主动公开政府信息12条。' } } }),
}
