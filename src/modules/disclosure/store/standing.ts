import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { DisclosureDeclaration, DisclosureStanding } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import type { ItemState } from '../contract.ts'
import { registerNames, type StatutoryItem } from '../items.ts'
import { withRegisters, type ItemCount } from './catalogue.ts'
import { members } from './items.ts'

export type DeclarationRow = Selectable<DisclosureDeclaration>
export type StandingRow = Selectable<DisclosureStanding>

/** Two countings at once would each write what the other has just found. */
export async function lockCounting(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('disclosure.counting'))`.execute(tx)
}

/** What each of these units has under each item, all in one pass; units without anything are absent. */
export async function countByUnit(
  handle: Handle,
  items: readonly StatutoryItem[],
  unitIds: readonly number[],
  only?: readonly string[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, ItemCount>>> {
  type Row = { unit_id: number; key: string; count: number; newest: CivilDate }
  // Grouped twice instead of count(distinct): hashing does without sorting a million rows.
  const { rows: inColumns } = await sql<Row>`
    with ${members(items, { unitIds, only })}, once as (
      select unit_id, item, document_id, max(shown_on) as shown_on from members group by 1, 2, 3
    )
    select unit_id, item as key, count(*)::int as count, max(shown_on) as newest from once group by 1, 2`.execute(
    handle,
  )
  const { rows: inRegisters } = await sql<Row>`
    select unit_id, register as key, count(*)::int as count, max(occurred_on) as newest from registers.row
     where register = any(${[...registerNames]}::text[]) and unit_id = any(${[...unitIds]}::bigint[])
       and revoked_on is null group by 1, 2`.execute(handle)
  const byUnit = (rows: readonly Row[]) => {
    const found = new Map<number, Map<string, ItemCount>>()
    for (const row of rows) found.set(row.unit_id, (found.get(row.unit_id) ?? new Map()).set(row.key, row))
    return found
  }
  const [documents, rows] = [byUnit(inColumns), byUnit(inRegisters)]
  return new Map(
    unitIds.map((id) => [
      id,
      withRegisters(items, documents.get(id) ?? new Map(), rows.get(id) ?? new Map()),
    ]),
  )
}

export interface Counted {
  readonly unitId: number
  readonly item: string
  readonly count: number
  readonly newest: CivilDate | null
  readonly state: ItemState
}

/** Keeps what was counted; the day since when it stands so changes with the state alone. Answers how many changed. */
export async function saveStanding(tx: Tx, counted: readonly Counted[], today: CivilDate): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into disclosure.standing as s (unit_id, item, count, newest_on, state, since)
    select n.*, ${today}::date from unnest(
      ${counted.map((one) => one.unitId)}::bigint[], ${counted.map((one) => one.item)}::text[],
      ${counted.map((one) => one.count)}::int[], ${counted.map((one) => one.newest)}::date[],
      ${counted.map((one) => one.state)}::text[]
    ) as n (unit_id, item, count, newest_on, state)
    on conflict (unit_id, item) do update
       set count = excluded.count, newest_on = excluded.newest_on, state = excluded.state,
           since = case when s.state = excluded.state then s.since else excluded.since end
     where (s.count, s.newest_on, s.state) is distinct from (excluded.count, excluded.newest_on, excluded.state)`.execute(
    tx,
  )
  return Number(numAffectedRows)
}

/** Items that a unit no longer has to publish, after a change of the declared list or of the unit, and units that closed. */
export async function dropOutdated(tx: Tx, units: readonly Unit[], pairs: readonly Counted[]): Promise<void> {
  await sql`
    delete from disclosure.standing s
     where s.unit_id = any(${units.map((unit) => unit.id)}::bigint[])
       and not exists (
         select 1 from unnest(${pairs.map((one) => one.unitId)}::bigint[], ${pairs.map((one) => one.item)}::text[])
           as kept (unit_id, item) where kept.unit_id = s.unit_id and kept.item = s.item
       )`.execute(tx)
  await sql`
    delete from disclosure.standing s using organisation.unit u
     where u.id = s.unit_id and u.closed_on is not null`.execute(tx)
}

export interface Counting {
  readonly entry_id: number
  readonly counted_at: Date
}

export function findCounting(handle: Handle): Promise<Counting | undefined> {
  return handle.selectFrom('disclosure.counting').select(['entry_id', 'counted_at']).executeTakeFirst()
}

export async function saveCounting(tx: Tx, entryId: number, now: Date): Promise<void> {
  const row = { entry_id: entryId, counted_at: now }
  await tx
    .insertInto('disclosure.counting')
    .values(row)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
    .execute()
}

/** Entries take their number before they commit: those behind the last one read may have come in since. */
const OVERLAP = 5000

/**
 * What the ledger tells of since it was last read: units whose documents or rows changed, and whether columns moved.
 * An entry is read again while it is fresh, so that none of a slow transaction is missed.
 */
export async function readChanges(handle: Handle, since: Counting) {
  const { rows } = await sql<{ last: number | null; unit_ids: number[] | null; everything: boolean | null }>`
    select max(id) as last,
           array_agg(distinct unit_id) filter (
             where verb ~ '^(publishing|registers|organisation)[.]' and unit_id is not null) as unit_ids,
           bool_or(verb like 'sites.channel%' or verb = 'disclosure.item_set') as everything
      from ledger.entry
     where id > ${since.entry_id - OVERLAP}
       and (id > ${since.entry_id} or at > now() - interval '10 minutes')`.execute(handle)
  const found = rows[0]
  return {
    last: Math.max(found?.last ?? 0, since.entry_id),
    unitIds: found?.unit_ids ?? [],
    everything: found?.everything ?? false,
  }
}

export async function lastEntry(handle: Handle): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from ledger.entry`.execute(
    handle,
  )
  return rows[0]?.id ?? 0
}

export function listStanding(handle: Handle, unitIds: readonly number[]): Promise<StandingRow[]> {
  if (unitIds.length === 0) return Promise.resolve([])
  return handle
    .selectFrom('disclosure.standing')
    .selectAll()
    .where('unit_id', 'in', [...unitIds])
    .execute()
}

/** Declarations that nobody has ended yet. */
export function listDeclarations(handle: Handle, unitIds: readonly number[]): Promise<DeclarationRow[]> {
  if (unitIds.length === 0) return Promise.resolve([])
  return handle
    .selectFrom('disclosure.declaration')
    .selectAll()
    .where('unit_id', 'in', [...unitIds])
    .where('ended_on', 'is', null)
    .orderBy('id')
    .execute()
}

export async function addDeclarations(
  tx: Tx,
  unitId: number,
  asked: {
    readonly items: readonly string[]
    readonly reason: string
    readonly on: CivilDate
    readonly expiresOn: CivilDate
    readonly by: number | null
  },
): Promise<void> {
  await tx
    .insertInto('disclosure.declaration')
    .values(
      asked.items.map((item) => ({
        unit_id: unitId,
        item,
        reason: asked.reason,
        declared_on: asked.on,
        declared_by: asked.by,
        expires_on: asked.expiresOn,
      })),
    )
    .execute()
}

export function lockDeclaration(tx: Tx, id: number): Promise<DeclarationRow> {
  return tx
    .selectFrom('disclosure.declaration')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('declaration', id))
}

export async function endDeclaration(
  tx: Tx,
  id: number,
  on: CivilDate,
  reason: 'published' | 'expired' | 'withdrawn',
): Promise<void> {
  await tx
    .updateTable('disclosure.declaration')
    .set({ ended_on: on, end_reason: reason })
    .where('id', '=', id)
    .execute()
}
