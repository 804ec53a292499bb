import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { Tx } from '#platform/db/connect.ts'
import { Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'

/** What an attachment may be, by content, with the ending that such a file must carry. */
const ACCEPTED: ReadonlyMap<string, readonly string[]> = new Map([
  ['application/pdf', ['pdf']],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ['docx']],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ['xlsx']],
  ['application/zip', ['zip', 'ofd', 'docx', 'xlsx']],
  ['image/png', ['png']],
  ['image/jpeg', ['jpg', 'jpeg']],
  ['text/plain', ['txt', 'csv']],
])

export interface StoredFile {
  readonly hash: Buffer
  readonly size: number
  readonly mediaType: string
}

/**
 * Stores a file by its content. The type is read from the content, not from the name; a name whose ending says
 * something else is refused, as are types that the public could not open safely.
 */
export async function storeFile(
  tx: Tx,
  files: FileStore,
  name: string,
  content: Buffer,
): Promise<StoredFile> {
  const extension = name.toLowerCase().split('.').pop() ?? ''
  const mediaType = await sniff(content, extension)
  if (mediaType === undefined) throw new Refusal('file_type', 415, { name })
  const hash = createHash('sha256').update(content).digest()
  await files.put(hash.toString('hex'), content)
  await tx
    .insertInto('media.file')
    .values({ hash, size: content.length, media_type: mediaType })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  return { hash, size: content.length, mediaType }
}

async function sniff(content: Buffer, extension: string): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(content)
  const mediaType = found?.mime ?? (isText(content) ? 'text/plain' : undefined)
  if (mediaType === undefined || !ACCEPTED.get(mediaType)?.includes(extension)) return undefined
  if (extension === 'ofd') return 'application/ofd'
  if (extension === 'csv') return 'text/csv'
  return mediaType
}

function isText(content: Buffer): boolean {
  if (content.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return true
  } catch {
    return false
  }
}
