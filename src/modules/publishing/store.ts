import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { DocumentQuery } from './contract.ts'

/** Whether a document, public or not, stands in this column. */
export async function channelInUse(handle: Handle, channelId: number): Promise<boolean> {
  const found = await handle
    .selectFrom('publishing.placement')
    .select('document_id')
    .where('channel_id', '=', channelId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Says in which channels a draft is to stand; where its public version stands does not change by it. */
export async function setPlacements(
  tx: Tx,
  documentId: number,
  channelIds: readonly number[],
): Promise<void> {
  const asked = [...channelIds]
  await sql`
    delete from publishing.placement
     where document_id = ${documentId} and shown_on is null and not channel_id = any(${asked}::bigint[])`.execute(
    tx,
  )
  await sql`
    update publishing.placement set wanted = channel_id = any(${asked}::bigint[])
     where document_id = ${documentId} and wanted <> (channel_id = any(${asked}::bigint[]))`.execute(tx)
  await sql`
    insert into publishing.placement (channel_id, document_id)
    select c.id, ${documentId} from sites.channel c where c.id = any(${asked}::bigint[])
    on conflict do nothing`.execute(tx)
}

/** The draft's choice of channels is again what the public sees. */
export async function resetPlacements(tx: Tx, documentId: number): Promise<void> {
  await tx
    .deleteFrom('publishing.placement')
    .where('document_id', '=', documentId)
    .where('shown_on', 'is', null)
    .execute()
  await tx
    .updateTable('publishing.placement')
    .set({ wanted: true })
    .where('document_id', '=', documentId)
    .execute()
}

/** Places documents in a channel and shows them there, each under its day. */
export async function addShownPlacements(
  tx: Tx,
  channelId: number,
  documentIds: readonly number[],
  shownOn: readonly CivilDate[],
): Promise<void> {
  await sql`
    insert into publishing.placement (channel_id, document_id, shown_on)
    select ${channelId}, p.id, p.shown_on from unnest(${[...documentIds]}::bigint[], ${[...shownOn]}::date[]) as p (id, shown_on)
    on conflict (channel_id, document_id) do update set shown_on = excluded.shown_on, wanted = true`.execute(
    tx,
  )
}

/** Takes a document out of a column, unless it is the last that shows it. */
export async function removePlacement(
  tx: Tx,
  documentId: number,
  channelId: number,
): Promise<'removed' | 'last'> {
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from publishing.placement
     where document_id = ${documentId} and channel_id <> ${channelId} and shown_on is not null`.execute(tx)
  if ((rows[0]?.others ?? 0) === 0) return 'last'
  await tx
    .deleteFrom('publishing.placement')
    .where('document_id', '=', documentId)
    .where('channel_id', '=', channelId)
    .execute()
  return 'removed'
}

/** The channels in which the newest version is to stand. */
export async function listPlacements(handle: Handle, documentId: number): Promise<number[]> {
  const rows = await handle
    .selectFrom('publishing.placement')
    .select('channel_id')
    .where('document_id', '=', documentId)
    .where('wanted', '=', true)
    .orderBy('channel_id')
    .execute()
  return rows.map((row) => row.channel_id)
}

/** The column of a site under which a document is read there: one that shows it, else one in which it stood. */
export async function findPlace(
  handle: Handle,
  documentId: number,
  site: string,
): Promise<number | undefined> {
  const row = await handle
    .selectFrom('publishing.placement as p')
    .innerJoin('sites.channel as c', 'c.id', 'p.channel_id')
    .innerJoin('sites.site as s', 's.id', 'c.site_id')
    .select('c.id')
    .where('p.document_id', '=', documentId)
    .where('s.slug', '=', site)
    .orderBy('p.shown_on', (order) => order.desc().nullsLast())
    .orderBy('c.id')
    .executeTakeFirst()
  return row?.id
}

/** Shows a document in the channels that it wants and in no other, or hides it; answers every channel that changed. */
export async function showPlacements(
  tx: Tx,
  documentId: number,
  shownOn: CivilDate | null,
): Promise<number[]> {
  const left = await tx
    .deleteFrom('publishing.placement')
    .where('document_id', '=', documentId)
    .where('wanted', '=', false)
    .returning('channel_id')
    .execute()
  const stands = await tx
    .updateTable('publishing.placement')
    .set({ shown_on: shownOn })
    .where('document_id', '=', documentId)
    .returning('channel_id')
    .execute()
  return [...left, ...stands].map((row) => row.channel_id)
}

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

/**
 * A file by the number of its lineage, or of any version of it: as the public version has it, or as one that was public
 * before had it.
 */
export async function findPublicAttachment(
  handle: Handle,
  number: number,
  version?: number,
): Promise<PublicFile | undefined> {
  const { rows } = await sql<PublicFile>`
    select a.lineage, a.version, a.name, a.picture, a.file_hash, f.size, f.media_type, a.document_id
      from documents.attachment asked
      join documents.attachment a on a.lineage = asked.lineage
      join documents.document d on d.id = a.document_id and not d.text_removed
       and a.version = ${version === undefined ? sql`d.published_version` : version}
      join media.file f on f.hash = a.file_hash
     where asked.id = ${number} limit 1`.execute(handle)
  return rows[0]
}

export interface PublicFile {
  readonly lineage: number
  readonly version: number
  readonly name: string
  readonly picture: boolean
  readonly file_hash: Buffer
  readonly size: number
  readonly media_type: string
  readonly document_id: number
}

/** A picture of a text that staff read, by its lineage: the newest version's. */
export async function findPicture(handle: Handle, lineage: number) {
  return handle
    .selectFrom('documents.attachment as a')
    .innerJoin('documents.document as d', 'd.id', 'a.document_id')
    .innerJoin('media.file as f', 'f.hash', 'a.file_hash')
    .select(['a.id', 'a.name', 'a.file_hash', 'f.size', 'f.media_type', 'd.unit_id'])
    .where('a.lineage', '=', lineage)
    .where('a.picture', '=', true)
    .orderBy('a.version', 'desc')
    .executeTakeFirstOrThrow(() => notFound('attachment', lineage))
}

/** A file of any version, for staff who may read its document. */
export async function getAttachment(handle: Handle, attachmentId: number) {
  return handle
    .selectFrom('documents.attachment as a')
    .innerJoin('documents.document as d', 'd.id', 'a.document_id')
    .innerJoin('media.file as f', 'f.hash', 'a.file_hash')
    .select(['a.id', 'a.name', 'a.file_hash', 'f.size', 'f.media_type', 'd.unit_id'])
    .where('a.id', '=', attachmentId)
    .executeTakeFirstOrThrow(() => notFound('attachment', attachmentId))
}

/** Which unit each of these documents belongs to. */
export function listUnitsOf(handle: Handle, ids: readonly number[]) {
  return handle
    .selectFrom('documents.document')
    .select(['id', 'unit_id'])
    .where('id', 'in', [...ids])
    .execute()
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

/** Public documents still in force whose last day is before this one. */
export async function listExpired(
  handle: Handle,
  today: CivilDate,
  limit: number,
): Promise<{ id: number; expires_on: CivilDate }[]> {
  const { rows } = await sql<{ id: number; expires_on: CivilDate }>`
    select d.id, v.expires_on from documents.version v
      join documents.document d on d.id = v.document_id and d.published_version = v.version
     where v.expires_on < ${today} and d.state in ('published', 'draft', 'approved')
     order by v.expires_on, d.id limit ${limit}`.execute(handle)
  return rows
}

/** Public documents in effect that name some that are still in force as superseded. */
export async function listSuperseding(handle: Handle, today: CivilDate, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select d.id from documents.version v
      join documents.document d on d.id = v.document_id and d.published_version = v.version and d.state = 'published'
     where v.supersedes <> '{}' and (v.effective_on is null or v.effective_on <= ${today})
       and exists (select 1 from documents.document o
                    where o.id = any(v.supersedes) and o.published_version is not null
                      and o.state in ('published', 'draft', 'approved'))
     order by d.id limit ${limit}`.execute(handle)
  return rows.map((row) => row.id)
}

/** The documents that a site of the group shows, for a search within it. */
export function documentsOfSite(site: string) {
  return sql`
    select p.document_id from publishing.placement p
      join sites.channel c on c.id = p.channel_id
      join sites.site s on s.id = c.site_id and s.slug = ${site}
     where p.shown_on is not null`
}

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
