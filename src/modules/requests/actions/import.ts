import { createHash } from 'node:crypto'
import { markStale, type Tx } from '#platform/db/connect.ts'
import { Refusal } from '#platform/errors.ts'
import { addPastCases } from '#kernel/cases/index.ts'
import { addPastClocks } from '#kernel/clock/index.ts'
import { listHolders, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit, type Unit } from '#kernel/organisation/index.ts'
import { replyClock } from '../kinds/clocks.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import { decidePastRequest, type ImportedRequest, type PastRequest } from '../rules/import.ts'
import { addPastRequests, findPastRequests } from '../store/import.ts'
import { lawFrom } from './intake.ts'

export interface RequestsImport {
  readonly unitId: number
  readonly rows: Iterable<ImportedRequest>
  readonly progress?: (read: number) => void
}

export interface RequestsImported {
  readonly read: number
  readonly imported: number
  readonly unchanged: number
  readonly errors: readonly { readonly id: string; readonly reason: string }[]
}

/** Requests of one transaction, with one entry in the ledger. */
const BATCH = 500

/**
 * Brings in the requests of the register that a unit kept before, as the figures count them: how each came, when it was
 * received and concluded, how it was answered. Who asked does not come along: the register of a year that is over needs
 * nobody's name. A row is known by its id and left alone when it comes again; each batch commits by itself.
 */
export async function importRequests(ctx: Context, asked: RequestsImport): Promise<RequestsImported> {
  ctx.actor.must(permissions.handle, asked.unitId)
  const unit = await getUnit(ctx.db, asked.unitId)
  const [officer] = await listHolders(ctx.db, permissions.handle, unit.id)
  if (!officer) throw new Refusal('no_officer', 422, { unit: unit.code, login: '' })
  const total = { read: 0, imported: 0, unchanged: 0 }
  const errors: { id: string; reason: string }[] = []
  const write = async (batch: readonly PastRequest[]) => {
    const imported = await writeBatch(ctx, unit, officer.id, batch)
    total.imported += imported
    total.unchanged += batch.length - imported
    asked.progress?.(total.read)
  }
  let batch: PastRequest[] = []
  const seen = new Set<string>()
  for (const row of asked.rows) {
    total.read += 1
    const decision = decidePastRequest(row, unit, ctx.today)
    const reason = decision.ok
      ? seen.has(row.id) && 'id named_twice'
      : decision.issues.map((one) => `${one.field} ${one.code}`).join('; ')
    seen.add(row.id)
    if (!decision.ok || reason) {
      errors.push({ id: row.id, reason: String(reason) })
      continue
    }
    batch.push(decision.value)
    if (batch.length < BATCH) continue
    await write(batch)
    batch = []
  }
  if (batch.length > 0) await write(batch)
  return { ...total, errors }
}

function writeBatch(
  ctx: Context,
  unit: Unit,
  officerId: number,
  batch: readonly PastRequest[],
): Promise<number> {
  return ctx.transaction(async (tx: Tx) => {
    const keyOf = (row: PastRequest) => `${unit.code}/${row.id}`
    const known = await findPastRequests(tx, batch.map(keyOf))
    const fresh = batch.filter((row) => !known.has(keyOf(row)))
    if (fresh.length === 0) return 0
    const ids = await addPastCases(
      tx,
      ctx,
      disclosureRequest,
      unit,
      fresh.map((row) => ({
        state: row.concludedOn === null ? 'registered' : 'closed',
        openedOn: row.arrivedOn,
        receivedOn: row.receivedOn,
        lawFrom: lawFrom(row.receivedOn),
        category: row.applicantKind,
        outcome: row.answer?.outcome ?? null,
        concludedOn: row.concludedOn,
        steps:
          row.concludedOn === null
            ? []
            : [{ name: 'import', from: 'registered', to: 'closed', on: row.concludedOn }],
      })),
    )
    await addPastRequests(
      tx,
      fresh.map((row, place) => ({
        ...row,
        caseId: ids[place] ?? 0,
        key: keyOf(row),
        // No code was ever given to anybody: none that is typed has this hash.
        queryCodeHash: createHash('sha256').update(`imported ${ids[place]}`).digest(),
      })),
      { officerId, today: ctx.today },
    )
    await addPastClocks(
      tx,
      replyClock,
      fresh.map((row, place) => ({
        subject: subjectOf(ids[place] ?? 0),
        unitId: unit.id,
        on: row.receivedOn,
        extendedDays: row.extendedDays,
        stoppedOn: row.concludedOn,
      })),
    )
    await record(tx, ctx.actor, {
      verb: 'requests.imported',
      subject: `request_batch:${ids[0]}`,
      unitId: unit.id,
      detail: { requests: fresh.length, first: ids[0] ?? 0, last: ids.at(-1) ?? 0 },
    })
    await markStale(tx, ['requests'])
    return fresh.length
  })
}
