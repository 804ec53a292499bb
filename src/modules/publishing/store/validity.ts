import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'

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
