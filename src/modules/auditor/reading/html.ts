import { parseDocument } from 'htmlparser2'
import { SourceBuilder, spread, type Source, type SpanningCell } from './source.ts'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { name: string; children: unknown }>

const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'svg',
  'iframe',
  'select',
  'button',
  'nav',
  'textarea',
])
const BLOCK =
  /^(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|section|article|header|footer|main|aside|form|fieldset|blockquote|pre|center|body|html|hr|address|figure|figcaption|tr|td|th|table|caption)$/
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden/i
/** Words in one cell beyond this are a page's text laid out by a table. */
const LONGEST_CELL = 400

/** A page as a reader sees it: hidden parts and programs left out, tables of numbers as tables, tables of layout as text. */
export function readHtml(html: string): Source {
  const builder = new SourceBuilder()
  let text = ''
  const flush = () => {
    const line = text.replace(/[ \t\r\n\f]+/g, ' ').trim()
    text = ''
    if (line !== '') builder.text(line)
  }
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.type === 'text') text += node.data
      if (!isElement(node) || isSilent(node)) continue
      if (node.name === 'br') flush()
      else if (node.name === 'table' && isData(node)) {
        flush()
        builder.table(spread(rowsOf(node)))
      } else if (BLOCK.test(node.name)) {
        flush()
        visit(node.children)
        flush()
      } else visit(node.children)
    }
  }
  visit(parseDocument(html, { decodeEntities: true }).children)
  flush()
  return builder.build()
}

const isElement = (node: Node): node is Element => 'name' in node && 'children' in node

function isSilent(node: Element): boolean {
  return SILENT.has(node.name) || HIDDEN.test(node.attribs['style'] ?? '') || 'hidden' in node.attribs
}

function* descendants(node: Element, name: string): Generator<Element> {
  for (const child of node.children as Node[]) {
    if (!isElement(child)) continue
    if (child.name === name) yield child
    yield* descendants(child, name)
  }
}

/** A table of numbers has no table within it, more than one row and no cell full of prose. */
function isData(table: Element): boolean {
  if (!descendants(table, 'table').next().done) return false
  const rows = rowsOf(table)
  if (rows.length < 2 || rows.every((row) => row.length < 2)) return false
  return rows.every((row) => row.every((cell) => cell.text.length <= LONGEST_CELL))
}

function rowsOf(table: Element): SpanningCell[][] {
  return [...descendants(table, 'tr')]
    .filter((row) => !isSilent(row))
    .map((row) =>
      (row.children as Node[])
        .filter(isElement)
        .filter((cell) => cell.name === 'td' || cell.name === 'th')
        .map((cell) => ({
          text: textOf(cell).replace(/\s+/g, ' ').trim(),
          rows: spanOf(cell.attribs['rowspan']),
          columns: spanOf(cell.attribs['colspan']),
        })),
    )
    .filter((row) => row.length > 0)
}

const spanOf = (text: string | undefined): number =>
  Math.max(1, Math.min(200, Number.parseInt(text ?? '1', 10) || 1))

function textOf(node: Element): string {
  return (node.children as Node[])
    .map((child) => {
      if (child.type === 'text') return child.data
      if (!isElement(child) || isSilent(child)) return ''
      return `${textOf(child)}${child.name === 'br' || BLOCK.test(child.name) ? ' ' : ''}`
    })
    .join('')
}
