import { createRoute } from '@tanstack/react-router'
import { DisplaysScreen, displaysQuery } from '#modules/displays/screens/setting.tsx'
import { SitesScreen } from '#modules/sites/screens/list.tsx'
import { channelsQuery, siteQuery, sitesQuery } from '#modules/sites/screens/queries.ts'
import { SiteScreen } from '#modules/sites/screens/site.tsx'
import { numberParam, signedIn } from './root.tsx'

const sites = createRoute({
  getParentRoute: () => signedIn,
  path: '/sites',
  loader: ({ context }) => context.client.ensureQueryData({ ...sitesQuery, revalidateIfStale: true }),
  component: SitesScreen,
})

const site = createRoute({
  getParentRoute: () => signedIn,
  path: '/sites/$siteId',
  params: numberParam('siteId'),
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData({ ...siteQuery(params.siteId), revalidateIfStale: true }),
      context.client.ensureQueryData({ ...channelsQuery(params.siteId), revalidateIfStale: true }),
    ]),
  component: SiteScreen,
})

const displays = createRoute({
  getParentRoute: () => signedIn,
  path: '/sites/$siteId/displays',
  params: numberParam('siteId'),
  // The form begins with what is kept now.
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData({ ...siteQuery(params.siteId), revalidateIfStale: true }),
      context.client.ensureQueryData({ ...channelsQuery(params.siteId), revalidateIfStale: true }),
      context.client.fetchQuery({ ...displaysQuery(params.siteId), staleTime: 0 }),
    ]),
  component: DisplaysScreen,
})

export const siteRoutes = [sites, site, displays] as const
