import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { PageOf } from '#platform/http/shapes.ts'
import { get, post } from '#ui/console/api.ts'
import type {
  ComparisonView,
  PreviewView,
  TemplateList,
  TemplateView,
  VersionView,
  WordingBody,
} from '../contract.ts'

const address = (unitId: number, template: string) => `/papers/units/${unitId}/templates/${template}`

export const templatesQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['papers', unitId],
    queryFn: ({ signal }) => get<TemplateList>(`/papers/units/${unitId}/templates`, {}, signal),
  })

export const templateQuery = (unitId: number, template: string) =>
  queryOptions({
    queryKey: ['papers', unitId, template],
    queryFn: ({ signal }) => get<TemplateView>(address(unitId, template), {}, signal),
  })

export const versionsQuery = (unitId: number, template: string, page: number) =>
  queryOptions({
    queryKey: ['papers', unitId, template, 'versions', page],
    queryFn: ({ signal }) =>
      get<PageOf<VersionView>>(`${address(unitId, template)}/versions`, { page, size: 20 }, signal),
    placeholderData: keepPreviousData,
  })

export const comparisonQuery = (unitId: number, template: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['papers', unitId, template, 'comparison', from, to],
    queryFn: ({ signal }) =>
      get<ComparisonView>(`${address(unitId, template)}/comparison`, { from, to }, signal),
  })

export const previewQuery = (unitId: number, template: string, draft: WordingBody) =>
  queryOptions({
    queryKey: ['papers', unitId, template, 'preview', draft],
    queryFn: () => post<PreviewView>(`${address(unitId, template)}/previews`, draft),
    // What was seen stays until the next is there: nothing jumps while somebody types.
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })

/** A unit's template as the ledger names it. */
export const subjectOf = ({ unit, name }: TemplateView) => `template:${unit.id}:${name}`

/** Units below may follow this one: whatever is said of templates is asked for again. */
export function refreshTemplate(client: QueryClient, template: TemplateView): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['papers'] }),
    client.invalidateQueries({ queryKey: ['ledger', subjectOf(template)] }),
  ])
}
