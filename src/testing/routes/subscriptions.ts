import type { RouteFixtures } from './fixture.ts'

export const subscriptionRoutes: RouteFixtures = {
  concernNoUnit: ['GET /subscriptions'],
  publicWrites: [
    'POST /subscriptions/confirm',
    'POST /subscriptions/end',
    'POST /subscriptions/manage',
    'POST /subscriptions/new',
  ],
}
