import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { Zip, ZipDeflate } from 'fflate'
import type { Api } from '#platform/http/server.ts'

const PAGE_LINK = /(<(?:a|area)\s[^>]*?\bhref=")([^"]*)(")/g
/** What is asked is asked of the city, as long as it answers. */
const FORM = /(<form\s[^>]*?\baction=")(\/[^"]*)(")/g
const PART_LINK = /(<(?:img|script|link|source)\s[^>]*?\b(?:src|href)=")([^"]*)(")/g

export interface ArchiveResult {
  readonly pages: number
  readonly files: number
  /** Addresses within the site that did not answer: a link that was broken before the archive was made. */
  readonly broken: readonly string[]
}

/**
 * Writes a site as it stands today into one zip that opens from disk (网站归档): every page that its links reach, with
 * style sheet, pictures and attachments, links made relative. Links that leave the site go to the city's portal.
 */
export async function archiveSite(
  server: Api,
  site: { readonly slug: string; readonly publicUrl: string },
  path: string,
  progress: (done: number, known: number) => void,
): Promise<ArchiveResult> {
  const base = `/s/${site.slug}`
  const output = createWriteStream(path)
  const zip = new Zip((error, chunk, final) => {
    if (error) output.destroy(error)
    else output.write(chunk)
    if (final) output.end()
  })
  const add = (name: string, content: Uint8Array) => {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    entry.push(content, true)
  }
  const names = new Map<string, string>([[base, 'index.html']])
  const waiting = [base]
  const broken: string[] = []
  let pages = 0
  let files = 0
  const nameOf = (address: string): string | undefined => {
    const known = names.get(address)
    if (known !== undefined) return known
    const name = archiveName(base, address)
    if (name === undefined) return undefined
    names.set(address, name)
    waiting.push(address)
    return name
  }
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const answer = await server.inject({ method: 'GET', url: address })
    if (answer.statusCode !== 200) {
      broken.push(address)
      continue
    }
    const name = names.get(address) ?? ''
    if (String(answer.headers['content-type']).startsWith('text/html')) {
      const away = '../'.repeat(name.split('/').length - 1)
      const link = (whole: string, before: string, target: string, after: string) => {
        const [plain = '', fragment] = target.replaceAll('&amp;', '&').split('#')
        if (!plain.startsWith('/') || plain.startsWith('//')) return whole
        const local = nameOf(plain)
        const to = local === undefined ? `${site.publicUrl}${plain}` : `${away}${encodeURI(local)}`
        return `${before}${to.replaceAll('&', '&amp;')}${fragment === undefined ? '' : `#${fragment}`}${after}`
      }
      const html = answer.body
        .replace(PAGE_LINK, link)
        .replace(PART_LINK, link)
        .replace(FORM, `$1${site.publicUrl}$2$3`)
      add(name, Buffer.from(html))
      pages += 1
    } else {
      add(name, answer.rawPayload)
      files += 1
    }
    progress(pages + files, pages + files + waiting.length)
  }
  zip.end()
  await finished(output)
  return { pages, files, broken }
}

/** Where an address lies in the archive: pages of the site, the portal's assets, attachments, pictures; undefined for all else. */
function archiveName(base: string, address: string): string | undefined {
  const [path = '', query = ''] = address.split('?')
  if (/^\/assets\/[\w.-]+$/.test(path)) return path.slice(1)
  const file = /^\/files\/(\d+)\/([^/]+)$/.exec(path)
  if (file) return `files/${file[1]}/${decodeURIComponent(file[2] ?? '')}`
  const picture = /^\/pictures\/(\d+)$/.exec(path)
  if (picture) return `pictures/${picture[1]}${query === '' ? '' : `-${query.replace(/\W+/g, '-')}`}`
  if (path !== base && !path.startsWith(`${base}/`)) return undefined
  if (path.endsWith('.xml') || path.endsWith('.json')) return undefined
  const inside = path === base ? 'index' : path.slice(base.length + 1)
  const number = /^page=(\d+)$/.exec(query)?.[1]
  if (query !== '' && number === undefined) return undefined
  return `${inside}${number === undefined ? '' : `-page-${number}`}.html`
}
