import { Mark, Node } from '@tiptap/react'

const KEPT_ATTRIBUTES = new Set(['colspan', 'rowspan', 'scope'])

/** The table without anything that is not structure: what came from the clipboard may carry anything. */
function bareTable(source: string): HTMLElement {
  const table =
    new DOMParser().parseFromString(source, 'text/html').querySelector('table') ??
    document.createElement('table')
  for (const element of [table, ...table.querySelectorAll('*')]) {
    if (/^(script|style|iframe|object|embed|img|svg|link)$/i.test(element.tagName)) element.remove()
    for (const { name } of Array.from(element.attributes))
      if (!KEPT_ATTRIBUTES.has(name)) element.removeAttribute(name)
  }
  return document.importNode(table, true)
}

/** A table with parts that the editor does not know stays in the text whole: it can be moved and deleted. */
export const KeptTable = Node.create({
  name: 'keptTable',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    source: { default: '', rendered: false, parseHTML: (element: HTMLElement) => element.outerHTML },
  }),
  parseHTML: () => [
    {
      tag: 'table',
      priority: 60,
      getAttrs: (element) => (element.querySelector('caption, tfoot, table') ? {} : false),
    },
  ],
  renderHTML: ({ node }) => bareTable(String(node.attrs['source'])),
})

export const Superscript = Mark.create({
  name: 'superscript',
  parseHTML: () => [{ tag: 'sup' }],
  renderHTML: () => ['sup', 0],
})

export const Subscript = Mark.create({
  name: 'subscript',
  parseHTML: () => [{ tag: 'sub' }],
  renderHTML: () => ['sub', 0],
})
