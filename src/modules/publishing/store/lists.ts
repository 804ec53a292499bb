import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { DocumentQuery } from '../contract.ts'

export interface ListedDocument {
  readonly id: number
  readonly title: string
  readonly document_number: string | null
  readonly unit_name: string
  readonly issuer: string
  readonly state: string
  readonly shown_on: CivilDate
}

/** A page of a channel's public documents, newest first, with how many there are. */
export async function listShown(
  handle: Handle,
  channelId: number,
  page: { offset: number; limit: number },
): Promise<{ items: ListedDocument[]; total: number }> {
  const { rows: items } = await sql<ListedDocument>`
    with page as (
      select document_id, shown_on from publishing.placement
       where channel_id = ${channelId} and shown_on is not null
       order by shown_on desc, document_id desc limit ${page.limit} offset ${page.offset}
    )
    select d.id, v.title, v.document_number, u.name as unit_name, v.issuer, d.state, page.shown_on
      from page
      join documents.document d on d.id = page.document_id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = d.unit_id
     order by page.shown_on desc, d.id desc`.execute(handle)
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from publishing.placement
     where channel_id = ${channelId} and shown_on is not null`.execute(handle)
  return { items, total: rows[0]?.total ?? 0 }
}

/** The newest public documents of each of these channels with all below it, at most `limit` for each. */
export async function listNewestBelow(
  handle: Handle,
  channelIds: readonly number[],
  limit: number,
): Promise<ReadonlyMap<number, readonly ListedDocument[]>> {
  const { rows } = await sql<ListedDocument & { root: number }>`
    with recursive below as (
      select c.id as root, c.id from sites.channel c where c.id = any(${[...channelIds]}::bigint[])
      union all
      select below.root, c.id from sites.channel c join below on c.parent_id = below.id
    ), picked as (
      select distinct below.root, p.document_id, p.shown_on
        from below cross join lateral (
          select document_id, shown_on from publishing.placement
           where channel_id = below.id and shown_on is not null
           order by shown_on desc, document_id desc limit ${limit}
        ) p
    ), placed as (
      select *, row_number() over (partition by root order by shown_on desc, document_id desc) as place from picked
    )
    select placed.root, d.id, v.title, v.document_number, u.name as unit_name, v.issuer, d.state, placed.shown_on
      from placed
      join documents.document d on d.id = placed.document_id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = d.unit_id
     where placed.place <= ${limit}
     order by placed.root, placed.place`.execute(handle)
  return new Map(channelIds.map((id) => [id, rows.filter((row) => row.root === id)]))
}

/** Public documents from one place on, newest first: of a column, of a unit, or of all. */
export async function listAfter(
  handle: Handle,
  of: {
    channelId: number | undefined
    unitId: number | undefined
    from: CivilDate | undefined
    /** Only what stands after this place. */
    before: { day: CivilDate; id: number } | undefined
  },
  limit: number,
): Promise<ListedDocument[]> {
  const [table, id] =
    of.channelId === undefined
      ? [sql`search.entry`, sql`source_id`]
      : [sql`publishing.placement`, sql`document_id`]
  const conditions = [
    of.channelId === undefined
      ? sql`source = 'document'`
      : sql`channel_id = ${of.channelId} and shown_on is not null`,
    ...(of.unitId === undefined
      ? []
      : of.channelId === undefined
        ? [sql`unit_id = ${of.unitId}`]
        : [
            sql`exists (select 1 from documents.document o where o.id = document_id and o.unit_id = ${of.unitId})`,
          ]),
    ...(of.from === undefined ? [] : [sql`shown_on >= ${of.from}`]),
    ...(of.before === undefined ? [] : [sql`(shown_on, ${id}) < (${of.before.day}, ${of.before.id})`]),
  ]
  const { rows } = await sql<ListedDocument>`
    with page as (
      select ${id} as id, shown_on from ${table} where ${sql.join(conditions, sql` and `)}
       order by shown_on desc, ${id} desc limit ${limit}
    )
    select d.id, v.title, v.document_number, u.name as unit_name, v.issuer, d.state, page.shown_on
      from page
      join documents.document d on d.id = page.id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = d.unit_id
     order by page.shown_on desc, d.id desc`.execute(handle)
  return rows
}

/** Public documents by id, in the order of the ids. */
export async function listByIds(handle: Handle, ids: readonly number[]) {
  const { rows } = await sql<ListedDocument & { body_html: string; summary: string }>`
    select d.id, v.title, v.document_number, u.name as unit_name, v.issuer, d.state, v.body_html, v.summary,
           coalesce(d.originally_published_on, (d.published_at at time zone 'Asia/Shanghai')::date) as shown_on
      from unnest(${[...ids]}::bigint[]) with ordinality as wanted (id, place)
      join documents.document d on d.id = wanted.id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = d.unit_id
     order by wanted.place`.execute(handle)
  return rows
}

/** The console's list: what these units have, by state and title, newest edit first. */
export async function listDocuments(
  handle: Handle,
  filter: DocumentQuery & { unitIds: readonly number[]; drafterId: number | null },
  page: { offset: number; limit: number },
) {
  const unitIds =
    filter.unitId === undefined ? filter.unitIds : filter.unitIds.filter((id) => id === filter.unitId)
  const state = filter.state === undefined ? sql`` : sql`and d.state = ${filter.state}`
  const mine = filter.mine === true ? sql`and d.drafter_id = ${filter.drafterId}` : sql``
  const title = filter.title
    ? sql`and v.title ilike ${`%${filter.title.replace(/[%_\\]/g, '\\$&')}%`}`
    : sql``
  const where = sql`d.unit_id = any(${[...unitIds]}::bigint[]) ${state} ${mine} ${title}`
  const { rows } = await sql<{
    id: number
    title: string
    state: string
    unit_id: number
    unit_name: string
    kind: string
    document_number: string | null
    index_number: string | null
    written_on: CivilDate | null
    edited_at: Date
    published_at: Date | null
  }>`
    select d.id, v.title, d.state, d.unit_id, u.name as unit_name, d.kind, v.document_number, d.index_number,
           v.written_on, v.edited_at, d.published_at
      from documents.document d
      join documents.version v on v.document_id = d.id and v.version = d.version
      join organisation.unit u on u.id = d.unit_id
     where ${where}
     order by d.id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  const count = await sql<{ total: number }>`
    select count(*)::int as total from documents.document d
      join documents.version v on v.document_id = d.id and v.version = d.version where ${where}`.execute(
    handle,
  )
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}

/** Which unit each of these documents belongs to. */
export function listUnitsOf(handle: Handle, ids: readonly number[]) {
  return handle
    .selectFrom('documents.document')
    .select(['id', 'unit_id'])
    .where('id', 'in', [...ids])
    .execute()
}

/** Titles of public documents, in the order of their numbers. */
export async function listTitles(
  handle: Handle,
  ids: readonly number[],
): Promise<{ id: number; title: string }[]> {
  const { rows } = await sql<{ id: number; title: string }>`
    select d.id, v.title from documents.document d
      join documents.version v on v.document_id = d.id and v.version = d.published_version
     where d.id = any(${[...ids]}::bigint[]) order by d.id`.execute(handle)
  return rows
}
