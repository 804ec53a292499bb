import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { LimitView, RemedySummary, RemedyView, SubjectRemedies } from '../contract.ts'

export const remediesQuery = (query: Query) =>
  queryOptions({
    queryKey: ['remedies', query],
    queryFn: ({ signal }) => get<PageOf<RemedySummary>>('/remedies', query, signal),
  })

export const remedyQuery = (id: number) =>
  queryOptions({
    queryKey: ['remedy', id],
    queryFn: ({ signal }) => get<RemedyView>(`/remedies/${id}`, {}, signal),
  })

export const subjectRemediesQuery = (subject: string) =>
  queryOptions({
    queryKey: ['remedies', 'of', subject],
    queryFn: ({ signal }) => get<SubjectRemedies>('/remedies/of', { subject }, signal),
  })

export const limitsQuery = queryOptions({
  queryKey: ['remedies', 'limits'],
  queryFn: async ({ signal }) =>
    (await get<{ limits: readonly LimitView[] }>('/remedies/limits', {}, signal)).limits,
})

/** Keeps the answered case, and has everything that lists or counts it asked for again. */
export function keepRemedy(client: QueryClient, remedy: RemedyView): Promise<unknown> {
  client.setQueryData(remedyQuery(remedy.id).queryKey, remedy)
  return Promise.all([
    client.invalidateQueries({ queryKey: ['remedies'] }),
    client.invalidateQueries({ queryKey: ['ledger', `${remedy.kind}:${remedy.id}`] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
  ])
}
