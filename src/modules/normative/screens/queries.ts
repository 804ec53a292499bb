import { queryOptions } from '@tanstack/react-query'
import { get } from '#ui/console/api.ts'
import type { CleanupItemView, CleanupSummary, CleanupView } from '../contract.ts'

export const cleanupsQuery = queryOptions({
  queryKey: ['cleanups'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly CleanupSummary[] }>('/cleanups', {}, signal)).items,
})

export const cleanupQuery = (id: number) =>
  queryOptions({
    queryKey: ['cleanups', id],
    queryFn: ({ signal }) => get<CleanupView>(`/cleanups/${id}`, {}, signal),
  })

export const itemsQuery = (id: number, unitId: number) =>
  queryOptions({
    queryKey: ['cleanups', id, 'units', unitId],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly CleanupItemView[] }>(`/cleanups/${id}/units/${unitId}`, {}, signal)).items,
  })
