import { createRoute } from '@tanstack/react-router'
import { originalQuery } from '#modules/redaction/screens/queries.ts'
import { RedactScreen } from '#modules/redaction/screens/redact.tsx'
import { AnswerScreen, readAnswerSearch } from '#modules/requests/screens/answer.tsx'
import { readRequestsSearch, RequestsScreen } from '#modules/requests/screens/list.tsx'
import { NewRequestScreen } from '#modules/requests/screens/new.tsx'
import { outcomesQuery, requestQuery, requestsQuery } from '#modules/requests/screens/queries.ts'
import { RequestScreen } from '#modules/requests/screens/request.tsx'
import { numberParam, signedIn } from './root.tsx'

const requests = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests',
  validateSearch: readRequestsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...requestsQuery({ ...deps }), revalidateIfStale: true }),
  component: RequestsScreen,
})

const newRequest = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/new',
  component: NewRequestScreen,
})

const request = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/$requestId',
  params: numberParam('requestId'),
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...requestQuery(params.requestId), revalidateIfStale: true }),
  component: RequestScreen,
})

const answer = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/$requestId/answer',
  params: numberParam('requestId'),
  validateSearch: readAnswerSearch,
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData(requestQuery(params.requestId)),
      context.client.ensureQueryData(outcomesQuery),
    ]),
  component: AnswerScreen,
})

const redact = createRoute({
  getParentRoute: () => signedIn,
  path: '/redaction/$originalId',
  params: numberParam('originalId'),
  // What is marked begins with what is kept now.
  loader: ({ context, params }) =>
    context.client.fetchQuery({ ...originalQuery(params.originalId), staleTime: 0 }),
  component: RedactScreen,
})

export const requestRoutes = [requests, newRequest, request, answer, redact] as const
