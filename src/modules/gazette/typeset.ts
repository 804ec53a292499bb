import { startThread } from '#platform/thread.ts'

export interface ToTypeset {
  readonly source: string
  /** Files of pictures by the path under which the source names them. */
  readonly pictures: readonly (readonly [path: string, content: Uint8Array])[]
}

export type Typeset = { readonly pdf: Uint8Array; readonly pages: number } | { readonly problem: string }

const MAX_SECONDS = 180

/** Sets a text beside the process that asks: a long issue takes seconds, and the portal goes on answering meanwhile. */
export async function typeset(work: ToTypeset): Promise<Typeset> {
  const thread = startThread(new URL('./typeset-thread.ts', import.meta.url), work)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Typeset>((resolve) => {
      timer = setTimeout(
        () => resolve({ problem: `not set within ${MAX_SECONDS} seconds` }),
        MAX_SECONDS * 1000,
      )
      thread.once('message', resolve)
      thread.once('error', (error) => resolve({ problem: error.message }))
      thread.once('exit', (code) => resolve({ problem: `the typesetter ended with ${code}` }))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
