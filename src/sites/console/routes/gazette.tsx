import { createRoute } from '@tanstack/react-router'
import { IssueScreen } from '#modules/gazette/screens/issue.tsx'
import { GazetteScreen, readGazetteSearch } from '#modules/gazette/screens/list.tsx'
import { issueQuery, issuesQuery } from '#modules/gazette/screens/queries.ts'
import { numberParam, signedIn } from './root.tsx'

const gazette = createRoute({
  getParentRoute: () => signedIn,
  path: '/gazette',
  validateSearch: readGazetteSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...issuesQuery({ ...deps }), revalidateIfStale: true }),
  component: GazetteScreen,
})

const issue = createRoute({
  getParentRoute: () => signedIn,
  path: '/gazette/$issueId',
  params: numberParam('issueId'),
  // A composition begins with what is there now.
  loader: ({ context, params }) => context.client.fetchQuery({ ...issueQuery(params.issueId), staleTime: 0 }),
  component: IssueScreen,
})

export const gazetteRoutes = [gazette, issue] as const
