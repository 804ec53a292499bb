import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { decodeText } from '#platform/files/decode.ts'
import { TooLarge, unzip, Untrue, type Budget } from '#platform/files/unzip.ts'
import { listSheets, readSharedStrings, type Sheet } from '#platform/files/workbook.ts'
import { walk } from '#platform/files/xml.ts'

/** A part of a file with its text: a page, a sheet, a member of an archive. */
export interface TextPart {
  readonly where: string
  readonly text: string
}

/** What a file says; `problem` where not all of it could be read, which is never taken for clean. */
export interface Extracted {
  readonly parts: readonly TextPart[]
  readonly problem?: 'unreadable' | 'too_large' | 'unknown_type' | 'untrue_size'
}

const MAX_TOTAL_BYTES = 256 * 1024 * 1024
const MAX_DEPTH = 2
const MAX_PAGES = 2_000

/** Pictures and recordings: what is in them only a person can see or hear. */
const WORDLESS = new Set(['png', 'jpg', 'jpeg', 'gif', 'webp', 'mp3', 'mp4', 'webm', 'ogg', 'wav'])

/** All text of a file, also what a reader does not see: hidden sheets, comments, deleted words that are still in it. */
export async function extractText(
  name: string,
  content: Buffer,
  depth = 0,
  budget: Budget = { bytes: MAX_TOTAL_BYTES },
): Promise<Extracted> {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  try {
    switch (ending) {
      case 'pdf':
        return { parts: await readPdf(content) }
      case 'docx':
        return await withEmbedded(unzip(content, budget), readDocx, depth, budget)
      case 'xlsx':
        return await withEmbedded(unzip(content, budget), readXlsx, depth, budget)
      case 'zip':
        return await readZip(content, depth, budget)
      case 'ofd':
        return { parts: readOfd(unzip(content, budget)) }
      case 'txt':
      case 'csv':
        return { parts: [{ where: '', text: decodeText(content) }] }
      case 'pptx':
        return await withEmbedded(unzip(content, budget), readPptx, depth, budget)
      default:
        return WORDLESS.has(ending) ? { parts: [] } : { parts: [], problem: 'unknown_type' }
    }
  } catch (error) {
    const problem =
      error instanceof TooLarge ? 'too_large' : error instanceof Untrue ? 'untrue_size' : 'unreadable'
    return { parts: [], problem }
  }
}

async function readPdf(content: Buffer): Promise<TextPart[]> {
  const task = getDocument({
    data: new Uint8Array(content),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
  })
  try {
    const pdf = await task.promise
    if (pdf.numPages > MAX_PAGES) throw new TooLarge()
    const parts: TextPart[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      const text = items
        .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
        .join('')
      const notes = (await page.getAnnotations()).map(
        (one: { contentsObj?: { str?: string }; fieldValue?: unknown }) =>
          `${one.contentsObj?.str ?? ''} ${typeof one.fieldValue === 'string' ? one.fieldValue : ''}`,
      )
      parts.push({ where: `第${number}页`, text: [text, ...notes].join('\n') })
      page.cleanup()
    }
    return parts
  } finally {
    await task.destroy()
  }
}

const DOCX_PARTS: readonly (readonly [pattern: RegExp, where: string])[] = [
  [/^word\/document\.xml$/, '正文'],
  [/^word\/(?:header|footer)\d*\.xml$/, '页眉页脚'],
  [/^word\/(?:footnotes|endnotes)\.xml$/, '脚注尾注'],
  [/^word\/comments\.xml$/, '批注'],
]

/** Every run of text, hidden and deleted ones among them: they are in the file that is handed out. */
function readDocx(members: Record<string, Uint8Array>): TextPart[] {
  if (!members['word/document.xml']) throw new Error('no document in it')
  return Object.entries(members).flatMap(([name, xml]) => {
    const where = DOCX_PARTS.find(([pattern]) => pattern.test(name))?.[1]
    if (where === undefined) return []
    let text = ''
    let inside = false
    walk(xml, {
      open(element) {
        inside = element === 'w:t' || element === 'w:delText' || element === 'w:instrText'
        if (element === 'w:tab') text += '\t'
      },
      text(value) {
        if (inside) text += value
      },
      close(element) {
        inside = false
        if (element === 'w:p' || element === 'w:br') text += '\n'
        if (element === 'w:tc') text += '\t'
      },
    })
    return [{ where, text }]
  })
}

/** Files within an office file: a workbook behind a table of a letter goes out with all its sheets. */
async function withEmbedded(
  members: Record<string, Uint8Array>,
  read: (members: Record<string, Uint8Array>) => TextPart[],
  depth: number,
  budget: Budget,
): Promise<Extracted> {
  const inside = Object.entries(members).filter(([name]) => /^(?:word|xl|ppt)\/embeddings\/./.test(name))
  const own = { parts: [...read(members), ...readDrawings(members)] }
  if (inside.length === 0) return own
  if (depth >= MAX_DEPTH) return { ...own, problem: 'too_large' }
  const inner = await readMembers(inside, depth, budget)
  return {
    ...inner,
    parts: [...own.parts, ...inner.parts.map((part) => ({ ...part, where: `嵌入的文件 ${part.where}` }))],
  }
}

/** Text boxes of sheets, words of charts, and what is said of pictures. */
function readDrawings(members: Record<string, Uint8Array>): TextPart[] {
  return Object.entries(members).flatMap(([name, xml]) => {
    if (!/^(?:xl\/drawings|(?:word|xl|ppt)\/(?:charts|diagrams)|word)\/[A-Za-z]+\d*\.xml$/.test(name))
      return []
    let text = ''
    let inside = false
    walk(xml, {
      open(element, { descr, title }) {
        inside = element === 'a:t' || element === 'c:v'
        if (/:(?:docPr|cNvPr)$/.test(element)) text += `${descr ?? ''}\n${title ?? ''}\n`
      },
      text(value) {
        if (inside) text += value
      },
      close(element) {
        inside = false
        if (element === 'a:p' || element === 'c:pt') text += '\n'
      },
    })
    return text.trim() === '' ? [] : [{ where: '文本框和图表', text }]
  })
}

/** The words of slides and of the notes to them. */
function readPptx(members: Record<string, Uint8Array>): TextPart[] {
  if (!members['ppt/presentation.xml']) throw new Error('no presentation in it')
  return Object.entries(members).flatMap(([name, xml]) => {
    const slide = /^ppt\/(slides|notesSlides)\/[a-zA-Z]+(\d+)\.xml$/.exec(name)
    if (!slide) return []
    let text = ''
    let inside = false
    walk(xml, {
      open: (element) => (inside = element === 'a:t'),
      text(value) {
        if (inside) text += value
      },
      close(element) {
        inside = false
        if (element === 'a:p') text += '\n'
      },
    })
    return [{ where: `第${slide[2]}张幻灯片${slide[1] === 'notesSlides' ? '备注' : ''}`, text }]
  })
}

function readXlsx(members: Record<string, Uint8Array>): TextPart[] {
  if (!members['xl/workbook.xml']) throw new Error('no workbook in it')
  const shared = readSharedStrings(members['xl/sharedStrings.xml'])
  const parts = listSheets(members).map((sheet) => readSheet(sheet, members[sheet.member], shared))
  const notes = Object.entries(members).flatMap(([name, xml]) => {
    if (!/^xl\/(?:comments|threadedComments\/threadedComment)\d*\.xml$/.test(name)) return []
    let text = ''
    walk(xml, { text: (value) => (text += value), close: () => (text += '\n') })
    return [{ where: '批注', text }]
  })
  return [...parts, ...notes]
}

/** Every cell on a line of its own, so that numbers of two cells never run together. */
function readSheet(sheet: Sheet, xml: Uint8Array | undefined, shared: readonly string[]): TextPart {
  let text = ''
  let cell = ''
  let type = ''
  let value = ''
  let inside = false
  walk(xml, {
    open(name, attributes) {
      if (name === 'c') [cell, type, value] = [attributes['r'] ?? '', attributes['t'] ?? '', '']
      inside = name === 'v' || name === 't'
    },
    text(part) {
      if (inside) value += part
    },
    close(name) {
      inside = false
      if (name !== 'c' || value === '') return
      const shown = type === 's' ? (shared[Number(value)] ?? '') : value
      text += `${cell}\t${shown}\n`
    },
  })
  return { where: sheet.hidden ? `隐藏的工作表“${sheet.name}”` : `工作表“${sheet.name}”`, text }
}

function readOfd(members: Record<string, Uint8Array>): TextPart[] {
  if (!members['OFD.xml']) throw new Error('no OFD in it')
  return Object.entries(members).flatMap(([name, xml]) => {
    if (!name.endsWith('Content.xml')) return []
    let text = ''
    walk(xml, {
      text: (value) => (text += value),
      close: (element) => (text += element.endsWith('TextObject') ? '\n' : ''),
    })
    return [{ where: name, text }]
  })
}

async function readZip(content: Buffer, depth: number, budget: Budget): Promise<Extracted> {
  if (depth >= MAX_DEPTH) return { parts: [], problem: 'too_large' }
  return readMembers(Object.entries(unzip(content, budget)), depth, budget)
}

/** Names of members are handed out with them: they are read like their text. */
async function readMembers(
  members: readonly (readonly [name: string, content: Uint8Array])[],
  depth: number,
  budget: Budget,
): Promise<Extracted> {
  const parts: TextPart[] = [{ where: '文件名', text: members.map(([name]) => name).join('\n') }]
  let problem: Extracted['problem']
  for (const [name, member] of members) {
    const inner = await extractText(name, Buffer.from(member), depth + 1, budget)
    // A lie about its size weighs more than what merely could not be read.
    if (problem === undefined || inner.problem === 'untrue_size') problem = inner.problem ?? problem
    for (const part of inner.parts)
      parts.push({ where: [name, part.where].filter(Boolean).join(' '), text: part.text })
  }
  return problem === undefined ? { parts } : { parts, problem }
}
