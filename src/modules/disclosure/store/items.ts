import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { MAIN_SITE } from '#modules/sites/index.ts'
import type { ItemSettingBody } from '../contract.ts'
import { statutoryItems, type StatutoryItem } from '../items.ts'

/** The items as this city has set them: its own interval of renewal, and columns of its own beside the declared ones. */
export async function loadItems(handle: Handle): Promise<readonly StatutoryItem[]> {
  const settings = await handle.selectFrom('disclosure.item_setting').selectAll().execute()
  if (settings.length === 0) return statutoryItems
  const set = new Map(settings.map((row) => [row.item, row]))
  return statutoryItems.map((item) => {
    const own = set.get(item.code)
    return own ? { ...item, renewDays: own.renew_days, channels: [...item.channels, ...own.channels] } : item
  })
}

export async function saveItemSetting(tx: Tx, item: string, setting: ItemSettingBody): Promise<void> {
  const row = { renew_days: setting.renewDays, channels: setting.channels }
  await tx
    .insertInto('disclosure.item_setting')
    .values({ item, ...row })
    .onConflict((conflict) => conflict.column('item').doUpdateSet(row))
    .execute()
}

/** The short names of the portal's columns. */
export async function listSlugs(handle: Handle): Promise<ReadonlySet<string>> {
  const rows = await handle
    .selectFrom('sites.channel as c')
    .innerJoin('sites.site as s', 's.id', 'c.site_id')
    .select('c.slug')
    .where('s.slug', '=', MAIN_SITE)
    .execute()
  return new Set(rows.map((row) => row.slug))
}

/**
 * `members (item, document_id, unit_id, shown_on)`: every public document under each item to which it belongs, by its
 * column or by its kind; once for each column in which it stands.
 */
export function members(
  items: readonly StatutoryItem[],
  { unitIds, only }: { unitIds?: readonly number[] | undefined; only?: readonly string[] | undefined },
) {
  const named = items.flatMap((item) => item.channels.map((slug) => [item.list, slug, item.code] as const))
  const kinds = items
    .filter((item) => only?.includes(item.code) ?? true)
    .flatMap((item) => item.kinds.map((kind) => [kind, item.code] as const))
  const own = unitIds === undefined ? sql`` : sql`and d.unit_id = any(${[...unitIds]}::bigint[])`
  return sql`
    recursive named as (
      select * from unnest(${named.map(([list]) => list)}::text[], ${named.map(([, slug]) => slug)}::text[],
                           ${named.map(([, , code]) => code)}::text[]) as n (list, slug, item)
    ), placed as (
      select c.id, lists.list, named.item
        from sites.channel c join sites.site s on s.id = c.site_id and s.slug = ${MAIN_SITE}
        cross join (select distinct list from named) lists
        left join named on named.slug = c.slug and named.list = lists.list
       where c.parent_id is null
      union all
      select c.id, placed.list, coalesce(named.item, placed.item)
        from placed join sites.channel c on c.parent_id = placed.id
        left join named on named.slug = c.slug and named.list = placed.list
    ), of_kind as (
      select * from unnest(${kinds.map(([kind]) => kind)}::text[], ${kinds.map(([, code]) => code)}::text[])
        as k (kind, item)
    ), members as (
      select placed.item, p.document_id, d.unit_id, p.shown_on
        from placed join publishing.placement p on p.channel_id = placed.id and p.shown_on is not null
        join documents.document d on d.id = p.document_id ${own}
       where ${only === undefined ? sql`placed.item is not null` : sql`placed.item = any(${[...only]}::text[])`}
      union all
      select of_kind.item, d.id, d.unit_id, p.shown_on
        from of_kind join documents.document d on d.kind = of_kind.kind and d.published_version is not null ${own}
         -- said once more as plain values, for the planner to see how few they are
         and d.kind = any(${kinds.map(([kind]) => kind)}::text[])
        join publishing.placement p on p.document_id = d.id and p.shown_on is not null
    )`
}
