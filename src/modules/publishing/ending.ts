import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import type { Job } from '#platform/jobs/index.ts'
import * as documents from '#kernel/documents/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { Ending } from './contract.ts'
import { giveUpCorrection } from './correction.ts'
import { permissions } from './kinds.ts'
import { decideEnding, isEndable } from './rules.ts'
import { endNow, type EndOf } from './showing.ts'
import { listExpired, listSuperseding } from './store/validity.ts'

/** How many documents are listed at a time. */
const SWEEP = 200

/** Ends a public document; its address keeps an honest page, or leads to the document it was merged into. */
export function end(ctx: Context, id: number, asked: Ending): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.end, row.unit_id)
    const version = await documents.getVersion(tx, id, row.published_version ?? row.version)
    const replacement =
      asked.replacedById === null ? undefined : await documents.findPublicDocument(tx, asked.replacedById)
    const decision = decideEnding(
      { id, state: row.state, public: row.published_version !== null, writtenOn: version.written_on },
      asked,
      replacement && { public: replacement.state === 'published' },
      ctx.today,
    )
    if (!decision.ok) return decision
    await endAndRecord(tx, ctx, row, asked)
    return allow(id)
  })
}

async function endAndRecord(tx: Tx, ctx: Context, row: documents.DocumentRow, end: EndOf): Promise<void> {
  if (row.state !== 'published') await giveUpCorrection(tx, ctx, row)
  await endNow(tx, row, end)
  await record(tx, ctx.actor, {
    verb: `publishing.${end.state}`,
    subject: `document:${row.id}`,
    unitId: row.unit_id,
    detail: { on: end.on, replacedBy: end.replacedById ?? null },
  })
}

/**
 * Ends what a public document takes the place of, on the day on which it takes effect. What is under review is left for the
 * next run.
 */
export async function supersede(tx: Tx, ctx: Context, id: number): Promise<void> {
  const found = await documents.findPublicDocument(tx, id)
  if (found?.state !== 'published') return
  if (found.effective_on !== null && found.effective_on > ctx.today) return
  for (const oldId of found.supersedes) {
    const old = await documents.lockDocument(tx, oldId)
    if (!isEndable({ state: old.state, public: old.published_version !== null })) continue
    await endAndRecord(tx, ctx, old, {
      state: 'replaced',
      on: found.effective_on ?? ctx.today,
      reason: `被《${found.title}》替代`,
      replacedById: id,
    })
  }
}

/** Documents whose last day is over, and those whose successor takes effect today. */
export const dailyJob: Job = {
  name: 'publishing.end_due',
  daily: '00:05',
  run: ({ db, now }) => endDue(createContext(db, systemActor, now)),
}

export async function endDue(ctx: Context): Promise<void> {
  await sweep(
    async () => (await listExpired(ctx.db, ctx.today, SWEEP)).map((one) => ({ key: one.id, ...one })),
    ({ id, expires_on }) =>
      ctx.transaction(async (tx) => {
        const row = await documents.lockDocument(tx, id)
        if (!isEndable({ state: row.state, public: row.published_version !== null })) return
        await endAndRecord(tx, ctx, row, {
          state: 'expired',
          on: expires_on,
          reason: '有效期届满，自行失效',
        })
      }),
  )
  await sweep(
    async () => (await listSuperseding(ctx.db, ctx.today, SWEEP)).map((id) => ({ key: id })),
    ({ key }) => ctx.transaction((tx) => supersede(tx, ctx, key)),
  )
}

/** Works through what is listed, a part at a time, until a part holds nothing new. */
async function sweep<T extends { readonly key: number }>(
  list: () => Promise<readonly T[]>,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const seen = new Set<number>()
  for (;;) {
    const fresh = (await list()).filter((one) => !seen.has(one.key))
    if (fresh.length === 0) return
    for (const one of fresh) {
      seen.add(one.key)
      await work(one)
    }
  }
}
