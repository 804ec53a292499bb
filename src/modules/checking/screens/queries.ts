import { queryOptions } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { LexiconView, OpenFindingView } from '../contract.ts'

export const openFindingsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['findings', query],
    queryFn: ({ signal }) => get<PageOf<OpenFindingView>>('/findings', query, signal),
  })

export const lexiconQuery = (query: Query) =>
  queryOptions({
    queryKey: ['lexicon', query],
    queryFn: ({ signal }) => get<PageOf<LexiconView>>('/lexicon', query, signal),
  })
