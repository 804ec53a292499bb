import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { Comparison, DocumentSummary, DocumentView, Vocabulary } from '../contract.ts'

export const vocabularyQuery = queryOptions({
  queryKey: ['vocabulary'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => get<Vocabulary>('/publishing/vocabulary', {}, signal),
})

export const documentsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['documents', query],
    queryFn: ({ signal }) => get<PageOf<DocumentSummary>>('/documents', query, signal),
  })

/** What the public finds, whoever published it. */
export const publicQuery = (words: string) =>
  queryOptions({
    queryKey: ['public', words],
    queryFn: ({ signal }) =>
      get<{ items: readonly { id: number; title: string; documentNumber: string | null; issuer: string }[] }>(
        '/public/documents',
        { q: words, size: 8 },
        signal,
      ),
  })

export const documentQuery = (id: number) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: ({ signal }) => get<DocumentView>(`/documents/${id}`, {}, signal),
  })

/** By the content's hash too: the newest version changes under the pen. */
export const comparisonQuery = (id: number, from: number, to: number, hash: string) =>
  queryOptions({
    queryKey: ['document', id, 'comparison', from, to, hash],
    queryFn: ({ signal }) => get<Comparison>(`/documents/${id}/comparison`, { from, to }, signal),
  })

/** Everything that shows this document, or counts it, is asked for again. */
export function refreshDocument(client: QueryClient, id: number): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['document', id] }),
    client.invalidateQueries({ queryKey: ['documents'] }),
    client.invalidateQueries({ queryKey: ['reviews'] }),
    client.invalidateQueries({ queryKey: ['review'] }),
    client.invalidateQueries({ queryKey: ['ledger', `document:${id}`] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
  ])
}
