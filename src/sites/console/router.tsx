import type { QueryClient } from '@tanstack/react-query'
import { createRouter, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { ApiError } from '#ui/console/api.ts'
import { Pending, ProblemPage } from '#ui/console/states.tsx'
import { administrationRoutes, entranceRoutes } from './routes/administration.tsx'
import { casebookRoutes } from './routes/casebook.tsx'
import { caseworkRoutes } from './routes/casework.tsx'
import { checkingRoutes } from './routes/checking.tsx'
import { consultationRoutes } from './routes/consultations.tsx'
import { deskRoutes } from './routes/desk.tsx'
import { disclosureRoutes } from './routes/disclosure.tsx'
import { documentRoutes } from './routes/documents.tsx'
import { gazetteRoutes } from './routes/gazette.tsx'
import { messageRoutes } from './routes/messages.tsx'
import { normativeRoutes } from './routes/normative.tsx'
import { paperRoutes } from './routes/papers.tsx'
import { registerRoutes } from './routes/registers.tsx'
import { remedyRoutes } from './routes/remedies.tsx'
import { reportRoutes } from './routes/reports.tsx'
import { siteyearRoutes } from './routes/siteyear.tsx'
import { requestRoutes } from './routes/requests.tsx'
import { reviewRoutes } from './routes/reviews.tsx'
import { root, signedIn } from './routes/root.tsx'
import { siteRoutes } from './routes/sites.tsx'
import { topicRoutes } from './routes/topics.tsx'

const tree = root.addChildren([
  ...entranceRoutes,
  signedIn.addChildren([
    ...administrationRoutes,
    ...casebookRoutes,
    ...caseworkRoutes,
    ...checkingRoutes,
    ...consultationRoutes,
    ...deskRoutes,
    ...disclosureRoutes,
    ...documentRoutes,
    ...gazetteRoutes,
    ...messageRoutes,
    ...normativeRoutes,
    ...paperRoutes,
    ...registerRoutes,
    ...remedyRoutes,
    ...reportRoutes,
    ...siteyearRoutes,
    ...requestRoutes,
    ...reviewRoutes,
    ...siteRoutes,
    ...topicRoutes,
  ]),
])

/** The list of screens, each with its address and what it loads before it is shown. */
export function buildRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/console',
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    defaultPendingComponent: Pending,
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: () => <ProblemPage error={new ApiError(404, { code: 'not_found' })} />,
    scrollRestoration: true,
  })
}

function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return <ProblemPage error={error} onRetry={retry} />
}
