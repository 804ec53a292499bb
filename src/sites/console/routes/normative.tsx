import { createRoute } from '@tanstack/react-router'
import { CleanupScreen } from '#modules/normative/screens/cleanup.tsx'
import { NormativeScreen, readNormativeSearch } from '#modules/normative/screens/list.tsx'
import { cleanupQuery } from '#modules/normative/screens/queries.ts'
import { numberParam, signedIn } from './root.tsx'

const normative = createRoute({
  getParentRoute: () => signedIn,
  path: '/normative',
  validateSearch: readNormativeSearch,
  component: NormativeScreen,
})

const cleanup = createRoute({
  getParentRoute: () => signedIn,
  path: '/normative/cleanups/$cleanupId',
  params: numberParam('cleanupId'),
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...cleanupQuery(params.cleanupId), revalidateIfStale: true }),
  component: CleanupScreen,
})

export const normativeRoutes = [normative, cleanup] as const
