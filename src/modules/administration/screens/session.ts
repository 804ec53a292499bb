import { queryOptions, useSuspenseQuery, type QueryClient } from '@tanstack/react-query'
import { get, isApiError, post, remove, setCsrfToken } from '#ui/console/api.ts'
import type { SessionView, SetUp, SignIn, UnitRef, UnitView } from '../contract.ts'

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<SessionView | null> => {
    try {
      return remember(await get<SessionView>('/session'))
    } catch (error) {
      if (isApiError(error, 'not_signed_in')) return null
      throw error
    }
  },
})

function remember(session: SessionView): SessionView {
  setCsrfToken(session.csrfToken)
  return session
}

export async function signIn(client: QueryClient, body: SignIn): Promise<void> {
  enter(client, await post<SessionView>('/session', body))
}

export async function setUp(client: QueryClient, body: SetUp): Promise<void> {
  enter(client, await post<SessionView>('/setup', body))
}

/** Nothing that somebody else has seen stays in memory. */
function enter(client: QueryClient, session: SessionView): void {
  client.clear()
  client.setQueryData(sessionQuery.queryKey, remember(session))
}

export async function signOut(client: QueryClient): Promise<void> {
  await remove('/session')
  forgetSession(client)
}

export function forgetSession(client: QueryClient): void {
  setCsrfToken(undefined)
  client.clear()
  client.setQueryData(sessionQuery.queryKey, null)
}

/** The person at work; only screens behind the sign-in ask. */
export function useSession(): SessionView {
  const { data } = useSuspenseQuery(sessionQuery)
  return data ?? NOBODY
}

/** For the moment between signing out and leaving the page. */
const NOBODY: SessionView = {
  staff: { id: 0, login: '', name: '' },
  csrfToken: '',
  grants: [],
  permissions: [],
}

export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession()
  return (permission) => permissions.includes(permission)
}

/** Every unit for which this person holds a role, each once. */
export function useMyUnits(): readonly UnitRef[] {
  const { grants } = useSession()
  return [...new Map(grants.flatMap(({ units }) => units).map((unit) => [unit.id, unit])).values()]
}

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await get<{ units: readonly UnitView[] }>('/units', {}, signal)).units,
})
