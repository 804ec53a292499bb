import { sql } from 'kysely'
import { notFound } from '#platform/errors.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { Presence } from './contract.ts'
import { permissions } from './kinds.ts'

/** Whoever was not heard of for so long has closed the draft, or his laptop. */
const GONE_SECONDS = 45

/** Notes that this person has the draft open, and says who else has. */
export async function notePresence(ctx: Context, id: number): Promise<Presence> {
  const row = await getDocument(ctx.db, id)
  if (!ctx.actor.may(permissions.draft, row.unit_id)) throw notFound('document', id)
  if (ctx.actor.staffId !== null) {
    await sql`
      insert into publishing.presence (document_id, staff_id) values (${id}, ${ctx.actor.staffId})
      on conflict (document_id, staff_id) do update set seen_at = now()`.execute(ctx.db)
  }
  await sql`delete from publishing.presence where seen_at < now() - interval '1 day'`.execute(ctx.db)
  const { rows } = await sql<{ name: string; seen_at: Date }>`
    select s.name, p.seen_at from publishing.presence p join identity.staff s on s.id = p.staff_id
     where p.document_id = ${id} and p.staff_id is distinct from ${ctx.actor.staffId}
       and p.seen_at > now() - make_interval(secs => ${GONE_SECONDS})
     order by s.name`.execute(ctx.db)
  const version = await getVersion(ctx.db, id, row.version)
  return {
    others: rows.map((one) => ({ name: one.name, seenAt: one.seen_at.toISOString() })),
    contentHash: version.content_hash.toString('hex'),
  }
}
