import { queryOptions } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { FilingView, OpinionView } from '../contract.ts'

export const opinionsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['legality', 'opinions', query],
    queryFn: ({ signal }) => get<PageOf<OpinionView>>('/legality/opinions', query, signal),
  })

export const filingsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['legality', 'filings', query],
    queryFn: ({ signal }) => get<PageOf<FilingView>>('/legality/filings', query, signal),
  })
