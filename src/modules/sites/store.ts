import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { SitesChannel, SitesSite } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import type { BlockBody } from './contract.ts'

/** The portal's own site; sites of single units come beside it. */
export const MAIN_SITE = 'main'

export type SiteRow = Selectable<SitesSite>
export type ChannelRow = Selectable<SitesChannel>

/** The site, held against others until the transaction ends: its tree of columns changes by one at a time. */
export async function lockSite(tx: Tx, id: number): Promise<SiteRow> {
  return tx
    .selectFrom('sites.site')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('site', id))
}

export async function findSite(handle: Handle, slug: string): Promise<SiteRow | undefined> {
  return handle.selectFrom('sites.site').selectAll().where('slug', '=', slug).executeTakeFirst()
}

export async function getSite(handle: Handle, id: number): Promise<SiteRow> {
  return handle
    .selectFrom('sites.site')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('site', id))
}

export interface ListedSite extends SiteRow {
  readonly unit_name: string
  readonly channels: number
}

/** Every site, the portal's own first. */
export async function listSites(handle: Handle): Promise<ListedSite[]> {
  const { rows } = await sql<ListedSite>`
    select s.*, u.name as unit_name,
           (select count(*)::int from sites.channel c where c.site_id = s.id) as channels
      from sites.site s join organisation.unit u on u.id = s.unit_id
     order by s.slug <> ${MAIN_SITE}, s.position, s.id`.execute(handle)
  return rows
}

export function listHosts(handle: Handle): Promise<{ host: string; slug: string; site_id: number }[]> {
  return handle
    .selectFrom('sites.host as h')
    .innerJoin('sites.site as s', 's.id', 'h.site_id')
    .select(['h.host', 's.slug', 'h.site_id'])
    .orderBy('h.host')
    .execute()
}

/** Sets the host names of a site; answers those that belong to another. */
export async function setHosts(tx: Tx, siteId: number, hosts: readonly string[]): Promise<string[]> {
  const asked = [...hosts]
  await tx
    .deleteFrom('sites.host')
    .where('site_id', '=', siteId)
    .where((eb) => eb.not(eb('host', '=', eb.fn.any(eb.val(asked)))))
    .execute()
  const { rows } = await sql<{ host: string }>`
    with asked as (select unnest(${asked}::text[]) as host),
         added as (insert into sites.host (host, site_id) select host, ${siteId} from asked
                   on conflict (host) do nothing)
    select h.host from sites.host h join asked using (host) where h.site_id <> ${siteId} order by 1`.execute(
    tx,
  )
  return rows.map((row) => row.host)
}

export async function listBlocks(handle: Handle, siteId: number): Promise<BlockBody[]> {
  const rows = await handle
    .selectFrom('sites.block')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    kind: row.kind as BlockBody['kind'],
    title: row.title,
    channelId: row.channel_id,
    body: row.body,
    size: row.size,
  }))
}

export async function setBlocks(tx: Tx, siteId: number, blocks: readonly BlockBody[]): Promise<void> {
  await tx.deleteFrom('sites.block').where('site_id', '=', siteId).execute()
  if (blocks.length === 0) return
  await tx
    .insertInto('sites.block')
    .values(
      blocks.map((block, position) => ({
        site_id: siteId,
        position,
        kind: block.kind,
        title: block.title,
        channel_id: block.channelId,
        body: block.body,
        size: block.size,
      })),
    )
    .execute()
}

export function listMoved(handle: Handle, siteId: number) {
  return handle
    .selectFrom('sites.moved')
    .select(['path', 'target', 'moved_on'])
    .where('site_id', '=', siteId)
    .orderBy('path')
    .execute()
}

/** Where readers of an address that is no more are sent. */
export async function findMoved(handle: Handle, slug: string, path: string): Promise<string | undefined> {
  const row = await handle
    .selectFrom('sites.moved as m')
    .innerJoin('sites.site as s', 's.id', 'm.site_id')
    .select('m.target')
    .where('s.slug', '=', slug)
    .where('m.path', '=', path)
    .executeTakeFirst()
  return row?.target
}

/** Every column of every site, for choosing where a document is to stand. */
export function listChannels(handle: Handle) {
  return handle
    .selectFrom('sites.channel as c')
    .innerJoin('sites.site as s', 's.id', 'c.site_id')
    .select([
      'c.id',
      'c.parent_id',
      'c.slug',
      'c.name',
      'c.kind',
      'c.description',
      'c.keywords',
      's.name as site_name',
    ])
    .where('s.state', '<>', 'closed')
    .orderBy('s.position')
    .orderBy('s.id')
    .orderBy('c.parent_id', (order) => order.asc().nullsFirst())
    .orderBy('c.position')
    .orderBy('c.id')
    .execute()
}

/** The columns of one site, siblings in their order. */
export function listTree(handle: Handle, siteId: number): Promise<ChannelRow[]> {
  return handle
    .selectFrom('sites.channel')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('parent_id', (order) => order.asc().nullsFirst())
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** A column of a site by its slug. */
export function findChannel(handle: Handle, slug: string, site = MAIN_SITE): Promise<ChannelRow | undefined> {
  return handle
    .selectFrom('sites.channel as c')
    .innerJoin('sites.site as s', 's.id', 'c.site_id')
    .selectAll('c')
    .where('s.slug', '=', site)
    .where('c.slug', '=', slug)
    .executeTakeFirst()
}

export async function getChannel(handle: Handle, id: number): Promise<ChannelRow> {
  return handle
    .selectFrom('sites.channel')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('channel', id))
}

/** The site to which a column belongs. */
export async function findChannelSite(handle: Handle, channelId: number): Promise<SiteRow> {
  return handle
    .selectFrom('sites.site as s')
    .innerJoin('sites.channel as c', 'c.site_id', 's.id')
    .selectAll('s')
    .where('c.id', '=', channelId)
    .executeTakeFirstOrThrow(() => notFound('channel', channelId))
}

export interface ChannelName {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly description: string
  readonly keywords: string
}

/** A column with those above it, the outermost first. */
export async function listAncestors(handle: Handle, channelId: number): Promise<ChannelName[]> {
  const { rows } = await sql<ChannelName>`
    with recursive up as (
      select id, parent_id, slug, name, kind, description, keywords, 0 as depth from sites.channel where id = ${channelId}
      union all
      select c.id, c.parent_id, c.slug, c.name, c.kind, c.description, c.keywords, up.depth + 1 from sites.channel c join up on c.id = up.parent_id
    )
    select id, slug, name, kind, description, keywords from up order by depth desc`.execute(handle)
  return rows
}

/** The columns directly below one, or the first columns of a site. */
export function listSubchannels(
  handle: Handle,
  of: { readonly channelId: number } | { readonly siteId: number },
) {
  const all = handle
    .selectFrom('sites.channel')
    .select(['id', 'slug', 'name'])
    .orderBy('position')
    .orderBy('id')
  return 'channelId' in of
    ? all.where('parent_id', '=', of.channelId).execute()
    : all.where('site_id', '=', of.siteId).where('parent_id', 'is', null).execute()
}

/** Puts a column below another (null: the site itself) before one of its columns (null: at the end). */
export async function placeChannel(
  tx: Tx,
  siteId: number,
  channelId: number,
  parentId: number | null,
  beforeId: number | null,
): Promise<void> {
  const siblings = await tx
    .selectFrom('sites.channel')
    .select('id')
    .where('site_id', '=', siteId)
    .where((eb) => (parentId === null ? eb('parent_id', 'is', null) : eb('parent_id', '=', parentId)))
    .where('id', '<>', channelId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const order = siblings.map((row) => row.id)
  const at = beforeId === null ? order.length : order.indexOf(beforeId)
  order.splice(at === -1 ? order.length : at, 0, channelId)
  await tx.updateTable('sites.channel').set({ parent_id: parentId }).where('id', '=', channelId).execute()
  await sql`
    update sites.channel c set position = o.position - 1
      from unnest(${order}::bigint[]) with ordinality as o (id, position)
     where c.id = o.id and c.position <> o.position - 1`.execute(tx)
}
