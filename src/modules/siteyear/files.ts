import { markStale, type Db } from '#platform/db/connect.ts'
import type { FileStore } from '#platform/files/index.ts'
import { enqueueAll, type Job } from '#platform/jobs/index.ts'
import { makeFiles } from '#kernel/printing/index.ts'
import type { SheetEdition } from './contract.ts'
import { TAG } from './kinds.ts'
import { paperOf } from './print.ts'
import * as store from './store.ts'

/** Asked for in the transaction that publishes an edition. */
export const FILES_JOB = { name: 'siteyear.make_files' }

/** Makes what an edition of a sheet lacks of its files and keeps them. */
export async function makeSheetFiles(
  { db, files, now }: { readonly db: Db; readonly files: FileStore; readonly now: Date },
  of: { readonly sheetId: number; readonly number: number },
): Promise<void> {
  const row = await store.findEdition(db, of.sheetId, of.number)
  if (!row) return
  const kept = (await store.listFiles(db, of)).map(({ format }) => format)
  const paper = paperOf(JSON.parse(row.content) as SheetEdition)
  await makeFiles({ db, files }, paper, kept, async (tx, file) => {
    await store.addFile(tx, of, { ...file, at: now })
    await markStale(tx, [TAG])
  })
}

export function filesJobs(files: FileStore): readonly Job[] {
  return [
    {
      name: FILES_JOB.name,
      run: async ({ db, now }, payload) => {
        const { sheet, edition } = payload as { sheet?: unknown; edition?: unknown }
        await makeSheetFiles({ db, files, now }, { sheetId: Number(sheet), number: Number(edition) })
      },
    },
    {
      name: 'siteyear.make_missing_files',
      daily: '03:20',
      run: async ({ db }) => {
        const lacking = await store.listWithoutFiles(db)
        const asked = lacking.map(({ sheetId, number }) => ({ sheet: sheetId, edition: number }))
        await db.transaction().execute((tx) => enqueueAll(tx, FILES_JOB, asked))
      },
    },
  ]
}
