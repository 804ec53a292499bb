import { queryOptions } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { RegisterView, RowView } from '../contract.ts'

export const registersQuery = queryOptions({
  queryKey: ['registers'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await get<{ registers: readonly RegisterView[] }>('/registers', {}, signal)).registers,
})

export const rowsQuery = (register: string, query: Query) =>
  queryOptions({
    queryKey: ['rows', register, query],
    queryFn: ({ signal }) =>
      get<PageOf<RowView>>(`/registers/${encodeURIComponent(register)}/rows`, query, signal),
  })
