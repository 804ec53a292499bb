import { createHash } from 'node:crypto'
import type { Tx } from '#platform/db/connect.ts'
import type { FileStore } from '#platform/files/index.ts'
import { typeOf } from './type.ts'

export { typeOf } from './type.ts'

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
  const mediaType = await typeOf(name, content)
  const hash = createHash('sha256').update(content).digest()
  await files.put(hash.toString('hex'), content)
  await tx
    .insertInto('media.file')
    .values({ hash, size: content.length, media_type: mediaType })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  return { hash, size: content.length, mediaType }
}
