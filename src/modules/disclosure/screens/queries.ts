import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { get, type Query } from '#ui/console/api.ts'
import type { GuideView, ItemsView, MatrixView, StandingView } from '../contract.ts'

export const guideQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['disclosure', 'guide', unitId],
    queryFn: ({ signal }) => get<GuideView>(`/disclosure/guides/${unitId}`, {}, signal),
  })

export const standingQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['disclosure', 'standing', unitId],
    queryFn: ({ signal }) => get<StandingView>(`/disclosure/standing/${unitId}`, {}, signal),
  })

export const matrixQuery = (query: Query) =>
  queryOptions({
    queryKey: ['disclosure', 'matrix', query],
    queryFn: ({ signal }) => get<MatrixView>('/disclosure/matrix', query, signal),
  })

export const itemsQuery = queryOptions({
  queryKey: ['disclosure', 'items'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => get<ItemsView>('/disclosure/items', {}, signal),
})

/** Whatever is said of guides and catalogues is asked for again, and so is the desk. */
export function refreshDisclosure(client: QueryClient, unitId?: number): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['disclosure'] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
    ...(unitId === undefined ? [] : [client.invalidateQueries({ queryKey: ['ledger', `guide:${unitId}`] })]),
  ])
}
