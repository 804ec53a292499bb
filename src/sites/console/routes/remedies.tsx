import { createRoute } from '@tanstack/react-router'
import { readRemediesSearch, RemediesScreen, remediesOf } from '#modules/remedies/screens/list.tsx'
import { remedyQuery } from '#modules/remedies/screens/queries.ts'
import { RemedyScreen } from '#modules/remedies/screens/remedy.tsx'
import { numberParam, signedIn } from './root.tsx'

const remedies = createRoute({
  getParentRoute: () => signedIn,
  path: '/remedies',
  validateSearch: readRemediesSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...remediesOf(deps), revalidateIfStale: true }),
  component: RemediesScreen,
})

const remedy = createRoute({
  getParentRoute: () => signedIn,
  path: '/remedies/$remedyId',
  params: numberParam('remedyId'),
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...remedyQuery(params.remedyId), revalidateIfStale: true }),
  component: RemedyScreen,
})

export const remedyRoutes = [remedies, remedy] as const
