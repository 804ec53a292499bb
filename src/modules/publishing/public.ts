import { Feed } from 'feed'
import { formatInstantChinese } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { findChannel } from '#modules/sites/index.ts'
import { sendFile } from './send-file.ts'
import * as store from './store.ts'

const FEED_SIZE = 30

export interface PublicServices {
  readonly files: FileStore
  readonly publicUrl: string
}

/** What the public fetches that is no page: attachments, feeds, the map for search engines. */
export function servePublic(app: Api, services: PublicServices): void {
  app.get(
    '/files/:attachmentId/:name',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const id = Number((request.params as { attachmentId: string }).attachmentId)
      const file = Number.isSafeInteger(id) ? await store.findPublicAttachment(request.ctx.db, id) : undefined
      if (!file) throw notFound('attachment', id)
      return sendFile(reply.header('cache-control', 'public, max-age=3600'), services.files, file)
    },
  )

  app.get('/feed.xml', { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
    const items = await store.listFeed(request.ctx.db, undefined, FEED_SIZE)
    return reply
      .header('content-type', 'application/rss+xml; charset=utf-8')
      .send(feedOf(services, '最新公开', '/', items))
  })

  app.get(
    '/channels/:slug/feed.xml',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const { slug } = request.params as { slug: string }
      const channel = await findChannel(request.ctx.db, slug)
      if (!channel) throw notFound('channel', slug)
      const items = await store.listFeed(request.ctx.db, channel.id, FEED_SIZE)
      return reply
        .header('content-type', 'application/rss+xml; charset=utf-8')
        .send(feedOf(services, channel.name, `/channels/${slug}`, items))
    },
  )

  app.get(
    '/sitemap.xml',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const ids = await store.listPublicIds(request.ctx.db, 45_000)
      const locations = ['/', '/disclosure', '/units', '/reports', ...ids.map((id) => `/documents/${id}`)]
      const urls = locations.map((path) => `<url><loc>${services.publicUrl}${path}</loc></url>`).join('\n')
      return reply
        .header('content-type', 'application/xml; charset=utf-8')
        .send(
          `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`,
        )
    },
  )

  app.get('/robots.txt', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/plain')
      .send(
        `User-agent: *\nDisallow: /console/\nDisallow: /api/\nSitemap: ${services.publicUrl}/sitemap.xml\n`,
      ),
  )
}

function feedOf(
  services: PublicServices,
  title: string,
  path: string,
  items: Awaited<ReturnType<typeof store.listFeed>>,
): string {
  const newest = items[0]?.published_at ?? undefined
  const feed = new Feed({
    title,
    id: `${services.publicUrl}${path}`,
    link: `${services.publicUrl}${path}`,
    language: 'zh-Hans',
    copyright: '',
    generator: 'Mingjing',
    ...(newest ? { updated: newest } : {}),
  })
  for (const item of items) {
    const link = `${services.publicUrl}/documents/${item.id}`
    feed.addItem({
      title: item.title,
      id: link,
      link,
      description:
        item.summary || `${item.issuer} ${item.published_at ? formatInstantChinese(item.published_at) : ''}`,
      date: item.published_at ?? new Date(`${item.shown_on}T00:00:00+08:00`),
    })
  }
  return feed.rss2()
}
