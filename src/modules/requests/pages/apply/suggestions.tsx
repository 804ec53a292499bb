import { Type } from 'typebox'
import type { Db } from '#platform/db/connect.ts'
import type { Api } from '#platform/http/server.ts'
import { find, findClosest } from '#kernel/search/index.ts'
import { findAnswers } from '#modules/casebook/index.ts'
import { listByIds } from '#modules/publishing/index.ts'
import { ItemList } from '#ui/portal/index.ts'
import type { WantedItem } from '../../contract/intake.ts'

/** How much that is public already is offered before a request is sent: documents, and earlier answers. */
const DOCUMENTS = 5
const ANSWERS = 2
/** What is typed beyond this is no title any more. */
const LONGEST = 60

/** What the form's script asks while somebody types a title. */
export const SUGGESTIONS = '/suggestions/requests'

export interface Suggestion {
  readonly title: string
  readonly href: string
  /** Whose it is and of when, or how an earlier answer begins. */
  readonly note: string
}

const textOf = ({ wantedTitle, description }: WantedItem) =>
  (wantedTitle.trim() === '' ? description : wantedTitle).slice(0, LONGEST)

/** The document that has the number, and what comes closest to what is asked for; of several things each has its share. */
async function findDocuments(db: Db, items: readonly WantedItem[]): Promise<Suggestion[]> {
  const ids = new Set<number>()
  const limit = Math.ceil(DOCUMENTS / items.length)
  for (const item of items) {
    const number = { source: 'document', typed: item.wantedNumber, offset: 0, limit }
    for (const id of (await find(db, number)).ids) ids.add(id)
    const closest = await findClosest(db, { sources: ['document'], typed: textOf(item), limit })
    for (const { sourceId } of closest) ids.add(sourceId)
  }
  return (await listByIds(db, [...ids].slice(0, DOCUMENTS))).map((one) => ({
    title: one.title,
    href: `/documents/${one.id}`,
    note: `${one.unit_name}，${one.shown_on}`,
  }))
}

async function findEarlierAnswers(db: Db, text: string): Promise<Suggestion[]> {
  return (await findAnswers(db, text, ANSWERS)).map((one) => ({
    title: one.title,
    href: one.address,
    note: one.excerpt,
  }))
}

/** What is public already and says what is asked for. */
export async function suggestFor(db: Db, items: readonly WantedItem[]): Promise<Suggestion[]> {
  const text = items
    .flatMap((item) => [item.wantedTitle, item.description])
    .join('\n')
    .trim()
  return [...(await findDocuments(db, items)), ...(await findEarlierAnswers(db, text))]
}

export function SuggestionList({ items }: { items: readonly Suggestion[] }) {
  return <ItemList items={items.map((one) => ({ href: one.href, title: one.title, notes: [one.note] }))} />
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
      const typed = query.q ?? ''
      const found = await suggestFor(ctx.db, [{ wantedTitle: typed, wantedNumber: '', description: '' }])
      const items = found.map((one) => ({ title: one.title, address: one.href, excerpt: one.note }))
      return reply.header('cache-control', 'no-store').send({ items })
    },
  )
}
