import { createRoute } from '@tanstack/react-router'
import { DeskScreen, deskQuery } from '#modules/desk/screens/desk.tsx'
import { signedIn } from './root.tsx'

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  loader: ({ context }) => context.client.ensureQueryData({ ...deskQuery, revalidateIfStale: true }),
  component: DeskScreen,
})

export const deskRoutes = [desk] as const
