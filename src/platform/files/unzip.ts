import { crc32, inflateRawSync } from 'node:zlib'

/** What an upload may still grow to, all archives within it together. */
export interface Budget {
  bytes: number
}

/** More than is read: refused before it is unpacked. */
export class TooLarge extends Error {}
/** An archive that lies about itself: what one program shows of it another does not. */
export class Untrue extends Error {}

const MAX_MEMBERS = 2_000
const MAX_MEMBER_BYTES = 64 * 1024 * 1024

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const ENCRYPTED = 1
const UTF8 = 1 << 11
const IN_ZIP64 = 0xffffffff

/**
 * The members of an archive. Every member is held against the size and the checksum that its directory states: one that
 * states less than it holds would be read in part and taken for clean.
 */
export function unzip(content: Buffer, budget: Budget): Record<string, Uint8Array> {
  const end = endOf(content)
  const count = content.readUInt16LE(end + 10)
  let at = content.readUInt32LE(end + 16)
  if (at === IN_ZIP64 || count > MAX_MEMBERS) throw new TooLarge()
  const members: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>
  for (let index = 0; index < count; index += 1) {
    if (content.readUInt32LE(at) !== ENTRY) throw new Error('no directory of an archive')
    const flags = content.readUInt16LE(at + 8)
    const packed = content.readUInt32LE(at + 20)
    const size = content.readUInt32LE(at + 24)
    const nameEnd = at + 46 + content.readUInt16LE(at + 28)
    const name = nameOf(content.subarray(at + 46, nameEnd), (flags & UTF8) !== 0)
    if (!name.endsWith('/')) {
      budget.bytes -= size
      if (size > MAX_MEMBER_BYTES || budget.bytes < 0) throw new TooLarge()
      if ((flags & ENCRYPTED) !== 0) throw new Error('encrypted')
      if (name in members) throw new Untrue()
      const start = dataAt(content, content.readUInt32LE(at + 42))
      const unpacked = unpack(content.subarray(start, start + packed), content.readUInt16LE(at + 10), size)
      if (unpacked.length !== size || crc32(unpacked) !== content.readUInt32LE(at + 16)) throw new Untrue()
      members[name] = unpacked
    }
    at = nameEnd + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
  }
  return members
}

/** The end record stands last, but for a comment. */
function endOf(content: Buffer): number {
  for (let at = content.length - 22; at >= Math.max(0, content.length - 22 - 0xffff); at -= 1)
    if (content.readUInt32LE(at) === END) return at
  throw new Error('no archive')
}

function dataAt(content: Buffer, local: number): number {
  if (content.readUInt32LE(local) !== LOCAL) throw new Untrue()
  return local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28)
}

function unpack(data: Buffer, method: number, size: number): Uint8Array {
  if (method === 0) return data
  if (method !== 8) throw new Error('packed in another way')
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Untrue()
    throw error
  }
}

/** Archives that Chinese Windows made carry names in GB 18030 and do not say so. */
function nameOf(bytes: Buffer, utf8: boolean): string {
  if (utf8) return bytes.toString('utf8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
