import { addDays } from '#platform/dates.ts'
import type { Context } from '#kernel/identity/index.ts'
import { recordMany } from '#kernel/ledger/index.ts'
import { subjectOf } from '../kinds/procedure.ts'
import { eraseIdentitiesOf, listErasable } from '../store/intake.ts'
import { getPolicy } from '../store/policy.ts'

/** How many cases one transaction takes. */
const AT_ONCE = 200

/**
 * Erases the identity numbers and the copies of identity papers of cases that ended longer ago than the city keeps
 * them. Answers how many cases it was.
 */
export async function eraseIdentities(ctx: Context): Promise<number> {
  const { identityDays } = await getPolicy(ctx.db, ctx.today)
  let erased = 0
  for (;;) {
    const count = await ctx.transaction(async (tx) => {
      const ids = await listErasable(tx, addDays(ctx.today, -identityDays), AT_ONCE)
      await eraseIdentitiesOf(tx, ids, ctx.today)
      await recordMany(
        tx,
        ctx.actor,
        ids.map((id) => ({ verb: 'requests.identity_erased', subject: subjectOf(id) })),
      )
      return ids.length
    })
    erased += count
    if (count < AT_ONCE) return erased
  }
}
