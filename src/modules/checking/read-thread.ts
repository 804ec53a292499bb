import { parentPort, workerData } from 'node:worker_threads'
import { extractText } from './extract.ts'

const { name, content } = workerData as { name: string; content: Uint8Array }
parentPort?.postMessage(await extractText(name, Buffer.from(content)))
