import { parseDocument } from 'htmlparser2'
import { literal, words } from '#platform/typst/markup.ts'

type Nodes = ReturnType<typeof parseDocument>['children']
type Node = Nodes[number]

/** A document of the gazette, ready to be set. */
export interface SetDocument {
  readonly title: string
  readonly number: string
  readonly issuer: string
  readonly date: string
  readonly html: string
}

export interface SetIssue {
  readonly name: string
  readonly year: number
  readonly number: number
  readonly totalNumber: number
  readonly unit: string
  /** The day of issue in words; empty in a preview. */
  readonly date: string
  readonly imprint: string
  readonly sections: readonly { readonly title: string; readonly documents: readonly SetDocument[] }[]
}

/** The body of a document as Typst markup; `picture` says where the file of a picture lies, by its number. */
export function bodyOf(html: string, picture: (lineage: number) => string | undefined): string {
  return blocks(parseDocument(html).children, { picture })
}

interface State {
  readonly picture: (lineage: number) => string | undefined
}

const INLINE: Readonly<Record<string, string>> = {
  strong: 'strong',
  b: 'strong',
  em: 'emph',
  i: 'emph',
  u: 'underline',
  s: 'strike',
  sub: 'sub',
  sup: 'super',
}

/** Headings within a document stand below its title, and not in the contents. */
const HEADINGS: Readonly<Record<string, number>> = { h2: 3, h3: 4, h4: 5 }

function blocks(nodes: Nodes, state: State): string {
  const parts: string[] = []
  let loose = ''
  const close = () => {
    if (loose.trim() !== '') parts.push(`#par[${loose.trim()}]`)
    loose = ''
  }
  for (const node of nodes) {
    const block = blockOf(node, state)
    if (block === undefined) loose += inline(node, state)
    else {
      close()
      if (block !== '') parts.push(block)
    }
  }
  close()
  return parts.join('\n\n')
}

function blockOf(node: Node, state: State): string | undefined {
  const name = nameOf(node)
  const children = childrenOf(node)
  const level = HEADINGS[name]
  if (level !== undefined) return `#heading(level: ${level}, outlined: false)[${inlines(children, state)}]`
  switch (name) {
    case 'p': {
      if (children.some((child) => nameOf(child) === 'img')) return blocks(children, state)
      const text = inlines(children, state)
      return text.trim() === '' ? '' : `#par[${text}]`
    }
    case 'ul':
      return list('list', '', children, state)
    case 'ol': {
      const start = Number(attribute(node, 'start'))
      return list(
        'enum',
        Number.isSafeInteger(start) && start > 1 ? `start: ${start}, ` : '',
        children,
        state,
      )
    }
    case 'blockquote':
      return `#quote(block: true)[${blocks(children, state)}]`
    case 'table':
      return table(node, state)
    case 'hr':
      return '#line(length: 100%, stroke: 0.5pt)'
    case 'img':
      return image(node, state)
    default:
      return undefined
  }
}

function list(as: 'list' | 'enum', options: string, nodes: Nodes, state: State): string {
  const items = nodes
    .filter((node) => nameOf(node) === 'li')
    .map((node) => `[${blocks(childrenOf(node), state)}]`)
  return items.length === 0 ? '' : `#${as}(${options}${items.join(', ')})`
}

function image(node: Node, state: State): string {
  const lineage = Number(/^\/pictures\/(\d+)$/.exec(attribute(node, 'src'))?.[1])
  const path = Number.isSafeInteger(lineage) ? state.picture(lineage) : undefined
  const alt = attribute(node, 'alt')
  if (path === undefined) return `#par[${words(`（图片：${alt}）`)}]`
  return `#align(center, image(${literal(path)}, width: 80%, alt: ${literal(alt)}))`
}

interface Row {
  readonly header: boolean
  readonly cells: readonly { readonly columns: number; readonly rows: number; readonly body: string }[]
}

function table(node: Node, state: State): string {
  const rows: Row[] = []
  let caption = ''
  const walk = (nodes: Nodes, header: boolean) => {
    for (const child of nodes) {
      const name = nameOf(child)
      if (name === 'caption') caption = inlines(childrenOf(child), state)
      else if (name === 'tr') rows.push(rowOf(child, header, state))
      else walk(childrenOf(child), header || name === 'thead')
    }
  }
  walk(childrenOf(node), false)
  const columns = widthOf(rows)
  if (columns === 0) return ''
  const cell = (one: Row['cells'][number]) =>
    `table.cell(colspan: ${Math.min(one.columns, columns)}, rowspan: ${one.rows})[${one.body}]`
  const first = rows.findIndex((row) => !row.header)
  const head = rows.slice(0, first === -1 ? rows.length : first)
  const body = first === -1 ? [] : rows.slice(first)
  const bold = (one: Row['cells'][number]) => cell({ ...one, body: `#strong[${one.body}]` })
  const header =
    head.length === 0 ? [] : [`table.header(${head.flatMap((row) => row.cells.map(bold)).join(', ')})`]
  const all = [...header, ...body.flatMap((row) => row.cells.map(cell))]
  return [
    ...(caption === '' ? [] : [`#align(center, strong[${caption}])`]),
    `#table(columns: (1fr,) * ${columns}, ${all.join(', ')})`,
  ].join('\n')
}

function rowOf(node: Node, header: boolean, state: State): Row {
  const cells = childrenOf(node).filter((child) => ['td', 'th'].includes(nameOf(child)))
  return {
    header,
    cells: cells.map((cell) => ({
      columns: span(cell, 'colspan'),
      rows: span(cell, 'rowspan'),
      body: blocks(childrenOf(cell), state),
    })),
  }
}

/** The most columns that any row needs, those that reach down from above counted in. */
function widthOf(rows: readonly Row[]): number {
  let reaching: number[] = []
  let width = 0
  for (const row of rows) {
    const above = reaching.filter((left) => left > 0).length
    width = Math.max(width, above + row.cells.reduce((sum, cell) => sum + cell.columns, 0))
    reaching = [
      ...reaching.map((left) => left - 1).filter((left) => left > 0),
      ...row.cells.flatMap((cell) => Array.from({ length: cell.columns }, () => cell.rows - 1)),
    ].filter((left) => left > 0)
  }
  return width
}

function span(node: Node, name: string): number {
  const count = Number(attribute(node, name))
  return Number.isSafeInteger(count) && count >= 1 && count <= 100 ? count : 1
}

function inlines(nodes: Nodes, state: State): string {
  return nodes.map((node) => inline(node, state)).join('')
}

function inline(node: Node, state: State): string {
  if ('data' in node && node.type === 'text') {
    const said = node.data.replace(/[\s\u00a0]+/g, ' ')
    return said === '' || said === ' ' ? said : words(said)
  }
  const name = nameOf(node)
  if (name === '') return ''
  if (name === 'br') return '#linebreak();'
  const inner = blockOf(node, state) ?? inlines(childrenOf(node), state)
  const as = INLINE[name]
  if (as !== undefined) return inner === '' ? '' : `#${as}[${inner}];`
  const href = attribute(node, 'href')
  if (name === 'a' && /^https?:\/\//.test(href)) return `#link(${literal(href)})[${inner}];`
  return inner
}

function nameOf(node: Node): string {
  return 'name' in node && 'attribs' in node ? node.name.toLowerCase() : ''
}

function childrenOf(node: Node): Nodes {
  return 'children' in node ? node.children : []
}

function attribute(node: Node, name: string): string {
  return 'attribs' in node ? (node.attribs[name] ?? '') : ''
}

const STYLE = `
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, inside: 28mm, outside: 26mm))
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), leading: 0.95em, spacing: 0.95em, justify: true)
#set list(indent: 2em)
#set enum(indent: 2em)
#set table(stroke: 0.5pt, inset: 5pt)
#show table: set text(size: 10.5pt)
#show table: set par(first-line-indent: 0em)
#show heading.where(level: 1): it => { pagebreak(weak: true); set align(center); set text(font: "Noto Sans SC", size: 20pt); block(above: 0em, below: 2em, it.body) }
#show heading.where(level: 2): it => { set align(center); set text(size: 17pt); set par(first-line-indent: 0em, leading: 0.7em); block(above: 2.4em, below: 1.2em, it.body) }
#show heading.where(level: 3): it => { set text(size: 12pt, font: "Noto Sans SC"); block(above: 1.2em, below: 1em, pad(left: 2em, it.body)) }
#show heading.where(level: 4): it => { set text(size: 12pt); block(above: 1em, below: 1em, pad(left: 2em, it.body)) }
#show heading.where(level: 5): it => { set text(size: 12pt); block(above: 1em, below: 1em, pad(left: 2em, it.body)) }
`

/**
 * A whole issue as Typst markup: cover, contents, documents by sections, imprint. Measures after GB/T 9704 (A4, 37 mm above,
 * 28 mm at the binding, two characters of indent, numbers of pages outside between dashes); smaller type, as a gazette has.
 */
export function issueOf(issue: SetIssue, picture: (document: number) => State['picture']): string {
  let place = 0
  const sections = issue.sections.map((section) => {
    const documents = section.documents.map((one) => documentOf(one, picture(place++)))
    return [`#heading(level: 1)[${words(section.title)}]`, ...documents].join('\n\n')
  })
  return [
    STYLE,
    `#set document(title: ${literal(`${issue.name} ${issue.year}年第${issue.number}期`)}, author: ${literal(issue.unit)})`,
    cover(issue),
    '#pagebreak()',
    '#outline(title: [目　录], depth: 2, indent: 1em)',
    '#set page(footer: context { set text(size: 10.5pt); let n = counter(page).display("— 1 —"); if calc.odd(here().page()) { align(right, n) } else { align(left, n) } })',
    '#counter(page).update(1)',
    ...sections,
    ...(issue.imprint === '' ? [] : [imprintOf(issue.imprint)]),
  ].join('\n\n')
}

function cover(issue: SetIssue): string {
  return `#page(footer: none)[
#set par(first-line-indent: 0em)
#v(16%)
#align(center)[#text(size: 34pt, weight: "bold", fill: rgb("#b3261e"))[${words(issue.name)}]]
#v(1fr)
#align(center)[#text(size: 18pt)[${words(`${issue.year}年第${issue.number}期`)}]]
#align(center)[#text(size: 12pt)[${words(`（总第${issue.totalNumber}期）`)}]]
#v(1fr)
#align(center)[#text(size: 14pt)[${words(issue.unit)}]]
#align(center)[#text(size: 12pt)[${words(issue.date)}]]
#v(6%)
]`
}

function documentOf(one: SetDocument, picture: State['picture']): string {
  return [
    `#heading(level: 2)[${words(one.title)}]`,
    ...(one.number === '' ? [] : [`#align(center)[${words(one.number)}]`]),
    bodyOf(one.html, picture),
    `#block(above: 1.5em, width: 100%)[#set par(first-line-indent: 0em)\n#align(right)[${words(one.issuer)}#linebreak();${words(one.date)}]]`,
  ].join('\n\n')
}

function imprintOf(imprint: string): string {
  const lines = imprint.split('\n').map((line) => words(line))
  return `#pagebreak()\n#v(1fr)\n#line(length: 100%, stroke: 0.5pt)\n#block[#set par(first-line-indent: 0em)\n#set text(size: 10.5pt)\n${lines.join('#linebreak();')}]`
}
