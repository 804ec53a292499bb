import { queryOptions } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { ApiError, get, type Query } from '#ui/console/api.ts'
import type { ReviewSummary, ReviewView } from '../contract.ts'

export const reviewsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['reviews', query],
    queryFn: ({ signal }) => get<PageOf<ReviewSummary>>('/reviews', query, signal),
  })

export const reviewQuery = (id: number) =>
  queryOptions({
    queryKey: ['review', id],
    queryFn: ({ signal }) => get<ReviewView>(`/reviews/${id}`, {}, signal),
  })

/** The roles of a unit's chain, the drafter's first; null where this person may not see it. */
export const chainQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['chain', unitId],
    queryFn: async ({ signal }): Promise<readonly string[] | null> => {
      try {
        return (await get<{ steps: readonly string[] }>(`/units/${unitId}/review-chain`, {}, signal)).steps
      } catch (error) {
        if (error instanceof ApiError && (error.status === 403 || error.status === 404)) return null
        throw error
      }
    },
  })
