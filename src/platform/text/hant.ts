import * as OpenCC from 'opencc-js'
import { once } from '../once.ts'

const toTraditional = once(() => OpenCC.Converter({ from: 'cn', to: 'tw' }))

/** Plain text in Traditional characters (characters only, not words of Taiwan or Hong Kong). */
function traditional(text: string): string {
  return toTraditional()(text)
}

/** Elements whose text is not language: left as it is. */
const VERBATIM = /^(script|style|textarea)$/i
/** A link that states its own language, its words included: 简体 is written in Simplified. React writes hrefLang. */
const FOREIGN = /\shreflang=/i
/** Attributes that a reader sees or hears. */
const SPOKEN = /\b(title|alt|aria-label|placeholder|content)="([^"]*)"/g
/** Links within the portal keep the script; files, feeds, programs and style sheets have none. */
const INTERNAL = /\b(href|action)="(\/(?!\/|assets\/|api\/|files\/|console|hant\/|hant")[^"]*)"/g

/**
 * A whole rendered page in Traditional characters. Only text nodes and spoken attributes are converted, never an
 * address (converting raw HTML would turn /档案 into /檔案), and internal links get the prefix /hant.
 */
export function traditionalPage(html: string): string {
  let verbatim = ''
  return html
    .split(/(<[^>]*>)/)
    .map((part) => {
      if (!part.startsWith('<')) return verbatim === '' ? traditional(part) : part
      const name = /^<\/?([a-z0-9]+)/i.exec(part)?.[1] ?? ''
      if (part.startsWith('</')) verbatim = name === verbatim ? '' : verbatim
      else if (verbatim === '' && (VERBATIM.test(name) || (name === 'a' && FOREIGN.test(part))))
        verbatim = name
      return convertTag(part, name)
    })
    .join('')
}

function convertTag(tag: string, name: string): string {
  if (FOREIGN.test(tag)) return tag
  let converted = tag.replace(
    SPOKEN,
    (_, attribute: string, value: string) => `${attribute}="${traditional(value)}"`,
  )
  if (name === 'a' || name === 'form' || name === 'area') {
    converted = converted.replace(
      INTERNAL,
      (_, attribute: string, path: string) => `${attribute}="/hant${path === '/' ? '' : path}"`,
    )
  }
  return name === 'html' ? converted.replace('lang="zh-Hans"', 'lang="zh-Hant"') : converted
}
