import { markStale } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile, notFound } from '#platform/errors.ts'
import { startClock, stopClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findSite, MAIN_SITE } from '#modules/sites/index.ts'
import type { DeclarationBody, GuideBody, ItemSettingBody } from './contract.ts'
import { recount } from './counting.ts'
import { AGENCIES, findItem } from './items.ts'
import { clockSubject, guideClock, guideSubject, permissions } from './kinds.ts'
import { decideConfirmation, decideDeclaration, decideGuide, decideItemSetting, factsOf } from './rules.ts'
import * as guides from './store/guides.ts'
import * as settings from './store/items.ts'
import * as store from './store/standing.ts'

/** Writes the next version of a unit's guide; the public reads it once it is confirmed. */
export function saveGuide(ctx: Context, unitId: number, asked: GuideBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    await guides.lockUnit(tx, unitId)
    ctx.actor.must(permissions.edit, unitId)
    const before = await guides.findGuide(tx, unitId)
    if ((before?.version ?? 0) !== asked.basedOn) throw changedMeanwhile('guide')
    const { basedOn: _read, ...text } = asked
    const decision = decideGuide(text, await guides.findText(tx, unitId, before?.version))
    if (!decision.ok) return decision
    const version = await guides.addVersion(tx, unitId, before, decision.value, ctx.actor.staffId, ctx.now)
    await record(tx, ctx.actor, {
      verb: 'disclosure.guide_written',
      subject: guideSubject(unitId),
      unitId,
      detail: { version },
    })
    return allow(version)
  })
}

/** The unit stands for its guide as it reads now; from today a year runs until it must look again. */
export function confirmGuide(ctx: Context, unitId: number, version: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    await store.lockCounting(tx)
    const unit = await guides.lockUnit(tx, unitId)
    ctx.actor.must(permissions.confirm, unitId)
    const guide = await guides.findGuide(tx, unitId)
    if ((guide?.version ?? 0) !== version) throw changedMeanwhile('guide')
    const decision = decideConfirmation(await guides.findText(tx, unitId, version), unit)
    if (!decision.ok) return decision
    if (guide && guide.confirmations > 0)
      await stopClock(tx, guideClock, clockSubject(unitId, guide.confirmations), ctx.today)
    const confirmation = await guides.confirmVersion(tx, unitId, {
      version,
      on: ctx.today,
      by: ctx.actor.staffId,
      facts: factsOf(unit),
    })
    await startClock(tx, guideClock, { subject: clockSubject(unitId, confirmation), unitId, on: ctx.today })
    await recount(tx, ctx, [unit], [AGENCIES])
    await record(tx, ctx.actor, {
      verb: 'disclosure.guide_confirmed',
      subject: guideSubject(unitId),
      unitId,
      detail: { version, confirmation },
    })
    await markStale(tx, [`unit:${unitId}`])
    return allow(confirmation)
  })
}

/** Says of items that the unit has no such information; the public reads it with the day and the reason. */
export function declareNone(ctx: Context, unitId: number, asked: DeclarationBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    await store.lockCounting(tx)
    const unit = await guides.lockUnit(tx, unitId)
    ctx.actor.must(permissions.declare, unitId)
    // What was published a moment ago is counted before, not after.
    if (guides.isAgency(unit)) await recount(tx, ctx, [unit], asked.items)
    const declared = new Set((await store.listDeclarations(tx, [unitId])).map((one) => one.item))
    const standing = new Map(
      (await store.listStanding(tx, [unitId])).map((row) => [
        row.item,
        { count: row.count, declared: declared.has(row.item) },
      ]),
    )
    const decision = decideDeclaration(asked, unit, standing, ctx.today)
    if (!decision.ok) return decision
    await store.addDeclarations(tx, unitId, {
      ...decision.value,
      on: ctx.today,
      by: ctx.actor.staffId,
    })
    await recount(tx, ctx, [unit], asked.items)
    await record(tx, ctx.actor, {
      verb: 'disclosure.declared_none',
      subject: guideSubject(unitId),
      unitId,
      detail: { items: [...decision.value.items], until: decision.value.expiresOn },
    })
    await markStale(tx, [`unit:${unitId}`])
    return allow(decision.value.items.length)
  })
}

/** Takes a declaration back: it was wrong, or will be. */
export function withdrawDeclaration(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    await store.lockCounting(tx)
    const declaration = await store.lockDeclaration(tx, id)
    ctx.actor.must(permissions.declare, declaration.unit_id)
    if (declaration.ended_on !== null) return refuse(issue('declaration', 'not_in_this_state'))
    await store.endDeclaration(tx, id, ctx.today, 'withdrawn')
    await recount(tx, ctx, [await guides.lockUnit(tx, declaration.unit_id)], [declaration.item])
    await record(tx, ctx.actor, {
      verb: 'disclosure.declaration_withdrawn',
      subject: `declaration:${id}`,
      unitId: declaration.unit_id,
      detail: { item: declaration.item },
    })
    await markStale(tx, [`unit:${declaration.unit_id}`])
    return allow(id)
  })
}

/** Sets for the whole city after how long an item is stale, and which columns of its own count for it. */
export function setItem(ctx: Context, code: string, asked: ItemSettingBody): Promise<Decision<string>> {
  return ctx.transaction(async (tx) => {
    const site = await findSite(tx, MAIN_SITE)
    const item = findItem(code)
    if (!site || !item || !ctx.actor.may(permissions.configure, site.unit_id)) throw notFound('item', code)
    const decision = decideItemSetting(asked, item.channels, await settings.listSlugs(tx))
    if (!decision.ok) return decision
    await settings.saveItemSetting(tx, code, decision.value)
    // The counting follows within a minute: it passes over everything.
    await record(tx, ctx.actor, {
      verb: 'disclosure.item_set',
      subject: `item:${code}`,
      unitId: site.unit_id,
      detail: { renewDays: decision.value.renewDays, channels: [...decision.value.channels] },
    })
    await markStale(tx, ['channels'])
    return allow(code)
  })
}
