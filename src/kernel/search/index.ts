import { sql, type RawBuilder } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { searchQuery } from '#platform/text/words.ts'

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
