import { startThread } from '#platform/thread.ts'
import { prepareRow, type Preparation, type SourceRow } from './prepare.ts'

/** Threads that cut words and hash while the database writes. */
export interface Pool {
  prepare(rows: readonly SourceRow[]): Promise<readonly Preparation[]>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (prepared: readonly Preparation[]) => void
  readonly reject: (error: Error) => void
}

/** A pool whose threads begin with the first task of at least `worth` rows; smaller ones are made ready at once, here. */
export function openPool(threads: number, issuer: string, worth: number): Pool {
  let pool: Pool | undefined
  return {
    async prepare(rows) {
      if (pool === undefined && rows.length < worth) return rows.map((row) => prepareRow(row, issuer))
      pool ??= startThreads(threads, issuer)
      return pool.prepare(rows)
    },
    close: async () => pool?.close(),
  }
}

function startThreads(threads: number, issuer: string): Pool {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  const workers = Array.from({ length: threads }, () => {
    const worker = startThread(new URL('./worker.ts', import.meta.url), { issuer })
    worker.on('message', (done: { id: number; prepared: readonly Preparation[] }) => {
      waiting.get(done.id)?.resolve(done.prepared)
      waiting.delete(done.id)
    })
    worker.on('error', (error) => {
      for (const one of waiting.values()) one.reject(error)
      waiting.clear()
    })
    return worker
  })
  return {
    prepare(rows) {
      const id = ++lastId
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        workers[id % workers.length]?.postMessage({ id, rows })
      })
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
