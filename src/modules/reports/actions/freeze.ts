import { markStale } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { enqueue } from '#platform/jobs/index.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { readPosition } from '#kernel/figures/index.ts'
import { onOneView, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findingsOf, personalIn } from '../assess.ts'
import type { Edition } from '../contract/edition.ts'
import { FILES_JOB } from '../files.ts'
import { digestOf, makeEdition } from '../frozen.ts'
import { permissions, reportSubject, reportTag } from '../kinds.ts'
import { decideFreezing, decideReason, decideStep } from '../rules.ts'
import * as editions from '../store/editions.ts'
import * as store from '../store/reports.ts'
import { stopPublication } from './limits.ts'
import { assessNow, lockFor } from './locked.ts'
import { movedSince } from '../present/moved.ts'

/**
 * Freezes an approved report: its numbers, its words, what was asked of the database and which records answered, on one
 * view of all of them. Nothing of it changes afterwards.
 */
export function freezeReport(
  ctx: Context,
  declared: Declared,
  id: number,
  reason: string,
): Promise<Decision<number>> {
  return onOneView(ctx, 'annual_report', async (tx) => {
    const locked = await lockFor(tx, ctx, id, permissions.publish)
    const { report, unit } = locked
    const step = decideStep(report, 'freeze')
    if (!step.ok) return step
    const assessed = await assessNow(tx, ctx, declared, locked)
    const missing = await store.listMissing(tx, assessed.unitIds, report.year, unit.id)
    const moved = movedSince(report, assessed.values)
    const decision = decideFreezing(findingsOf(assessed), { missing: missing.length, moved }, reason)
    if (!decision.ok) return decision
    const position = await readPosition(tx)
    const number = report.edition + 1
    const corrected = await editions.findEditionRow(tx, id, report.published ?? report.edition)
    const content = makeEdition(assessed, {
      unit,
      year: report.year,
      scope: report.scope,
      number,
      frozenAt: ctx.now,
      ledgerEntry: position.entry,
      corrects: corrected ? { edition: editions.contentOf(corrected), why: report.restating_because } : null,
    })
    const { questions, records } = await assessed.name()
    const basis = {
      calendar: position.calendar,
      missing,
      because: decision.value,
      submitted: report.submitted_because,
    }
    const parts = {
      content: JSON.stringify(content),
      questions: JSON.stringify(questions),
      records: JSON.stringify(records),
      basis: JSON.stringify(basis),
    }
    const digest = digestOf(parts)
    await editions.addEdition(tx, {
      report_id: id,
      number,
      unit_id: unit.id,
      year: report.year,
      frozen_at: ctx.now,
      frozen_by: ctx.actor.staffId,
      approved_by: report.approved_by ?? 0,
      authors: report.authors,
      ...parts,
      digest,
    })
    await enqueue(tx, FILES_JOB, { report: id, edition: number })
    await store.moveReport(tx, id, { state: step.value, edition: number })
    await record(tx, ctx.actor, {
      verb: 'reports.frozen',
      subject: reportSubject(id),
      unitId: unit.id,
      detail: { year: report.year, edition: number, digest, missing: missing.length },
    })
    return allow(number)
  })
}

/** Shows the newest frozen edition to the public; the editions before it stay readable. */
export function publishReport(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { report } = await lockFor(tx, ctx, id, permissions.publish)
    const step = decideStep(report, 'publish')
    if (!step.ok) return step
    const number = report.edition
    const frozen = await editions.findEditionRow(tx, id, number)
    if (!frozen) throw new Error(`report ${id} has no edition ${number}`)
    // The rules by which personal data is found may have been bettered since it was frozen.
    const found = personalDataOf(editions.contentOf(frozen))
    if (found.length > 0) return refuse(found)
    await editions.addPublication(tx, { reportId: id, number, by: ctx.actor.staffId, at: ctx.now })
    await store.moveReport(tx, id, { state: step.value, published: number, restating_because: '' })
    await stopPublication(tx, report, ctx.today)
    await record(tx, ctx.actor, {
      verb: 'reports.published',
      subject: reportSubject(id),
      unitId: report.unit_id,
      detail: { year: report.year, edition: number },
    })
    await markStale(tx, ['annual', reportTag(report.unit_id, report.year)])
    return allow(number)
  })
}

function personalDataOf(edition: Edition) {
  return edition.sections.flatMap((section) =>
    section.kind === 'text'
      ? personalIn(section.paragraphs)
          .filter((one) => one.blocking)
          .map((one) =>
            issue(`texts.${section.id}`, 'personal_data_in_text', {
              section: section.title,
              hit: one.masked,
            }),
          )
      : [],
  )
}

/** Begins a corrected edition; what is public stays until the new one is published. */
export function restateReport(ctx: Context, id: number, why: string): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { report } = await lockFor(tx, ctx, id, permissions.publish)
    const step = decideStep(report, 'restate')
    if (!step.ok) return step
    const decision = decideReason(why)
    if (!decision.ok) return decision
    await store.moveReport(tx, id, {
      state: step.value,
      authors: [],
      restating_because: decision.value,
      submitted_because: '',
      ...store.NOT_APPROVED,
    })
    await record(tx, ctx.actor, {
      verb: 'reports.restating',
      subject: reportSubject(id),
      unitId: report.unit_id,
      detail: { year: report.year, edition: report.edition },
    })
    return allow(id)
  })
}
