import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type {
  ClosedCaseView,
  EntrySummary,
  EntryView,
  MonthView,
  SourceKindView,
  TopicChoice,
} from '../contract.ts'

export const entriesQuery = (query: Query) =>
  queryOptions({
    queryKey: ['entries', query],
    queryFn: ({ signal }) => get<PageOf<EntrySummary>>('/casebook/entries', query, signal),
  })

export const entryQuery = (id: number) =>
  queryOptions({
    queryKey: ['entry', id],
    queryFn: ({ signal }) => get<EntryView>(`/casebook/entries/${id}`, {}, signal),
  })

export const casesQuery = (query: Query) =>
  queryOptions({
    queryKey: ['casebook-cases', query],
    queryFn: ({ signal }) => get<PageOf<ClosedCaseView>>('/casebook/cases', query, signal),
  })

export const monthQuery = (query: { readonly month: string; readonly unitId: number }) =>
  queryOptions({
    queryKey: ['casebook-month', query],
    queryFn: ({ signal }) => get<MonthView>('/casebook/month', { ...query }, signal),
  })

export const casebookWordsQuery = queryOptions({
  queryKey: ['casebook-vocabulary'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) =>
    get<{ sources: readonly SourceKindView[]; topics: readonly TopicChoice[] }>(
      '/casebook/vocabulary',
      {},
      signal,
    ),
})

/** Has everything that lists or shows entries asked for again. */
export function refreshEntries(client: QueryClient, id?: number): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['entries'] }),
    client.invalidateQueries({ queryKey: ['casebook-cases'] }),
    client.invalidateQueries({ queryKey: ['casebook-month'] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
    ...(id === undefined
      ? []
      : [
          client.invalidateQueries({ queryKey: ['entry', id] }),
          client.invalidateQueries({ queryKey: ['ledger', `entry:${id}`] }),
        ]),
  ])
}
