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

/** Whether the bytes of a file, unpacked, hold a word in an encoding of Chinese or as the numbers of a text operator. */
export function holdsRaw(content: Buffer, word: string): boolean {
  const needles = [...new Set([word, word.replace(/\s+/g, ''), fold(word)])].filter((one) => one.length > 1)
  const packed = [content, ...inflatedStreams(content)]
  return packed.some((bytes) => {
    const shown = Buffer.from(hexOf(bytes), 'hex')
    return needles.some((needle) =>
      ENCODINGS.some((encoding) => {
        const sought = encodeAs(needle, encoding)
        return sought !== undefined && (bytes.includes(sought) || shown.includes(sought))
      }),
    )
  })
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

/** Every stream of a PDF that can be unpacked and is no picture. */
export function* inflatedStreams(content: Buffer): Generator<Buffer> {
  const end = Buffer.from('endstream')
  for (let at = content.indexOf('stream'); at !== -1; at = content.indexOf('stream', at)) {
    const start = at + 6 + (content[at + 6] === 0x0d ? 2 : 1)
    const stop = content.indexOf(end, start)
    if (stop === -1) return
    const entries = content.toString('latin1', content.lastIndexOf('obj', at), at)
    if (entries.includes('/FlateDecode') && !entries.includes('/Subtype /Image')) {
      try {
        yield inflateSync(content.subarray(start, stop), { maxOutputLength: 64 * 1024 * 1024 })
      } catch {
        // Packed otherwise than it says: nothing that a reader could read.
      }
    }
    at = stop + end.length
  }
}
