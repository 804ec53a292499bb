import { queryOptions } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get } from '#ui/console/api.ts'
import { STAGES, type ItemView, type TopicSummary, type TopicView } from '../contract.ts'

/** What the address asks for. */
export interface ItemsSearch {
  readonly unitId?: number
  readonly stage?: (typeof STAGES)[number]
  readonly overdue?: boolean
  readonly page?: number
}

export function readItemsSearch({ unitId, stage, overdue, page }: Record<string, unknown>): ItemsSearch {
  const known = STAGES.find((one) => one === stage)
  return {
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
    ...(known === undefined ? {} : { stage: known }),
    ...(overdue === true ? { overdue } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

export interface TopicsSearch {
  readonly page?: number
}

export function readTopicsSearch({ page }: Record<string, unknown>): TopicsSearch {
  return Number.isInteger(page) ? { page: page as number } : {}
}

export const topicsQuery = (search: TopicsSearch) =>
  queryOptions({
    queryKey: ['topics', search],
    queryFn: ({ signal }) => get<PageOf<TopicSummary>>('/topics', { ...search }, signal),
  })

export const topicQuery = (id: number) =>
  queryOptions({
    queryKey: ['topics', id],
    queryFn: ({ signal }) => get<TopicView>(`/topics/${id}`, {}, signal),
  })

export const itemsQuery = (id: number, search: ItemsSearch) =>
  queryOptions({
    queryKey: ['topics', id, 'items', search],
    queryFn: ({ signal }) => get<PageOf<ItemView>>(`/topics/${id}/items`, { ...search }, signal),
  })
