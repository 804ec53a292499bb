import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, type Query } from '#ui/console/api.ts'
import type { ConsultationSummary, ConsultationView, SettingView } from '../contract.ts'

export const consultationsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['consultations', query],
    queryFn: ({ signal }) => get<PageOf<ConsultationSummary>>('/consultations', query, signal),
  })

export const consultationQuery = (id: number) =>
  queryOptions({
    queryKey: ['consultation', id],
    queryFn: ({ signal }) => get<ConsultationView>(`/consultations/${id}`, {}, signal),
  })

export const settingsQuery = queryOptions({
  queryKey: ['consultation-settings'],
  queryFn: async ({ signal }) =>
    (await get<{ settings: readonly SettingView[] }>('/consultations/settings', {}, signal)).settings,
})

/** Has everything that lists, counts or shows it asked for again. */
export function refreshConsultation(client: QueryClient, id: number): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['consultations'] }),
    client.invalidateQueries({ queryKey: ['consultation', id] }),
    client.invalidateQueries({ queryKey: ['ledger', `consultation:${id}`] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
  ])
}
