import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { RequestSummary } from '../contract/list.ts'
import type { OutcomeChoice } from '../contract/steps.ts'
import type { RequestView } from '../contract/views.ts'

export const requestsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['requests', query],
    queryFn: ({ signal }) => get<PageOf<RequestSummary>>('/requests', query, signal),
  })

export const requestQuery = (id: number) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: ({ signal }) => get<RequestView>(`/requests/${id}`, {}, signal),
  })

export interface OutcomeChoices {
  readonly outcomes: readonly OutcomeChoice[]
  /** What may be withheld within a partial answer. */
  readonly withholdable: readonly { readonly code: string; readonly label: string }[]
}

export const outcomesQuery = queryOptions({
  queryKey: ['outcomes'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => get<OutcomeChoices>('/requests/outcomes', {}, signal),
})

/** Keeps the answered request, and has everything that lists or counts it asked for again. */
export function keepRequest(client: QueryClient, request: RequestView): Promise<unknown> {
  client.setQueryData(requestQuery(request.id).queryKey, request)
  return refreshRequests(client, request.id)
}

export function refreshRequests(client: QueryClient, id: number): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['requests'] }),
    client.invalidateQueries({ queryKey: ['ledger', `request:${id}`] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
  ])
}
