import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { CachedPage, Encoding, PageCache } from '#platform/cache/pages.ts'
import { securityHeaders } from '#platform/http/server.ts'
import type { Hosts } from './hosts.ts'

/** For pages that readers share: a proxy may keep them for half a minute, a browser asks each time. */
export const KEPT = 'public, max-age=0, s-maxage=30, must-revalidate'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number>>
  /** Absent where the reader has the page already. */
  readonly body: Buffer | undefined
}

/** The key of a page in the cache: its address, with the script's prefix, and the query that it declares. */
export function pageKey(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}

/** How a page crosses the wire to a reader who sent these headers. */
export function answerFor(page: CachedPage, asked: IncomingHttpHeaders, cacheControl: string): Answer {
  const encoding = encodingFor(asked['accept-encoding'] ?? '')
  const shared = cacheControl === KEPT
  const headers = {
    'content-type': page.type,
    'cache-control': cacheControl,
    vary: 'accept-encoding',
    ...(shared ? { etag: page.etag, 'last-modified': page.madeAt } : {}),
  }
  if (shared && isKnown(asked, page)) return { status: 304, headers, body: undefined }
  const body = page.bodies[encoding]
  return {
    status: page.status,
    headers: {
      ...headers,
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'content-length': body.length,
    },
    body,
  }
}

/** Whether the reader has this very page (RFC 9110, 13.1): its tag decides alone; the time is asked only without one. */
function isKnown(asked: IncomingHttpHeaders, page: CachedPage): boolean {
  const tags = asked['if-none-match']
  if (tags !== undefined) {
    if (tags === page.etag || tags === '*') return true
    return (
      tags.includes(page.etag) && tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === page.etag)
    )
  }
  const since = asked['if-modified-since']
  if (since === undefined) return false
  const time = Date.parse(since)
  return !Number.isNaN(time) && Date.parse(page.madeAt) <= time
}

function encodingFor(accepted: string): Encoding {
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

/**
 * Answers a page that lies fresh in the cache before anything else is asked of it: most of the portal's traffic is
 * such pages, and routing, contexts and hooks would cost more than the answer. An address whose query is not written just
 * as `pageKey` writes it goes the whole way: only the page's route knows which part of it counts.
 */
export function readyPages(options: {
  readonly cache: PageCache
  readonly hosts: Pick<Hosts, 'key'>
  readonly now: () => Date
  readonly secure: boolean
}): (request: IncomingMessage, response: ServerResponse) => boolean {
  const security = securityHeaders(options.secure)
  return (request, response) => {
    if (request.method !== 'GET' || request.url === undefined) return false
    const page = options.cache.peek(
      options.hosts.key(request.headers.host, request.url),
      options.now().getTime(),
    )
    if (!page) return false
    const answer = answerFor(page, request.headers, KEPT)
    response.writeHead(answer.status, { ...security, ...answer.headers })
    response.end(answer.body)
    return true
  }
}
