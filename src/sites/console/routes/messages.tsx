import { createRoute } from '@tanstack/react-router'
import { NoticesScreen, readNoticesSearch } from '#modules/messages/screens/notices.tsx'
import { OutboxScreen, readOutboxSearch } from '#modules/messages/screens/outbox.tsx'
import { noticesQuery, outboxQuery } from '#modules/messages/screens/queries.ts'
import {
  readSubscriptionsSearch,
  SubscriptionsScreen,
  subscriptionsQuery,
} from '#modules/subscriptions/screens/counts.tsx'
import { signedIn } from './root.tsx'

const notices = createRoute({
  getParentRoute: () => signedIn,
  path: '/notices',
  validateSearch: readNoticesSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...noticesQuery({ ...deps }), revalidateIfStale: true }),
  component: NoticesScreen,
})

const outbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages',
  validateSearch: readOutboxSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...outboxQuery({ ...deps }), revalidateIfStale: true }),
  component: OutboxScreen,
})

const subscriptions = createRoute({
  getParentRoute: () => signedIn,
  path: '/subscriptions',
  validateSearch: readSubscriptionsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...subscriptionsQuery(deps), revalidateIfStale: true }),
  component: SubscriptionsScreen,
})

export const messageRoutes = [notices, outbox, subscriptions] as const
