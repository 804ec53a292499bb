import { createRoute } from '@tanstack/react-router'
import { CheckingScreen, readCheckingSearch } from '#modules/checking/screens/list.tsx'
import { signedIn } from './root.tsx'

const checking = createRoute({
  getParentRoute: () => signedIn,
  path: '/checking',
  validateSearch: readCheckingSearch,
  component: CheckingScreen,
})

export const checkingRoutes = [checking] as const
