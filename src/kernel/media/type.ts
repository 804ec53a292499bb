import { fileTypeFromBuffer } from 'file-type'
import { unzipSync } from 'fflate'
import { Refusal } from '#platform/errors.ts'

interface FileKind {
  readonly mediaType: string
  readonly endings: readonly string[]
  readonly megabytes: number
}

/**
 * What an attachment may be. SVG is not among them: it is a page with scripts. Macro documents are not either: the
 * public would be asked to run them.
 */
const KINDS = {
  pdf: { mediaType: 'application/pdf', endings: ['pdf'], megabytes: 50 },
  ofd: { mediaType: 'application/ofd', endings: ['ofd'], megabytes: 50 },
  doc: { mediaType: 'application/msword', endings: ['doc', 'wps'], megabytes: 30 },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx', 'wps'],
    megabytes: 30,
  },
  xls: { mediaType: 'application/vnd.ms-excel', endings: ['xls', 'et'], megabytes: 30 },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx', 'et'],
    megabytes: 30,
  },
  ppt: { mediaType: 'application/vnd.ms-powerpoint', endings: ['ppt', 'dps'], megabytes: 50 },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    endings: ['pptx', 'dps'],
    megabytes: 50,
  },
  zip: { mediaType: 'application/zip', endings: ['zip'], megabytes: 50 },
  png: { mediaType: 'image/png', endings: ['png'], megabytes: 20 },
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'], megabytes: 20 },
  gif: { mediaType: 'image/gif', endings: ['gif'], megabytes: 20 },
  webp: { mediaType: 'image/webp', endings: ['webp'], megabytes: 20 },
  mp3: { mediaType: 'audio/mpeg', endings: ['mp3'], megabytes: 50 },
  wav: { mediaType: 'audio/wav', endings: ['wav'], megabytes: 50 },
  ogg: { mediaType: 'audio/ogg', endings: ['ogg', 'oga', 'opus'], megabytes: 50 },
  ogv: { mediaType: 'video/ogg', endings: ['ogv', 'ogg'], megabytes: 50 },
  mp4: { mediaType: 'video/mp4', endings: ['mp4'], megabytes: 50 },
  webm: { mediaType: 'video/webm', endings: ['webm'], megabytes: 50 },
  csv: { mediaType: 'text/csv', endings: ['csv'], megabytes: 20 },
  text: { mediaType: 'text/plain', endings: ['txt'], megabytes: 5 },
} as const satisfies Record<string, FileKind>

type KindName = keyof typeof KINDS

/** By the library's names, where the content alone is clear. */
const PLAIN: Readonly<Record<string, KindName>> = {
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpeg',
  gif: 'gif',
  webp: 'webp',
  mp3: 'mp3',
  wav: 'wav',
  ogg: 'ogg',
  oga: 'ogg',
  opus: 'ogg',
  ogv: 'ogv',
  mp4: 'mp4',
  webm: 'webm',
}

/** The media type of a file, read from its content; refuses what is not accepted and a name that says otherwise. */
export async function typeOf(name: string, content: Buffer): Promise<string> {
  const ending = name.toLowerCase().split('.').pop() ?? ''
  const expected = Object.values(KINDS).some(({ endings }) => (endings as readonly string[]).includes(ending))
  if (!expected) throw new Refusal('file_type', 415, { name })
  const kind = await kindOf(content, ending)
  if (kind === undefined || !(KINDS[kind].endings as readonly string[]).includes(ending))
    throw new Refusal('file_mismatch', 415, { name })
  const { mediaType, megabytes } = KINDS[kind]
  if (content.length > megabytes * 1024 * 1024)
    throw new Refusal('file_too_large', 413, { name, limit: megabytes })
  return mediaType
}

async function kindOf(content: Buffer, ending: string): Promise<KindName | undefined> {
  // Looked into here and not by the library: it takes a workbook that was written as a stream for a plain archive.
  if (content.subarray(0, 4).equals(ZIP)) return zipKind(content)
  if (content.subarray(0, 8).equals(COMPOUND)) return compoundKind(content)
  const found = await fileTypeFromBuffer(content)
  if (found) return PLAIN[found.ext]
  if (!isText(content)) return undefined
  return ending === 'csv' ? 'csv' : 'text'
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')

function zipKind(content: Buffer): KindName | undefined {
  const names = new Set<string>()
  try {
    // Only the directory is read; nothing is unpacked.
    unzipSync(content, {
      filter: ({ name }) => {
        names.add(name)
        return false
      },
    })
  } catch {
    return undefined
  }
  if (names.has('OFD.xml')) return 'ofd'
  if (!names.has('[Content_Types].xml')) return 'zip'
  if ([...names].some((name) => name.toLowerCase().endsWith('vbaproject.bin'))) return undefined
  if (names.has('word/document.xml')) return 'docx'
  if (names.has('xl/workbook.xml')) return 'xlsx'
  if (names.has('ppt/presentation.xml')) return 'pptx'
  return 'zip'
}

/** The older Office and WPS formats are one container; the names of the streams inside tell them apart. */
function compoundKind(content: Buffer): KindName | undefined {
  const holds = (stream: string) => content.includes(Buffer.from(`${stream}\0`, 'utf16le'))
  if (holds('EncryptedPackage')) throw new Refusal('file_encrypted', 422)
  if (holds('WordDocument')) return 'doc'
  if (holds('PowerPoint Document')) return 'ppt'
  if (holds('Workbook') || holds('Book')) return 'xls'
  return undefined
}

/** UTF-8, or GB 18030 as Excel and the Notepad of a Chinese Windows write it, without control characters. */
function isText(content: Buffer): boolean {
  for (const byte of content) if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return false
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(content)
      return true
    } catch {
      return false
    }
  })
}
