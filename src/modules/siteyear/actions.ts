import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { civilDate } from '#platform/dates.ts'
import { changedMeanwhile, notFound } from '#platform/errors.ts'
import { enqueue } from '#platform/jobs/index.ts'
import { findClock, startClock, stopClock } from '#kernel/clock/index.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { readPosition } from '#kernel/figures/index.ts'
import { onOneView, type Context, type Permission } from '#kernel/identity/index.ts'
import { record, recordMany } from '#kernel/ledger/index.ts'
import { getUnit, unitScope } from '#kernel/organisation/index.ts'
import { computeSheet } from './compute.ts'
import type { Change, FactsBody, GroupView, OpenBody, SheetEdition } from './contract.ts'
import { FILES_JOB } from './files.ts'
import { formOf } from './forms.ts'
import { permissions, publicationClock, sheetSubject, TAG } from './kinds.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** The city opens the sheets of a year: one for each site of the government and its units, one of its supervision. */
export function openYear(ctx: Context, asked: OpenBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.open, asked.unitId)
    const unit = await getUnit(tx, asked.unitId)
    const decision = rules.decideYear(asked.year, unit, Number(ctx.today.slice(0, 4)))
    if (!decision.ok) return decision
    const unitIds = await unitScope(tx, unit, 'consolidated')
    const sheets = await store.addSheets(tx, unit.id, unitIds, asked.year)
    if (sheets.length === 0) return refuse(issue('year', 'sheets_opened_already'))
    for (const sheet of sheets)
      await startClock(tx, publicationClock, {
        subject: sheetSubject(sheet.id),
        unitId: sheet.unit_id,
        on: civilDate(`${asked.year}-12-31`),
        dayKind: 'date',
        days: 31,
      })
    await recordMany(
      tx,
      ctx.actor,
      sheets.map((sheet) => ({
        verb: 'siteyear.opened',
        subject: sheetSubject(sheet.id),
        unitId: sheet.unit_id,
        detail: { year: asked.year },
      })),
    )
    return allow(sheets.length)
  })
}

async function lockFor(tx: Tx, ctx: Context, id: number, permission: Permission): Promise<store.SheetRow> {
  const sheet = await store.lockSheet(tx, id)
  if (!ctx.actor.may(permissions.read, sheet.unit_id)) throw notFound('site_report', id)
  ctx.actor.must(permission, sheet.unit_id)
  return sheet
}

export function fillSheet(ctx: Context, id: number, body: FactsBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const sheet = await lockFor(tx, ctx, id, permissions.fill)
    const step = rules.decideStep(sheet.state, 'fill')
    if (!step.ok) return step
    if (body.basedOn !== sheet.revision) throw changedMeanwhile('site_report')
    const decision = rules.decideFacts(formOf(sheet.kind, sheet.year), body.facts)
    if (!decision.ok) return decision
    const revision = await store.writeFacts(tx, sheet, decision.value, ctx.actor.staffId, ctx.now)
    await note(tx, ctx, sheet, 'siteyear.filled', { revision })
    return allow(revision)
  })
}

export function submitSheet(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const sheet = await lockFor(tx, ctx, id, permissions.fill)
    const step = rules.decideStep(sheet.state, 'submit')
    if (!step.ok) return step
    const over = ctx.today > civilDate(`${sheet.year}-12-31`)
    const problems = rules.problemsOf(formOf(sheet.kind, sheet.year), sheet.facts, over)
    if (problems.length > 0) return refuse(problems)
    const by = ctx.actor.staffId
    const authors = by === null ? sheet.authors : [...new Set([...sheet.authors, by])]
    await store.moveSheet(tx, id, { state: 'submitted', authors, returned_because: '' })
    await note(tx, ctx, sheet, 'siteyear.submitted', {})
    return allow(id)
  })
}

export function returnSheet(ctx: Context, id: number, reason: string): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const sheet = await lockFor(tx, ctx, id, permissions.publish)
    const step = rules.decideStep(sheet.state, 'return')
    if (!step.ok) return step
    const decision = rules.decideReason(reason)
    if (!decision.ok) return decision
    await store.moveSheet(tx, id, { state: 'returned', returned_because: decision.value })
    await note(tx, ctx, sheet, 'siteyear.returned', {})
    return allow(id)
  })
}

/**
 * Publishes the sheet as the records are at this moment. What is published is kept with the questions behind it and never
 * altered; of a correction the difference is kept too.
 */
export function publishSheet(
  ctx: Context,
  declared: Declared,
  id: number,
  publicUrl: string,
): Promise<Decision<number>> {
  return onOneView(ctx, 'site_report', async (tx) => {
    const sheet = await lockFor(tx, ctx, id, permissions.publish)
    const step = rules.decideStep(sheet.state, 'publish')
    if (!step.ok) return step
    const by = rules.decidePublisher(sheet.authors, ctx.actor.staffId)
    if (!by.ok) return by
    const computed = await computeSheet(tx, declared, sheet, publicUrl)
    const number = sheet.edition + 1
    const earlier = await store.findEdition(tx, id, sheet.edition)
    const content: SheetEdition = {
      kind: sheet.kind,
      title: computed.title,
      year: sheet.year,
      unit: { code: computed.unit.code, name: computed.unit.name },
      site: computed.site && { slug: computed.site.slug, name: computed.site.name },
      form: computed.form.name,
      number,
      publishedAt: ctx.now.toISOString(),
      groups: computed.groups,
      restated: earlier
        ? {
            why: sheet.restating_because,
            changes: changesOf((JSON.parse(earlier.content) as SheetEdition).groups, computed.groups),
          }
        : null,
    }
    const position = await readPosition(tx)
    await store.addEdition(tx, {
      sheet_id: id,
      number,
      published_at: ctx.now,
      published_by: by.value,
      authors: sheet.authors,
      content: JSON.stringify(content),
      questions: JSON.stringify(await computed.questions()),
      ledger_entry: position.entry,
      calendar: JSON.stringify(position.calendar),
    })
    await enqueue(tx, FILES_JOB, { sheet: id, edition: number })
    await store.moveSheet(tx, id, { state: 'published', edition: number, restating_because: '' })
    const clock = await findClock(tx, publicationClock, sheetSubject(id))
    if (clock?.stopped_on === null) await stopClock(tx, publicationClock, sheetSubject(id), ctx.today)
    await note(tx, ctx, sheet, 'siteyear.published', { edition: number })
    await markStale(tx, [TAG])
    return allow(number)
  })
}

/** Begins a correction; what is public stays until the corrected sheet is published. */
export function restateSheet(ctx: Context, id: number, why: string): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const sheet = await lockFor(tx, ctx, id, permissions.publish)
    const step = rules.decideStep(sheet.state, 'restate')
    if (!step.ok) return step
    const decision = rules.decideReason(why)
    if (!decision.ok) return decision
    await store.moveSheet(tx, id, { state: 'restating', authors: [], restating_because: decision.value })
    await note(tx, ctx, sheet, 'siteyear.restating', { edition: sheet.edition })
    return allow(id)
  })
}

/** Rows that say something else, by the names of the form. */
function changesOf(before: readonly GroupView[], after: readonly GroupView[]): Change[] {
  const was = new Map(before.flatMap((group) => group.rows).map((row) => [row.id, row.value]))
  return after.flatMap((group) =>
    group.rows.flatMap((row) => {
      const old = was.get(row.id) ?? null
      return old === row.value
        ? []
        : [{ label: `${group.title}：${row.label}`, before: old, after: row.value }]
    }),
  )
}

function note(
  tx: Tx,
  ctx: Context,
  sheet: store.SheetRow,
  verb: string,
  detail: Readonly<Record<string, number>>,
): Promise<void> {
  return record(tx, ctx.actor, {
    verb,
    subject: sheetSubject(sheet.id),
    unitId: sheet.unit_id,
    detail: { year: sheet.year, ...detail },
  })
}
