import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { find, findSimilar } from '#kernel/search/index.ts'
import { addressOf, searchSources, TAG, type EntryKind } from './kinds.ts'

/** An entry as the public sees it. */
export interface ShownEntry {
  readonly id: number
  readonly kind: EntryKind
  readonly unit_id: number
  readonly unit_code: string
  readonly unit_name: string
  readonly topic: string
  readonly month: CivilDate | null
  readonly title: string
  readonly shown_at: Date
  readonly published_at: Date
  readonly question: string
  readonly answer: string
  readonly facts: string
  readonly dispute: string
  readonly points: string
  readonly basis: string
  readonly insight: string
}

const columns = sql`s.entry_id as id, s.kind, s.unit_id, u.code as unit_code, u.name as unit_name, s.topic, s.month, s.title,
  s.shown_at, v.published_at, v.question, v.answer, v.facts, v.dispute, v.points, v.basis, v.insight`
const joined = sql`casebook.shown s
  join casebook.version v on v.entry_id = s.entry_id and v.version = s.version
  join organisation.unit u on u.id = s.unit_id`

export interface ShownFilter {
  readonly kind: EntryKind
  readonly topic?: string | undefined
  readonly unitId?: number | undefined
  readonly month?: CivilDate | undefined
}

function shownWhere({ kind, topic, unitId, month }: ShownFilter) {
  const all = [sql`s.kind = ${kind}`]
  if (topic !== undefined) all.push(sql`s.topic = ${topic}`)
  if (unitId !== undefined) all.push(sql`s.unit_id = ${unitId}`)
  if (month !== undefined) all.push(sql`s.month = ${month}`)
  return sql.join(all, sql` and `)
}

/** The last published first. */
export async function listShown(
  handle: Handle,
  filter: ShownFilter,
  page: { offset: number; limit: number },
): Promise<{ items: ShownEntry[]; total: number }> {
  const where = shownWhere(filter)
  const { rows } = await sql<ShownEntry>`
    select ${columns} from ${joined} where ${where}
     order by s.shown_at desc, s.entry_id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  const count = await sql<{ total: number }>`
    select count(*)::int as total from casebook.shown s where ${where}`.execute(handle)
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}

/** What holds every word typed, under the same filter; title hits first. */
export async function searchShown(
  handle: Handle,
  filter: ShownFilter,
  typed: string,
  page: { offset: number; limit: number },
): Promise<{ items: ShownEntry[]; total: number }> {
  const { kind, topic, unitId } = filter
  const hits = await find(handle, {
    source: searchSources[kind],
    typed,
    ...(unitId === undefined ? {} : { unitId }),
    ...(topic === undefined
      ? {}
      : { among: sql`select s.entry_id from casebook.shown s where ${shownWhere(filter)}` }),
    ...page,
  })
  return { items: await shownByIds(handle, hits.ids), total: hits.total }
}

/** These entries, in this order. */
export async function shownByIds(handle: Handle, ids: readonly number[]): Promise<ShownEntry[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ShownEntry>`
    select ${columns} from ${joined} where s.entry_id = any(${[...ids]}::bigint[])
     order by array_position(${[...ids]}::bigint[], s.entry_id)`.execute(handle)
  return rows
}

/** How many are shown by topic, unit and month, for the filters of the lists. */
export async function countShown(
  handle: Handle,
  kind: EntryKind,
): Promise<{
  topics: Map<string, number>
  units: { id: number; code: string; name: string; count: number }[]
}> {
  const topics = await sql<{ topic: string; count: number }>`
    select topic, count(*)::int as count from casebook.shown where kind = ${kind} group by topic order by topic`.execute(
    handle,
  )
  const units = await sql<{ id: number; code: string; name: string; count: number }>`
    select u.id, u.code, u.name, n.count from (
      select unit_id, count(*)::int as count from casebook.shown where kind = ${kind} group by unit_id) n
      join organisation.unit u on u.id = n.unit_id order by n.count desc, u.position, u.id`.execute(handle)
  return { topics: new Map(topics.rows.map((row) => [row.topic, row.count])), units: units.rows }
}

/** The months that have a digest, the newest first. */
export async function listMonths(handle: Handle): Promise<{ month: CivilDate; count: number }[]> {
  const { rows } = await sql<{ month: CivilDate; count: number }>`
    select month, count(*)::int as count from casebook.shown where kind = 'case' group by month order by month desc`.execute(
    handle,
  )
  return rows
}

export interface FoundAnswer {
  readonly title: string
  readonly address: string
  readonly excerpt: string
  readonly kind: EntryKind
}

const EXCERPT = 90

/** What may already answer a question, the best first. */
export async function findAnswers(handle: Handle, text: string, limit: number): Promise<FoundAnswer[]> {
  const similar = await findSimilar(handle, { sources: Object.values(searchSources), text, limit })
  const entries = await shownByIds(
    handle,
    similar.map((one) => one.sourceId),
  )
  return entries.map((entry) => ({
    title: entry.title,
    address: addressOf(entry.kind, entry.id),
    excerpt: excerptOf(entry),
    kind: entry.kind,
  }))
}

/** For the search of the portal: the first few of each kind that hold every word typed. */
export async function findEntries(handle: Handle, typed: string) {
  const first = { offset: 0, limit: 3 }
  const query = new URLSearchParams({ q: typed }).toString()
  return Promise.all(
    LISTS.map(async ({ kind, label, path }) => {
      const { items, total } = await searchShown(handle, { kind }, typed, first)
      return {
        label,
        total,
        href: `${path}?${query}`,
        tag: TAG,
        items: items.map((entry) => ({
          href: addressOf(kind, entry.id),
          title: entry.title,
          excerpt: excerptOf(entry),
        })),
      }
    }),
  )
}

const LISTS = [
  { kind: 'question', label: '问答库', path: '/questions' },
  { kind: 'case', label: '典型案例', path: '/cases' },
] as const

export function excerptOf(entry: ShownEntry): string {
  const text = (entry.kind === 'question' ? entry.answer : entry.points).replace(/\s+/g, ' ')
  return Array.from(text).length > EXCERPT ? `${Array.from(text).slice(0, EXCERPT).join('')}…` : text
}
