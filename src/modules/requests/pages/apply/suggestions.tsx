import type { Db } from '#platform/db/connect.ts'
import type { PageRoute } from '#platform/http/page.ts'
import { find } from '#kernel/search/index.ts'
import { listByIds } from '#modules/publishing/index.ts'
import { EmptyState, ItemList } from '#ui/portal/index.ts'
import type { WantedItem } from '../../contract.ts'

/** How many public documents are offered before a request is sent. */
const MOST = 5
/** What is typed beyond this is no title any more. */
const LONGEST = 60

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

/** The same while somebody types; the form's script asks for its record (.json). */
export const suggestionsPage: PageRoute = {
  method: 'GET',
  path: '/requests/suggestions',
  keep: 60,
  query: ['q'],
  async read({ db, query }) {
    const typed = (query['q'] ?? '').trim()
    if (typed === '') return { redirect: '/requests/new', status: 303 }
    const items = await findPublic(db, [typed])
    return {
      title: '已经公开的信息',
      section: 'requests',
      crumbs: [{ label: '依申请公开', href: '/requests/new' }, { label: '已经公开的信息' }],
      private: true,
      tags: ['documents'],
      data: { items },
      main: (
        <>
          <div className="page-head">
            <h1>已经公开的信息</h1>
          </div>
          {items.length === 0 ? <EmptyState>没有找到。</EmptyState> : <SuggestionList items={items} />}
          <p>
            <a href="/requests/new">申请公开政府信息</a>
          </p>
        </>
      ),
    }
  },
}
