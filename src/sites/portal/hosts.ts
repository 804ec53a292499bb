import type { Db } from '#platform/db/connect.ts'
import { listHosts, MAIN_SITE } from '#modules/sites/index.ts'

/** Pages that a site of the group has itself; every other address is the portal's, on whatever host it is asked. */
const OWN_PAGE =
  /^(\/hant)?(\/|$|\/channels\/[^?]*|\/documents\/\d+|\/search|\/sitemap|\/kiosk(?:\/[^?]*)?|\/screen)(\?|$)/

/** Which host names belong to which site, as last read. */
export interface Hosts {
  /** The address by path of what was asked on a host: /channels/x on a site's own host is /s/site/channels/x. */
  address(host: string | undefined, url: string): string
  /** The key of an address in the page cache: pages on a site's own host link otherwise than those below its path. */
  key(host: string | undefined, url: string): string
  refresh(): Promise<void>
}

export async function readHosts(db: Db): Promise<Hosts> {
  let sites: ReadonlyMap<string, string> = new Map()
  const siteOf = (host: string | undefined) =>
    sites.size === 0 ? undefined : sites.get((host ?? '').replace(/:\d+$/, '').toLowerCase())
  const hosts: Hosts = {
    address(host, url) {
      const site = siteOf(host)
      if (site === undefined || !OWN_PAGE.test(url)) return url
      const script = /^\/hant(?=[/?]|$)/.test(url) ? '/hant' : ''
      const rest = url.slice(script.length)
      return `${script}/s/${site}${rest === '/' ? '' : rest}`
    },
    key(host, url) {
      const site = siteOf(host)
      return site === undefined ? url : `//${site}${url}`
    },
    async refresh() {
      const rows = await listHosts(db)
      sites = new Map(rows.filter((row) => row.slug !== MAIN_SITE).map((row) => [row.host, row.slug]))
    },
  }
  await hosts.refresh()
  return hosts
}
