import { setTimeout as after } from 'node:timers'
import { Refusal } from '#platform/errors.ts'
import { startThread } from '#platform/thread.ts'
import type { Answered, Opened, TaskName, Tasks } from './work.ts'

/** A file in a thread of its own, where it can be asked things without holding up anybody else. */
interface Reader {
  ask<Name extends TaskName>(
    task: Name,
    asked: Tasks[Name]['asked'],
    seconds: number,
  ): Promise<Tasks[Name]['answer']>
  close(): Promise<void>
  readonly closed: boolean
}

/** A page of drawings is done in a second, a file of hundreds of pages in minutes. */
export const LIMITS = { page: 30, look: 120, copy: 900 } as const
/** For its heap; pictures of pages lie outside of it, one at a time. */
const MAX_MEGABYTES = 1_024

function openReader(file: Opened): Reader {
  const thread = startThread(new URL('./work-thread.ts', import.meta.url), file, {
    maxOldGenerationSizeMb: MAX_MEGABYTES,
  })
  const waiting = new Map<number, (answered: Answered) => void>()
  let next = 1
  let closed = false
  const end = (fault: string) => {
    closed = true
    for (const [id, settle] of waiting) settle({ id, fault })
    waiting.clear()
  }
  thread.on('message', (answered: Answered) => {
    waiting.get(answered.id)?.(answered)
    waiting.delete(answered.id)
  })
  thread.on('error', (error) => end(error.message))
  thread.on('exit', () => end('the thread ended'))
  return {
    get closed() {
      return closed
    },
    async ask(task, asked, seconds) {
      const id = next
      next += 1
      let timer: NodeJS.Timeout | undefined
      const answered = await new Promise<Answered>((resolve) => {
        if (closed) return resolve({ id, fault: 'the thread ended' })
        waiting.set(id, resolve)
        thread.ref()
        timer = after(() => resolve({ id, fault: 'late' }), seconds * 1000)
        thread.postMessage({ id, task, asked })
      })
      clearTimeout(timer)
      waiting.delete(id)
      // A file that lies open keeps nobody from stopping.
      if (waiting.size === 0) thread.unref()
      if ('answer' in answered) return answered.answer as Tasks[typeof task]['answer']
      if ('unreadable' in answered) throw new Refusal(answered.unreadable, 422)
      await thread.terminate()
      if (answered.fault === 'late') throw new Refusal('file_takes_too_long', 422, { seconds })
      throw new Error(`a file could not be worked on: ${answered.fault}`)
    },
    async close() {
      closed = true
      await thread.terminate()
    },
  }
}

/** Asks one thing of a file. */
export async function askOnce<Name extends TaskName>(
  file: Opened,
  task: Name,
  asked: Tasks[Name]['asked'],
  seconds: number,
): Promise<Tasks[Name]['answer']> {
  const reader = openReader(file)
  try {
    return await reader.ask(task, asked, seconds)
  } finally {
    await reader.close()
  }
}

const IDLE_SECONDS = 60
const MAX_OPEN = 2

interface Kept {
  readonly reader: Promise<Reader>
  idle: NodeJS.Timeout | undefined
  asking: number
}

/** Files that somebody leafs through just now stay open for a minute, the last two of them. */
export class OpenFiles {
  readonly #kept = new Map<string, Kept>()

  async ask<Name extends TaskName>(
    hash: string,
    load: () => Promise<Opened>,
    task: Name,
    asked: Tasks[Name]['asked'],
    seconds: number,
  ): Promise<Tasks[Name]['answer']> {
    const kept = this.#kept.get(hash) ?? { reader: load().then(openReader), idle: undefined, asking: 0 }
    // The one used last stands last.
    this.#kept.delete(hash)
    this.#kept.set(hash, kept)
    clearTimeout(kept.idle)
    kept.asking += 1
    this.#closeOldest()
    try {
      return await (await kept.reader).ask(task, asked, seconds)
    } catch (error) {
      this.#forget(hash, kept)
      throw error
    } finally {
      kept.asking -= 1
      if (kept.asking === 0) kept.idle = after(() => this.#forget(hash, kept), IDLE_SECONDS * 1000).unref()
    }
  }

  #closeOldest() {
    for (const [hash, kept] of this.#kept) {
      if (this.#kept.size <= MAX_OPEN) return
      if (kept.asking === 0) this.#forget(hash, kept)
    }
  }

  #forget(hash: string, kept: Kept) {
    clearTimeout(kept.idle)
    if (this.#kept.get(hash) === kept) this.#kept.delete(hash)
    kept.reader.then(
      (reader) => reader.close(),
      () => undefined,
    )
  }
}
