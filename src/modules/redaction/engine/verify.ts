import { inflateSync } from 'node:zlib'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { fold } from '#platform/text/fold.ts'
import { drawnCharacters } from './characters.ts'
import { areBlack } from './encode.ts'
import { holds, searchPage } from './find.ts'
import { BLANKED } from './layer.ts'
import { openPdf } from './open.ts'
import { renderPage } from './render.ts'
import { covers, type Area } from './shapes.ts'

/** What is still there that should not be; page 0 is the file itself. */
export interface Remains {
  readonly page: number
  readonly what: 'word' | 'text_in_area' | 'not_black' | 'raw' | 'metadata'
}

export interface Verified {
  readonly pages: number
  readonly areas: number
  readonly words: number
  readonly remains: readonly Remains[]
}

/** Black after JPEG: its blocks reach over the edge of an area. */
const ALLOWED = 56
const LOOKING = 100

/**
 * Reads the new file as anybody will who wants to know what was taken out: its words, the words in the areas, the
 * pixels of the areas, its metadata, and every stream of its bytes.
 */
export async function verifyPdf(
  content: Buffer,
  areas: readonly Area[],
  words: readonly string[],
): Promise<Verified> {
  const pdf = await openPdf(content)
  const remains: Remains[] = []
  try {
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const own = areas.filter((area) => area.page === number)
      const page = await pdf.getPage(number)
      const characters = await drawnCharacters(page)
      const search = searchPage(characters)
      if (words.some((word) => search.find(word).length > 0)) remains.push({ page: number, what: 'word' })
      const spoken = characters.filter((one) => !BLANKED.includes(one.text) && one.text.trim() !== '')
      if (spoken.some((one) => own.some((area) => covers(area, one.box))))
        remains.push({ page: number, what: 'text_in_area' })
      if (own.length > 0 && !areBlack(await renderPage(page, LOOKING), own, ALLOWED))
        remains.push({ page: number, what: 'not_black' })
      page.cleanup()
    }
    const metadata = await metadataOf(pdf)
    if (words.some((word) => holds(metadata, word))) remains.push({ page: 0, what: 'metadata' })
    if (words.some((word) => holdsRaw(content, word))) remains.push({ page: 0, what: 'raw' })
    return { pages: pdf.numPages, areas: areas.length, words: words.length, remains }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function metadataOf(pdf: PDFDocumentProxy): Promise<string> {
  const { info, metadata } = await pdf.getMetadata()
  const raw = (metadata as { getRaw?: () => unknown } | null)?.getRaw?.()
  return `${JSON.stringify(info)} ${typeof raw === 'string' ? raw : ''}`
}

const ENCODINGS = ['utf8', 'utf16le', 'utf16be', 'gb18030'] as const

/** What can be looked for in bytes: by two Chinese characters or eight others. Shorter ones stand there by chance. */
const TELLING = /\p{Script=Han}.|.\p{Script=Han}|.{8}/u

/** Whether the bytes of a file, unpacked, hold a word in an encoding of Chinese or as the numbers of a text operator. */
export function holdsRaw(content: Buffer, word: string): boolean {
  const needles = [...new Set([word, word.replace(/\s+/g, ''), fold(word)])].filter((one) =>
    TELLING.test(one),
  )
  if (needles.length === 0) return false
  for (const bytes of readableBytes(content)) {
    const shown = Buffer.from(hexOf(bytes), 'hex')
    for (const needle of needles) {
      for (const encoding of ENCODINGS) {
        const sought = encodeAs(needle, encoding)
        if (sought && (bytes.includes(sought) || shown.includes(sought))) return true
      }
    }
  }
  return false
}

/** The strings of text operators one after another, without the numbers between them. */
function hexOf(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  return [...text.matchAll(/<([0-9a-fA-F]+)>/g)].map(([, hex = '']) => hex).join('')
}

function encodeAs(text: string, encoding: (typeof ENCODINGS)[number]): Buffer | undefined {
  if (encoding === 'utf16be') return Buffer.from(text, 'utf16le').swap16()
  if (encoding === 'gb18030') return gb18030(text)
  return Buffer.from(text, encoding)
}

let reverse: Map<string, number> | undefined

/** The two-byte part of GB 18030, which has all common characters; undefined for a text with others. */
function gb18030(text: string): Buffer | undefined {
  if (!reverse) {
    reverse = new Map()
    const decoder = new TextDecoder('gb18030')
    for (let high = 0x81; high <= 0xfe; high += 1)
      for (let low = 0x40; low <= 0xfe; low += 1)
        if (low !== 0x7f) reverse.set(decoder.decode(Uint8Array.of(high, low)), (high << 8) | low)
  }
  const bytes: number[] = []
  for (const one of text) {
    const code = one.charCodeAt(0) < 0x80 ? one.charCodeAt(0) : reverse.get(one)
    if (code === undefined) return undefined
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Buffer.from(bytes)
}

/** Streams of shapes and colours, in which four bytes mean a name by chance only. */
const WORDLESS = /\/Subtype ?\/(?:Image|CIDFontType0C|Type1C|OpenType)|\/Length1 /

/** What a reader of the bytes could read: all that stands outside of streams, and each stream, unpacked. */
export function* readableBytes(content: Buffer): Generator<Buffer> {
  const end = Buffer.from('endstream')
  const outside: Buffer[] = []
  let before = 0
  for (let at = content.indexOf('stream'); at !== -1; at = content.indexOf('stream', before)) {
    const start = at + 6 + (content[at + 6] === 0x0d ? 2 : 1)
    const stop = content.indexOf(end, start)
    if (stop === -1) break
    outside.push(content.subarray(before, at))
    before = stop + end.length
    const entries = content.toString('latin1', Math.max(0, content.lastIndexOf(' obj', at)), at)
    const stream = content.subarray(start, stop)
    if (!WORDLESS.test(entries)) yield entries.includes('/FlateDecode') ? inflated(stream) : stream
  }
  outside.push(content.subarray(before))
  yield Buffer.concat(outside)
}

/** As it stands where it is packed otherwise than it says: nothing that a reader could read. */
function inflated(stream: Buffer): Buffer {
  try {
    return inflateSync(stream, { maxOutputLength: 64 * 1024 * 1024 })
  } catch {
    return stream
  }
}
