import { queryOptions } from '@tanstack/react-query'
import { get, type Query } from '#ui/console/api.ts'
import type { IssueList, IssueView } from '../contract.ts'

export const issuesQuery = (query: Query) =>
  queryOptions({
    queryKey: ['gazette', query],
    queryFn: ({ signal }) => get<IssueList>('/gazette/issues', query, signal),
  })

export const issueQuery = (id: number) =>
  queryOptions({
    queryKey: ['gazette', 'issue', id],
    queryFn: ({ signal }) => get<IssueView>(`/gazette/issues/${id}`, {}, signal),
  })
