import { createHash } from 'node:crypto'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { LRUCache } from 'lru-cache'
import pg from 'pg'
import { isUnreachable } from '../db/connect.ts'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

export type Encoding = 'br' | 'gzip' | 'identity'

/** A rendered page as bytes, ready for the wire. */
export interface CachedPage {
  readonly status: number
  /** The media type of the body. */
  readonly type: string
  readonly etag: string
  readonly bodies: Readonly<Record<Encoding, Buffer>>
  readonly tags: readonly string[]
  /** When it was rendered, to the second, as HTTP writes it: what it shows is no newer. */
  readonly madeAt: string
  /** Milliseconds since the epoch, until which it is served unasked. */
  readonly freshUntil: number
}

export interface Rendered {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly tags: readonly string[]
  readonly keepSeconds: number
}

const MAX_BYTES = 256 * 1024 * 1024

/** Bytes of all encodings, made once; a page of 40 KB takes some milliseconds to compress. */
export async function packPage(rendered: Rendered, now: number): Promise<CachedPage> {
  const identity = Buffer.from(rendered.body)
  const [br, gz] = await Promise.all([
    compressBrotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    compressGzip(identity, { level: 6 }),
  ])
  return {
    status: rendered.status,
    type: rendered.type,
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    bodies: { br, gzip: gz, identity },
    tags: rendered.tags,
    madeAt: new Date(now).toUTCString(),
    freshUntil: now + rendered.keepSeconds * 1000,
  }
}

/**
 * Pages by address and script. A page is served while it is fresh and nothing it shows has changed; when the
 * database is away it is served as it last was. Several readers of one missing page wait for one rendering.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: MAX_BYTES,
    sizeCalculation: (page) =>
      page.bodies.br.length + page.bodies.gzip.length + page.bodies.identity.length + 500,
    dispose: (page, key) => this.#forget(page, key),
  })
  readonly #stale = new Set<string>()
  readonly #keysByTag = new Map<string, Set<string>>()
  readonly #underWay = new Map<string, Promise<CachedPage | undefined>>()
  /** When each tag last changed, as a count of changes: a rendering begun before that may hold what was before. */
  readonly #changes = new LRUCache<string, number>({ max: 20_000 })
  #count = 0

  /** The page if it may be served unasked. */
  peek(key: string, now: number): CachedPage | undefined {
    const page = this.#pages.get(key)
    return page !== undefined && page.freshUntil > now && !this.#stale.has(key) ? page : undefined
  }

  /** The page, rendered anew if need be; `undefined` where there is none. */
  async get(
    key: string,
    now: number,
    render: () => Promise<Rendered | undefined>,
  ): Promise<CachedPage | undefined> {
    const kept = this.peek(key, now)
    if (kept) return kept
    const underWay = this.#underWay.get(key)
    if (underWay) return underWay
    const rendering = this.#render(key, now, render)
    this.#underWay.set(key, rendering)
    try {
      return await rendering
    } finally {
      this.#underWay.delete(key)
    }
  }

  async #render(
    key: string,
    now: number,
    render: () => Promise<Rendered | undefined>,
  ): Promise<CachedPage | undefined> {
    const begun = this.#count
    try {
      const rendered = await render()
      if (!rendered) {
        this.#pages.delete(key)
        return undefined
      }
      const page = await packPage(rendered, now)
      if (rendered.keepSeconds > 0) this.#keep(key, page, begun)
      return page
    } catch (error) {
      const last = this.#pages.get(key)
      if (last && isUnreachable(error)) return last
      throw error
    }
  }

  #keep(key: string, page: CachedPage, begun: number): void {
    this.#pages.set(key, page)
    for (const tag of page.tags) {
      const keys = this.#keysByTag.get(tag)
      if (keys) keys.add(key)
      else this.#keysByTag.set(tag, new Set([key]))
    }
    if (page.tags.some((tag) => (this.#changes.get(tag) ?? 0) > begun)) this.#stale.add(key)
    else this.#stale.delete(key)
  }

  #forget(page: CachedPage, key: string): void {
    this.#stale.delete(key)
    for (const tag of page.tags) {
      const keys = this.#keysByTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#keysByTag.delete(tag)
    }
  }

  /** Pages that carry the tag are rendered anew at their next reader. */
  markStale(tag: string): void {
    this.#changes.set(tag, ++this.#count)
    for (const key of this.#keysByTag.get(tag) ?? []) this.#stale.add(key)
  }

  markAllStale(): void {
    for (const key of this.#pages.keys()) this.#stale.add(key)
  }
}

/**
 * Listens for stale tags of every process on the database. After a lost connection everything counts as stale,
 * since messages may have been missed. `stop` ends it.
 */
export function listenForStale(
  url: string,
  cache: Pick<PageCache, 'markStale' | 'markAllStale'>,
): { ready: Promise<void>; stop(): Promise<void> } {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'mingjing-stale-pages' })
    next.on('notification', (message) => {
      if (message.payload !== undefined) cache.markStale(message.payload)
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!stopped) again()
    })
    await next.connect()
    await next.query('listen stale_pages')
    client = next
    cache.markAllStale()
  }
  const again = () => {
    clearTimeout(retry)
    retry = setTimeout(() => {
      if (!stopped) open().catch(again)
    }, 1000)
  }
  return {
    ready: open(),
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
