import { renderToStaticMarkup } from 'react-dom/server'
import type { PageContent } from '#platform/http/page.ts'
import { MAIN_SITE } from '#modules/sites/index.ts'
import type { SiteInfo } from './frame.tsx'

/**
 * What a page says, for programs. `data` is what the page was made of, where the page declares it; `text` is its words in
 * reading order, whatever the page.
 */
export function pageRecord(content: PageContent, site: SiteInfo, path: string, publicUrl: string): object {
  const base = site.slug === MAIN_SITE ? '' : `/s/${site.slug}`
  const address = (href: string) => (href.startsWith('/') ? `${publicUrl}${base}${href}` : href)
  return {
    url: address(path === '/' && base !== '' ? '' : path),
    site: { name: site.name, idCode: site.idCode, unit: site.unitName },
    title: content.title,
    description: content.description ?? '',
    crumbs: (content.crumbs ?? []).map((one) => ({
      label: one.label,
      ...(one.href === undefined ? {} : { url: address(one.href) }),
    })),
    tags: Object.fromEntries((content.meta ?? []).map((tag) => [tag.name, tag.content])),
    data: content.data ?? null,
    text: wordsOf(renderToStaticMarkup(content.main)),
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

function wordsOf(markup: string): string {
  return markup
    .replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '')
    .replace(/<(?:br|\/(?:p|div|li|h\d|tr|dt|dd|section|caption|td|th))\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}
