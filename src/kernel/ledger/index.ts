import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { Json } from '#platform/db/tables.ts'

/** Who acts, as the ledger keeps it: never a name, so that the ledger holds no personal data. */
export interface LedgerActor {
  readonly kind: 'staff' | 'public' | 'operator' | 'system'
  readonly staffId: number | null
  readonly unitId: number | null
}

export interface Entry {
  /** Past tense: `requests.extended`. */
  readonly verb: string
  /** What it happened to: `request:12`. */
  readonly subject: string
  /** The unit concerned, when it is not the actor's own. */
  readonly unitId?: number
  /** What a later reader needs, without personal data. */
  readonly detail?: Readonly<Record<string, Json>>
}

export interface RecordedEntry {
  readonly id: number
  readonly at: Date
  readonly actorKind: LedgerActor['kind']
  readonly staffId: number | null
  readonly unitId: number | null
  readonly verb: string
  readonly subject: string
  readonly detail: Json
}

/** Writes one entry in the transaction of the change it tells of; both commit together or not at all. */
export async function record(tx: Tx, actor: LedgerActor, entry: Entry): Promise<void> {
  await recordMany(tx, actor, [entry])
}

/** As `record`, for many subjects in one statement. */
export async function recordMany(tx: Tx, actor: LedgerActor, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into ledger.entry (actor_kind, staff_id, unit_id, verb, subject, detail)
    select ${actor.kind}, ${actor.staffId}::bigint, e.unit_id, e.verb, e.subject, e.detail
      from unnest(
        ${entries.map((entry) => entry.unitId ?? actor.unitId)}::bigint[],
        ${entries.map((entry) => entry.verb)}::text[],
        ${entries.map((entry) => entry.subject)}::text[],
        ${entries.map((entry) => JSON.stringify(entry.detail ?? {}))}::jsonb[]
      ) as e (unit_id, verb, subject, detail)`.execute(tx)
}

/** A subject's history (or everything), oldest first; `after` is the id of the last entry of the page before. */
export async function listEntries(
  handle: Handle,
  filter: { subject?: string; after?: number; limit: number },
): Promise<RecordedEntry[]> {
  let query = handle.selectFrom('ledger.entry').selectAll().orderBy('id').limit(filter.limit)
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
  if (filter.after !== undefined) query = query.where('id', '>', filter.after)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind as LedgerActor['kind'],
    staffId: row.staff_id,
    unitId: row.unit_id,
    verb: row.verb,
    subject: row.subject,
    detail: row.detail,
  }))
}

export async function countEntries(handle: Handle, filter: { subject?: string } = {}): Promise<number> {
  let query = handle.selectFrom('ledger.entry').select((eb) => eb.fn.countAll<number>().as('count'))
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
  return (await query.executeTakeFirstOrThrow()).count
}
