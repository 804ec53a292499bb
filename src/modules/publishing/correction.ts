import type { Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { permissions } from './kinds.ts'
import { decideCorrection } from './rules.ts'
import { resetPlacements } from './store/placements.ts'

/** Begins a correction: a further version, to be reviewed as the first was; the public sees the old one meanwhile. */
export function beginCorrection(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.draft, row.unit_id)
    const decision = decideCorrection(row)
    if (!decision.ok) return decision
    const next = await documents.beginVersion(tx, row, ctx.actor.staffId)
    await record(tx, ctx.actor, {
      verb: 'publishing.correction_begun',
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { version: next.version },
    })
    return allow(id)
  })
}

/** The public version is the newest again, in its columns as they were. */
export async function giveUpCorrection(tx: Tx, ctx: Context, row: documents.DocumentRow): Promise<void> {
  await documents.dropCorrection(tx, row)
  await resetPlacements(tx, row.id)
  await record(tx, ctx.actor, {
    verb: 'publishing.correction_given_up',
    subject: `document:${row.id}`,
    unitId: row.unit_id,
    detail: { version: row.version },
  })
}
