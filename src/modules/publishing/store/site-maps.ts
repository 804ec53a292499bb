import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'

/** Which parts of so many numbers hold public documents. */
export async function listMapParts(handle: Handle, size: number): Promise<number[]> {
  const { rows } = await sql<{ part: number }>`
    select distinct (source_id / ${sql.lit(size)})::int as part
      from search.entry where source = 'document' order by 1`.execute(handle)
  return rows.map((row) => row.part)
}

/** Public documents from a number on, with the time when their text became public. */
export async function listMapPart(
  handle: Handle,
  from: number,
  size: number,
): Promise<{ id: number; modified_at: Date }[]> {
  const { rows } = await sql<{ id: number; modified_at: Date }>`
    select d.id, greatest(d.published_at, a.released_at) as modified_at
      from search.entry e
      join documents.document d on d.id = e.source_id
      join documents.approval a on a.document_id = d.id and a.version = d.published_version
     where e.source = 'document' and e.source_id >= ${from} and e.source_id < ${from + size}
     order by d.id`.execute(handle)
  return rows
}

/** Columns of every open site, with the prefix of their addresses. */
export async function listMapChannels(handle: Handle): Promise<{ site: string; slug: string }[]> {
  const { rows } = await sql<{ site: string; slug: string }>`
    select case when s.slug = 'main' then '' else '/s/' || s.slug end as site, c.slug
      from sites.channel c join sites.site s on s.id = c.site_id
     where s.state <> 'closed' order by s.id, c.id limit 49000`.execute(handle)
  return rows
}
