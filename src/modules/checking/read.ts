import { startThread } from '#platform/thread.ts'
import { extractText, type Extracted } from './extract.ts'

/** Plain text of this size is read at once; all else beside the web process, which must go on answering. */
const SMALL = 256 * 1024
/** A file over which a reader sits longer is not read to its end. */
const MAX_SECONDS = 60

/** As `extractText`, without holding up others and without end. */
export async function readFile(name: string, content: Buffer): Promise<Extracted> {
  if (content.length <= SMALL && /\.(txt|csv)$/i.test(name)) return extractText(name, content)
  const thread = startThread(new URL('./read-thread.ts', import.meta.url), { name, content })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Extracted>((resolve) => {
      timer = setTimeout(() => resolve({ parts: [], problem: 'too_large' }), MAX_SECONDS * 1000)
      thread.once('message', resolve)
      // Out of memory, most likely: what a reader dies of is not clean either.
      thread.once('error', () => resolve({ parts: [], problem: 'unreadable' }))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
