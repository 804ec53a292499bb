import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'

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

/** The documents that a site of the group shows, for a search within it. */
export function documentsOfSite(site: string) {
  return sql`
    select p.document_id from publishing.placement p
      join sites.channel c on c.id = p.channel_id
      join sites.site s on s.id = c.site_id and s.slug = ${site}
     where p.shown_on is not null`
}
