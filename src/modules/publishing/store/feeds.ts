import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'

/** The newest public documents for a feed, of one channel or of all. */
export async function listFeed(handle: Handle, channelId: number | undefined, limit: number) {
  const newest =
    channelId === undefined
      ? sql`select source_id as id, shown_on from search.entry where source = 'document' order by shown_on desc, source_id desc limit ${limit}`
      : sql`select document_id as id, shown_on from publishing.placement where channel_id = ${channelId} and shown_on is not null
             order by shown_on desc, document_id desc limit ${limit}`
  const { rows } = await sql<{
    id: number
    title: string
    summary: string
    issuer: string
    shown_on: CivilDate
    published_at: Date | null
  }>`
    select d.id, v.title, v.summary, v.issuer, n.shown_on, d.published_at
      from (${newest}) n join documents.document d on d.id = n.id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
     order by n.shown_on desc, d.id desc`.execute(handle)
  return rows
}

/** The same of these documents, in the order of their numbers given. */
export async function listFeedOf(handle: Handle, ids: readonly number[]) {
  const { rows } = await sql<Awaited<ReturnType<typeof listFeed>>[number]>`
    select d.id, v.title, v.summary, v.issuer, d.published_at,
           coalesce(d.originally_published_on, (d.published_at at time zone 'Asia/Shanghai')::date) as shown_on
      from unnest(${[...ids]}::bigint[]) with ordinality as wanted (id, place)
      join documents.document d on d.id = wanted.id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
     order by wanted.place`.execute(handle)
  return rows
}
