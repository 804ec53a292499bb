import { markStale, type Tx } from '#platform/db/connect.ts'
import type { Context } from '#kernel/identity/index.ts'
import { recordMany } from '#kernel/ledger/index.ts'
import { listUnits, type Unit } from '#kernel/organisation/index.ts'
import { itemsFor } from './items.ts'
import { agencyCount, endOfDeclaration, stateOf } from './rules.ts'
import type { ItemCount } from './store/catalogue.ts'
import * as guides from './store/guides.ts'
import { loadItems } from './store/items.ts'
import * as store from './store/standing.ts'

/**
 * Counts anew what each of these units has under each of its items, ends the declarations that hold no longer, and
 * keeps the result; `only` some of the items where it is about these. Whoever changes declarations takes the lock first, with `lockCounting`.
 */
export async function recount(
  tx: Tx,
  ctx: Context,
  units: readonly Unit[],
  only?: readonly string[],
): Promise<void> {
  if (units.length === 0) return
  const ids = units.map((unit) => unit.id)
  const items = await loadItems(tx)
  const found = await store.countByUnit(tx, items, ids, only)
  const guideOf = new Map((await guides.listGuides(tx, ids)).map((guide) => [guide.unit_id, guide]))
  const countOf = (unit: Unit, code: string): ItemCount =>
    agencyCount(unit, code, guideOf.get(unit.id)) ??
    found.get(unit.id)?.get(code) ?? { count: 0, newest: null }

  const declared = await endLapsed(tx, ctx, units, countOf, only)
  const counted = units.flatMap((unit) => {
    const own = new Set(itemsFor(unit.kind).map((item) => item.code))
    return items
      .filter((item) => own.has(item.code) && (only?.includes(item.code) ?? true))
      .map((item): store.Counted => {
        const count = countOf(unit, item.code)
        const state = stateOf(count, declared.has(`${unit.id} ${item.code}`), item.renewDays, ctx.today)
        return { unitId: unit.id, item: item.code, ...count, state }
      })
  })
  await store.saveStanding(tx, counted, ctx.today)
  if (only === undefined) await store.dropOutdated(tx, units, counted)
}

/** Ends declarations whose time is over or under whose item something stands; answers those that hold. */
async function endLapsed(
  tx: Tx,
  ctx: Context,
  units: readonly Unit[],
  countOf: (unit: Unit, code: string) => ItemCount,
  only: readonly string[] | undefined,
): Promise<ReadonlySet<string>> {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const holding = new Set<string>()
  const ended: { declaration: store.DeclarationRow; why: 'published' | 'expired' }[] = []
  for (const declaration of await store.listDeclarations(tx, [...byId.keys()])) {
    const unit = byId.get(declaration.unit_id)
    if (!unit || only?.includes(declaration.item) === false) continue
    const why = endOfDeclaration(declaration, countOf(unit, declaration.item).count, ctx.today)
    if (why === undefined) holding.add(`${unit.id} ${declaration.item}`)
    else ended.push({ declaration, why })
  }
  for (const { declaration, why } of ended) await store.endDeclaration(tx, declaration.id, ctx.today, why)
  await recordMany(
    tx,
    ctx.actor,
    ended.map(({ declaration, why }) => ({
      verb: 'disclosure.declaration_lapsed',
      subject: `declaration:${declaration.id}`,
      unitId: declaration.unit_id,
      detail: { item: declaration.item, why },
    })),
  )
  await markStale(
    tx,
    [...new Set(ended.map(({ declaration }) => declaration.unit_id))].map((id) => `unit:${id}`),
  )
  return holding
}

/** Counts everything: states change with the day alone, and nothing that the ledger did not tell of stays unseen. */
export function countEverything(ctx: Context): Promise<void> {
  return ctx.transaction(async (tx) => {
    await store.lockCounting(tx)
    const last = await store.lastEntry(tx)
    await recount(tx, ctx, (await listUnits(tx)).filter(guides.isAgency))
    await store.saveCounting(tx, last, ctx.now)
  })
}

/** Counts the units of which the ledger tells something new; answers how many they were. */
export function countChanged(ctx: Context): Promise<number> {
  return ctx.transaction(async (tx) => {
    await store.lockCounting(tx)
    const before = await store.findCounting(tx)
    const changes = before
      ? await store.readChanges(tx, before)
      : { last: await store.lastEntry(tx), unitIds: [], everything: true }
    const units = (await listUnits(tx)).filter(
      (unit) => guides.isAgency(unit) && (changes.everything || changes.unitIds.includes(unit.id)),
    )
    await recount(tx, ctx, units)
    await store.saveCounting(tx, changes.last, ctx.now)
    return units.length
  })
}
