import type { Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { enqueue, type Job } from '#platform/jobs/index.ts'
import * as documents from '#kernel/documents/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { startFiling } from '#modules/legality/index.ts'
import type { ScheduleBody } from './contract.ts'
import { dailyJob, supersede } from './ending.ts'
import { permissions } from './kinds.ts'
import { decideSchedule } from './rules.ts'
import { show } from './showing.ts'

/** How many waiting documents one sweep makes public. */
const SWEEP = 100

const releaseJob: Job = {
  name: 'publishing.release',
  run: async ({ db, now }, payload) => {
    const id = Number((payload as { document?: unknown }).document)
    await releaseIfDue(createContext(db, systemActor, now), id)
  },
}

/** What was missed while no process ran, or was set by a clock that went wrong. */
const sweepJob: Job = {
  name: 'publishing.release_due',
  everyMinute: true,
  run: async ({ db, now }) => {
    const ctx = createContext(db, systemActor, now)
    const due = await db
      .selectFrom('documents.document')
      .select('id')
      .where('state', '=', 'approved')
      .where('publish_at', '<=', now)
      .orderBy('publish_at')
      .limit(SWEEP)
      .execute()
    for (const { id } of due) await releaseIfDue(ctx, id)
  },
}

export const jobs = [releaseJob, sweepJob, dailyJob]

/** Makes the approved newest version public, now. */
export async function release(tx: Tx, ctx: Context, row: documents.DocumentRow): Promise<void> {
  const version = await documents.getVersion(tx, row.id, row.version)
  const published = await documents.releaseVersion(tx, row)
  await show(tx, published, version)
  await record(tx, ctx.actor, {
    verb: 'publishing.published',
    subject: `document:${row.id}`,
    unitId: row.unit_id,
    detail: { version: row.version, sha256: version.content_hash.toString('hex') },
  })
  await startFiling(tx, ctx, row)
  await supersede(tx, ctx, row.id)
}

/** Lets an approved document wait for its time. */
export async function wait(tx: Tx, ctx: Context, row: documents.DocumentRow, at: Date): Promise<void> {
  await documents.setPublishAt(tx, row.id, at)
  await documents.setState(tx, row.id, 'approved')
  await enqueue(tx, releaseJob, { document: row.id }, { at, key: `publishing.release:${row.id}` })
  await record(tx, ctx.actor, {
    verb: 'publishing.scheduled',
    subject: `document:${row.id}`,
    unitId: row.unit_id,
    detail: { version: row.version, at: at.toISOString() },
  })
}

/** Publishes a waiting document whose time has come; done twice, or too early, it does nothing. */
export function releaseIfDue(ctx: Context, id: number): Promise<void> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    if (row.state !== 'approved' || row.publish_at === null || row.publish_at > ctx.now) return
    await release(tx, ctx, row)
  })
}

/** Another time for an approved document that waits; null: at once. */
export function reschedule(ctx: Context, id: number, asked: ScheduleBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.schedule, row.unit_id)
    if (row.state !== 'approved') return refuse(issue('state', 'not_waiting'))
    const decision = decideSchedule(asked.publishAt, ctx.now)
    if (!decision.ok) return decision
    if (asked.publishAt === null) await release(tx, ctx, row)
    else await wait(tx, ctx, row, new Date(asked.publishAt))
    return allow(id)
  })
}

/** Takes a waiting document back to its drafter as a further version: what was approved stays as it was approved. */
export function recall(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.schedule, row.unit_id)
    if (row.state !== 'approved') return refuse(issue('state', 'not_waiting'))
    const next = await documents.beginVersion(tx, row, row.drafter_id)
    await documents.setPublishAt(tx, id, null)
    await record(tx, ctx.actor, {
      verb: 'publishing.recalled',
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { version: next.version },
    })
    return allow(id)
  })
}
