import type { Db } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { ModuleDeclaration } from '#kernel/declaration/index.ts'
import { sendFile } from '#modules/publishing/index.ts'
import { gazetteJobs } from './actions.ts'
import { figures } from './figures.ts'
import { gazetteApi } from './http.ts'
import { permissions } from './kinds.ts'
import { findPublisher, gazettePages } from './pages.tsx'
import { findPdf, listIssuesOf } from './store.ts'

export { beginIssue, composeIssue, gazetteJobs, putOut, sendCopies } from './actions.ts'

/** Where a document was printed, for its page. */
export async function printedIn(db: Db, documentId: number) {
  return (await listIssuesOf(db, documentId)).map((one) => ({
    label: `${one.name}${one.year}年第${one.number}期`,
    href: `/gazette/${one.year}/${one.number}`,
  }))
}

export function gazetteModule(services: { readonly files: FileStore }): ModuleDeclaration {
  const jobs = gazetteJobs(services.files)
  return {
    name: 'gazette',
    permissions: Object.values(permissions),
    figures,
    jobs: [jobs.typeset],
    api: gazetteApi(services.files, jobs),
    pages: gazettePages,
    resources: (app) => {
      app.get(
        '/gazette/:year/:number/gazette.pdf',
        { config: { access: 'public' }, schema: { hide: true } },
        async (request, reply) => {
          const { year, number } = request.params as { year: string; number: string }
          const unitId = await findPublisher(request.ctx.db)
          const file =
            unitId === undefined || !/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(number)
              ? undefined
              : await findPdf(request.ctx.db, unitId, Number(year), Number(number))
          if (!file) throw notFound('gazette', `${year}/${number}`)
          const name = `${file.name}${year}年第${number}期.pdf`
          reply.header('cache-control', 'public, max-age=3600')
          return sendFile(request, reply, services.files, { ...file, name })
        },
      )
    },
  }
}
