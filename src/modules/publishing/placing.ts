import { markStale } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { civilDateOf } from '#platform/dates.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findChannelSite } from '#modules/sites/index.ts'
import { permissions } from './kinds.ts'
import { addShownPlacements, removePlacement } from './store/placements.ts'

/**
 * Takes a document of the library into a column of one's own site, whoever published it, or out again. It stays one
 * document: what becomes of it shows in every column at once. The last column of a public document stays.
 */
export function placePublished(
  ctx: Context,
  id: number,
  channelId: number,
  stands: boolean,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    const site = await findChannelSite(tx, channelId)
    ctx.actor.must(permissions.place, site.unit_id)
    const version = await documents.findPublicDocument(tx, id)
    if (!version || version.state === 'withdrawn') return refuse(issue('state', 'not_public'))
    if (site.state === 'closed') return refuse(issue('channelId', 'site_is_closed'))
    if (stands) {
      const shownOn = row.originally_published_on ?? (row.published_at && civilDateOf(row.published_at))
      if (!shownOn) throw new Error(`document ${id} is public without a day`)
      await addShownPlacements(tx, channelId, [id], [shownOn])
    } else if ((await removePlacement(tx, id, channelId)) === 'last') {
      return refuse(issue('channelId', 'last_channel'))
    }
    await record(tx, ctx.actor, {
      verb: stands ? 'publishing.placed' : 'publishing.displaced',
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { channel: channelId, site: site.id },
    })
    await markStale(tx, [`document:${id}`, `channel:${channelId}`, 'documents'])
    return allow(id)
  })
}
