import { allow, type Decision } from '#platform/decision.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { findingsOf } from '../assess.ts'
import { permissions, reportSubject } from '../kinds.ts'
import { decideApproval, decideReason, decideStep, problemsOf } from '../rules.ts'
import * as store from '../store/reports.ts'
import { beginRound } from './limits.ts'
import { assessNow, lockFor } from './locked.ts'

/** The collecting office gives a report back, with what is to be put right. */
export function returnReport(ctx: Context, id: number, reason: string): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { report, collection } = await lockFor(tx, ctx, id, permissions.check)
    const step = decideStep(report, 'return')
    if (!step.ok) return step
    const decision = decideReason(reason)
    if (!decision.ok) return decision
    const round = await beginRound(tx, report, collection)
    await store.moveReport(tx, id, {
      state: step.value,
      round,
      returned_because: decision.value,
      ...store.NOT_APPROVED,
    })
    await record(tx, ctx.actor, {
      verb: 'reports.returned',
      subject: reportSubject(id),
      unitId: report.unit_id,
      detail: { year: report.year, round },
    })
    return allow(id)
  })
}

/** The collecting office finds it right, with the numbers as they are now. */
export function approveReport(ctx: Context, declared: Declared, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const locked = await lockFor(tx, ctx, id, permissions.check)
    const { report } = locked
    const step = decideStep(report, 'approve')
    if (!step.ok) return step
    const decision = decideApproval(report, ctx.actor.staffId)
    if (!decision.ok) return decision
    const assessed = await assessNow(tx, ctx, declared, locked)
    const problems = problemsOf(findingsOf(assessed))
    if (problems.length > 0) return { ok: false, issues: problems }
    await store.moveReport(tx, id, {
      state: step.value,
      approved_by: decision.value,
      approved_at: ctx.now,
      approved_values: JSON.stringify(assessed.values),
    })
    await record(tx, ctx.actor, {
      verb: 'reports.approved',
      subject: reportSubject(id),
      unitId: report.unit_id,
      detail: { year: report.year },
    })
    return allow(id)
  })
}
