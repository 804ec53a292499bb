import { createRoute } from '@tanstack/react-router'
import { SheetsScreen } from '#modules/siteyear/screens/list.tsx'
import { readSheetsSearch, sheetQuery, sheetsQuery } from '#modules/siteyear/screens/queries.ts'
import { SheetScreen } from '#modules/siteyear/screens/sheet.tsx'
import { numberParam, signedIn } from './root.tsx'

const sheets = createRoute({
  getParentRoute: () => signedIn,
  path: '/site-reports',
  validateSearch: readSheetsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    context.client.ensureQueryData({ ...sheetsQuery(deps), revalidateIfStale: true }),
  component: SheetsScreen,
})

const sheet = createRoute({
  getParentRoute: () => signedIn,
  path: '/site-reports/$siteReportId',
  params: numberParam('siteReportId'),
  loader: ({ context, params }) =>
    context.client.ensureQueryData({ ...sheetQuery(params.siteReportId), revalidateIfStale: true }),
  component: SheetScreen,
})

export const siteyearRoutes = [sheets, sheet] as const
