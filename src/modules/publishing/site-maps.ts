import { notFound } from '#platform/errors.ts'
import { sendFresh } from '#platform/http/fresh.ts'
import type { Api } from '#platform/http/server.ts'
import { listMapChannels, listMapPart, listMapParts } from './store/site-maps.ts'

/** As many addresses as one map may hold (sitemaps.org). */
const PART = 50_000
const KEEP = 3600
const TYPE = 'application/xml; charset=utf-8'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
const PAGES = [
  '/',
  '/disclosure',
  '/disclosure/catalogue',
  '/units',
  '/reports',
  '/registers',
  '/gazette',
  '/normative',
  '/topics',
  '/outreach',
  '/sitemap',
]

/** The maps for search engines: an index, one map of the standing pages, and documents in parts by their numbers. */
export function serveSiteMaps(app: Api, services: { readonly publicUrl: string }): void {
  const open = { config: { access: 'public' as const }, schema: { hide: true } }
  const urls = (locations: readonly { readonly path: string; readonly modified?: Date }[]) => {
    const lines = locations.map(({ path, modified }) => {
      const time = modified ? `<lastmod>${modified.toISOString()}</lastmod>` : ''
      return `<url><loc>${services.publicUrl}${path}</loc>${time}</url>`
    })
    return `${HEAD}<urlset ${SPACE}>\n${lines.join('\n')}\n</urlset>\n`
  }

  app.get('/sitemap.xml', open, async (request, reply) => {
    const parts = await listMapParts(request.ctx.db, PART)
    const names = ['pages', ...parts.map((part) => `documents-${part}`)]
    const lines = names.map(
      (name) => `<sitemap><loc>${services.publicUrl}/sitemaps/${name}.xml</loc></sitemap>`,
    )
    const body = `${HEAD}<sitemapindex ${SPACE}>\n${lines.join('\n')}\n</sitemapindex>\n`
    return sendFresh(request, reply, { type: TYPE, body, keep: KEEP })
  })

  app.get('/sitemaps/pages.xml', open, async (request, reply) => {
    const slugs = await listMapChannels(request.ctx.db)
    const paths = [...PAGES, ...slugs.map(({ site, slug }) => `${site}/channels/${slug}`)]
    return sendFresh(request, reply, {
      type: TYPE,
      body: urls(paths.map((path) => ({ path }))),
      keep: KEEP,
    })
  })

  app.get('/sitemaps/:part', open, async (request, reply) => {
    const { part } = request.params as { part: string }
    const number = Number(/^documents-(\d{1,9})\.xml$/.exec(part)?.[1] ?? Number.NaN)
    if (!Number.isSafeInteger(number)) throw notFound('map', part)
    const rows = await listMapPart(request.ctx.db, number * PART, PART)
    if (rows.length === 0) throw notFound('map', part)
    const body = urls(rows.map((row) => ({ path: `/documents/${row.id}`, modified: row.modified_at })))
    const modified = new Date(Math.max(...rows.map((row) => row.modified_at.getTime())))
    return sendFresh(request, reply, { type: TYPE, body, modified, keep: KEEP })
  })
}
