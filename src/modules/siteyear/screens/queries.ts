import { queryOptions } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get } from '#ui/console/api.ts'
import { STATES, type SheetSummary, type SheetView, type State } from '../contract.ts'

/** What the address asks for. */
export interface SheetsSearch {
  readonly year?: number
  readonly state?: State
  readonly page?: number
}

export function readSheetsSearch({ year, state, page }: Record<string, unknown>): SheetsSearch {
  const known = STATES.find((one) => one === state)
  return {
    ...(Number.isInteger(year) ? { year: year as number } : {}),
    ...(known === undefined ? {} : { state: known }),
    ...(Number.isInteger(page) ? { page: page as number } : {}),
  }
}

export const sheetsQuery = (search: SheetsSearch) =>
  queryOptions({
    queryKey: ['siteyear', 'list', search],
    queryFn: ({ signal }) => get<PageOf<SheetSummary>>('/site-reports', { ...search }, signal),
  })

export const sheetQuery = (id: number) =>
  queryOptions({
    queryKey: ['siteyear', 'sheet', id],
    queryFn: ({ signal }) => get<SheetView>(`/site-reports/${id}`, {}, signal),
  })
