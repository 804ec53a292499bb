import { parentPort, workerData } from 'node:worker_threads'
import { prepareRow, type SourceRow } from './prepare.ts'

/** One thread of the pool: makes the rows of a task ready and sends them back under the task's number. */
const { issuer } = workerData as { issuer: string }

parentPort?.on('message', (task: { id: number; rows: readonly SourceRow[] }) => {
  parentPort?.postMessage({ id: task.id, prepared: task.rows.map((row) => prepareRow(row, issuer)) })
})
