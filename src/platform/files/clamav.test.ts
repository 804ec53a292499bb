import { createServer, type Server } from 'node:net'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { parseScannerAddress, scannedStore, type ScannerAddress } from './clamav.ts'
import { folderStore } from './index.ts'

// In two halves, so that no scanner finds it in the repository.
const EICAR = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-${'ANTIVIRUS-TEST-FILE!$H+H*'}`)

let folder: string
let server: Server | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingjing-scan-'))
})
afterEach(async () => {
  server?.close()
  server = undefined
  await rm(folder, { recursive: true, force: true })
})

/** Speaks clamd's side of INSTREAM: checks the framing and looks for the test string. */
async function clamd(answer?: string): Promise<ScannerAddress> {
  const made = createServer((socket) => {
    let held = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      held = Buffer.concat([held, part])
      const command = 'zINSTREAM\0'
      if (held.length < command.length) return
      if (held.subarray(0, command.length).toString() !== command) return void socket.end('UNKNOWN COMMAND\0')
      const body: Buffer[] = []
      let at = command.length
      while (at + 4 <= held.length) {
        const size = held.readUInt32BE(at)
        if (size === 0) {
          const found = Buffer.concat(body).includes(EICAR)
          return void socket.end(`${answer ?? (found ? 'stream: Eicar-Test FOUND' : 'stream: OK')}\0`)
        }
        if (at + 4 + size > held.length) return
        body.push(held.subarray(at + 4, at + 4 + size))
        at += 4 + size
      }
    })
  })
  server = made
  await new Promise<void>((resolve) => {
    made.listen(0, '127.0.0.1', resolve)
  })
  const address = made.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { host: '127.0.0.1', port: address.port }
}

/** What listens nowhere any more. */
async function stop(): Promise<void> {
  const running = server
  server = undefined
  if (running) await new Promise((resolve) => running.close(resolve))
}

const keyOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const put = (scanner: ScannerAddress, content: Buffer, patience?: number) =>
  scannedStore(folderStore(folder), scanner, patience).put(keyOf(content), content)
const kept = async () => (await readdir(folder, { recursive: true })).length

test('a clean file of several chunks is kept, to the byte', async () => {
  const content = Buffer.alloc(200_000, 'a')
  const scanner = await clamd()
  await put(scanner, content)
  const read = await scannedStore(folderStore(folder), scanner).read(keyOf(content)).toArray()
  expect(Buffer.concat(read as Buffer[]).equals(content)).toBe(true)
})

test('an infected file is refused by the name of what was found, and not kept', async () => {
  const content = Buffer.concat([Buffer.alloc(65_520, 'a'), EICAR])
  await expect(put(await clamd(), content)).rejects.toMatchObject({
    code: 'file_infected',
    params: { signature: 'Eicar-Test' },
  })
  expect(await kept()).toBe(0)
})

test('nothing is kept while the scanner is away, silent, or answers an error', async () => {
  const content = Buffer.from('text')
  const gone = await clamd()
  await stop()
  await expect(put(gone, content)).rejects.toMatchObject({ code: 'scanner_unavailable' })
  await expect(put(await clamd('INSTREAM size limit exceeded. ERROR'), content)).rejects.toMatchObject({
    code: 'scanner_unavailable',
  })
  await stop()
  const silent = createServer((socket) => socket.on('error', () => undefined).resume())
  server = silent
  await new Promise<void>((resolve) => {
    silent.listen(join(folder, 'clamd.sock'), resolve)
  })
  await expect(put({ path: join(folder, 'clamd.sock') }, content, 100)).rejects.toMatchObject({
    code: 'scanner_unavailable',
  })
  expect(await kept()).toBe(1)
})

test('an address is tcp or unix, and anything else stops the start', () => {
  expect(parseScannerAddress('tcp://scanner.internal:3310')).toEqual({ host: 'scanner.internal', port: 3310 })
  expect(parseScannerAddress('tcp://[::1]:3310')).toEqual({ host: '::1', port: 3310 })
  expect(parseScannerAddress('unix:/run/clamd.sock')).toEqual({ path: '/run/clamd.sock' })
  for (const wrong of [
    'scanner:3310',
    'tcp://scanner',
    'tcp://scanner:0',
    'http://scanner:3310',
    'unix:clamd',
  ])
    expect(() => readConfig({ CLAMAV_URL: wrong })).toThrow('CLAMAV_URL')
})
