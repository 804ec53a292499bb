import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { markStale } from '#platform/db/connect.ts'
import { listPublicAmong } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import {
  addRow,
  decideRow,
  getRow,
  revokeRow,
  type Register,
  type RegisterRow,
} from '#kernel/registers/index.ts'
import type { NewRow, Revocation } from './contract.ts'

/** Pages that show rows of this register. */
export function staleTag(register: Register): string {
  return `register:${register.name}`
}

export function addRegisterRow(
  ctx: Context,
  register: Register,
  asked: NewRow,
): Promise<Decision<RegisterRow>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(register.enter, asked.unitId)
    const unit = await getUnit(tx, asked.unitId)
    const decision = decideRow(register, asked.data, asked.occurredOn, ctx.today)
    if (!decision.ok) return decision
    const named = register.fields.filter(
      (field) => field.kind.type === 'document' && field.name in decision.value,
    )
    const open = await listPublicAmong(
      tx,
      named.map((field) => Number(decision.value[field.name])),
    )
    const closed = named.filter((field) => !open.has(Number(decision.value[field.name])))
    if (closed.length > 0) return refuse(closed.map((field) => issue(field.name, 'document_not_public')))
    const row = await addRow(tx, register, {
      unitId: unit.id,
      occurredOn: asked.occurredOn,
      data: decision.value,
      enteredBy: ctx.actor.staffId,
    })
    await record(tx, ctx.actor, {
      verb: 'registers.row_added',
      subject: `register_row:${row.id}`,
      unitId: unit.id,
      detail: { register: register.name, occurredOn: asked.occurredOn },
    })
    await markStale(tx, [staleTag(register)])
    return allow(row)
  })
}

/** Takes a row back; of two who do so at once the second finds none. The reason stays with the row, not in the ledger. */
export function revokeRegisterRow(
  ctx: Context,
  register: Register,
  id: number,
  asked: Revocation,
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const row = await getRow(tx, register, id)
    ctx.actor.must(register.enter, row.unit_id)
    await revokeRow(tx, register, id, ctx.today, asked.reason)
    await record(tx, ctx.actor, {
      verb: 'registers.row_revoked',
      subject: `register_row:${id}`,
      unitId: row.unit_id,
      detail: { register: register.name },
    })
    await markStale(tx, [staleTag(register)])
  })
}
