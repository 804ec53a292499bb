import { markStale, type Db } from '#platform/db/connect.ts'
import type { FileStore } from '#platform/files/index.ts'
import { enqueueAll, type Job } from '#platform/jobs/index.ts'
import { makeFiles } from '#kernel/printing/index.ts'
import { reportTag } from './kinds.ts'
import { paperOf } from './print.ts'
import { contentOf, findEditionRow } from './store/editions.ts'
import * as store from './store/files.ts'

/** Asked for in the transaction that freezes an edition. */
export const FILES_JOB = { name: 'reports.make_files' }

/** Makes what an edition lacks of its files and keeps them. */
export async function makeEditionFiles(
  { db, files, now }: { readonly db: Db; readonly files: FileStore; readonly now: Date },
  of: { readonly reportId: number; readonly number: number },
): Promise<void> {
  const row = await findEditionRow(db, of.reportId, of.number)
  if (!row) return
  const kept = (await store.listFiles(db, of)).map(({ format }) => format)
  await makeFiles({ db, files }, paperOf(contentOf(row)), kept, async (tx, file) => {
    await store.addFile(tx, of, { ...file, at: now })
    await markStale(tx, [reportTag(row.unit_id, row.year)])
  })
}

export function filesJobs(files: FileStore): readonly Job[] {
  return [
    {
      name: FILES_JOB.name,
      run: async ({ db, now }, payload) => {
        const { report, edition } = payload as { report?: unknown; edition?: unknown }
        await makeEditionFiles({ db, files, now }, { reportId: Number(report), number: Number(edition) })
      },
    },
    {
      name: 'reports.make_missing_files',
      daily: '03:10',
      run: async ({ db }) => {
        const lacking = await store.listWithoutFiles(db)
        const asked = lacking.map(({ reportId, number }) => ({ report: reportId, edition: number }))
        await db.transaction().execute((tx) => enqueueAll(tx, FILES_JOB, asked))
      },
    },
  ]
}
