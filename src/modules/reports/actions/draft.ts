import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findingsOf } from '../assess.ts'
import type { TextBody } from '../contract/life.ts'
import { formOf } from '../forms/index.ts'
import { permissions, reportSubject } from '../kinds.ts'
import { decideStep, decideSubmission } from '../rules.ts'
import * as store from '../store/reports.ts'
import { assessNow, lockFor, measuresOf } from './locked.ts'
import { stopSubmission } from './limits.ts'

/** Saves the words of a section as its next revision. */
export function writeSection(
  ctx: Context,
  id: number,
  section: string,
  asked: TextBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { report } = await lockFor(tx, ctx, id, permissions.draft)
    const step = decideStep(report, 'write')
    if (!step.ok) return step
    const form = formOf(report.year, ctx.today)
    if (!form.sections.some((one) => one.kind === 'text' && one.id === section))
      return refuse(issue('section', 'not_a_choice'))
    const before = (await store.readTexts(tx, id)).get(section)
    if ((before?.revision ?? 0) !== asked.basedOn) throw changedMeanwhile('annual_report')
    if ((before?.body ?? '') === asked.body) return refuse(issue('body', 'nothing_changed'))
    const revision = asked.basedOn + 1
    const text = { section, revision, body: asked.body }
    await store.writeText(tx, report, text, step.value, ctx.actor.staffId, ctx.now)
    await record(tx, ctx.actor, {
      verb: 'reports.text_written',
      subject: reportSubject(id),
      unitId: report.unit_id,
      detail: { section, revision },
    })
    return allow(revision)
  })
}

/** The unit gives its report in; everything that does not hold is told at once, what is only odd needs a reason. */
export function submitReport(
  ctx: Context,
  declared: Declared,
  id: number,
  reason: string,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockFor(tx, ctx, id, permissions.draft)
    const { report, collection } = locked
    const step = decideStep(report, 'submit')
    if (!step.ok) return step
    const assessed = await assessNow(tx, ctx, declared, locked)
    const decision = decideSubmission(findingsOf(assessed), measuresOf(collection), reason)
    if (!decision.ok) return decision
    await store.moveReport(tx, id, {
      state: step.value,
      authors: store.withAuthor(report, ctx.actor.staffId),
      submitted_at: ctx.now,
      submitted_because: decision.value,
      returned_because: '',
    })
    await stopSubmission(tx, report, ctx.today)
    await record(tx, ctx.actor, {
      verb: 'reports.submitted',
      subject: reportSubject(id),
      unitId: report.unit_id,
      detail: { year: report.year, round: report.round },
    })
    return allow(id)
  })
}
