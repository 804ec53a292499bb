import type { FastifyReply, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { civilDateOf } from '#platform/dates.ts'
import { packPage, type CachedPage, type PageCache, type Rendered } from '#platform/cache/pages.ts'
import type { Db } from '#platform/db/connect.ts'
import { Refusal } from '#platform/errors.ts'
import type { PageContent, PageRequest, PageRoute, Redirect } from '#platform/http/page.ts'
import { readForm } from '#platform/http/uploads.ts'
import type { Api, Problem } from '#platform/http/server.ts'
import { MAIN_SITE } from '#modules/sites/index.ts'
import { traditionalPage } from '#platform/text/hant.ts'
import { answerFor, KEPT, pageKey } from './answer.ts'
import { withinSite } from './base.ts'
import { closedContent } from './closed.tsx'
import { Frame, type FrameInput, type SiteInfo } from './frame.tsx'
import type { Hosts } from './hosts.ts'
import { pageRecord } from './page-record.ts'
import { problemContent } from './problem.tsx'

export interface PortalOptions {
  readonly db: Db
  readonly cache: PageCache
  readonly now: () => Date
  readonly secure: boolean
  readonly publicUrl: string
  readonly pages: readonly PageRoute[]
  readonly navigation: FrameInput['navigation']
  readonly hosts: Hosts
  /** The word for the network from which an address asks. */
  readonly client: (address: string) => Promise<string>
  readonly assets: (name: string) => string
  /** Read anew for each rendering; the last answer serves when the database is away. Undefined: no such site. */
  readonly site: (slug: string) => Promise<SiteInfo | undefined>
  /** Where readers of an address of a site that is no more are sent. */
  readonly moved: (slug: string, path: string) => Promise<string | undefined>
}

type Script = FrameInput['script']
/** A page in one of the scripts, or what it says to programs. */
type Form = Script | 'json'

/** Registers every public page in both scripts, and what it says to programs at the same address with .json. */
export function servePortal(app: Api, options: PortalOptions): void {
  for (const page of options.pages) {
    for (const below of page.everySite ? ['', '/s/:site'] : ['']) {
      const add = (url: string, form: Form) =>
        app.route({
          method: page.method,
          url,
          config: {
            access: 'public',
            ...(page.perMinute === undefined
              ? {}
              : { rateLimit: { max: page.perMinute, timeWindow: '1 minute' } }),
          },
          schema: { hide: true },
          handler: (request, reply) => answerPage(options, page, form, request, reply),
        })
      const path = `${below}${page.path}`.replace(/(?<=.)\/$/, '')
      add(path, 'zh-Hans')
      add(`/hant${path}`.replace(/(?<=.)\/$/, ''), 'zh-Hant')
      if (page.method === 'GET' && page.keep > 0)
        add(page.path === '/' ? `${below}/index.json` : `${path}.json`, 'json')
    }
  }
}

/** Where on the group an address stands: the site, the prefix of its links, the address within it. */
interface Place {
  readonly site: string
  readonly base: string
  readonly path: string
}

function placeOf(request: { readonly url: string; readonly originalUrl: string }): Place {
  const [, site = MAIN_SITE, rest = ''] =
    /^(?:\/hant(?=[/?]|$))?(?:\/s\/([^/?]+))?([^?]*)/.exec(request.url) ?? []
  const onOwnHost = request.originalUrl !== request.url
  const path = rest.replace(/\/index\.json$|\.json$/, '')
  return { site, base: site === MAIN_SITE || onOwnHost ? '' : `/s/${site}`, path: path || '/' }
}

async function answerPage(
  options: PortalOptions,
  page: PageRoute,
  form: Form,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const place = placeOf(request)
  const asked = await readRequest(options, page, request, place.site)
  if (page.keep === 0) {
    const content = await page.read(asked)
    if (!content) return missing(reply)
    if ('redirect' in content) return redirect(options, content, form, reply)
    return send(request, reply, await packPage(await render(options, content, place, form, 0), 0), 'no-store')
  }
  const address = request.originalUrl.split('?')[0] ?? '/'
  const key = options.hosts.key(request.headers.host, pageKey(address, asked.query))
  const now = options.now().getTime()
  let moved: Redirect | undefined
  let asking = false
  const kept = await options.cache.get(key, now, async () => {
    asking = true
    const site = await options.site(place.site)
    if (!site) return undefined
    const content = site.state === 'closed' ? closedContent(site) : await page.read(asked)
    if (content && 'redirect' in content) {
      moved = content
      return undefined
    }
    return content && render(options, content, place, form, page.keep)
  })
  if (kept) return send(request, reply, kept, KEPT)
  // Another reader's question was waited for, which found no page: that it leads elsewhere, only that reader was told.
  if (!asking) {
    const content = await page.read(asked)
    if (content && 'redirect' in content) moved = content
  }
  if (moved) return redirect(options, moved, form, reply)
  return missing(reply)
}

function missing(reply: FastifyReply): FastifyReply {
  reply.callNotFound()
  return reply
}

async function readRequest(
  options: PortalOptions,
  page: PageRoute,
  request: FastifyRequest,
  site: string,
): Promise<PageRequest> {
  const now = options.now()
  const query: Record<string, string> = {}
  const given = request.query as Record<string, unknown>
  for (const name of [...(page.query ?? [])].toSorted()) {
    const value = given[name]
    if (typeof value === 'string' && value !== '') query[name] = value
  }
  const sent = page.method === 'POST' ? await readSent(page, request) : { form: {} }
  return {
    db: options.db,
    site,
    publicUrl: options.publicUrl,
    now,
    today: civilDateOf(now),
    params: request.params as Record<string, string>,
    query,
    ...sent,
    cookies: request.cookies,
    client: () => options.client(request.ip),
  }
}

type Sent = Pick<PageRequest, 'form' | 'files'>

async function readSent(page: PageRoute, request: FastifyRequest): Promise<Sent> {
  if (request.isMultipart()) {
    if (page.uploads === undefined) throw new Refusal('unexpected_files', 415)
    return readForm(request, page.uploads)
  }
  const form: Record<string, string> = {}
  if (typeof request.body === 'object' && request.body !== null) {
    for (const [name, value] of Object.entries(request.body)) {
      const last: unknown = Array.isArray(value) ? value.at(-1) : value
      if (typeof last === 'string') form[name] = last
    }
  }
  return { form, ...(page.uploads === undefined ? {} : { files: [] }) }
}

async function render(
  options: PortalOptions,
  content: PageContent,
  place: Place,
  form: Form,
  keepSeconds: number,
): Promise<Rendered> {
  const site = (await options.site(place.site)) ?? (await options.site(MAIN_SITE))
  if (!site) throw new Error('the portal has no site')
  const kept = { status: content.status ?? 200, tags: [...content.tags, 'site'], keepSeconds }
  if (form === 'json') {
    const body = JSON.stringify(pageRecord(content, site, place.path, options.publicUrl))
    return { ...kept, type: 'application/json; charset=utf-8', body }
  }
  const markup = renderToStaticMarkup(
    createElement(Frame, {
      page: content,
      site,
      path: place.path,
      script: form,
      navigation: site.slug === MAIN_SITE ? options.navigation : site.navigation,
      assets: options.assets,
    }),
  )
  const body = `<!doctype html>${withinSite(form === 'zh-Hant' ? traditionalPage(markup) : markup, place.base)}`
  return { ...kept, type: 'text/html; charset=utf-8', body }
}

function redirect(options: PortalOptions, content: Redirect, form: Form, reply: FastifyReply): FastifyReply {
  if (content.cookie) {
    reply.setCookie(content.cookie.name, content.cookie.value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: options.secure,
      maxAge: content.cookie.seconds,
    })
  }
  const inside = content.redirect.startsWith('/')
  const prefix = form === 'zh-Hant' && inside ? '/hant' : ''
  const ending = form === 'json' && inside ? '.json' : ''
  return reply
    .header('cache-control', 'no-store')
    .redirect(`${prefix}${content.redirect}${ending}`, content.status)
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  page: CachedPage,
  cacheControl: string,
): FastifyReply {
  const answer = answerFor(page, request.headers, cacheControl)
  return reply.code(answer.status).headers(answer.headers).send(answer.body)
}

/** An error for a person to read, or the way on from an address that has moved. */
export async function answerProblem(
  options: PortalOptions,
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const script: Script = /^\/hant(?=[/?]|$)/.test(request.url) ? 'zh-Hant' : 'zh-Hans'
  const place = placeOf(request)
  if (problem.status === 404 && (request.method === 'GET' || request.method === 'HEAD')) {
    const target = await options.moved(place.site, place.path).catch(() => undefined)
    if (target !== undefined) {
      const within = target.startsWith('/')
        ? `${script === 'zh-Hant' ? '/hant' : ''}${place.base}${target}`
        : target
      return reply.redirect(within, 301)
    }
  }
  const rendered = await render(options, problemContent(problem), { ...place, path: '/' }, script, 0)
  return reply.code(problem.status).header('content-type', 'text/html; charset=utf-8').send(rendered.body)
}
