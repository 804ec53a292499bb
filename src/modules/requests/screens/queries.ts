import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { OutcomeChoice } from '../contract/steps.ts'
import type { QueuedRequest } from '../contract/list.ts'
import type { NumbersView, SimilarView } from '../contract/list.ts'
import type { RequestView } from '../contract/views.ts'
import type { Policy } from '../contract/policy.ts'

export const requestsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['requests', query],
    queryFn: ({ signal }) => get<PageOf<QueuedRequest>>('/requests', query, signal),
  })

export const requestQuery = (id: number) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: ({ signal }) => get<RequestView>(`/requests/${id}`, {}, signal),
  })

export const numbersQuery = (unitId: number | undefined) =>
  queryOptions({
    queryKey: ['requests', 'numbers', unitId],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<NumbersView>('/requests/numbers', { unitId }, signal),
  })

export const similarQuery = (id: number) =>
  queryOptions({
    queryKey: ['request', id, 'similar'],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => get<SimilarView>(`/requests/${id}/similar`, {}, signal),
  })

export interface Policies {
  readonly current: Policy
  readonly versions: readonly { readonly from: CivilDate; readonly policy: Partial<Policy> }[]
  readonly maySet: boolean
}

export const policyQuery = queryOptions({
  queryKey: ['requests', 'policy'],
  queryFn: ({ signal }) => get<Policies>('/requests/policy', {}, signal),
})

/** The day on which a period of working days from a day ends. */
export const workdaysQuery = (start: string, days: number) =>
  queryOptions({
    queryKey: ['workdays', start, days],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => get<{ due: string }>('/workdays', { start, days }, signal),
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
    // A new answer that went out carries out what a remedy ordered.
    client.invalidateQueries({ queryKey: ['remedies'] }),
    client.invalidateQueries({ queryKey: ['remedy'] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
  ])
}
