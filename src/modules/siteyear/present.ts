import { civilDate, type CivilDate } from '#platform/dates.ts'
import { atOneMoment } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { PageOf } from '#platform/http/shapes.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { Declared, DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { computeSheet } from './compute.ts'
import {
  kindLabels,
  stateLabels,
  STEPS,
  type ListQuery,
  type SheetSummary,
  type SheetView,
  type Step,
} from './contract.ts'
import { fieldsOf } from './forms.ts'
import { permissions } from './kinds.ts'
import { canTake, decidePublisher, problemsOf } from './rules.ts'
import * as store from './store.ts'

function summaryOf(row: store.ListedSheet, today: CivilDate): SheetSummary {
  return {
    id: row.id,
    kind: row.kind,
    year: row.year,
    unit: { id: row.unit_id, name: row.unit_name },
    site: row.slug === null ? null : { slug: row.slug, name: row.site_name ?? '' },
    state: row.state,
    stateLabel: stateLabels[row.state],
    dueOn: row.due_on,
    light: lightOfRow(row, today),
    edition: row.edition,
  }
}

export async function listSheets(
  ctx: Context,
  query: ListQuery,
  window: { page: number; size: number; offset: number; limit: number },
): Promise<PageOf<SheetSummary>> {
  const unitIds = ctx.actor.unitsFor(permissions.read)
  const rows = await store.listSheets(ctx.db, unitIds, query, window)
  return {
    items: rows.map((row) => summaryOf(row, ctx.today)),
    total: await store.countSheets(ctx.db, unitIds, query),
    page: window.page,
    size: window.size,
  }
}

/** Where the public reads a sheet. */
export function addressOf(row: Pick<store.ListedSheet, 'kind' | 'slug' | 'unit_code' | 'year'>): string {
  return `/site-reports/${row.kind}/${row.kind === 'work' ? row.slug : row.unit_code}/${row.year}`
}

/** A sheet with its numbers as the records are now, and what this person may do with it. */
export function presentSheet(
  ctx: Context,
  declared: Declared,
  id: number,
  publicUrl: string,
): Promise<SheetView> {
  return atOneMoment(ctx.db, async (tx) => {
    const row = await store.findListed(tx, id)
    if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('site_report', id)
    const computed = await computeSheet(tx, declared, row, publicUrl)
    const over = ctx.today > civilDate(`${row.year}-12-31`)
    const editions = await store.listEditions(tx, id)
    return {
      ...summaryOf(row, ctx.today),
      title: computed.title,
      form: computed.form.name,
      groups: computed.groups,
      fields: fieldsOf(computed.form).map((field) => ({ ...field, value: row.facts[field.name] ?? '' })),
      revision: row.revision,
      problems: problemsOf(computed.form, row.facts, over),
      returnedBecause: row.returned_because,
      restatingBecause: row.restating_because,
      editions: editions.map((one) => ({
        number: one.number,
        publishedAt: one.published_at.toISOString(),
        why: one.why,
      })),
      address: row.edition > 0 ? addressOf(row) : null,
      may: Object.fromEntries(STEPS.map((step) => [step, mayTake(ctx, row, step)])) as Record<Step, boolean>,
    }
  })
}

function mayTake(ctx: Context, row: store.SheetRow, step: Step): boolean {
  const permission = step === 'fill' || step === 'submit' ? permissions.fill : permissions.publish
  const another = step !== 'publish' || decidePublisher(row.authors, ctx.actor.staffId).ok
  return ctx.actor.may(permission, row.unit_id) && canTake(row.state, step) && another
}

const MOST = 10

/** Sheets that this person fills in or publishes. */
export async function siteyearDesk(ctx: Context): Promise<DeskShare> {
  const page = { offset: 0, limit: MOST }
  const listed = await Promise.all([
    ...(['filling', 'returned', 'restating'] as const).map((state) =>
      store.listSheets(ctx.db, ctx.actor.unitsFor(permissions.fill), { state }, page),
    ),
    store.listSheets(ctx.db, ctx.actor.unitsFor(permissions.publish), { state: 'submitted' }, page),
  ])
  const items = listed
    .flat()
    .filter((row) => row.state !== 'submitted' || mayTake(ctx, row, 'publish'))
    .map((row) => ({
      kind: 'site_report' as const,
      id: row.id,
      title: `${row.site_name ?? row.unit_name}${row.year}年${kindLabels[row.kind]}`,
      why: row.state === 'submitted' ? '等待审核公布' : `${stateLabels[row.state]}，要填写和报送`,
      dueOn: row.due_on,
      light: lightOfRow(row, ctx.today),
    }))
  return { counts: {}, items: items.slice(0, 2 * MOST) }
}
