import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { markStale } from '#platform/db/connect.ts'
import { getRootUnit } from '#kernel/organisation/index.ts'
import { permissions } from '../kinds/permissions.ts'
import type { Policy } from '../kinds/policy.ts'
import { putPolicy } from '../store/policy.ts'

/** Sets the city's policy from a day on that has not passed; what was decided before stays as it was. */
export function setPolicy(
  ctx: Context,
  asked: { readonly from: CivilDate; readonly policy: Policy },
): Promise<Decision<CivilDate>> {
  return ctx.transaction(async (tx) => {
    // Set for the whole city, by who holds the permission for its government; for others there is nothing here.
    if (!ctx.actor.may(permissions.policy, (await getRootUnit(tx)).id)) throw notFound('policy', 0)
    if (asked.from < ctx.today) return refuse([issue('from', 'must_not_have_passed')])
    await putPolicy(tx, { ...asked, by: ctx.actor.staffId })
    await record(tx, ctx.actor, {
      verb: 'requests.policy_set',
      subject: 'policy:requests',
      detail: { from: asked.from, policy: { ...asked.policy, register: { ...asked.policy.register } } },
    })
    await markStale(tx, ['requests'])
    return allow(asked.from)
  })
}
