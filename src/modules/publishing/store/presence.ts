import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'

/** Somebody has the draft open now. */
export async function putPresence(handle: Handle, documentId: number, staffId: number): Promise<void> {
  await sql`
    insert into publishing.presence (document_id, staff_id) values (${documentId}, ${staffId})
    on conflict (document_id, staff_id) do update set seen_at = now()`.execute(handle)
}

export async function forgetAbsent(handle: Handle): Promise<void> {
  await sql`delete from publishing.presence where seen_at < now() - interval '1 day'`.execute(handle)
}

/** Who besides this person was seen at the draft within so many seconds. */
export async function listPresent(
  handle: Handle,
  documentId: number,
  of: { readonly besides: number | null; readonly seconds: number },
): Promise<{ name: string; seen_at: Date }[]> {
  const { rows } = await sql<{ name: string; seen_at: Date }>`
    select s.name, p.seen_at from publishing.presence p join identity.staff s on s.id = p.staff_id
     where p.document_id = ${documentId} and p.staff_id is distinct from ${of.besides}
       and p.seen_at > now() - make_interval(secs => ${of.seconds})
     order by s.name`.execute(handle)
  return rows
}
