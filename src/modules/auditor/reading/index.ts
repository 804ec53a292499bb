import mammoth from 'mammoth'
import { decodeText } from '#platform/files/decode.ts'
import { unzip } from '#platform/files/unzip.ts'
import { readHtml } from './html.ts'
import { readPdf } from './pdf.ts'
import { readPlain } from './plain.ts'
import type { Source } from './source.ts'
import { readWorkbook } from './xlsx.ts'

export { readHtml, readPlain }
export type { Block, Cell, Source, TableBlock, TextBlock } from './source.ts'

export const READABLE = ['txt', 'md', 'htm', 'html', 'docx', 'pdf', 'xlsx'] as const

/** A file that holds no report that could be read: its code says why. */
export class Unreadable extends Error {
  readonly code: 'file_type' | 'file_broken' | 'file_empty'
  constructor(code: Unreadable['code'], cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const MOST_UNPACKED = 128 * 1024 * 1024

/** Reads a report of any readable kind; what it is, its name and its first bytes say. */
export async function readReport(name: string, content: Buffer): Promise<Source> {
  const source = await read(name.toLowerCase().split('.').at(-1) ?? '', content)
  if (source.blocks.length === 0) throw new Unreadable('file_empty')
  return source
}

async function read(ending: string, content: Buffer): Promise<Source> {
  try {
    if (content.subarray(0, 5).toString('latin1') === '%PDF-') return await readPdf(content)
    if (content.subarray(0, 2).toString('latin1') === 'PK') return await readArchive(content)
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('file_broken', error)
  }
  // The older Office formats, pictures and the rest.
  if (content.subarray(0, 4096).includes(0) && !isUtf16(content)) throw new Unreadable('file_type')
  const text = textOf(content)
  const page =
    ending === 'html' || ending === 'htm' || /^\s*<(?:!doctype|html|\?xml|head|body|div|table)/i.test(text)
  return page ? readHtml(text) : readPlain(text)
}

async function readArchive(content: Buffer): Promise<Source> {
  const members = unzip(content, { bytes: MOST_UNPACKED })
  if (members['xl/workbook.xml']) return readWorkbook(members)
  if (!members['word/document.xml']) throw new Unreadable('file_type')
  const { value } = await mammoth.convertToHtml(
    { buffer: content },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
  )
  return readHtml(value)
}

const isUtf16 = (content: Buffer): boolean =>
  (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)

function textOf(content: Buffer): string {
  if (isUtf16(content)) return new TextDecoder(content[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(content)
  const said = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(content.subarray(0, 2048).toString('latin1'))?.[1]
  if (said !== undefined && /^big5/i.test(said)) return new TextDecoder('big5').decode(content)
  return decodeText(content).replace(/^\ufeff/, '')
}
