import { allow, type Decision } from '#platform/decision.ts'
import { Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import { getDocument } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { addPicture } from './attachments.ts'
import { permissions } from './kinds.ts'
import { readWord } from './word.ts'

interface Imported {
  readonly title: string | null
  readonly bodyHtml: string
  readonly pictures: number
}

/** Reads a Word file for a draft and takes its pictures in; which words become the draft's, the writer decides. */
export async function importWord(
  ctx: Context,
  files: FileStore,
  id: number,
  name: string,
  content: Buffer,
): Promise<Decision<Imported>> {
  ctx.actor.must(permissions.draft, (await getDocument(ctx.db, id)).unit_id)
  const text = await readWord(name, content)
  let bodyHtml = text.bodyHtml
  let leftOut = 0
  for (const [index, picture] of text.pictures.entries()) {
    const placeholder = `<img src="/pictures/0" alt="${index}" />`
    let added: Awaited<ReturnType<typeof addPicture>> | undefined
    try {
      added = await addPicture(ctx, files, id, picture)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
    if (added && !added.ok) return added
    if (!added) leftOut += 1
    bodyHtml = bodyHtml.replace(
      placeholder,
      added ? `<img src="/pictures/${added.value.lineage}" alt="" />` : '',
    )
  }
  // A picture that was left out leaves no empty paragraph behind.
  return allow({ title: text.title, bodyHtml: bodyHtml.replace(/<p>\s*<\/p>/g, ''), pictures: leftOut })
}
