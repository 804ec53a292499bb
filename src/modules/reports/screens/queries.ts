import { queryOptions } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, post } from '#ui/console/api.ts'
import {
  STATES,
  type AnnualReportView,
  type CollectionView,
  type EditionView,
  type OfferView,
  type PolicyView,
  type PreviewView,
  type ReportRow,
  type State,
} from '../contract/life.ts'

/** What the address asks for. */
export interface RowsSearch {
  readonly state?: State
  readonly light?: 'yellow' | 'red'
  readonly page?: number
}

export function readRowsSearch({ state, light, page }: Record<string, unknown>): RowsSearch {
  const known = STATES.find((one) => one === state)
  return {
    ...(known === undefined ? {} : { state: known }),
    ...(light === 'yellow' || light === 'red' ? { light } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

export interface ListSearch {
  readonly page?: number
}

export function readListSearch({ page }: Record<string, unknown>): ListSearch {
  return Number.isInteger(page) ? { page: page as number } : {}
}

export const collectionsQuery = (search: ListSearch) =>
  queryOptions({
    queryKey: ['reports', 'collections', search],
    queryFn: ({ signal }) => get<PageOf<CollectionView>>('/annual-collections', { ...search }, signal),
  })

export const collectionQuery = (id: number) =>
  queryOptions({
    queryKey: ['reports', 'collection', id],
    queryFn: ({ signal }) => get<CollectionView>(`/annual-collections/${id}`, {}, signal),
  })

export const rowsQuery = (id: number, search: RowsSearch) =>
  queryOptions({
    queryKey: ['reports', 'collection', id, 'rows', search],
    queryFn: ({ signal }) =>
      get<PageOf<ReportRow>>(`/annual-collections/${id}/reports`, { ...search }, signal),
  })

export const annualReportQuery = (id: number) =>
  queryOptions({
    queryKey: ['reports', 'report', id],
    queryFn: ({ signal }) => get<AnnualReportView>(`/annual-reports/${id}`, {}, signal),
  })

export const offersQuery = (id: number, words: string) =>
  queryOptions({
    queryKey: ['reports', 'offers', id, words],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly OfferView[] }>(`/annual-reports/${id}/references`, { words }, signal))
        .items,
  })

export const previewQuery = (id: number, section: string, body: string) =>
  queryOptions({
    queryKey: ['reports', 'preview', id, section, body],
    queryFn: () => post<PreviewView>(`/annual-reports/${id}/texts/${section}/previews`, { body }),
    placeholderData: (before: PreviewView | undefined) => before,
  })

export const editionQuery = (id: number, number: number) =>
  queryOptions({
    queryKey: ['reports', 'edition', id, number],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => get<EditionView>(`/annual-reports/${id}/editions/${number}`, {}, signal),
  })

export const policiesQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['reports', 'policies', unitId],
    queryFn: ({ signal }) =>
      get<{ items: readonly PolicyView[]; law: Omit<PolicyView, 'id' | 'setAt' | 'fromYear'> }>(
        `/annual-policies/${unitId}`,
        {},
        signal,
      ),
  })
