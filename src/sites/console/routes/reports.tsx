import { createRoute } from '@tanstack/react-router'
import { CollectionScreen } from '#modules/reports/screens/collection.tsx'
import { EditionScreen } from '#modules/reports/screens/edition.tsx'
import { CollectionsScreen } from '#modules/reports/screens/list.tsx'
import {
  annualReportQuery,
  collectionQuery,
  collectionsQuery,
  editionQuery,
  readListSearch,
  readRowsSearch,
  rowsQuery,
} from '#modules/reports/screens/queries.ts'
import { AnnualReportScreen } from '#modules/reports/screens/report.tsx'
import { numberParam, signedIn } from './root.tsx'

const collections = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  validateSearch: readListSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...collectionsQuery(deps), revalidateIfStale: true }),
  component: CollectionsScreen,
})

const collection = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/collections/$collectionId',
  params: numberParam('collectionId'),
  validateSearch: readRowsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    Promise.all([
      context.client.ensureQueryData({ ...collectionQuery(params.collectionId), revalidateIfStale: true }),
      context.client.ensureQueryData({ ...rowsQuery(params.collectionId, deps), revalidateIfStale: true }),
    ]),
  component: CollectionScreen,
})

const annualReport = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/$annualReportId',
  params: numberParam('annualReportId'),
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...annualReportQuery(params.annualReportId), revalidateIfStale: true }),
  component: AnnualReportScreen,
})

const edition = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/$annualReportId/editions/$edition',
  params: {
    parse: ({ annualReportId, edition: number }) => ({
      annualReportId: Number(annualReportId),
      edition: Number(number),
    }),
    stringify: ({ annualReportId, edition: number }) => ({
      annualReportId: String(annualReportId),
      edition: String(number),
    }),
  },
  loader: ({ context, params }) =>
    context.client.ensureQueryData(editionQuery(params.annualReportId, params.edition)),
  component: EditionScreen,
})

export const reportRoutes = [collections, collection, annualReport, edition] as const
