import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { Template, Wording } from '#kernel/papers/index.ts'
import type { NewVersionBody } from './contract.ts'
import { permissions } from './kinds.ts'
import { decideUnitWord, decideWording } from './rules.ts'
import * as store from './store.ts'

/** A unit's template as the ledger names it. */
const subjectOf = (unitId: number, template: string) => `template:${unitId}:${template}`

/** Writes a unit's own words; they hold for it, and for the units below that have none, from now on. */
export function editTemplate(
  ctx: Context,
  unitId: number,
  template: Template,
  asked: NewVersionBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.edit, unitId)
    if ((await store.lastNumber(tx, unitId, template.name)) !== asked.basedOn)
      throw changedMeanwhile('template')
    const decision = decideWording(template, asked)
    if (!decision.ok) return decision
    const inForce = await store.findInForce(tx, unitId, template.name)
    const { title, body } = inForce ?? template
    if (title === decision.value.title && body === decision.value.body)
      return refuse(issue('body', 'template_unchanged'))
    return addVersion(tx, ctx, { unitId, template, number: asked.basedOn + 1, wording: decision.value })
  })
}

/** Takes a unit's own words back: what holds above it, or was declared, holds for it again. */
export function resetTemplate(
  ctx: Context,
  unitId: number,
  template: Template,
  basedOn: number,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.edit, unitId)
    const last = await store.lastNumber(tx, unitId, template.name)
    if (last !== basedOn) throw changedMeanwhile('template')
    const version = await store.findVersion(tx, unitId, template.name, last)
    if (!version || version.reset) return refuse(issue('template', 'nothing_to_reset'))
    return addVersion(tx, ctx, { unitId, template, number: last + 1, wording: null })
  })
}

async function addVersion(
  tx: Parameters<typeof store.addVersion>[0],
  ctx: Context,
  version: { unitId: number; template: Template; number: number; wording: Wording | null },
): Promise<Decision<number>> {
  const { unitId, template, number, wording } = version
  const id = await store.addVersion(tx, {
    unitId,
    template: template.name,
    number,
    wording,
    editedBy: ctx.actor.staffId,
    editedAt: ctx.now,
  })
  // Who was a moment earlier took the number.
  if (id === undefined) throw changedMeanwhile('template')
  await record(tx, ctx.actor, {
    verb: wording === null ? 'papers.template_reset' : 'papers.template_edited',
    subject: subjectOf(unitId, template.name),
    unitId,
    detail: { template: template.name, version: number },
  })
  return allow(number)
}

/** Sets a unit's word in the numbers of its letters; those that are out keep theirs. */
export function setUnitWord(ctx: Context, unitId: number, asked: string): Promise<Decision<string>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.edit, unitId)
    const decision = decideUnitWord(asked)
    if (!decision.ok) return decision
    await store.setUnitWord(tx, unitId, decision.value)
    await record(tx, ctx.actor, {
      verb: 'papers.unit_word_set',
      subject: `unit:${unitId}`,
      unitId,
      detail: { word: decision.value },
    })
    return decision
  })
}
