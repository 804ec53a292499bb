import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'

/** Files by the hash of their content: put twice is put once, and what is there never changes. */
export interface FileStore {
  put(key: string, content: Buffer): Promise<void>
  read(key: string): Readable
}

/** A folder on disk, two levels deep by the first digits of the hash. */
export function folderStore(root: string): FileStore {
  const pathOf = (key: string) => {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('a file key is a SHA-256 in hexadecimal')
    return join(root, key.slice(0, 2), key.slice(2, 4), key)
  }
  return {
    async put(key, content) {
      const path = pathOf(key)
      if (
        await access(path).then(
          () => true,
          () => false,
        )
      )
        return
      await mkdir(dirname(path), { recursive: true })
      // Written beside and renamed, so that a crash leaves either the whole file or none.
      const draft = `${path}.${randomUUID()}`
      try {
        const handle = await open(draft, 'wx', 0o640)
        try {
          await handle.writeFile(content)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    read: (key) => createReadStream(pathOf(key)),
  }
}
