import { createRoute } from '@tanstack/react-router'
import { CohandlingsScreen } from '#modules/casework/screens/cohandling-list.tsx'
import { LoadScreen } from '#modules/casework/screens/load.tsx'
import { OverviewScreen } from '#modules/casework/screens/overview.tsx'
import {
  cohandlingsQuery,
  kindsQuery,
  readCohandlingsSearch,
  readLoadSearch,
  readOverviewSearch,
} from '#modules/casework/screens/queries.ts'
import { signedIn } from './root.tsx'

const cohandlings = createRoute({
  getParentRoute: () => signedIn,
  path: '/cohandlings',
  validateSearch: readCohandlingsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...cohandlingsQuery(deps), revalidateIfStale: true }),
  component: CohandlingsScreen,
})

const load = createRoute({
  getParentRoute: () => signedIn,
  path: '/casework/load',
  validateSearch: readLoadSearch,
  loader: ({ context }) => context.client.ensureQueryData(kindsQuery),
  component: LoadScreen,
})

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/casework/overview',
  validateSearch: readOverviewSearch,
  loader: ({ context }) => context.client.ensureQueryData(kindsQuery),
  component: OverviewScreen,
})

export const caseworkRoutes = [cohandlings, load, overview] as const
