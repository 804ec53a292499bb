import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { lockCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listPapers } from '#modules/papers/index.ts'
import { replyClock } from '../kinds/clocks.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import { issueLetter } from '../letters.ts'
import type { RequestServices } from './step.ts'

const RECEIPT = 'requests.receipt'

/** The receipt of a registered request as a letter, once; asked for again it is the one that was issued. */
export function issueReceipt(ctx: Context, services: RequestServices, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const subject = subjectOf(id)
    const clock = await findClock(tx, replyClock, subject)
    if (!clock) return refuse([issue('state', 'not_registered_yet')])
    if ((await listPapers(tx, subject)).some((one) => one.template === RECEIPT)) return allow(id)
    const letter = await issueLetter(tx, ctx, services, row, RECEIPT, { dueOn: clock.due_on })
    return letter.ok ? allow(id) : letter
  })
}
