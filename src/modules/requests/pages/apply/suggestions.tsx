import { Type } from 'typebox'
import type { Db } from '#platform/db/connect.ts'
import type { Api } from '#platform/http/server.ts'
import { find } from '#kernel/search/index.ts'
import { listByIds } from '#modules/publishing/index.ts'
import { ItemList } from '#ui/portal/index.ts'
import type { WantedItem } from '../../contract/intake.ts'

/** How many public documents are offered before a request is sent. */
const MOST = 5
/** What is typed beyond this is no title any more. */
const LONGEST = 60

/** What the form's script asks while somebody types a title. */
export const SUGGESTIONS = '/suggestions/requests'

export interface Suggestion {
  readonly title: string
  readonly href: string
  readonly unit: string
  readonly on: string
}

async function findPublic(db: Db, typed: readonly string[]): Promise<Suggestion[]> {
  const ids = new Set<number>()
  for (const text of typed) {
    if (ids.size >= MOST) break
    const words = text.slice(0, LONGEST)
    for (const id of (await find(db, { source: 'document', typed: words, offset: 0, limit: MOST })).ids)
      ids.add(id)
  }
  return (await listByIds(db, [...ids].slice(0, MOST))).map((one) => ({
    title: one.title,
    href: `/documents/${one.id}`,
    unit: one.unit_name,
    on: one.shown_on,
  }))
}

/** What is public already and says what is asked for: by number, by title, at last by the description. */
export function suggestFor(db: Db, items: readonly WantedItem[]): Promise<Suggestion[]> {
  return findPublic(
    db,
    items
      .flatMap((item) => [item.wantedNumber, item.wantedTitle, item.description])
      .filter((text) => text.trim() !== ''),
  )
}

export function SuggestionList({ items }: { items: readonly Suggestion[] }) {
  return (
    <ItemList
      items={items.map((one) => ({ href: one.href, title: one.title, date: one.on, notes: [one.unit] }))}
    />
  )
}

/** The same while somebody types. */
export function serveSuggestions(app: Api): void {
  app.get(
    SUGGESTIONS,
    {
      config: { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: { hide: true, querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 400 })) }) },
    },
    async ({ ctx, query }, reply) => {
      const found = await findPublic(ctx.db, [query.q ?? ''])
      const items = found.map((one) => ({
        title: one.title,
        address: one.href,
        excerpt: `${one.unit}，${one.on}`,
      }))
      return reply.header('cache-control', 'no-store').send({ items })
    },
  )
}
