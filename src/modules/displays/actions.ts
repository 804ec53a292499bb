import { markStale } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getSite, type SiteRow } from '#modules/sites/index.ts'
import { notFound } from '#platform/errors.ts'
import type { SettingBody } from './contract.ts'
import { permissions } from './kinds.ts'
import { decideSetting } from './rules.ts'
import * as store from './store.ts'

/** Says what the touch terminals and boards of a site show. */
export function arrangeDisplays(ctx: Context, siteId: number, asked: SettingBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await getSite(tx, siteId)
    ctx.actor.must(permissions.arrange, site.unit_id)
    const decision = decideSetting(asked, await store.listOwn(tx, siteId))
    if (!decision.ok) return decision
    await store.putSetting(tx, siteId, decision.value)
    await record(tx, ctx.actor, {
      verb: 'displays.arranged',
      subject: `site:${siteId}`,
      unitId: site.unit_id,
      detail: { channels: [...asked.channelIds], seconds: asked.seconds },
    })
    await markStale(tx, [`displays:${siteId}`])
    return allow(siteId)
  })
}

/** The site, for who may arrange its displays. */
export async function mustArrange(ctx: Context, siteId: number): Promise<SiteRow> {
  const site = await getSite(ctx.db, siteId)
  if (!ctx.actor.may(permissions.arrange, site.unit_id)) throw notFound('site', siteId)
  return site
}
