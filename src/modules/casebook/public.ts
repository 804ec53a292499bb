import { Feed } from 'feed'
import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { sendFresh } from '#platform/http/fresh.ts'
import { addressOf, kindLabels, type EntryKind } from './kinds.ts'
import { excerptOf, findAnswers, listShown } from './shown.ts'

const FEED_SIZE = 30
const KEEP = 300
const SUGGESTED = 5
const PER_MINUTE = 60

const SuggestionQuery = Type.Object({ q: Type.Optional(Type.String({ maxLength: 500 })) })

/** Public addresses that are no pages: suggestions while somebody types, and feeds. */
export function serveCasebook(app: Api, { publicUrl }: { readonly publicUrl: string }): void {
  app.get(
    '/suggestions/questions',
    {
      config: { access: 'public', rateLimit: { max: PER_MINUTE, timeWindow: '1 minute' } },
      schema: { hide: true, querystring: SuggestionQuery },
    },
    async ({ ctx, query }, reply) => {
      const items = await findAnswers(ctx.db, query.q ?? '', SUGGESTED)
      return reply.header('cache-control', 'public, max-age=60').send({ items })
    },
  )
  serveFeed(app, publicUrl, 'question', '/questions')
  serveFeed(app, publicUrl, 'case', '/cases')
}

function serveFeed(app: Api, publicUrl: string, kind: EntryKind, path: string): void {
  app.get(
    `${path}/feed.xml`,
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const { items } = await listShown(request.ctx.db, { kind }, { offset: 0, limit: FEED_SIZE })
      const modified = items[0]?.shown_at
      const feed = new Feed({
        title: kindLabels[kind],
        id: `${publicUrl}${path}`,
        link: `${publicUrl}${path}`,
        language: 'zh-Hans',
        copyright: '',
        generator: 'Mingjing',
        // Without a time of its own the library would write that of the asking, and no two answers would be equal.
        updated: modified ?? new Date(0),
      })
      for (const item of items) {
        const link = `${publicUrl}${addressOf(kind, item.id)}`
        feed.addItem({
          title: item.title,
          id: link,
          link,
          description: excerptOf(item),
          date: item.shown_at,
        })
      }
      return sendFresh(request, reply, {
        type: 'application/rss+xml; charset=utf-8',
        body: feed.rss2(),
        modified,
        keep: KEEP,
      })
    },
  )
}
