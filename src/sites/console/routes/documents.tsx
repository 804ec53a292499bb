import { createRoute } from '@tanstack/react-router'
import { DocumentScreen } from '#modules/publishing/screens/document.tsx'
import { DocumentsScreen, readDocumentsSearch } from '#modules/publishing/screens/list.tsx'
import { NewDocumentScreen } from '#modules/publishing/screens/new.tsx'
import { documentQuery, documentsQuery, vocabularyQuery } from '#modules/publishing/screens/queries.ts'
import { numberParam, signedIn } from './root.tsx'

const documents = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents',
  validateSearch: readDocumentsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...documentsQuery({ ...deps }), revalidateIfStale: true }),
  component: DocumentsScreen,
})

const newDocument = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents/new',
  loader: ({ context }) => context.client.ensureQueryData(vocabularyQuery),
  component: NewDocumentScreen,
})

const document = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents/$documentId',
  params: numberParam('documentId'),
  // A form begins with what is there now, not with what was seen before.
  loader: ({ context, params }) =>
    Promise.all([
      context.client.fetchQuery({ ...documentQuery(params.documentId), staleTime: 0 }),
      context.client.ensureQueryData(vocabularyQuery),
    ]),
  component: DocumentScreen,
})

export const documentRoutes = [documents, newDocument, document] as const
