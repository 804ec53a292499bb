import { allow, type Decision } from '#platform/decision.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { lockCase } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import { decidePoll, type PollFacts } from '../rules/poll.ts'
import { listDeliveries } from '../store/answers.ts'
import { addPoll, wasPolled } from '../store/poll.ts'
import { getPolicy } from '../store/policy.ts'

/** What is known of a case when its applicant is asked for an opinion. */
export async function pollFacts(handle: Handle, caseId: number, today: CivilDate): Promise<PollFacts> {
  const deliveries = await listDeliveries(handle, caseId)
  const given = await wasPolled(handle, caseId)
  const { pollDays } = await getPolicy(handle, today)
  return { deliveredOn: deliveries.at(-1)?.delivered_on ?? null, given, days: pollDays }
}

/** The applicant says, once, how satisfied they are; the ledger keeps the choice and not the words. */
export function givePoll(
  ctx: Context,
  id: number,
  asked: { readonly satisfied: string; readonly words: string },
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    const decision = decidePoll(await pollFacts(tx, id, ctx.today), asked, ctx.today)
    if (!decision.ok) return decision
    await addPoll(tx, id, decision.value, ctx.now)
    await record(tx, ctx.actor, {
      verb: 'requests.polled',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { satisfied: decision.value.satisfied },
    })
    return allow(id)
  })
}
