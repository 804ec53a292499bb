import type { Db, Tx } from '#platform/db/connect.ts'
import type { FileStore } from '#platform/files/index.ts'
import { typesetShort } from '#platform/typst/typeset.ts'
import { storeFile } from '#kernel/media/index.ts'
import type { PrintedPaper } from './paper.ts'
import { sourceOf } from './pdf.ts'
import { wordOf } from './word.ts'

/** What files a published paper has. */
export const FORMATS = ['pdf', 'docx'] as const
export type Format = (typeof FORMATS)[number]

/** A file as it is kept, to be given out. */
export interface PaperFile {
  readonly format: Format
  readonly file_hash: Buffer
  readonly size: number
  readonly media_type: string
}

/** The name under which a file is given out; of a corrected edition with its number. */
export function fileName(title: string, edition: number, ending: string): string {
  return `${title}${edition === 1 ? '' : `（第${edition}版）`}.${ending}`
}

/**
 * Makes what a paper lacks of its files, each kept by its owner in a transaction of its own. What cannot be made throws,
 * and is tried again by the job that asked.
 */
export async function makeFiles(
  services: { readonly db: Db; readonly files: FileStore },
  paper: PrintedPaper,
  kept: readonly Format[],
  keep: (tx: Tx, file: { readonly format: Format; readonly hash: Buffer }) => Promise<void>,
): Promise<void> {
  for (const format of FORMATS) {
    if (kept.includes(format)) continue
    const content = format === 'pdf' ? await pdfOf(paper) : await wordOf(paper)
    await services.db.transaction().execute(async (tx) => {
      const { hash } = await storeFile(tx, services.files, `paper.${format}`, content)
      await keep(tx, { format, hash })
    })
  }
}

async function pdfOf(paper: PrintedPaper): Promise<Buffer> {
  const made = await typesetShort(sourceOf(paper))
  if ('problem' in made) throw new Error(`a paper could not be typeset: ${made.problem}`)
  return Buffer.from(made.pdf)
}
