import { connect, type Socket } from 'node:net'
import { Refusal } from '../errors.ts'
import type { FileStore } from './index.ts'

/** Where clamd listens. */
export type ScannerAddress = { readonly host: string; readonly port: number } | { readonly path: string }

const CHUNK = 64 * 1024
const PATIENCE_MS = 30_000
const MAX_ANSWER = 4096

/** `tcp://host:port` or `unix:/path`; undefined for anything else. */
export function parseScannerAddress(text: string): ScannerAddress | undefined {
  const unix = /^unix:(?:\/\/)?(\/.+)$/.exec(text)
  if (unix?.[1] !== undefined) return { path: unix[1] }
  const tcp = /^tcp:\/\/(\[[0-9a-f:.]+\]|[^:/\s]+):(\d{1,5})\/?$/i.exec(text)
  const port = Number(tcp?.[2])
  if (tcp?.[1] === undefined || port < 1 || port > 65_535) return undefined
  return { host: tcp[1].replace(/^\[|\]$/g, ''), port }
}

/** A store that keeps only what the scanner has found clean; while the scanner is away it keeps nothing. */
export function scannedStore(files: FileStore, scanner: ScannerAddress, patience = PATIENCE_MS): FileStore {
  return {
    async put(key, content) {
      const signature = await scan(scanner, content, patience)
      if (signature !== undefined) throw new Refusal('file_infected', 422, { signature })
      await files.put(key, content)
    },
    read: (key) => files.read(key),
  }
}

/** The name of what was found, undefined for a clean file; anything but a clear answer is a refusal. */
async function scan(scanner: ScannerAddress, content: Buffer, patience: number): Promise<string | undefined> {
  let answer: string
  try {
    answer = await instream(scanner, content, patience)
  } catch (error) {
    throw unavailable(error)
  }
  if (answer === 'stream: OK') return undefined
  const found = /^stream: (.+) FOUND$/.exec(answer)
  if (found?.[1] !== undefined) return found[1]
  throw unavailable(new Error(`clamd answered "${answer}"`))
}

function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal('scanner_unavailable', 503)
  refusal.cause = cause
  return refusal
}

/** clamd's INSTREAM: each chunk after its length in four bytes, a length of nought at the end, one line back. */
function instream(scanner: ScannerAddress, content: Buffer, patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(scanner)
    const timer = setTimeout(() => socket.destroy(new Error('clamd did not answer in time')), patience)
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('connect', () => {
      // A scanner that has seen enough answers and hangs up before the end: its answer counts, not the broken pipe.
      send(socket, content).catch(() => undefined)
    })
    socket.on('data', (part) => {
      answer += String(part)
      if (answer.includes('\0') || answer.length > MAX_ANSWER) socket.destroy()
    })
    let failure: unknown
    socket.on('error', (error) => {
      failure = error
    })
    socket.on('close', () => {
      clearTimeout(timer)
      const end = answer.indexOf('\0')
      if (end >= 0) resolve(answer.slice(0, end).trim())
      else reject(failure instanceof Error ? failure : new Error('clamd hung up without an answer'))
    })
  })
}

async function send(socket: Socket, content: Buffer): Promise<void> {
  const write = (part: Buffer | string) =>
    new Promise<void>((resolve, reject) => {
      socket.write(part, (error) => (error ? reject(error) : resolve()))
    })
  await write('zINSTREAM\0')
  for (let from = 0; from < content.length; from += CHUNK) {
    const part = content.subarray(from, from + CHUNK)
    await write(Buffer.concat([length(part.length), part]))
  }
  await write(length(0))
}

function length(bytes: number): Buffer {
  const field = Buffer.alloc(4)
  field.writeUInt32BE(bytes)
  return field
}
