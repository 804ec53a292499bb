import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { ApiError } from '#ui/console/api.ts'
import { sessionQuery } from '#modules/administration/screens/session.ts'
import { Shell } from '../shell.tsx'

interface Surroundings {
  readonly client: QueryClient
}

export const root = createRootRouteWithContext<Surroundings>()({ component: Outlet })

/** Everything behind the sign-in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery)
    if (session === null) redirect({ to: '/signin', search: { from: location.publicHref }, throw: true })
  },
  component: Shell,
})

export const number = (text: string) => {
  const value = Number(text)
  // No record has such a number: answered like one that is not there.
  if (!Number.isSafeInteger(value) || value < 1) throw new ApiError(404, { code: 'not_found' })
  return value
}

/** The one parameter of an address that is the number of a record. */
export function numberParam<Name extends string>(name: Name) {
  return {
    parse: (raw: Record<Name, string>) => ({ [name]: number(raw[name]) }) as Record<Name, number>,
    stringify: (params: Record<Name, number>) => ({ [name]: String(params[name]) }) as Record<Name, string>,
  }
}
