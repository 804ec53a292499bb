import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { serveFeeds } from './feeds.ts'
import { sendFile } from './send-file.ts'
import { serveSiteMaps } from './site-maps.ts'
import * as store from './store.ts'

export interface PublicServices {
  readonly files: FileStore
  readonly publicUrl: string
}

/** What the public fetches that is no page: attachments, feeds, the maps for search engines. */
export function servePublic(app: Api, services: PublicServices): void {
  app.get(
    '/files/:attachmentId/:name',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const id = Number((request.params as { attachmentId: string }).attachmentId)
      const file = Number.isSafeInteger(id) ? await store.findPublicAttachment(request.ctx.db, id) : undefined
      if (!file) throw notFound('attachment', id)
      return sendFile(request, reply.header('cache-control', 'public, max-age=3600'), services.files, file)
    },
  )

  serveFeeds(app, services)
  serveSiteMaps(app, services)

  app.get('/robots.txt', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/plain')
      .send(
        `User-agent: *\nDisallow: /console/\nDisallow: /api/\nSitemap: ${services.publicUrl}/sitemap.xml\n`,
      ),
  )
}
