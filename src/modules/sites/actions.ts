import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { notFound, Refusal } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { addChannel, addSite } from './add.ts'
import { addStandardColumns } from './columns.ts'
import type {
  BlockBody,
  ChannelBody,
  ClosingBody,
  Move,
  MovedBody,
  NewChannelBody,
  NewSiteBody,
  SiteBody,
} from './contract.ts'
import { permissions } from './kinds.ts'
import {
  decideBlocks,
  decideChannel,
  decideClosing,
  decideMove,
  decideMoved,
  decideSite,
  slugIssues,
} from './rules.ts'
import * as store from './store.ts'

const siteSubject = (id: number) => `site:${id}`

/** Pages of the whole portal carry `site` in their frame, and lists of columns `channels`. */
async function markChanged(tx: Tx): Promise<void> {
  await markStale(tx, ['site', 'channels'])
}

/** Opens a site for a unit, empty or with the standard columns. */
export function openSite(ctx: Context, asked: NewSiteBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.open, asked.unitId)
    const unit = await getUnit(tx, asked.unitId)
    const issues = slugIssues(asked.slug)
    if (asked.name.trim() === '') issues.push(issue('name', 'required'))
    if (await store.findSite(tx, asked.slug)) issues.push(issue('slug', 'taken'))
    if (issues.length > 0) return refuse(issues)
    const id = await addSite(tx, ctx.actor, { slug: asked.slug, name: asked.name.trim(), unitId: unit.id })
    if (asked.withColumns) await addStandardColumns(tx, ctx.actor, id)
    await markChanged(tx)
    return allow(id)
  })
}

/** Changes what a site says of itself and where it answers. */
export function editSite(ctx: Context, id: number, asked: SiteBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await store.lockSite(tx, id)
    ctx.actor.must(permissions.manage, site.unit_id)
    const decision = decideSite(asked)
    if (!decision.ok) return decision
    const { hosts, name, theme, tagline, phone, idCode, icpNumber, policeNumber } = decision.value
    const taken = await store.setHosts(tx, id, hosts)
    if (taken.length > 0) return refuse(taken.map((host) => issue('hosts', 'host_taken', { host })))
    await tx
      .updateTable('sites.site')
      .set({
        name,
        theme,
        tagline,
        phone,
        id_code: idCode,
        icp_number: icpNumber,
        police_number: policeNumber,
      })
      .where('id', '=', id)
      .execute()
    await record(tx, ctx.actor, {
      verb: 'sites.edited',
      subject: siteSubject(id),
      unitId: site.unit_id,
      detail: { hosts: [...hosts], theme },
    })
    await markChanged(tx)
    return allow(id)
  })
}

/** Says what the home page of a site shows. */
export function arrangeHome(
  ctx: Context,
  id: number,
  blocks: readonly BlockBody[],
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await store.lockSite(tx, id)
    ctx.actor.must(permissions.manage, site.unit_id)
    const own = new Set((await store.listTree(tx, id)).map((channel) => channel.id))
    const decision = decideBlocks(blocks, own)
    if (!decision.ok) return decision
    await store.setBlocks(tx, id, decision.value)
    await record(tx, ctx.actor, {
      verb: 'sites.home_arranged',
      subject: siteSubject(id),
      unitId: site.unit_id,
      detail: { blocks: blocks.length },
    })
    await markChanged(tx)
    return allow(id)
  })
}

/** Announces that a site closes: its notice stands on every page until the last day. */
export function announceClosing(ctx: Context, id: number, asked: ClosingBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await store.lockSite(tx, id)
    ctx.actor.must(permissions.open, site.unit_id)
    const decision = decideClosing(asked, site, ctx.today, store.MAIN_SITE)
    if (!decision.ok) return decision
    const { on, notice } = decision.value
    await tx
      .updateTable('sites.site')
      .set({ state: 'closing', closing_on: on, closing_notice: notice })
      .where('id', '=', id)
      .execute()
    await record(tx, ctx.actor, {
      verb: 'sites.closing_announced',
      subject: siteSubject(id),
      unitId: site.unit_id,
      detail: { on },
    })
    await markChanged(tx)
    return allow(id)
  })
}

/** Takes the announcement back while the site is still there. */
export function callOffClosing(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await store.lockSite(tx, id)
    ctx.actor.must(permissions.open, site.unit_id)
    if (site.state !== 'closing') return refuse(issue('state', 'not_in_this_state'))
    await tx
      .updateTable('sites.site')
      .set({ state: 'open', closing_on: null, closing_notice: '' })
      .where('id', '=', id)
      .execute()
    await record(tx, ctx.actor, {
      verb: 'sites.closing_called_off',
      subject: siteSubject(id),
      unitId: site.unit_id,
    })
    await markChanged(tx)
    return allow(id)
  })
}

/** Shuts every site whose last day has come; its pages say so from then on, its documents stay on the portal. */
export async function closeDueSites(ctx: Context): Promise<number> {
  return ctx.transaction(async (tx) => {
    const due = await tx
      .updateTable('sites.site')
      .set({ state: 'closed' })
      .where('state', '=', 'closing')
      .where('closing_on', '<=', ctx.today)
      .returning(['id', 'unit_id'])
      .execute()
    for (const site of due)
      await record(tx, ctx.actor, {
        verb: 'sites.closed',
        subject: siteSubject(site.id),
        unitId: site.unit_id,
      })
    if (due.length > 0) await markChanged(tx)
    return due.length
  })
}

/** Sends the readers of an old address on. */
export function moveAddress(ctx: Context, id: number, asked: MovedBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await store.lockSite(tx, id)
    ctx.actor.must(permissions.manage, site.unit_id)
    const decision = decideMoved(asked)
    if (!decision.ok) return decision
    await addMoved(tx, ctx, id, decision.value.path, decision.value.target)
    await record(tx, ctx.actor, {
      verb: 'sites.address_moved',
      subject: siteSubject(id),
      unitId: site.unit_id,
      detail: { path: decision.value.path, target: decision.value.target },
    })
    return allow(id)
  })
}

async function addMoved(tx: Tx, ctx: Context, siteId: number, path: string, target: string): Promise<void> {
  // What pointed at the old address points at the new one: no reader is sent twice.
  await tx
    .updateTable('sites.moved')
    .set({ target })
    .where('site_id', '=', siteId)
    .where('target', '=', path)
    .where('path', '<>', target)
    .execute()
  await tx.deleteFrom('sites.moved').where('site_id', '=', siteId).where('path', '=', target).execute()
  await tx
    .insertInto('sites.moved')
    .values({ site_id: siteId, path, target, moved_on: ctx.today })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'path']).doUpdateSet({ target, moved_on: ctx.today }),
    )
    .execute()
}

export function forgetMoved(ctx: Context, id: number, path: string): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await store.lockSite(tx, id)
    ctx.actor.must(permissions.manage, site.unit_id)
    const gone = await tx
      .deleteFrom('sites.moved')
      .where('site_id', '=', id)
      .where('path', '=', path)
      .returning('path')
      .executeTakeFirst()
    if (!gone) throw notFound('address', path)
    await record(tx, ctx.actor, {
      verb: 'sites.address_forgotten',
      subject: siteSubject(id),
      unitId: site.unit_id,
      detail: { path },
    })
    return allow(id)
  })
}

async function slugTaken(tx: Tx, siteId: number, slug: string, except = 0): Promise<boolean> {
  const found = await tx
    .selectFrom('sites.channel')
    .select('id')
    .where('site_id', '=', siteId)
    .where('slug', '=', slug)
    .where('id', '<>', except)
    .executeTakeFirst()
  return found !== undefined
}

/** Adds a column at the end of those below its parent. */
export function createChannel(
  ctx: Context,
  siteId: number,
  asked: NewChannelBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const site = await store.lockSite(tx, siteId)
    ctx.actor.must(permissions.manage, site.unit_id)
    const decision = decideChannel(asked)
    const issues = decision.ok ? [] : [...decision.issues]
    if (asked.parentId !== null && (await store.getChannel(tx, asked.parentId)).site_id !== siteId)
      issues.push(issue('parentId', 'not_a_choice'))
    if (await slugTaken(tx, siteId, asked.slug)) issues.push(issue('slug', 'taken'))
    if (!decision.ok || issues.length > 0) return refuse(issues)
    const { slug, name, kind, description } = decision.value
    const id = await addChannel(tx, ctx.actor, {
      siteId,
      parentId: asked.parentId,
      slug,
      name,
      kind,
      description,
      position: 0,
    })
    await store.placeChannel(tx, siteId, id, asked.parentId, null)
    await markChanged(tx)
    return allow(id)
  })
}

/** Changes what a column is called; an address that changes leaves a sign to the new one. */
export function editChannel(ctx: Context, id: number, asked: ChannelBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const channel = await store.getChannel(tx, id)
    const site = await store.lockSite(tx, channel.site_id)
    ctx.actor.must(permissions.manage, site.unit_id)
    const decision = decideChannel(asked)
    if (!decision.ok) return decision
    if (await slugTaken(tx, site.id, asked.slug, id)) return refuse(issue('slug', 'taken'))
    await tx.updateTable('sites.channel').set(decision.value).where('id', '=', id).execute()
    if (channel.slug !== asked.slug)
      await addMoved(tx, ctx, site.id, `/channels/${channel.slug}`, `/channels/${asked.slug}`)
    await record(tx, ctx.actor, {
      verb: 'sites.channel_edited',
      subject: `channel:${id}`,
      unitId: site.unit_id,
      detail: { slug: asked.slug, before: channel.slug },
    })
    await markStale(tx, ['site', 'channels', `channel:${id}`])
    return allow(id)
  })
}

/** Moves a column with all below it to another place of the same site. */
export function moveChannel(ctx: Context, id: number, asked: Move): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const channel = await store.getChannel(tx, id)
    const site = await store.lockSite(tx, channel.site_id)
    ctx.actor.must(permissions.manage, site.unit_id)
    const parent = asked.parentId === null ? undefined : await store.getChannel(tx, asked.parentId)
    if (parent && parent.site_id !== site.id) return refuse(issue('parentId', 'not_a_choice'))
    const above = parent ? (await store.listAncestors(tx, parent.id)).map((one) => one.id) : []
    const before = asked.beforeId === null ? undefined : await store.getChannel(tx, asked.beforeId)
    const decision = decideMove(
      id,
      above,
      before && { id: before.id, parentId: before.parent_id },
      asked.parentId,
    )
    if (!decision.ok) return decision
    await store.placeChannel(tx, site.id, id, asked.parentId, asked.beforeId)
    await record(tx, ctx.actor, {
      verb: 'sites.channel_moved',
      subject: `channel:${id}`,
      unitId: site.unit_id,
      detail: { from: channel.parent_id, to: asked.parentId, before: asked.beforeId },
    })
    await markChanged(tx)
    return allow(id)
  })
}

/** Who else would lose something by the end of a column; publishing says whether documents stand in it. */
export type ChannelUse = (tx: Tx, channelId: number) => Promise<boolean>

/** Removes a column in which nothing stands; its readers are sent to the one above it. */
export function removeChannel(ctx: Context, id: number, inUse: ChannelUse): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const channel = await store.getChannel(tx, id)
    const site = await store.lockSite(tx, channel.site_id)
    ctx.actor.must(permissions.manage, site.unit_id)
    const below = await store.listSubchannels(tx, { channelId: id })
    const blocks = await store.listBlocks(tx, site.id)
    const issues = [
      ...(below.length > 0 ? [issue('channel', 'channel_has_columns')] : []),
      ...((await inUse(tx, id)) ? [issue('channel', 'channel_has_documents')] : []),
      ...(blocks.some((block) => block.channelId === id) ? [issue('channel', 'channel_on_home')] : []),
    ]
    if (issues.length > 0) return refuse(issues)
    const parent = channel.parent_id === null ? undefined : await store.getChannel(tx, channel.parent_id)
    await tx.deleteFrom('sites.channel').where('id', '=', id).execute()
    await addMoved(
      tx,
      ctx,
      site.id,
      `/channels/${channel.slug}`,
      parent ? `/channels/${parent.slug}` : '/sitemap',
    )
    await record(tx, ctx.actor, {
      verb: 'sites.channel_removed',
      subject: `channel:${id}`,
      unitId: site.unit_id,
      detail: { slug: channel.slug },
    })
    await markChanged(tx)
    return allow(id)
  })
}

/** The site behind a subject of the ledger must be there before it is shown. */
export async function mustManage(ctx: Context, siteId: number): Promise<store.SiteRow> {
  const site = await store.getSite(ctx.db, siteId)
  if (!ctx.actor.may(permissions.manage, site.unit_id))
    throw new Refusal('not_found', 404, { what: 'site', id: siteId })
  return site
}
