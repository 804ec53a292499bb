import { parseDocument } from 'htmlparser2'

type Nodes = ReturnType<typeof parseDocument>['children']
type Node = Nodes[number]

export interface Pasted {
  /** Its n-th picture stands as a picture of number 0 whose words are n. */
  readonly html: string
  /** Where the text had its pictures from: mostly from the writer's own computer. */
  readonly pictures: readonly string[]
}

/** Whether a text of the clipboard comes from Word or WPS. */
export function fromOffice(html: string): boolean {
  return /\bclass="?Mso|\bmso-|urn:schemas-microsoft-com|content="?(?:Word\.Document|WPS)/i.test(html)
}

const SKIPPED = new Set(['style', 'script', 'head', 'meta', 'link', 'title', 'xml', 'del', 'o:p', 'w:sdtpr'])
const PICTURES = new Set(['img', 'v:imagedata'])
const INLINE: Readonly<Record<string, string>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  u: 'u',
  s: 's',
  strike: 's',
  sub: 'sub',
  sup: 'sup',
}
const BLOCKS = new Set([
  'p',
  'ul',
  'ol',
  'li',
  'table',
  'blockquote',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
])

interface Item {
  readonly level: number
  readonly ordered: boolean
  readonly start: number
  readonly html: string
}

interface State {
  readonly pictures: string[]
  /** A text that has headings of the first level: the page has its own, so all go one down. */
  readonly down: number
}

/**
 * The structure of a text from Word or WPS without its dress: headings, paragraphs, lists (paragraphs dressed as
 * lists among them), tables and links.
 */
export function cleanOffice(source: string): Pasted {
  const state: State = { pictures: [], down: /<h1[\s>]|mso-outline-level:\s*1\b/i.test(source) ? 1 : 0 }
  const html = blocks(parseDocument(source).children, state, false)
  return { html, pictures: state.pictures }
}

function blocks(nodes: Nodes, state: State, header: boolean): string {
  const parts: string[] = []
  let items: Item[] = []
  let loose = ''
  const close = () => {
    if (items.length > 0) parts.push(listHtml(items))
    items = []
    if (visible(loose)) parts.push(`<p>${loose.trim()}</p>`)
    loose = ''
  }
  for (const node of nodes) {
    if (hidden(node)) continue
    const name = nameOf(node)
    if (name === undefined || !holdsBlock(node)) {
      const html = inline(node, state)
      if (!visible(html) && items.length > 0) continue
      if (items.length > 0) close()
      loose += html
      continue
    }
    const item = listItem(node, state)
    if (item) {
      if (visible(loose)) close()
      items.push(item)
      continue
    }
    const html = block(node, name, state, header)
    if (html === '') continue
    close()
    parts.push(html)
  }
  close()
  return parts.join('')
}

function block(node: Node, name: string, state: State, header: boolean): string {
  const children = childrenOf(node)
  const heading = headingLevel(node, name)
  if (heading !== undefined) {
    const level = Math.min(Math.max(heading + state.down, 2), 4)
    const text = inlines(children, state).trim()
    return visible(text) ? `<h${level}>${text}</h${level}>` : ''
  }
  switch (name) {
    case 'p': {
      const text = inlines(children, state).trim()
      return visible(text) ? `<p>${text}</p>` : ''
    }
    case 'ul':
    case 'ol':
    case 'blockquote':
      return wrap(name, blocks(children, state, header))
    case 'li':
      return `<li>${blocks(children, state, header)}</li>`
    case 'table':
      return wrap('table', rows(children, state, false))
    default:
      return blocks(children, state, header)
  }
}

function rows(nodes: Nodes, state: State, header: boolean): string {
  return nodes
    .map((node) => {
      const name = nameOf(node)
      if (name === undefined || hidden(node)) return ''
      if (name === 'tr') return wrap('tr', cells(childrenOf(node), state, header))
      return rows(childrenOf(node), state, name === 'thead')
    })
    .join('')
}

function cells(nodes: Nodes, state: State, header: boolean): string {
  return nodes
    .map((node) => {
      const name = nameOf(node)
      if ((name !== 'td' && name !== 'th') || hidden(node)) return ''
      const tag = header ? 'th' : name
      const spans = ['colspan', 'rowspan']
        .map((side) => [side, Number(attribute(node, side))] as const)
        .filter(([, count]) => Number.isInteger(count) && count > 1 && count <= 1000)
        .map(([side, count]) => ` ${side}="${count}"`)
      return `<${tag}${spans.join('')}>${blocks(childrenOf(node), state, header)}</${tag}>`
    })
    .join('')
}

function inlines(nodes: Nodes, state: State): string {
  return tight(nodes.map((node) => inline(node, state)).join(''))
}

function inline(node: Node, state: State): string {
  if ('data' in node && node.type === 'text') return escape(node.data)
  const name = nameOf(node)
  if (name === undefined || hidden(node)) return ''
  if (PICTURES.has(name)) {
    const index = state.pictures.push(attribute(node, 'src')) - 1
    return `<img src="/pictures/0" alt="${index}">`
  }
  if (name === 'br') return '<br>'
  const inner = inlines(childrenOf(node), state)
  const tag = INLINE[name]
  if (tag !== undefined) return visible(inner) ? `<${tag}>${inner}</${tag}>` : inner
  if (name === 'a') {
    const href = attribute(node, 'href').trim()
    return /^(https?:\/\/|mailto:|tel:)/i.test(href) && visible(inner)
      ? `<a href="${escape(href)}">${inner}</a>`
      : inner
  }
  return inner
}

/** Comments, revisions that were struck out, and what Word marks as not to be seen. */
function hidden(node: Node): boolean {
  const name = nameOf(node)
  if (name === undefined) return node.type !== 'text'
  if (SKIPPED.has(name)) return true
  const style = styleOf(node)
  return (
    /mso-hide:all|display:none|mso-element:comment/.test(style) ||
    (/mso-list:ignore/.test(style) && !staysInText(textOf(node))) ||
    /\b(MsoCommentReference|msocomanchor|msocomtxt)\b/i.test(attribute(node, 'class'))
  )
}

function headingLevel(node: Node, name: string): number | undefined {
  const tag = /^h([1-6])$/.exec(name)
  if (tag) return Number(tag[1])
  if (name !== 'p') return undefined
  if (/\bMsoTitle\b/i.test(attribute(node, 'class'))) return 1
  const outline = /mso-outline-level:(\d)/.exec(styleOf(node))
  return outline ? Number(outline[1]) : undefined
}

/**
 * A paragraph dressed as an item of a list. Marks other than dots and 1. stay in the text (一、, （一）, 第一条): they
 * are cited, and a list of the browser would count in another way.
 */
function listItem(node: Node, state: State): Item | undefined {
  if (nameOf(node) !== 'p') return undefined
  const level = /mso-list:\S*\s*level(\d)/.exec(attribute(node, 'style').toLowerCase())
  if (!level) return undefined
  const mark = marks(childrenOf(node)).replace(/\s+/g, '')
  if (staysInText(mark)) return undefined
  const number = /^(\d{1,4})\.$/.exec(mark)
  return {
    level: Number(level[1]),
    ordered: number !== null,
    start: Number(number?.[1] ?? 1),
    html: inlines(childrenOf(node), state).trim(),
  }
}

function staysInText(mark: string): boolean {
  const bare = mark.replace(/\s+/g, '')
  return !/^\d{1,4}\.$/.test(bare) && isCited(bare)
}

function isCited(mark: string): boolean {
  return /[\p{Script=Han}\d（(]|^\p{L}+[^\p{L}]/u.test(mark)
}

function marks(nodes: Nodes): string {
  return nodes
    .map((node) => {
      if (/mso-list:ignore/.test(styleOf(node))) return textOf(node)
      return marks(childrenOf(node))
    })
    .join('')
}

function listHtml(items: readonly Item[]): string {
  let html = ''
  const open: Item[] = []
  const closeOne = () => {
    html += `</li></${open.pop()?.ordered ? 'ol' : 'ul'}>`
  }
  for (const item of items) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > item.level) closeOne()
    const same = open.at(-1)?.level === item.level ? open.at(-1) : undefined
    if (same && same.ordered !== item.ordered) closeOne()
    if (same && same.ordered === item.ordered) html += '</li>'
    else {
      html += item.ordered ? `<ol${item.start > 1 ? ` start="${item.start}"` : ''}>` : '<ul>'
      open.push(item)
    }
    html += `<li><p>${item.html}</p>`
  }
  while (open.length > 0) closeOne()
  return html
}

function wrap(tag: string, inner: string): string {
  return inner === '' ? '' : `<${tag}>${inner}</${tag}>`
}

function holdsBlock(node: Node): boolean {
  const name = nameOf(node)
  if (name !== undefined && BLOCKS.has(name)) return true
  return childrenOf(node).some(holdsBlock)
}

/** Word breaks the lines of its source anywhere; between Chinese characters that is no space. */
function tight(html: string): string {
  return html
    .replace(
      /([\p{Script=Han}，。、；：？！（）《》“”〔〕])\s*\n\s*(?=[\p{Script=Han}，。、；：？！（）《》“”〔〕])/gu,
      '$1',
    )
    .replace(/[ \t\r\n]+/g, ' ')
}

function visible(html: string): boolean {
  return html.replace(/<(?!img )[^>]*>|&nbsp;|\s|\u00a0/g, '') !== ''
}

function nameOf(node: Node): string | undefined {
  return 'name' in node && 'attribs' in node ? node.name.toLowerCase() : undefined
}

function childrenOf(node: Node): Nodes {
  return 'children' in node ? node.children : []
}

function attribute(node: Node, name: string): string {
  return 'attribs' in node ? (node.attribs[name] ?? '') : ''
}

function styleOf(node: Node): string {
  return attribute(node, 'style').toLowerCase().replace(/\s+/g, '')
}

function textOf(node: Node): string {
  if ('data' in node && node.type === 'text') return node.data
  return childrenOf(node).map(textOf).join('')
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
