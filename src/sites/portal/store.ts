import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { SiteInfo } from './frame.tsx'

/** The portal's own site with its unit; plain words before the first set-up. */
export async function readSite(db: Db, publicUrl: string): Promise<SiteInfo> {
  const row = await db
    .selectFrom('publishing.site as s')
    .innerJoin('organisation.unit as u', 'u.id', 's.unit_id')
    .select([
      's.name',
      's.domain',
      's.id_code',
      's.icp_number',
      's.police_number',
      'u.name as unit_name',
      'u.address',
      'u.phone',
    ])
    .where('s.slug', '=', 'main')
    .executeTakeFirst()
  return {
    name: row?.name ?? '政府门户网站',
    unitName: row?.unit_name ?? '',
    domain: row?.domain ?? '',
    idCode: row?.id_code ?? '',
    icpNumber: row?.icp_number ?? '',
    policeNumber: row?.police_number ?? '',
    address: row?.address ?? '',
    phone: row?.phone ?? '',
    publicUrl,
  }
}

interface PortalDocument {
  readonly id: number
  readonly title: string
  readonly shown_on: CivilDate
  readonly unit_name: string
  readonly state: string
}

/** The newest public documents of a channel with all below it, or of a unit, or of everybody. */
export async function listNewest(
  db: Db,
  of: { channelSlug?: string; unitId?: number },
  limit: number,
): Promise<PortalDocument[]> {
  if (of.channelSlug !== undefined) {
    const { rows } = await sql<PortalDocument>`
      with recursive below as (
        select c.id from publishing.channel c join publishing.site s on s.id = c.site_id
         where s.slug = 'main' and c.slug = ${of.channelSlug}
        union all
        select c.id from publishing.channel c join below on c.parent_id = below.id
      ), newest as (
        select distinct p.document_id, p.shown_on
          from below cross join lateral (
            select document_id, shown_on from publishing.placement
             where channel_id = below.id and shown_on is not null
             order by shown_on desc, document_id desc limit ${limit}
          ) p
      )
      select d.id, v.title, n.shown_on, u.name as unit_name, d.state
        from newest n join documents.document d on d.id = n.document_id
        join documents.version v on v.document_id = d.id and v.version = d.published_version
        join organisation.unit u on u.id = d.unit_id
       order by n.shown_on desc, d.id desc limit ${limit}`.execute(db)
    return rows
  }
  const unit = of.unitId === undefined ? sql`` : sql`where e.unit_id = ${of.unitId}`
  const { rows } = await sql<PortalDocument>`
    with newest as (
      select e.source_id, e.shown_on from search.entry e ${unit} order by e.shown_on desc, e.source_id desc limit ${limit}
    )
    select d.id, v.title, n.shown_on, u.name as unit_name, d.state
      from newest n join documents.document d on d.id = n.source_id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = d.unit_id
     order by n.shown_on desc, d.id desc`.execute(db)
  return rows
}

/** Top channels of the portal with their own below them. */
export async function listChannelTree(db: Db) {
  const { rows } = await sql<{ slug: string; name: string; parent_slug: string | null }>`
    select c.slug, c.name, p.slug as parent_slug
      from publishing.channel c join publishing.site s on s.id = c.site_id and s.slug = 'main'
      left join publishing.channel p on p.id = c.parent_id
     order by p.position nulls first, p.id, c.position, c.id`.execute(db)
  return rows
}

/** How much the city shows and answers this year, each number a list elsewhere. */
export async function readCounts(db: Db, yearStart: CivilDate) {
  const { rows } = await sql<{
    documents: number
    units: number
    requests: number
    in_time: number
    concluded: number
  }>`
    select (select count(*) from search.entry)::int as documents,
           (select count(*) from organisation.unit where closed_on is null)::int as units,
           (select count(*) from cases.case where received_on >= ${yearStart})::int as requests,
           (select count(*) from clock.clock where name = 'requests.reply' and stopped_on >= ${yearStart})::int as concluded,
           (select count(*) from clock.clock where name = 'requests.reply' and stopped_on >= ${yearStart} and result = 'met')::int as in_time`.execute(
    db,
  )
  const counts = rows[0]
  if (!counts) throw new Error('no counts')
  return counts
}
