import { createRoute } from '@tanstack/react-router'
import { GuideScreen } from '#modules/disclosure/screens/guide.tsx'
import { readUnitSearch } from '#modules/disclosure/screens/head.tsx'
import { MatrixScreen, readMatrixSearch } from '#modules/disclosure/screens/matrix.tsx'
import { itemsQuery, matrixQuery } from '#modules/disclosure/screens/queries.ts'
import { StandingScreen } from '#modules/disclosure/screens/standing.tsx'
import { signedIn } from './root.tsx'

const disclosure = createRoute({
  getParentRoute: () => signedIn,
  path: '/disclosure',
  validateSearch: readUnitSearch,
  loader: ({ context }) => context.client.ensureQueryData(itemsQuery),
  component: StandingScreen,
})

const guide = createRoute({
  getParentRoute: () => signedIn,
  path: '/disclosure/guide',
  validateSearch: readUnitSearch,
  component: GuideScreen,
})

const disclosureUnits = createRoute({
  getParentRoute: () => signedIn,
  path: '/disclosure/units',
  validateSearch: readMatrixSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    Promise.all([
      context.client.ensureQueryData(itemsQuery),
      context.client.ensureQueryData({ ...matrixQuery({ ...deps }), revalidateIfStale: true }),
    ]),
  component: MatrixScreen,
})

export const disclosureRoutes = [disclosure, guide, disclosureUnits] as const
