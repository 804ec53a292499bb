import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { get, post, put, type Query } from '#ui/console/api.ts'
import type { KeptDays, NoticesView, OutboxView, SentItem, UnreadCount } from '../contract.ts'

export const noticesQuery = (query: Query) =>
  queryOptions({
    queryKey: ['notices', query],
    queryFn: ({ signal }) => get<NoticesView>('/notices', query, signal),
  })

export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: ({ signal }) => get<UnreadCount>('/notices/unread', {}, signal),
})

/** Notes a notice as read, or all up to the newest seen; the bell and the list follow. */
export async function markRead(client: QueryClient, what: { id: number } | { upto: number }): Promise<void> {
  await ('id' in what ? post(`/notices/${what.id}/readings`) : post('/notices/readings', what))
  await client.invalidateQueries({ queryKey: ['notices'] })
}

export const outboxQuery = (query: Query) =>
  queryOptions({
    queryKey: ['outbox', query],
    queryFn: ({ signal }) => get<OutboxView>('/messages/outbox', query, signal),
  })

export async function sendAgain(client: QueryClient, id: number): Promise<void> {
  await post(`/messages/outbox/${id}/retries`)
  await client.invalidateQueries({ queryKey: ['outbox'] })
}

export async function keepFor(client: QueryClient, days: KeptDays): Promise<void> {
  await put('/messages/setting', days)
  await client.invalidateQueries({ queryKey: ['outbox'] })
}

export const sentQuery = (about: string) =>
  queryOptions({
    queryKey: ['sent', about],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly SentItem[] }>('/messages', { about }, signal)).items,
  })
