import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { listSubchannels } from '#modules/sites/index.ts'
import { MAX_COLUMNS, type SettingBody } from './contract.ts'
import { DEFAULT_SECONDS } from './kinds.ts'

export interface ShownColumn {
  readonly id: number
  readonly slug: string
  readonly name: string
}

export interface Setting {
  readonly chosen: boolean
  readonly seconds: number
  readonly columns: readonly ShownColumn[]
}

/** What a site shows; where nothing was chosen, its first columns. */
export async function readSetting(handle: Handle, siteId: number): Promise<Setting> {
  const setting = await handle
    .selectFrom('displays.setting')
    .select('seconds')
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  const columns = await handle
    .selectFrom('displays.channel as d')
    .innerJoin('sites.channel as c', 'c.id', 'd.channel_id')
    .select(['c.id', 'c.slug', 'c.name'])
    .where('d.site_id', '=', siteId)
    .orderBy('d.position')
    .execute()
  const seconds = setting?.seconds ?? DEFAULT_SECONDS
  if (columns.length > 0) return { chosen: true, seconds, columns }
  const first = await listSubchannels(handle, { siteId })
  return { chosen: false, seconds, columns: first.slice(0, MAX_COLUMNS) }
}

/** The numbers of a site's columns, held so that none is removed before the setting that names it is kept. */
export async function listOwn(tx: Tx, siteId: number): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from sites.channel where site_id = ${siteId} for share`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** The row of the site's setting is taken first: of two who arrange at once the later stands as a whole. */
export async function putSetting(tx: Tx, siteId: number, setting: SettingBody): Promise<void> {
  await tx
    .insertInto('displays.setting')
    .values({ site_id: siteId, seconds: setting.seconds })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet({ seconds: setting.seconds }))
    .execute()
  await tx.deleteFrom('displays.channel').where('site_id', '=', siteId).execute()
  if (setting.channelIds.length === 0) return
  await tx
    .insertInto('displays.channel')
    .values(setting.channelIds.map((id, position) => ({ site_id: siteId, channel_id: id, position })))
    .execute()
}
