import { createRoute } from '@tanstack/react-router'
import { get } from '#ui/console/api.ts'
import { unitsQuery } from '#modules/administration/screens/session.ts'
import { SetUpScreen, SignInScreen } from '#modules/administration/screens/sign-in.tsx'
import { AdminScreen, readAdminSearch } from '#modules/administration/screens/units.tsx'
import { root, signedIn } from './root.tsx'

/** Where a sign-in leads back to: only within the console. */
function readFrom({ from }: Record<string, unknown>): { from?: string } {
  return typeof from === 'string' && from.startsWith('/console/') ? { from } : {}
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: readFrom,
  loader: async () => ({ setUpOpen: (await get<{ open: boolean }>('/setup')).open }),
  component: SignInScreen,
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  loader: () => get<{ open: boolean }>('/setup'),
  component: SetUpScreen,
})

const admin = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin',
  validateSearch: readAdminSearch,
  loader: ({ context }) => context.client.ensureQueryData(unitsQuery),
  component: AdminScreen,
})

/** Before anybody is signed in. */
export const entranceRoutes = [signIn, setUp] as const
export const administrationRoutes = [admin] as const
