import { diffArrays } from 'diff'
import { notFound } from '#platform/errors.ts'
import { cutWords } from '#platform/text/words.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getUnit, type Unit } from '#kernel/organisation/index.ts'
import {
  fillBody,
  paragraphsOf,
  problemsOf,
  type Template,
  type Values,
  type Wording,
} from '#kernel/papers/index.ts'
import type {
  ComparisonView,
  Piece,
  PreviewView,
  Source,
  TemplateList,
  TemplateSummary,
  TemplateView,
  WordingBody,
} from './contract.ts'
import { permissions } from './kinds.ts'
import * as store from './store.ts'

/** The unit, for who may read its templates. */
export async function unitFor(ctx: Context, unitId: number): Promise<Unit> {
  if (!ctx.actor.may(permissions.read, unitId)) throw notFound('unit', unitId)
  return getUnit(ctx.db, unitId)
}

export async function presentList(
  ctx: Context,
  unitId: number,
  templates: readonly Template[],
): Promise<TemplateList> {
  const unit = await unitFor(ctx, unitId)
  const versions = new Map((await store.listInForce(ctx.db, unitId)).map((one) => [one.template, one]))
  const word = await store.findUnitWord(ctx.db, unitId)
  return {
    unit: { id: unit.id, name: unit.name },
    items: templates.map((template) => presentSummary(unitId, template, versions.get(template.name))),
    word: word ?? unit.short_name,
    wordSet: word !== undefined,
    mayEdit: ctx.actor.may(permissions.edit, unitId),
  }
}

export async function presentTemplate(
  ctx: Context,
  unitId: number,
  template: Template,
): Promise<TemplateView> {
  const unit = await unitFor(ctx, unitId)
  const version = await store.findInForce(ctx.db, unitId, template.name)
  const inherited =
    version && version.unit_id !== unitId
      ? version
      : await store.findInForce(ctx.db, unitId, template.name, 'parent')
  return {
    ...presentSummary(unitId, template, version),
    unit: { id: unit.id, name: unit.name },
    fields: template.fields.map(({ name, label }) => ({
      name,
      label,
      needed: template.mustContain.includes(name),
    })),
    wording: wordingOf(version ?? template),
    inherited: wordingOf(inherited ?? template),
    last: await store.lastNumber(ctx.db, unitId, template.name),
    mayEdit: ctx.actor.may(permissions.edit, unitId),
  }
}

function presentSummary(
  unitId: number,
  template: Template,
  version: store.WordedVersion | undefined,
): TemplateSummary {
  return {
    name: template.name,
    label: template.label,
    module: template.name.split('.')[0] ?? '',
    cites: template.cites,
    source: sourceOf(unitId, version),
    issues: problemsOf(template, version ?? template),
  }
}

function sourceOf(unitId: number, version: store.WordedVersion | undefined): Source {
  if (!version) return { from: 'declared' }
  return {
    from: version.unit_id === unitId ? 'own' : 'above',
    unit: version.unit_name,
    number: version.number,
    editedAt: version.edited_at.toISOString(),
  }
}

const wordingOf = ({ title, body }: Wording): WordingBody => ({ title, body })

/** Something for each field, so that a preview reads like a letter. */
export function sampleValues(template: Template): Values {
  return Object.fromEntries(
    template.fields.map(({ name, label, sample }) => [name, sample ?? `〔${label}〕`]),
  )
}

/** These words with sample values, and what is wrong with them. */
export function presentPreview(template: Template, wording: Wording): PreviewView {
  return {
    title: paragraphsOf(wording.title).join(' '),
    paragraphs: paragraphsOf(fillBody(wording.body, sampleValues(template)).text),
    issues: problemsOf(template, wording),
  }
}

/** What changed between two versions of a unit. */
export async function presentComparison(
  ctx: Context,
  unitId: number,
  template: Template,
  asked: { readonly from: number; readonly to: number },
): Promise<ComparisonView> {
  await unitFor(ctx, unitId)
  const [from, to] = [
    await wordingAt(ctx, unitId, template, asked.from),
    await wordingAt(ctx, unitId, template, asked.to),
  ]
  return { title: compare(from.title, to.title), body: compare(from.body, to.body) }
}

async function wordingAt(ctx: Context, unitId: number, template: Template, number: number): Promise<Wording> {
  const version = number === 0 ? undefined : await store.findVersion(ctx.db, unitId, template.name, number)
  if (number !== 0 && !version) throw notFound('version', number)
  if (version && version.title !== null && version.body !== null)
    return { title: version.title, body: version.body }
  return (await store.findInForce(ctx.db, unitId, template.name, 'parent')) ?? template
}

function compare(before: string, after: string): Piece[] {
  return diffArrays(cutWords(before), cutWords(after)).map((run) => ({
    change: run.added ? 'added' : run.removed ? 'removed' : 'same',
    text: run.value.join(''),
  }))
}
