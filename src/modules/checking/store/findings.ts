import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Finding } from '../check.ts'

/** What was found in a text that nobody can read any more is no task. */
export async function forgetRemoved(handle: Handle): Promise<void> {
  await sql`
    delete from checking.public_finding f using documents.document d
     where d.id = f.document_id and d.text_removed and f.dismissed_on is null`.execute(handle)
}

/** Where the last night left off; another edition of rules and words begins anew. */
export async function takeBookmark(handle: Handle, edition: string): Promise<number> {
  const { rows } = await sql<{ bookmark: number }>`
    insert into checking.patrol as p (edition, bookmark) values (${edition}, 0)
    on conflict (single) do update
      set bookmark = case when p.edition = excluded.edition then p.bookmark else 0 end, edition = excluded.edition
    returning bookmark`.execute(handle)
  return rows[0]?.bookmark ?? 0
}

export async function moveBookmark(handle: Handle, bookmark: number): Promise<void> {
  await handle.updateTable('checking.patrol').set({ bookmark }).execute()
}

/** Public documents after the bookmark, in the order of their numbers. */
export async function listPublicAfter(
  handle: Handle,
  bookmark: number,
  limit: number,
): Promise<{ id: number; version: number }[]> {
  const { rows } = await sql<{ id: number; version: number }>`
    select id, published_version as version from documents.document
     where id > ${bookmark} and published_version is not null and not text_removed
     order by id limit ${limit}`.execute(handle)
  return rows
}

/** Opens a task for what is new and closes what is gone; what was said to be no fault stays as it was said. */
export async function keepFindings(
  handle: Handle,
  documentId: number,
  found: readonly Finding[],
  today: CivilDate,
): Promise<void> {
  const keys = found.map((one) => one.key)
  await sql`
    delete from checking.public_finding
     where document_id = ${documentId} and not key = any(${keys}::text[])`.execute(handle)
  if (found.length === 0) return
  await sql`
    insert into checking.public_finding (document_id, key, kind, severity, place, excerpt, found_on)
    select ${documentId}, f.key, f.kind, f.severity, f.place, f.excerpt::jsonb, ${today}
      from unnest(${keys}::text[], ${found.map((one) => one.kind)}::text[], ${found.map((one) => one.severity)}::text[],
        ${found.map((one) => one.where)}::text[], ${found.map((one) => JSON.stringify(one.excerpt))}::text[])
        as f (key, kind, severity, place, excerpt)
    on conflict (document_id, key) do nothing`.execute(handle)
}

/** Locks what was found in a public document, and says whose document it is. */
export async function lockFinding(tx: Tx, documentId: number, key: string): Promise<{ unit_id: number }> {
  const { rows } = await sql<{ unit_id: number }>`
    select d.unit_id from checking.public_finding f
      join documents.document d on d.id = f.document_id
     where f.document_id = ${documentId} and f.key = ${key} for update of f`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('finding', key)
  return found
}

export async function dismiss(
  tx: Tx,
  documentId: number,
  key: string,
  by: { staffId: number; on: CivilDate; reason: string },
): Promise<void> {
  await tx
    .updateTable('checking.public_finding')
    .set({ dismissed_by: by.staffId, dismissed_on: by.on, reason: by.reason })
    .where('document_id', '=', documentId)
    .where('key', '=', key)
    .execute()
}

export interface OpenFinding {
  readonly document_id: number
  readonly title: string
  readonly unit_name: string
  readonly key: string
  readonly kind: string
  readonly severity: 'blocking' | 'hint'
  readonly place: string
  readonly excerpt: { readonly before: string; readonly hit: string; readonly after: string }
  readonly found_on: string
}

/** Open findings in public documents of these units, personal data first. */
export async function listOpen(
  handle: Handle,
  of: { unitIds: readonly number[]; kind?: string | undefined },
  page: { offset: number; limit: number },
): Promise<{ items: OpenFinding[]; total: number }> {
  const kind = of.kind === undefined ? sql`` : sql`and f.kind = ${of.kind}`
  const from = sql`
    from checking.public_finding f
    join documents.document d on d.id = f.document_id and not d.text_removed
    join documents.version v on v.document_id = d.id and v.version = d.published_version
    join organisation.unit u on u.id = d.unit_id
   where f.dismissed_on is null and d.unit_id = any(${[...of.unitIds]}::bigint[]) ${kind}`
  const { rows } = await sql<OpenFinding>`
    select f.document_id, v.title, u.name as unit_name, f.key, f.kind, f.severity, f.place, f.excerpt, f.found_on ${from}
     order by (f.severity = 'blocking') desc, f.found_on desc, f.document_id, f.key
     limit ${page.limit} offset ${page.offset}`.execute(handle)
  const count = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(handle)
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}
