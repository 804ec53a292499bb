import { createRoute } from '@tanstack/react-router'
import { readRowsSearch, RegistersScreen, RowsScreen } from '#modules/registers/screens/list.tsx'
import { NewRowScreen } from '#modules/registers/screens/new.tsx'
import { registersQuery, rowsQuery } from '#modules/registers/screens/queries.ts'
import { signedIn } from './root.tsx'

const registers = createRoute({
  getParentRoute: () => signedIn,
  path: '/registers',
  loader: ({ context }) => context.client.ensureQueryData(registersQuery),
  component: RegistersScreen,
})

const rows = createRoute({
  getParentRoute: () => signedIn,
  path: '/registers/$register',
  validateSearch: readRowsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    Promise.all([
      context.client.ensureQueryData(registersQuery),
      context.client.ensureQueryData({ ...rowsQuery(params.register, { ...deps }), revalidateIfStale: true }),
    ]),
  component: RowsScreen,
})

const newRow = createRoute({
  getParentRoute: () => signedIn,
  path: '/registers/$register/new',
  loader: ({ context }) => context.client.ensureQueryData(registersQuery),
  component: NewRowScreen,
})

export const registerRoutes = [registers, rows, newRow] as const
