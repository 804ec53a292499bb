import { createRoute } from '@tanstack/react-router'
import { EntryScreen } from '#modules/casebook/screens/entry.tsx'
import { CasebookScreen, readCasebookSearch } from '#modules/casebook/screens/list.tsx'
import { casebookWordsQuery, entryQuery } from '#modules/casebook/screens/queries.ts'
import { numberParam, signedIn } from './root.tsx'

const casebook = createRoute({
  getParentRoute: () => signedIn,
  path: '/casebook',
  validateSearch: readCasebookSearch,
  loader: ({ context }) => context.client.ensureQueryData(casebookWordsQuery),
  component: CasebookScreen,
})

const entry = createRoute({
  getParentRoute: () => signedIn,
  path: '/casebook/entries/$entryId',
  params: numberParam('entryId'),
  // An edit begins with what is kept now.
  loader: ({ context, params }) =>
    Promise.all([
      context.client.ensureQueryData(casebookWordsQuery),
      context.client.fetchQuery({ ...entryQuery(params.entryId), staleTime: 0 }),
    ]),
  component: EntryScreen,
})

export const casebookRoutes = [casebook, entry] as const
