import type { Tx } from '#platform/db/connect.ts'
import { record, type LedgerActor } from '#kernel/ledger/index.ts'

export interface NewSite {
  readonly slug: string
  readonly name: string
  readonly unitId: number
  readonly domain?: string
  readonly idCode?: string
  readonly icpNumber?: string
  readonly policeNumber?: string
}

export interface NewChannel {
  readonly siteId: number
  readonly parentId: number | null
  readonly slug: string
  readonly name: string
  /** ColumnType of the government site rules: 政策文件, 信息公开 … */
  readonly kind: string
  readonly description: string
  readonly position: number
}

/** Opens a site; answers its number. */
export async function addSite(tx: Tx, actor: LedgerActor, site: NewSite): Promise<number> {
  const row = await tx
    .insertInto('sites.site')
    .values({
      slug: site.slug,
      name: site.name,
      unit_id: site.unitId,
      domain: site.domain ?? '',
      id_code: site.idCode ?? '',
      icp_number: site.icpNumber ?? '',
      police_number: site.policeNumber ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, actor, {
    verb: 'sites.opened',
    subject: `site:${row.id}`,
    unitId: site.unitId,
    detail: { slug: site.slug },
  })
  return row.id
}

/** Adds a channel to a site; answers its number. */
export async function addChannel(tx: Tx, actor: LedgerActor, channel: NewChannel): Promise<number> {
  const row = await tx
    .insertInto('sites.channel')
    .values({
      site_id: channel.siteId,
      parent_id: channel.parentId,
      slug: channel.slug,
      name: channel.name,
      kind: channel.kind,
      description: channel.description,
      position: channel.position,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, actor, {
    verb: 'sites.channel_added',
    subject: `channel:${row.id}`,
    detail: { slug: channel.slug, site: channel.siteId },
  })
  return row.id
}
