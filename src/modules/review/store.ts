import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { ReviewProcess, ReviewSignature } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import { DEFAULT_CHAIN } from './kinds.ts'

export type ProcessRow = Selectable<ReviewProcess>
export type SignatureRow = Selectable<ReviewSignature>

export async function getChain(handle: Handle, unitId: number): Promise<string[]> {
  const row = await handle
    .selectFrom('review.chain')
    .select('steps')
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return row?.steps ?? [...DEFAULT_CHAIN]
}

export async function setChain(tx: Tx, unitId: number, steps: readonly string[]): Promise<void> {
  await tx
    .insertInto('review.chain')
    .values({ unit_id: unitId, steps: [...steps] })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet({ steps: [...steps] }))
    .execute()
}

export function addProcess(
  tx: Tx,
  process: {
    subject: string
    version: number
    contentHash: Buffer
    title: string
    unitId: number
    drafterId: number
    authorIds: readonly number[]
    chain: readonly string[]
  },
): Promise<ProcessRow> {
  return tx
    .insertInto('review.process')
    .values({
      subject: process.subject,
      version: process.version,
      content_hash: process.contentHash,
      title: process.title,
      unit_id: process.unitId,
      drafter_id: process.drafterId,
      author_ids: [...process.authorIds],
      chain: [...process.chain],
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function lockProcess(tx: Tx, id: number): Promise<ProcessRow> {
  return tx
    .selectFrom('review.process')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('review', id))
}

export function getProcess(handle: Handle, id: number): Promise<ProcessRow> {
  return handle
    .selectFrom('review.process')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('review', id))
}

/** The last process of a subject, whatever became of it. */
export function findLastProcess(handle: Handle, subject: string): Promise<ProcessRow | undefined> {
  return handle
    .selectFrom('review.process')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function listSignatures(handle: Handle, processId: number): Promise<SignatureRow[]> {
  return handle
    .selectFrom('review.signature')
    .selectAll()
    .where('process_id', '=', processId)
    .orderBy('step')
    .execute()
}

/** Writes a signature and counts the step; the last approval or a return closes the process. */
export async function addSignature(
  tx: Tx,
  process: ProcessRow,
  signature: {
    role: string
    staffId: number
    decision: 'proposed' | 'approved' | 'returned'
    attribute: string
    opinion: string
  },
): Promise<ProcessRow> {
  const step = process.signed + 1
  await tx
    .insertInto('review.signature')
    .values({
      process_id: process.id,
      step,
      role: signature.role,
      staff_id: signature.staffId,
      drafter_id: process.drafter_id,
      decision: signature.decision,
      attribute: signature.attribute,
      opinion: signature.opinion,
    })
    .execute()
  const state =
    signature.decision === 'returned' ? 'returned' : step === process.chain.length ? 'approved' : 'open'
  return tx
    .updateTable('review.process')
    .set({ signed: step, state, closed_at: state === 'open' ? null : sql<Date>`now()` })
    .where('id', '=', process.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function addBatch(
  tx: Tx,
  batch: { unitId: number; officerId: number; ground: string },
): Promise<number> {
  const row = await tx
    .insertInto('review.batch')
    .values({ unit_id: batch.unitId, officer_id: batch.officerId, ground: batch.ground })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export interface ListFilter {
  readonly unitIds: readonly number[]
  /** Only open ones whose next step this person could sign: role and unit together. */
  readonly awaiting?: { readonly staffId: number; readonly held: readonly { role: string; unitId: number }[] }
}

/** Processes with names for a list, open ones first, oldest first; with the count of all. */
export async function listProcesses(
  handle: Handle,
  filter: ListFilter,
  page: { offset: number; limit: number },
) {
  const awaiting = filter.awaiting
  const waits = awaiting
    ? sql`and p.state = 'open' and p.drafter_id <> ${awaiting.staffId} and not ${awaiting.staffId}::bigint = any(p.author_ids)
          and not exists (select 1 from review.signature s where s.process_id = p.id and s.staff_id = ${awaiting.staffId})
          and (p.chain[p.signed + 1], p.unit_id) in (
            select h.role, h.unit_id from unnest(${awaiting.held.map((one) => one.role)}::text[],
              ${awaiting.held.map((one) => one.unitId)}::bigint[]) as h (role, unit_id))`
    : sql``
  const { rows } = await sql<ProcessRow & { unit_name: string; drafter_name: string; total: number }>`
    select p.*, u.name as unit_name, s.name as drafter_name, count(*) over ()::int as total
      from review.process p
      join organisation.unit u on u.id = p.unit_id
      join identity.staff s on s.id = p.drafter_id
     where p.unit_id = any(${[...filter.unitIds]}::bigint[]) ${waits}
     order by (p.state = 'open') desc, case when p.state = 'open' then p.opened_at end, p.closed_at desc, p.id
     limit ${page.limit} offset ${page.offset}`.execute(handle)
  return { items: rows, total: rows[0]?.total ?? 0 }
}
