import { queryOptions } from '@tanstack/react-query'
import { get } from '#ui/console/api.ts'
import type { OriginalsView, OriginalView, SuggestionView, WordView } from '../contract.ts'

export const originalsQuery = (subject: string) =>
  queryOptions({
    queryKey: ['redaction', 'of', subject],
    queryFn: ({ signal }) => get<OriginalsView>('/redaction/originals', { subject }, signal),
  })

export const originalQuery = (id: number) =>
  queryOptions({
    queryKey: ['redaction', 'original', id],
    queryFn: ({ signal }) => get<OriginalView>(`/redaction/originals/${id}`, {}, signal),
  })

/** The words of a page never change: an original is not replaced. */
export const wordsQuery = (id: number, page: number) =>
  queryOptions({
    queryKey: ['redaction', 'words', id, page],
    queryFn: ({ signal }) => get<WordView[]>(`/redaction/originals/${id}/pages/${page}/words`, {}, signal),
    staleTime: Infinity,
  })

export const suggestionsQuery = (id: number) =>
  queryOptions({
    queryKey: ['redaction', 'suggestions', id],
    queryFn: ({ signal }) => get<SuggestionView[]>(`/redaction/originals/${id}/suggestions`, {}, signal),
    staleTime: Infinity,
  })

export const imageAddress = (id: number, page: number, dpi: number) =>
  `/api/v1/redaction/originals/${id}/pages/${page}/image?dpi=${dpi}`
export const originalAddress = (id: number) => `/api/v1/redaction/originals/${id}/file`
export const releaseAddress = (id: number) => `/api/v1/redaction/releases/${id}/file`
