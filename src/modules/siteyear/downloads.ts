import type { FastifyInstance } from 'fastify'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import { fileName, FORMATS } from '#kernel/printing/index.ts'
import { sendFile } from '#modules/publishing/index.ts'
import { readAsked } from './pages.tsx'

/** The files of published sheets, as they were kept. */
export function sheetDownloads(files: FileStore) {
  return (app: FastifyInstance): void => {
    for (const format of FORMATS)
      app.get(
        `/site-reports/:sheetKind/:sheetOf/:sheetYear/report.${format}`,
        { config: { access: 'public' }, schema: { hide: true } },
        async (request, reply) => {
          const params = request.params as Readonly<Record<string, string>>
          const query = request.query as Readonly<Record<string, string | undefined>>
          const found = await readAsked(request.ctx.db, params, query['edition'])
          const file = found?.files.find((one) => one.format === format)
          if (!found || !file) throw notFound('file', format)
          const { title, number } = found.edition
          reply.header('cache-control', 'public, max-age=3600')
          return sendFile(request, reply, files, { ...file, name: fileName(title, number, format) })
        },
      )
  }
}
