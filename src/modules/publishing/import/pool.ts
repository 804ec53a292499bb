import { Worker } from 'node:worker_threads'
import type { Preparation, SourceRow } from './prepare.ts'

/** Threads that cut words and hash while the database writes. */
export interface Pool {
  prepare(rows: readonly SourceRow[]): Promise<readonly Preparation[]>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (prepared: readonly Preparation[]) => void
  readonly reject: (error: Error) => void
}

export function openPool(threads: number, issuer: string): Pool {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { issuer } })
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
