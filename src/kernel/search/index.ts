import { sql, type RawBuilder } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { queryWord, searchQuery, tellingWords } from '#platform/text/words.ts'

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
  const held = words.map(({ word }) => queryWord(word))
  const pairs = held.flatMap((one, index) => held.slice(index + 1).map((other) => `(${one} & ${other})`))
  const query = pairs.length === 0 ? held[0] : pairs.join(' | ')
  if (query === undefined) return []
  const { rows } = await sql<{ source: string; source_id: number }>`
    with hit as materialized (
      select source, source_id, shown_on, words from search.entry
       where words @@ ${query}::tsquery and source = any(${[...search.sources]}::text[])
       order by shown_on desc, source_id desc limit ${COMPARED}
    )
    select h.source, h.source_id from hit h cross join lateral (
      select sum(w.weight * case when h.words @@ (w.word || ':A')::tsquery then 2
                                 when h.words @@ w.word::tsquery then 1 else 0 end) as score
        from unnest(${held}::text[], ${words.map(({ weight }) => weight)}::float8[]) as w (word, weight)) s
     order by s.score desc, h.shown_on desc, h.source_id desc limit ${search.limit}`.execute(handle)
  return rows.map((row) => ({ source: row.source, sourceId: row.source_id }))
}
