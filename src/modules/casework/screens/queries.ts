import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { PageOf } from '#platform/http/shapes.ts'
import { get } from '#ui/console/api.ts'
import {
  COHANDLING_STATES,
  OVERVIEW_ORDERS,
  type AssignmentView,
  type CaseCohandlingsView,
  type CohandlingView,
  type DeputyView,
  type DiscussionView,
  type KindView,
  type LoadView,
  type OpenCaseView,
  type OverviewView,
  type SavedView,
} from '../contract.ts'

export const assignmentQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['casework', 'assignment', caseId],
    queryFn: ({ signal }) => get<AssignmentView>(`/cases/${caseId}/assignment`, {}, signal),
  })

export const caseCohandlingsQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['casework', 'cohandlings', 'case', caseId],
    queryFn: ({ signal }) => get<CaseCohandlingsView>(`/cases/${caseId}/cohandlings`, {}, signal),
  })

export const discussionQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['casework', 'notes', caseId],
    queryFn: ({ signal }) => get<DiscussionView>(`/cases/${caseId}/notes`, {}, signal),
  })

/** What the address says of the list of co-handlings. */
export interface CohandlingsSearch {
  readonly side?: 'asking'
  readonly state?: (typeof COHANDLING_STATES)[number]
  readonly late?: true
  readonly page?: number
}

export function readCohandlingsSearch(search: Record<string, unknown>): CohandlingsSearch {
  const { side, state, late, page } = search
  const known = COHANDLING_STATES.find((one) => one === state)
  return {
    ...(side === 'asking' ? { side } : {}),
    ...(known === undefined ? {} : { state: known }),
    ...(late === true ? { late } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

export const cohandlingsQuery = (search: CohandlingsSearch) =>
  queryOptions({
    queryKey: ['casework', 'cohandlings', search],
    queryFn: ({ signal }) => get<PageOf<CohandlingView>>('/cohandlings', { ...search }, signal),
  })

export const kindsQuery = queryOptions({
  queryKey: ['casework', 'kinds'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) =>
    (await get<{ kinds: readonly KindView[] }>('/casework/kinds', {}, signal)).kinds,
})

export interface LoadSearch {
  readonly kind?: string
  readonly unitId?: number
  /** 0: what nobody has. */
  readonly staffId?: number
  readonly page?: number
}

export function readLoadSearch(search: Record<string, unknown>): LoadSearch {
  const { kind, unitId, staffId, page } = search
  return {
    ...(Number.isInteger(staffId) ? { staffId: staffId as number } : {}),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(Number.isInteger(unitId) ? { unitId: unitId as number } : {}),
  }
}

export const loadQuery = (kind: string, unitId: number) =>
  queryOptions({
    queryKey: ['casework', 'load', kind, unitId],
    queryFn: ({ signal }) => get<LoadView>('/casework/load', { kind, unitId }, signal),
  })

export const openCasesQuery = (kind: string, unitId: number, { staffId, page }: LoadSearch) =>
  queryOptions({
    queryKey: ['casework', 'cases', kind, unitId, staffId, page],
    queryFn: ({ signal }) =>
      get<PageOf<OpenCaseView>>('/casework/cases', { kind, unitId, staffId, page }, signal),
  })

export const deputiesQuery = (unitId: number | undefined) =>
  queryOptions({
    queryKey: ['casework', 'deputies', unitId],
    queryFn: async ({ signal }) =>
      (await get<{ deputies: readonly DeputyView[] }>('/casework/deputies', { unitId }, signal)).deputies,
  })

export interface OverviewSearch {
  readonly kind?: string
  readonly sort?: (typeof OVERVIEW_ORDERS)[number]
  readonly descending?: true
}

export function readOverviewSearch({ kind, sort, descending }: Record<string, unknown>): OverviewSearch {
  const known = OVERVIEW_ORDERS.find((one) => one === sort)
  return {
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(known === undefined ? {} : { sort: known }),
    ...(descending === true ? { descending } : {}),
  }
}

export const overviewQuery = (kind: string, { sort, descending }: OverviewSearch) =>
  queryOptions({
    queryKey: ['casework', 'overview', kind, sort, descending],
    queryFn: ({ signal }) => get<OverviewView>('/casework/overview', { kind, sort, descending }, signal),
  })

export const savedViewsQuery = (list: string) =>
  queryOptions({
    queryKey: ['saved-views', list],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) =>
      (await get<{ views: readonly SavedView[] }>('/saved-views', { list }, signal)).views,
  })

/** Does something around cases and has everything that shows it asked for again. */
export function useDo(onDone: () => void = () => undefined) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (words: string, run: () => Promise<unknown>) => {
    await run()
    await Promise.all(
      [['casework'], ['desk'], ['ledger'], ['requests']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
    onDone()
    message.success(words)
  }
}
