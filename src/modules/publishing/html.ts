import sanitizeHtml from 'sanitize-html'
import MarkdownIt from 'markdown-it'
import { once } from '#platform/once.ts'

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    'h2',
    'h3',
    'h4',
    'p',
    'br',
    'hr',
    'img',
    'strong',
    'em',
    'u',
    's',
    'sub',
    'sup',
    'blockquote',
    'ol',
    'ul',
    'li',
    'a',
    'table',
    'caption',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: {
    a: ['href', 'title'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
    ol: ['start'],
    img: ['src', 'alt', 'width', 'height'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // Pictures are the document's own: one from elsewhere would tell a stranger who reads this page.
  exclusiveFilter: (frame) => frame.tag === 'img' && !/^\/pictures\/\d+$/.test(frame.attribs['src'] ?? ''),
  // The page has the only heading of the first level.
  transformTags: { h1: 'h2', h5: 'h4', h6: 'h4', b: 'strong', i: 'em' },
}

/** The text of a document as it may be shown, whatever the client sent. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, ALLOWED)
}

// No raw HTML in Markdown: what comes out needs no cleaning.
const markdown = once(() => new MarkdownIt({ html: false, linkify: false }).disable(['code', 'image']))

/** Markdown as HTML; headings begin at the second level. */
export function markdownToHtml(text: string): string {
  return markdown()
    .render(text)
    .replace(
      /<(\/?)h([1-6])>/g,
      (_, slash: string, level: string) => `<${slash}h${Math.min(Math.max(Number(level), 2), 4)}>`,
    )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

/** The words of an HTML text, for search and snippets. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
}
