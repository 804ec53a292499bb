import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { KitProvider } from '#ui/console/provider.tsx'
import { isApiError } from '#ui/console/api.ts'
import { forgetSession } from '#modules/administration/screens/session.ts'
import { buildRouter } from './router.tsx'

/** The session ran out while somebody worked: to the sign-in, and back here afterwards. */
function onError(error: unknown): void {
  if (!isApiError(error, 'not_signed_in') || router.state.location.pathname === '/signin') return
  forgetSession(queryClient)
  void router.navigate({ to: '/signin', search: { from: router.state.location.publicHref } })
}

const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isApiError(error, 'network'),
    },
  },
})

const router = buildRouter(queryClient)

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof buildRouter>
  }
}

// A newer console was installed while this page stood open, and its parts have other names now: begin anew, but
// not for ever where the part is missing for another reason.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('reloaded', String(Date.now()))
  window.location.reload()
})

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root, {
  // A refusal of the server is shown on the page; only what nobody expected belongs in the browser's log.
  onCaughtError: (error) => {
    if (!isApiError(error)) reportError(error)
  },
}).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <KitProvider>
        <RouterProvider router={router} />
      </KitProvider>
    </QueryClientProvider>
  </StrictMode>,
)
