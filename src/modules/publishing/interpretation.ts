import { markStale } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import type { WaiverBody } from './contract.ts'
import { kindOf, permissions } from './kinds.ts'

/** Says why a policy of a kind that is to be explained is not: without an explanation or this it stays on the desk. */
export function waiveInterpretation(ctx: Context, id: number, asked: WaiverBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await documents.lockDocument(tx, id)
    ctx.actor.must(permissions.end, row.unit_id)
    const reason = asked.reason.trim()
    if (reason === '') return refuse(issue('reason', 'required'))
    if (row.published_version === null || kindOf(row.kind).explained !== true)
      return refuse(issue('state', 'needs_no_interpretation'))
    if ((await documents.listInterpretations(tx, id)).length > 0)
      return refuse(issue('state', 'interpreted_already'))
    await documents.waiveInterpretation(tx, id, reason)
    await record(tx, ctx.actor, {
      verb: 'publishing.interpretation_waived',
      subject: `document:${id}`,
      unitId: row.unit_id,
      detail: { reason },
    })
    await markStale(tx, [`document:${id}`])
    return allow(id)
  })
}
