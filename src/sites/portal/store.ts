import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { listNewestBelow } from '#modules/publishing/index.ts'
import { findChannel, listSubchannels, MAIN_SITE } from '#modules/sites/index.ts'
import type { SiteInfo } from './frame.tsx'

/** How many of a site's first columns its navigation shows; the others are on its site map. */
const NAVIGATION_SIZE = 9

/** A site with its unit; of the portal's own plain words before the first set-up. */
export async function readSite(db: Db, publicUrl: string, slug = MAIN_SITE): Promise<SiteInfo | undefined> {
  const row = await db
    .selectFrom('sites.site as s')
    .innerJoin('organisation.unit as u', 'u.id', 's.unit_id')
    .selectAll('s')
    .select(['u.name as unit_name', 'u.address', 'u.phone as unit_phone'])
    .where('s.slug', '=', slug)
    .executeTakeFirst()
  if (!row && slug !== MAIN_SITE) return undefined
  const columns = row && slug !== MAIN_SITE ? await listSubchannels(db, { siteId: row.id }) : []
  return {
    slug,
    name: row?.name ?? '政府门户网站',
    tagline: row?.tagline ?? '',
    theme: row?.theme ?? 'vermilion',
    state: row?.state ?? 'open',
    closingOn: row?.closing_on ?? null,
    closingNotice: row?.closing_notice ?? '',
    navigation: [
      { label: '首页', href: '/', section: 'home' },
      ...columns.slice(0, NAVIGATION_SIZE).map((column) => ({
        label: column.name,
        href: `/channels/${column.slug}`,
        section: column.slug,
      })),
    ],
    unitName: row?.unit_name ?? '',
    domain: row?.domain ?? '',
    idCode: row?.id_code ?? '',
    icpNumber: row?.icp_number ?? '',
    policeNumber: row?.police_number ?? '',
    address: row?.address ?? '',
    phone: row?.phone || (row?.unit_phone ?? ''),
    publicUrl,
  }
}

/** The government whose portal this is; undefined before the first set-up. */
export function findSiteUnit(db: Db): Promise<Unit | undefined> {
  return db
    .selectFrom('organisation.unit as u')
    .innerJoin('sites.site as s', 's.unit_id', 'u.id')
    .selectAll('u')
    .where('s.slug', '=', 'main')
    .executeTakeFirst()
}

/** A unit's place in the tree: what stands over it, from the top down, and directly below it. */
export async function readPlace(db: Db, unit: Unit) {
  const { rows: above } = await sql<{ code: string; short_name: string }>`
    with recursive up as (
      select u.id, u.parent_id, u.code, u.short_name, 1 as distance from organisation.unit u where u.id = ${unit.parent_id}
      union all
      select u.id, u.parent_id, u.code, u.short_name, up.distance + 1 from organisation.unit u join up on u.id = up.parent_id
    )
    select code, short_name from up order by distance desc`.execute(db)
  const below = await db
    .selectFrom('organisation.unit')
    .select(['id', 'code', 'name', 'kind'])
    .where('parent_id', '=', unit.id)
    .where('closed_on', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return { above, below }
}

export interface PortalDocument {
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
): Promise<readonly PortalDocument[]> {
  if (of.channelSlug !== undefined) {
    const channel = await findChannel(db, of.channelSlug)
    return channel ? ((await listNewestBelow(db, [channel.id], limit)).get(channel.id) ?? []) : []
  }
  const unit = of.unitId === undefined ? sql`` : sql`and e.unit_id = ${of.unitId}`
  const { rows } = await sql<PortalDocument>`
    with newest as (
      select e.source_id, e.shown_on from search.entry e
       where e.source = 'document' ${unit} order by e.shown_on desc, e.source_id desc limit ${limit}
    )
    select d.id, v.title, n.shown_on, u.name as unit_name, d.state
      from newest n join documents.document d on d.id = n.source_id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = d.unit_id
     order by n.shown_on desc, d.id desc`.execute(db)
  return rows
}

export function listChannelSlugs(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('sites.channel')
    .select(['id', 'slug'])
    .where('id', 'in', [...ids])
    .execute()
}

/** Columns of a site in the order of their place, each with the one over it. */
export async function listChannelTree(db: Db, site: string) {
  const { rows } = await sql<{ slug: string; name: string; parent_slug: string | null }>`
    select c.slug, c.name, p.slug as parent_slug
      from sites.channel c join sites.site s on s.id = c.site_id and s.slug = ${site}
      left join sites.channel p on p.id = c.parent_id
     order by p.position nulls first, p.id, c.position, c.id`.execute(db)
  return rows
}

/** How much the city shows, and how it stands with its answers; each number is a list or a report elsewhere. */
export async function readStanding(db: Db, today: CivilDate) {
  const { rows } = await sql<{
    documents: number
    units: number
    register_rows: number
    requests: number
    answered: number
    in_time: number
    green: number
    yellow: number
    red: number
  }>`
    with reply as (
      select yellow_on, due_on, stopped_on, result from clock.clock
       where name = 'requests.reply' and (stopped_on is null or stopped_on >= date_trunc('year', ${today}::date))
    )
    select (select count(*) from search.entry where source = 'document')::int as documents,
           (select count(*) from organisation.unit where closed_on is null)::int as units,
           (select count(*) from registers.row where revoked_on is null)::int as register_rows,
           (select count(*) from cases.case
             where kind = 'requests.disclosure' and received_on >= date_trunc('year', ${today}::date))::int as requests,
           count(*) filter (where result in ('met', 'missed'))::int as answered,
           count(*) filter (where result = 'met')::int as in_time,
           count(*) filter (where stopped_on is null and ${today} < yellow_on)::int as green,
           count(*) filter (where stopped_on is null and ${today} >= yellow_on and ${today} <= due_on)::int as yellow,
           count(*) filter (where stopped_on is null and ${today} > due_on)::int as red
      from reply`.execute(db)
  const standing = rows[0]
  if (!standing) throw new Error('an aggregate without a row')
  return standing
}
