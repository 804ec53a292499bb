import type { FastifyRequest } from 'fastify'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import { findPublicVersion } from '#kernel/documents/index.ts'
import { serveFeeds } from './feeds.ts'
import { sendFile, sendPicture } from './send-file.ts'
import { serveSiteMaps } from './site-maps.ts'
import { findPublicAttachment } from './store/files.ts'

export interface PublicServices {
  readonly files: FileStore
  readonly publicUrl: string
}

/** What the public fetches that is no page: attachments, feeds, the maps for search engines. */
export function servePublic(app: Api, services: PublicServices): void {
  const open = { config: { access: 'public' as const }, schema: { hide: true } }
  const find = async (request: FastifyRequest, text: string) => {
    const { version } = request.query as { version?: unknown }
    const number = Number(text)
    if (!Number.isSafeInteger(number)) throw notFound('attachment', text)
    const old = typeof version === 'string' && /^[1-9]\d{0,4}$/.test(version) ? Number(version) : undefined
    const file = await findPublicAttachment(request.ctx.db, number, old)
    // A file of an earlier version is shown where that version is.
    const shown =
      file !== undefined &&
      (old === undefined || (await findPublicVersion(request.ctx.db, file.document_id, old)) !== undefined)
    if (!shown) throw notFound('attachment', number)
    return file
  }

  app.get('/files/:attachmentId/:name', open, async (request, reply) => {
    const file = await find(request, (request.params as { attachmentId: string }).attachmentId)
    if (file.picture) throw notFound('attachment', file.lineage)
    return sendFile(request, reply.header('cache-control', 'public, max-age=300'), services.files, file)
  })

  app.get('/pictures/:lineage', open, async (request, reply) => {
    const file = await find(request, (request.params as { lineage: string }).lineage)
    if (!file.picture) throw notFound('attachment', file.lineage)
    return sendPicture(request, reply.header('cache-control', 'public, max-age=300'), services.files, file)
  })

  serveFeeds(app, services)
  serveSiteMaps(app, services)

  app.get('/robots.txt', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/plain')
      .send(
        `User-agent: *\nAllow: /api/v1/public/\nDisallow: /console/\nDisallow: /api/\nSitemap: ${services.publicUrl}/sitemap.xml\n`,
      ),
  )
}
