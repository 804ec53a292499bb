import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'

/** The portal's own site; sites of single units come beside it. */
export const MAIN_SITE = 'main'

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
    .orderBy('s.position')
    .orderBy('c.parent_id', (order) => order.asc().nullsFirst())
    .orderBy('c.position')
    .orderBy('c.id')
    .execute()
}

/** A channel of the main site by its slug. */
export function findChannel(handle: Handle, slug: string) {
  return handle
    .selectFrom('sites.channel as c')
    .innerJoin('sites.site as s', 's.id', 'c.site_id')
    .selectAll('c')
    .where('s.slug', '=', MAIN_SITE)
    .where('c.slug', '=', slug)
    .executeTakeFirst()
}

export interface ChannelName {
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly description: string
  readonly keywords: string
}

/** A channel with those above it, the outermost first. */
export async function listAncestors(handle: Handle, channelId: number): Promise<ChannelName[]> {
  const { rows } = await sql<ChannelName>`
    with recursive up as (
      select id, parent_id, slug, name, kind, description, keywords, 0 as depth from sites.channel where id = ${channelId}
      union all
      select c.id, c.parent_id, c.slug, c.name, c.kind, c.description, c.keywords, up.depth + 1 from sites.channel c join up on c.id = up.parent_id
    )
    select slug, name, kind, description, keywords from up order by depth desc`.execute(handle)
  return rows
}

export function listSubchannels(handle: Handle, channelId: number) {
  return handle
    .selectFrom('sites.channel')
    .select(['id', 'slug', 'name'])
    .where('parent_id', '=', channelId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}
