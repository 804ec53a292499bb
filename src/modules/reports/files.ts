import { markStale, type Db } from '#platform/db/connect.ts'
import type { FileStore } from '#platform/files/index.ts'
import { enqueueAll, type Job } from '#platform/jobs/index.ts'
import { typesetShort } from '#platform/typst/typeset.ts'
import { storeFile } from '#kernel/media/index.ts'
import { reportTag } from './kinds.ts'
import { sourceOf } from './print/pdf.ts'
import { wordOf } from './print/word.ts'
import { contentOf, findEditionRow } from './store/editions.ts'
import * as store from './store/files.ts'
import { titleOf } from './words.ts'
import type { Edition } from './contract/edition.ts'

/** Asked for in the transaction that freezes an edition. */
export const FILES_JOB = { name: 'reports.make_files' }

/** The name under which an edition's file is given out. */
export function fileName(edition: Pick<Edition, 'unitName' | 'year' | 'number'>, ending: string): string {
  return `${titleOf(edition)}${edition.number === 1 ? '' : `（第${edition.number}版）`}.${ending}`
}

/** Makes what an edition lacks of its files and keeps them; what cannot be made now is tried again. */
export async function makeFiles(
  { db, files, now }: { readonly db: Db; readonly files: FileStore; readonly now: Date },
  of: { readonly reportId: number; readonly number: number },
): Promise<void> {
  const row = await findEditionRow(db, of.reportId, of.number)
  if (!row) return
  const kept = new Set((await store.listFiles(db, of)).map(({ format }) => format))
  const edition = contentOf(row)
  for (const format of store.FORMATS) {
    if (kept.has(format)) continue
    const content = format === 'pdf' ? await pdfOf(edition) : await wordOf(edition)
    await db.transaction().execute(async (tx) => {
      const { hash } = await storeFile(tx, files, fileName(edition, format), content)
      await store.addFile(tx, of, { format, hash, at: now })
      await markStale(tx, [reportTag(row.unit_id, row.year)])
    })
  }
}

async function pdfOf(edition: Edition): Promise<Buffer> {
  const made = await typesetShort(sourceOf(edition))
  if ('problem' in made) throw new Error(`an edition could not be typeset: ${made.problem}`)
  return Buffer.from(made.pdf)
}

export function filesJobs(files: FileStore): readonly Job[] {
  return [
    {
      name: FILES_JOB.name,
      run: async ({ db, now }, payload) => {
        const { report, edition } = payload as { report?: unknown; edition?: unknown }
        await makeFiles({ db, files, now }, { reportId: Number(report), number: Number(edition) })
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
