import type { Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { decideStep } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { CorrectionBody } from '../contract.ts'
import { correctEarlierIn, isHigher } from '../kinds.ts'
import { decisionOf, effectOf, entryOf, judgmentOf, sameDecision } from '../rules/decided.ts'
import { decideEarlier } from '../rules/earlier.ts'
import * as store from '../store/remedies.ts'
import { currentOf, take, type Locked } from './locked.ts'

type Asked = CorrectionBody & { readonly position: number }

/**
 * A judgment that was entered wrongly is put right after it was fought on: no limit of it runs any more, and the lawsuit
 * stays as far as it has come. Judgments above that let it stand say from now on what it says.
 */
export async function correctEarlier(
  tx: Tx,
  ctx: Context,
  locked: Locked,
  { position, ...asked }: Asked,
): Promise<Decision<number>> {
  const { row, kind } = locked
  const name = (correctEarlierIn as Readonly<Record<string, string>>)[row.state] ?? 'correct'
  const step = decideStep(kind.kind, row.state, name)
  if (!step.ok) return step
  const all = await store.listInstances(tx, row.id)
  const at = all.findIndex((one) => one.position === position)
  const [instance, next] = [all[at], all[at + 1]]
  const before = instance && decisionOf(instance)
  if (!instance || !next || !before) throw notFound('instance', position)
  const belowOf = (index: number) => {
    const [one, below] = [all[index], all[index - 1]]
    return one && below && isHigher(one.level) ? judgmentOf(below) : null
  }
  const current = currentOf(instance, belowOf(at))
  const standing = all.slice(at + 1)
  const end = standing.findIndex((one) => one.stands === null)
  const above = end === -1 ? standing : standing.slice(0, end)
  const decision = decideEarlier(
    kind,
    { current, before, nextReceivedOn: next.received_on, above: above.map((one) => aboveOf(one)) },
    asked,
    ctx.today,
  )
  if (!decision.ok) return decision
  const { reason, ...given } = decision.value
  if (sameDecision(before, given)) return refuse(issue('result', 'nothing_changed'))
  const { result } = effectOf(given.result, current.below)
  await store.setDecision(tx, instance.id, given, {
    below: current.below,
    doneOn: current.redo?.doneOn ?? null,
    turn: instance.redo_turn,
  })
  await store.setEffect(
    tx,
    above.map((one) => one.id),
    result,
  )
  await store.addCorrection(tx, {
    instanceId: instance.id,
    before: { ...entryOf(before), note: before.note },
    after: { ...entryOf(given), note: given.note },
    reason,
    by: ctx.actor.staffId,
    at: ctx.now,
  })
  // The lawsuit's own result is that of the last judgment, so this one's only where every judgment above lets it stand.
  const last = above.length === standing.length && row.outcome !== null
  await take(
    tx,
    ctx,
    locked,
    { name, on: ctx.today, ...(last ? { set: { outcome: result } } : {}) },
    {
      verb: 'remedies.corrected',
      detail: { position, reason, before: entryOf(before), after: entryOf(given) },
    },
  )
  return allow(row.id)
}

function aboveOf(one: store.InstanceRow) {
  const decision = decisionOf(one)
  if (!decision) throw new Error(`instance ${one.id} stands without a decision`)
  return { current: currentOf(one, null), decision }
}
