import mammoth from 'mammoth'
import { parseDocument } from 'htmlparser2'
import { BLANKED } from './engine/layer.ts'
import { Unreadable } from './engine/open.ts'

/** A part of a text in UTF-16 units. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The text with each of the ranges replaced; ranges that touch or lie over one another are one. */
export function redactText(text: string, ranges: readonly Range[]): string {
  let made = ''
  let at = 0
  for (const { start, end } of joined(ranges)) {
    made += text.slice(at, start) + BLANKED
    at = end
  }
  return made + text.slice(at)
}

function joined(ranges: readonly Range[]): Range[] {
  const all: { start: number; end: number }[] = []
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else all.push({ start, end })
  }
  return all
}

/** The words of a plain text, in UTF-8 or GB 18030. */
export function plainText(content: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return tidy(new TextDecoder(encoding, { fatal: true }).decode(content))
    } catch {
      // Written in the other one.
    }
  }
  throw new Unreadable('file_damaged')
}

/** The words of a Word file as its reader sees them, a row of a table on one line; no deleted words, no comments. */
export async function wordText(content: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: content },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    )
    return tidy(textOf(parseDocument(value).children))
  } catch (error) {
    throw new Unreadable('file_damaged', error)
  }
}

type Nodes = ReturnType<typeof parseDocument>['children']

const LINES = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'tr'])

function textOf(nodes: Nodes, inCell = false): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.data
      if (!('children' in node)) return ''
      const name = 'name' in node ? node.name : ''
      if (name === 'img') return '（图片）'
      if (name === 'br') return '\n'
      const cell = inCell || name === 'td' || name === 'th'
      const inner = textOf(node.children, cell)
      if (name === 'td' || name === 'th') return `${inner.trim()}\t`
      return LINES.has(name) ? `${inner}${inCell ? ' ' : '\n'}` : inner
    })
    .join('')
}

const tidy = (text: string) =>
  text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
