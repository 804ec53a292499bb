import { Node } from '@tiptap/react'

const ADDRESS = /^\/pictures\/(\d+)$/

/** A picture of the document itself, by its number; shown to staff from where they may read it before it is public. */
export const Picture = Node.create({
  name: 'picture',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    lineage: {
      default: 0,
      rendered: false,
      parseHTML: (element: HTMLElement) => Number(ADDRESS.exec(element.getAttribute('src') ?? '')?.[1] ?? 0),
    },
    alt: { default: '', parseHTML: (element: HTMLElement) => element.getAttribute('alt') ?? '' },
  }),
  parseHTML: () => [
    { tag: 'img', getAttrs: (element) => (ADDRESS.test(element.getAttribute('src') ?? '') ? {} : false) },
  ],
  renderHTML: ({ node }) => [
    'img',
    { src: `/pictures/${String(node.attrs['lineage'])}`, alt: String(node.attrs['alt']) },
  ],
  addNodeView: () => (view) => {
    const dom = document.createElement('figure')
    const image = document.createElement('img')
    const words = document.createElement('figcaption')
    dom.className = 'editor-picture'
    dom.append(image, words)
    const show = (attributes: Readonly<Record<string, unknown>>) => {
      const alt = String(attributes['alt'])
      const address = `/api/v1/pictures/${String(attributes['lineage'])}`
      if (image.getAttribute('src') !== address) image.src = address
      image.alt = alt
      words.textContent = alt === '' ? '还没有说明' : alt
      words.classList.toggle('missing', alt === '')
    }
    show(view.node.attrs)
    return {
      dom,
      update: (node) => {
        if (node.type.name !== 'picture') return false
        show(node.attrs)
        return true
      },
    }
  },
})
