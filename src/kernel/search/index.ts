import { sql, type RawBuilder } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import {
  aboutQuery,
  mostlyQuery,
  queryWord,
  searchQuery,
  tellingWords,
  type TellingWord,
} from '#platform/text/words.ts'

/** What may be found: its subject by source and number, and its words from `searchVector`. */
export interface SearchEntry {
  readonly source: string
  readonly sourceId: number
  readonly unitId: number
  readonly shownOn: CivilDate
  readonly vector: string
}

/** Puts entries into the index; an entry indexed again is replaced. */
export async function indexEntries(tx: Tx, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into search.entry (source, source_id, unit_id, shown_on, words)
    select e.source, e.source_id, e.unit_id, e.shown_on, e.words::tsvector
      from unnest(
        ${entries.map((entry) => entry.source)}::text[], ${entries.map((entry) => entry.sourceId)}::bigint[],
        ${entries.map((entry) => entry.unitId)}::bigint[], ${entries.map((entry) => entry.shownOn)}::date[],
        ${entries.map((entry) => entry.vector)}::text[]
      ) as e (source, source_id, unit_id, shown_on, words)
    on conflict (source, source_id) do update
      set unit_id = excluded.unit_id, shown_on = excluded.shown_on, words = excluded.words`.execute(tx)
}

export async function removeEntry(tx: Tx, source: string, sourceId: number): Promise<void> {
  await tx.deleteFrom('search.entry').where('source', '=', source).where('source_id', '=', sourceId).execute()
}

export interface Hits {
  readonly ids: readonly number[]
  readonly total: number
}

/** How many of the newest hits are brought into an order by place (title before body). */
const RANKED = 200

/**
 * Finds entries of a source that hold every word typed. Of the newest hits those with the words in the title come
 * first, then the newest. Nothing typed finds nothing.
 */
export async function find(
  handle: Handle,
  search: {
    source: string
    typed: string
    unitId?: number
    /** A query for the numbers among which is searched. */
    among?: RawBuilder<unknown>
    offset: number
    limit: number
  },
): Promise<Hits> {
  const query = searchQuery(search.typed)
  if (query === undefined) return { ids: [], total: 0 }
  const unit = search.unitId === undefined ? sql`` : sql`and unit_id = ${search.unitId}`
  const among = search.among === undefined ? sql`` : sql`and source_id in (${search.among})`
  const { rows } = await sql<{ source_id: number; total: number }>`
    with hit as materialized (
      select source_id, shown_on, words from search.entry
       where words @@ ${query}::tsquery and source = ${search.source} ${unit} ${among}
    ), newest as (
      select source_id, shown_on, words, row_number() over (order by shown_on desc, source_id desc) as place from hit
    )
    select source_id, (select count(*) from hit)::int as total from newest
     order by case when place <= ${RANKED} then ts_rank('{0, 0, 0, 1}', words, ${query}::tsquery) else -1 end desc, place
     limit ${search.limit} offset ${search.offset}`.execute(handle)
  return { ids: rows.map((row) => row.source_id), total: rows[0]?.total ?? 0 }
}

/** How many words of a text are looked for, and how many of the newest entries that hold some are compared. */
const TELLING = 6
const COMPARED = 300

export interface Similar {
  readonly source: string
  readonly sourceId: number
}

/**
 * Entries of these sources that are about what a text is about: they hold at least two of its telling words (or the one
 * that it has). Of the newest such entries those come first that hold the most telling words, in the title twice.
 */
export async function findSimilar(
  handle: Handle,
  search: { sources: readonly string[]; text: string; limit: number },
): Promise<Similar[]> {
  const words = tellingWords(search.text, TELLING)
  const query = aboutQuery(words)
  return query === undefined ? [] : rank(handle, { ...search, words, query })
}

/** How much of what a text tells an entry must hold, from the closest on; below that it is about something else. */
const CLOSENESS = [1, 0.75, 0.5]

/**
 * Entries that come closest to a few words somebody types: first those that hold every word, then those that hold the most
 * of what the words tell. What is
 * rare here tells most; one word alone that stands everywhere finds nothing.
 */
export async function findClosest(
  handle: Handle,
  search: { sources: readonly string[]; typed: string; limit: number },
): Promise<Similar[]> {
  // A year or a number says nothing of what a text is about; with every other word it is still looked for.
  const telling = tellingWords(search.typed, TELLING).filter(({ word }) => !/^\d+$/.test(word))
  const words = await weighHere(handle, telling)
  const [first, second] = words
  if (!first || (!second && first.share > COMMON)) return []
  const found = new Map<string, Similar>()
  for (const query of [searchQuery(search.typed), ...CLOSENESS.map((share) => mostlyQuery(words, share))]) {
    if (query === undefined || found.size >= search.limit) continue
    for (const one of await rank(handle, { ...search, words, query }))
      found.set(`${one.source}:${one.sourceId}`, one)
  }
  return [...found.values()].slice(0, search.limit)
}

/** Shares of all entries: a word in fewer is as rare as a word can be, one in more tells next to nothing. */
const RAREST = 0.001
const EVERYWHERE = 0.9
/** One word alone that stands in more than this finds nothing that was meant. */
const COMMON = 0.5

/** Words with the weight that they have among what is here, as the database last counted its common words. */
async function weighHere(
  handle: Handle,
  words: readonly TellingWord[],
): Promise<(TellingWord & { readonly share: number })[]> {
  const { rows } = await sql<{ word: string; share: number }>`
    select c.word, c.share
      from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as c (word, share)
     where s.schemaname = 'search' and s.tablename = 'entry' and s.attname = 'words'
       and c.word = any(${words.map(({ word }) => word)}::text[])`.execute(handle)
  const shares = new Map(rows.map(({ word, share }) => [word, share]))
  return words
    .map(({ word, weight }) => {
      const share = Math.min(Math.max(shares.get(word) ?? RAREST, RAREST), EVERYWHERE)
      return { word, share, weight: weight * (Math.log(share) / Math.log(RAREST)) }
    })
    .toSorted((a, b) => b.weight - a.weight)
}

/** Of the newest entries that a query finds those that hold the most telling words, in the title twice. */
async function rank(
  handle: Handle,
  search: {
    sources: readonly string[]
    words: readonly TellingWord[]
    query: string
    limit: number
  },
): Promise<Similar[]> {
  const { words } = search
  const { rows } = await sql<{ source: string; source_id: number }>`
    with hit as materialized (
      select source, source_id, shown_on, words from search.entry
       where words @@ ${search.query}::tsquery and source = any(${[...search.sources]}::text[])
       order by shown_on desc, source_id desc limit ${COMPARED}
    )
    select h.source, h.source_id from hit h cross join lateral (
      select sum(w.weight * case when h.words @@ (w.word || ':A')::tsquery then 2
                                 when h.words @@ w.word::tsquery then 1 else 0 end) as score
        from unnest(${words.map(({ word }) => queryWord(word))}::text[],
                    ${words.map(({ weight }) => weight)}::float8[]) as w (word, weight)) s
     order by s.score desc, h.shown_on desc, h.source_id desc limit ${search.limit}`.execute(handle)
  return rows.map((row) => ({ source: row.source, sourceId: row.source_id }))
}
