import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { startThread } from '#platform/thread.ts'

export interface ToTypeset {
  readonly source: string
  /** Files of pictures by the path under which the source names them. */
  readonly pictures: readonly (readonly [path: string, content: Uint8Array])[]
  /** What is to be done when no font has a character: refuse the text, or set it outside the standard. */
  readonly lackingGlyphs: 'refuse' | 'set'
}

export type Typeset =
  | {
      readonly pdf: Uint8Array
      readonly pages: number
      /** Whether the file keeps to PDF/A-2b. */
      readonly archival: boolean
    }
  | { readonly problem: string }

const MAX_SECONDS = 180

/** Sets a long text in a thread of its own: it takes seconds, and the portal goes on answering meanwhile. */
export async function typeset(work: ToTypeset): Promise<Typeset> {
  const thread = openThread()
  try {
    return await askThread(thread, work, MAX_SECONDS)
  } finally {
    await thread.terminate()
  }
}

const MAX_SECONDS_SHORT = 20
const IDLE_SECONDS = 300

interface Standing {
  readonly thread: Worker
  /** The work before, done or not: the thread sets one text at a time. */
  last: Promise<unknown>
  waiting: number
  idle: AbortController
}

let standing: Standing | undefined

/**
 * Sets a text of some pages, in a thread that has read the fonts already and stays for the next: what takes a tenth of a
 * second may not wait for a start, nor behind a long text. The thread goes when nobody has asked for a while.
 */
export async function typesetShort(work: ToTypeset): Promise<Typeset> {
  standing ??= open()
  const mine = standing
  mine.idle.abort()
  mine.waiting += 1
  mine.thread.ref()
  const made = mine.last.then(() => askThread(mine.thread, work, MAX_SECONDS_SHORT))
  mine.last = made
  const result = await made
  mine.waiting -= 1
  // A thread that failed may have ended; the next text gets a new one.
  if ('problem' in result) await leave(mine)
  else if (mine.waiting === 0) void leaveWhenIdle(mine)
  return result
}

function open(): Standing {
  const thread = openThread()
  const one: Standing = { thread, last: Promise.resolve(), waiting: 0, idle: new AbortController() }
  const forget = () => {
    if (standing === one) standing = undefined
  }
  thread.on('error', forget)
  thread.on('exit', forget)
  return one
}

async function leaveWhenIdle(one: Standing): Promise<void> {
  one.thread.unref()
  one.idle = new AbortController()
  try {
    await setTimeout(IDLE_SECONDS * 1000, undefined, { ref: false, signal: one.idle.signal })
  } catch {
    // Asked for again.
    return
  }
  await leave(one)
}

async function leave(one: Standing): Promise<void> {
  if (standing === one) standing = undefined
  await one.last
  await one.thread.terminate()
}

function openThread(): Worker {
  return startThread(new URL('./typeset-thread.ts', import.meta.url), undefined)
}

async function askThread(thread: Worker, work: ToTypeset, seconds: number): Promise<Typeset> {
  const heard = new AbortController()
  const { signal } = heard
  try {
    const made = once(thread, 'message', { signal }).then(
      ([said]: Typeset[]) => said ?? { problem: 'nothing' },
    )
    const ended = once(thread, 'exit', { signal }).then(([code]) => ({ problem: `ended with ${code}` }))
    const late = setTimeout(seconds * 1000, { problem: `not set within ${seconds} seconds` }, { signal })
    thread.postMessage(work)
    return await Promise.race([made, ended, late])
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  } finally {
    heard.abort()
  }
}
