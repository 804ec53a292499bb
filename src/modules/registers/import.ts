import { markStale } from '#platform/db/connect.ts'
import { parseCivilDate } from '#platform/dates.ts'
import { listPublicAmong } from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { addPastRows, decideRow, type PastRow, type Register } from '#kernel/registers/index.ts'
import { staleTag } from './actions.ts'

/** A row as an earlier register held it. */
export interface ImportedRow {
  /** What the earlier register called it, within the unit. */
  readonly id: string
  readonly occurredOn: string
  readonly data: Readonly<Record<string, string | number | null>>
}

export interface RowsImport {
  readonly unitId: number
  readonly rows: Iterable<ImportedRow>
  readonly progress?: (read: number) => void
}

export interface RowsImported {
  readonly read: number
  readonly imported: number
  readonly unchanged: number
  readonly errors: readonly { readonly id: string; readonly reason: string }[]
}

/** Rows of one transaction, with one entry in the ledger. */
const BATCH = 2000

/**
 * Brings the rows of an earlier register in. A row is known by its id: brought in again it is left alone, so that an
 * import that broke off goes on where it stopped. Bad rows are told with everything that is wrong, and the rest goes on.
 */
export async function importRegisterRows(
  ctx: Context,
  register: Register,
  { unitId, rows, progress }: RowsImport,
): Promise<RowsImported> {
  ctx.actor.must(register.enter, unitId)
  const unit = await getUnit(ctx.db, unitId)
  const total = { read: 0, imported: 0, unchanged: 0 }
  const errors: { id: string; reason: string }[] = []
  const write = async (all: readonly PastRow[]) => {
    const batch = await withoutClosed(ctx, register, all, errors)
    const imported = await ctx.transaction(async (tx) => {
      const count = await addPastRows(tx, register, unit.id, batch, ctx.actor.staffId)
      if (count === 0) return count
      await record(tx, ctx.actor, {
        verb: 'registers.imported',
        subject: `register:${register.name}`,
        unitId: unit.id,
        detail: { register: register.name, rows: count },
      })
      await markStale(tx, [staleTag(register)])
      return count
    })
    total.imported += imported
    total.unchanged += batch.length - imported
    progress?.(total.read)
  }
  let batch: PastRow[] = []
  for (const row of rows) {
    total.read += 1
    const occurredOn = parseCivilDate(row.occurredOn)
    const decision = decideRow(register, row.data, occurredOn ?? ctx.today, ctx.today)
    const problems = [
      ...(row.id.trim() === '' ? ['id required'] : []),
      ...(occurredOn === undefined ? ['occurredOn not_a_date'] : []),
      ...(decision.ok ? [] : decision.issues.map((one) => `${one.field} ${one.code}`)),
    ]
    if (problems.length > 0 || occurredOn === undefined || !decision.ok) {
      errors.push({ id: row.id, reason: problems.join('; ') })
      continue
    }
    batch.push({ sourceKey: row.id.trim(), occurredOn, data: decision.value })
    if (batch.length < BATCH) continue
    await write(batch)
    batch = []
  }
  if (batch.length > 0) await write(batch)
  return { ...total, errors }
}

/** Rows that name no document, or public ones alone; the others are told. */
async function withoutClosed(
  ctx: Context,
  register: Register,
  rows: readonly PastRow[],
  errors: { id: string; reason: string }[],
): Promise<readonly PastRow[]> {
  const fields = register.fields.filter((field) => field.kind.type === 'document').map((field) => field.name)
  const namedBy = (row: PastRow) => fields.filter((name) => name in row.data)
  const named = rows.flatMap((row) => namedBy(row).map((name) => Number(row.data[name])))
  if (named.length === 0) return rows
  const open = await ctx.transaction((tx) => listPublicAmong(tx, named))
  return rows.filter((row) => {
    const closed = namedBy(row).filter((name) => !open.has(Number(row.data[name])))
    for (const name of closed) errors.push({ id: row.sourceKey, reason: `${name} document_not_public` })
    return closed.length === 0
  })
}
