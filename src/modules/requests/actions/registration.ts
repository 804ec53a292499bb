import type { Decision } from '#platform/decision.ts'
import { findUnit } from '#kernel/organisation/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { releaseCase } from '#modules/casework/index.ts'
import type { DiscardBody, Registration, TransferBody } from '../contract/steps.ts'
import { decideDiscard, decideTransfer } from '../rules/ending.ts'
import { decideRegistration, type ReceiptWay } from '../rules/intake.ts'
import { getRequest, setConfirmed } from '../store/intake.ts'
import { addDiscard, addTransfer } from '../store/steps.ts'
import { tellApplicant } from '../tell.ts'
import { lawFrom, startReply } from './intake.ts'
import { onStep, type RequestServices } from './step.ts'

/** Takes an online request on: the day both sides confirm is its day of receipt, from which the clock runs. */
export function register(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: Registration,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'register', async ({ tx, row, take }) => {
    const request = await getRequest(tx, id)
    const decision = decideRegistration(
      { way: request.receipt_way as ReceiptWay, arrivedOn: request.arrived_on },
      asked.confirmedOn,
      ctx.today,
    )
    if (!decision.ok) return decision
    const { receivedOn } = decision.value
    if (asked.confirmedOn !== null) await setConfirmed(tx, id, asked.confirmedOn)
    const dueOn = await startReply(tx, row, receivedOn)
    await tellApplicant(tx, ctx, services, row, { what: 'registered', dueOn })
    return take({
      verb: 'requests.registered',
      detail: { receivedOn, dueOn },
      set: { received_on: receivedOn, law_from: lawFrom(receivedOn) },
    })
  })
}

/** Passes what was sent to the wrong unit on to the right one, before it is registered; the number stays. */
export function transfer(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: TransferBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'transfer', async ({ tx, row, subject, take }) => {
    const unit = await findUnit(tx, asked.unitId)
    const decision = decideTransfer(row.unit_id, unit, asked)
    if (!decision.ok) return decision
    const { unitId, reason } = decision.value
    await addTransfer(tx, id, { from: row.unit_id, to: unitId, reason, on: ctx.today })
    // Nobody of the other unit has it yet.
    await releaseCase(tx, ctx, subject, row)
    await tellApplicant(tx, ctx, services, row, { what: 'transferred', unitName: unit?.name ?? '' })
    return take({
      verb: 'requests.transferred',
      detail: { from: row.unit_id, to: unitId },
      set: { unit_id: unitId },
    })
  })
}

/** What is no request, or was taken back before anybody received it, is put aside with the reason. */
export function discard(ctx: Context, id: number, asked: DiscardBody): Promise<Decision<number>> {
  return onStep(ctx, id, 'discard', async ({ tx, take }) => {
    const decision = decideDiscard(asked)
    if (!decision.ok) return decision
    await addDiscard(tx, id, decision.value, ctx.today)
    return take({ verb: 'requests.discarded', detail: { why: asked.why } })
  })
}
