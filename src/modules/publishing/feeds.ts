import { Feed } from 'feed'
import { formatInstantChinese } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import { sendFresh } from '#platform/http/fresh.ts'
import type { Api } from '#platform/http/server.ts'
import { find } from '#kernel/search/index.ts'
import { findChannel, MAIN_SITE } from '#modules/sites/index.ts'
import { listFeed, listFeedOf } from './store/feeds.ts'

const FEED_SIZE = 30
const KEEP = 300
const MAX_TYPED = 100

const FORMATS = {
  'feed.xml': { type: 'application/rss+xml; charset=utf-8', write: (feed: Feed) => feed.rss2() },
  'atom.xml': { type: 'application/atom+xml; charset=utf-8', write: (feed: Feed) => feed.atom1() },
} as const

/** What is new, for readers of feeds: of the portal, of a column of any site, of what a search finds; RSS and Atom. */
export function serveFeeds(app: Api, services: { readonly publicUrl: string }): void {
  const open = { config: { access: 'public' as const }, schema: { hide: true } }
  for (const [name, { type, write }] of Object.entries(FORMATS)) {
    const answer = (title: string, path: string, items: Items) => ({
      type,
      body: write(feedOf(services.publicUrl, title, path, items)),
      modified: newest(items),
      keep: KEEP,
    })

    app.get(`/${name}`, open, async (request, reply) =>
      sendFresh(
        request,
        reply,
        answer('最新公开', '/', await listFeed(request.ctx.db, undefined, FEED_SIZE)),
      ),
    )

    for (const below of ['', '/s/:site']) {
      app.get(`${below}/channels/:slug/${name}`, open, async (request, reply) => {
        const { site = MAIN_SITE, slug } = request.params as { site?: string; slug: string }
        const channel = await findChannel(request.ctx.db, slug, site)
        if (!channel) throw notFound('channel', slug)
        const items = await listFeed(request.ctx.db, channel.id, FEED_SIZE)
        const base = site === MAIN_SITE ? '' : `/s/${site}`
        return sendFresh(request, reply, answer(channel.name, `${base}/channels/${slug}`, items))
      })
    }

    app.get(`/search/${name}`, open, async (request, reply) => {
      const { q } = request.query as { q?: unknown }
      const typed = typeof q === 'string' ? q.slice(0, MAX_TYPED) : ''
      const hits = await find(request.ctx.db, { source: 'document', typed, offset: 0, limit: FEED_SIZE })
      const items = await listFeedOf(request.ctx.db, hits.ids)
      const path = `/search?${new URLSearchParams({ q: typed }).toString()}`
      return sendFresh(request, reply, answer(`搜索“${typed}”`, path, items))
    })
  }
}

type Items = Awaited<ReturnType<typeof listFeed>>

function newest(items: Items): Date | undefined {
  const times = items.flatMap((item) => item.published_at?.getTime() ?? [])
  return times.length === 0 ? undefined : new Date(Math.max(...times))
}

function feedOf(publicUrl: string, title: string, path: string, items: Items): Feed {
  const updated = newest(items)
  const feed = new Feed({
    title,
    id: `${publicUrl}${path}`,
    link: `${publicUrl}${path}`,
    language: 'zh-Hans',
    copyright: '',
    generator: 'Mingjing',
    // Without a time of its own the library would write that of the asking, and no two answers would be equal.
    updated: updated ?? new Date(0),
  })
  for (const item of items) {
    const link = `${publicUrl}/documents/${item.id}`
    feed.addItem({
      title: item.title,
      id: link,
      link,
      description:
        item.summary || `${item.issuer} ${item.published_at ? formatInstantChinese(item.published_at) : ''}`,
      date: item.published_at ?? new Date(`${item.shown_on}T00:00:00+08:00`),
    })
  }
  return feed
}
