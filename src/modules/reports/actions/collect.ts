import { markStale } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { startClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record, recordMany } from '#kernel/ledger/index.ts'
import { getUnit, listUnits } from '#kernel/organisation/index.ts'
import { defaultScope } from '../compute.ts'
import type { CollectionBody, PolicyBody } from '../contract/life.ts'
import { FIRST_YEAR } from '../forms/index.ts'
import {
  collectionSubject,
  permissions,
  publicationClock,
  reportSubject,
  roundSubject,
  submissionClock,
} from '../kinds.ts'
import { daysOf, lawOf, policyOf } from '../policy.ts'
import { decideCollection, decidePolicy, limitTo, participants } from '../rules.ts'
import * as store from '../store/collections.ts'

/** A government's office opens the reports of a year: one for each unit that gives it, each with its limits. */
export function openCollection(ctx: Context, asked: CollectionBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.collect, asked.unitId)
    const unit = await getUnit(tx, asked.unitId)
    const decision = decideCollection(asked, unit, FIRST_YEAR, ctx.today)
    if (!decision.ok) return decision
    const policy = await policyOf(tx, unit.id, asked.year)
    const days = daysOf(policy, asked.year)
    const id = await store.addCollection(tx, {
      unitId: unit.id,
      year: asked.year,
      days,
      openedBy: ctx.actor.staffId,
      openedOn: ctx.today,
      factor: policy.factor,
      least: policy.least,
      cites: policy.cites,
    })
    if (id === undefined) return refuse(issue('year', 'collected_already'))
    const units = participants(unit, await listUnits(tx))
    const reports = await store.addReports(
      tx,
      id,
      asked.year,
      units.map((one) => ({ id: one.id, scope: defaultScope(one) })),
    )
    for (const report of reports) {
      const own = report.unit_id === unit.id
      const start = (subject: string, dueOn: typeof days.submit) => ({
        subject,
        unitId: report.unit_id,
        dayKind: 'date' as const,
        ...limitTo(asked.year, dueOn),
      })
      // The office itself gives its government's report to nobody.
      if (!own) await startClock(tx, submissionClock, start(roundSubject(report), days.submit))
      const publishBy = own ? days.government : days.publish
      await startClock(tx, publicationClock, start(reportSubject(report.id), publishBy))
    }
    await recordMany(tx, ctx.actor, [
      {
        verb: 'reports.collection_opened',
        subject: collectionSubject(id),
        unitId: unit.id,
        detail: { year: asked.year, reports: reports.length, cites: policy.cites },
      },
      // So that the history of each report begins where it was asked for.
      ...reports.map((report) => ({
        verb: 'reports.asked_for',
        subject: reportSubject(report.id),
        unitId: report.unit_id,
        detail: { year: asked.year },
      })),
    ])
    await markStale(tx, ['annual'])
    return allow(id)
  })
}

/** A government's own days and measures for the reports of a year and later; what is open already keeps its own. */
export function setPolicy(ctx: Context, unitId: number, asked: PolicyBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.collect, unitId)
    await getUnit(tx, unitId)
    const decision = decidePolicy(asked, lawOf(asked.fromYear))
    if (!decision.ok) return decision
    const id = await store.addPolicy(tx, unitId, decision.value, ctx.actor.staffId, ctx.now)
    await record(tx, ctx.actor, {
      verb: 'reports.policy_set',
      subject: `annual_policy:${id}`,
      unitId,
      detail: { ...decision.value },
    })
    return allow(id)
  })
}
