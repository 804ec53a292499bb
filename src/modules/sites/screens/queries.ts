import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { get } from '#ui/console/api.ts'
import type { ChannelView, SiteSummary, SiteView } from '../contract.ts'

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: async ({ signal }) => (await get<{ sites: readonly SiteSummary[] }>('/sites', {}, signal)).sites,
})

export const siteQuery = (id: number) =>
  queryOptions({
    queryKey: ['site', id],
    queryFn: ({ signal }) => get<SiteView>(`/sites/${id}`, {}, signal),
  })

export const channelsQuery = (id: number) =>
  queryOptions({
    queryKey: ['site', id, 'channels'],
    queryFn: async ({ signal }) =>
      (await get<{ channels: readonly ChannelView[] }>(`/sites/${id}/channels`, {}, signal)).channels,
  })

/** Everything that shows this site or one of its columns is asked for again. */
export function refreshSite(client: QueryClient, id: number): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: sitesQuery.queryKey }),
    client.invalidateQueries({ queryKey: ['site', id] }),
    client.invalidateQueries({ queryKey: ['vocabulary'] }),
  ])
}
