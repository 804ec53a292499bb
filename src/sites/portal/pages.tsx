import type { PageRoute } from '#platform/http/page.ts'
import { home } from './pages/home.tsx'
import { siteMap } from './pages/site-map.tsx'
import { unitPages } from './pages/units.tsx'

/** The pages that belong to the site as a whole: home, units, site map. */
export function portalPages(): PageRoute[] {
  return [home, ...unitPages, siteMap]
}
