import { notFound } from '#platform/errors.ts'
import { getDocument, getVersion } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { Presence } from './contract.ts'
import { permissions } from './kinds.ts'
import { forgetAbsent, listPresent, putPresence } from './store/presence.ts'

/** Whoever was not heard of for so long has closed the draft, or his laptop. */
const GONE_SECONDS = 45

/** Notes that this person has the draft open, and says who else has. */
export async function notePresence(ctx: Context, id: number): Promise<Presence> {
  const row = await getDocument(ctx.db, id)
  if (!ctx.actor.may(permissions.draft, row.unit_id)) throw notFound('document', id)
  const { staffId } = ctx.actor
  if (staffId !== null) await putPresence(ctx.db, id, staffId)
  await forgetAbsent(ctx.db)
  const others = await listPresent(ctx.db, id, { besides: staffId, seconds: GONE_SECONDS })
  const version = await getVersion(ctx.db, id, row.version)
  return {
    others: others.map((one) => ({ name: one.name, seenAt: one.seen_at.toISOString() })),
    contentHash: version.content_hash.toString('hex'),
  }
}
