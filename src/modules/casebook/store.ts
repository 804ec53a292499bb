import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CasebookEntry, CasebookVersion } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { EntryBody, NewEntry } from './contract.ts'
import type { EntryKind, EntryState } from './kinds.ts'

export type EntryRow = Selectable<CasebookEntry>
export type VersionRow = Selectable<CasebookVersion>

export async function addEntry(tx: Tx, entry: NewEntry & { readonly unitId: number }): Promise<number> {
  const row = await tx
    .insertInto('casebook.entry')
    .values({
      kind: entry.kind,
      unit_id: entry.unitId,
      source_kind: entry.sourceKind,
      source_id: entry.sourceId,
      state: 'draft',
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function addVersion(
  tx: Tx,
  entryId: number,
  version: number,
  written: Omit<EntryBody, 'basedOn'> & { readonly authors: readonly number[] },
): Promise<void> {
  const { authors, ...texts } = written
  await tx
    .insertInto('casebook.version')
    .values({
      entry_id: entryId,
      version,
      based_on: version === 1 ? null : version - 1,
      title: texts.title,
      topic: texts.topic,
      question: texts.question,
      answer: texts.answer,
      facts: texts.facts,
      dispute: texts.dispute,
      points: texts.points,
      basis: texts.basis,
      insight: texts.insight,
      month: texts.month,
      authors: [...authors],
    })
    .execute()
}

export async function setEntry(
  tx: Tx,
  id: number,
  set: {
    state: EntryState
    version?: number
    returned_because?: string
    first_shown_at?: Date
    withdrawn_on?: CivilDate
    withdrawn_because?: string
  },
): Promise<void> {
  await tx.updateTable('casebook.entry').set(set).where('id', '=', id).execute()
}

export function lockEntry(tx: Tx, id: number): Promise<EntryRow> {
  return tx
    .selectFrom('casebook.entry')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('entry', id))
}

export function findEntry(handle: Handle, id: number): Promise<EntryRow | undefined> {
  return handle.selectFrom('casebook.entry').selectAll().where('id', '=', id).executeTakeFirst()
}

export function getVersion(handle: Handle, id: number, version: number): Promise<VersionRow> {
  return handle
    .selectFrom('casebook.version')
    .selectAll()
    .where('entry_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow(() => notFound('entry', id))
}

export async function markChecked(
  tx: Tx,
  id: number,
  version: number,
  by: number | null,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('casebook.version')
    .set({ checked_by: by, checked_at: at })
    .where('entry_id', '=', id)
    .where('version', '=', version)
    .execute()
}

/** Puts a version before the public; the database refuses one that its own author publishes. */
export async function showVersion(
  tx: Tx,
  entry: EntryRow,
  version: VersionRow,
  shown: { readonly by: number; readonly at: Date; readonly since: Date },
): Promise<void> {
  await tx
    .updateTable('casebook.version')
    .set({ published_by: shown.by, published_at: shown.at })
    .where('entry_id', '=', entry.id)
    .where('version', '=', version.version)
    .execute()
  const values = {
    version: version.version,
    published_by: shown.by,
    kind: entry.kind,
    unit_id: entry.unit_id,
    topic: version.topic,
    month: version.month,
    title: version.title,
    shown_at: shown.since,
  }
  await tx
    .insertInto('casebook.shown')
    .values({ entry_id: entry.id, ...values })
    .onConflict((conflict) => conflict.column('entry_id').doUpdateSet(values))
    .execute()
}

export async function hide(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('casebook.shown').where('entry_id', '=', id).execute()
}

/** Why something is no personal data, by the key of the finding. */
export async function listJustifications(
  handle: Handle,
  id: number,
): Promise<ReadonlyMap<string, { note: string; by: string }>> {
  const rows = await handle
    .selectFrom('casebook.justification as j')
    .innerJoin('identity.staff as s', 's.id', 'j.staff_id')
    .select(['j.key', 'j.note', 's.name as by'])
    .where('j.entry_id', '=', id)
    .execute()
  return new Map(rows.map(({ key, note, by }) => [key, { note, by }]))
}

export async function justify(
  tx: Tx,
  id: number,
  given: { key: string; note: string; staffId: number },
): Promise<void> {
  const values = { note: given.note, staff_id: given.staffId }
  await tx
    .insertInto('casebook.justification')
    .values({ entry_id: id, key: given.key, ...values })
    .onConflict((conflict) => conflict.columns(['entry_id', 'key']).doUpdateSet(values))
    .execute()
}

export async function nominate(
  tx: Tx,
  one: {
    sourceKind: string
    sourceId: number
    unitId: number
    month: CivilDate
    note: string
    staffId: number
  },
): Promise<void> {
  const values = { unit_id: one.unitId, month: one.month, note: one.note, staff_id: one.staffId }
  await tx
    .insertInto('casebook.nomination')
    .values({ source_kind: one.sourceKind, source_id: one.sourceId, ...values })
    .onConflict((conflict) => conflict.columns(['source_kind', 'source_id']).doUpdateSet(values))
    .execute()
}

export function listNominations(handle: Handle, unitId: number, month: CivilDate) {
  return handle
    .selectFrom('casebook.nomination as n')
    .innerJoin('identity.staff as s', 's.id', 'n.staff_id')
    .select(['n.source_kind', 'n.source_id', 'n.note', 's.name as by'])
    .where('n.unit_id', '=', unitId)
    .where('n.month', '=', month)
    .orderBy('n.nominated_at')
    .execute()
}

/** What was made of these cases already, and for which month they are proposed. */
export async function usedOf(handle: Handle, sourceKind: string, sourceIds: readonly number[]) {
  const [entries, nominations] = await Promise.all([
    handle
      .selectFrom('casebook.entry')
      .select(['id', 'kind', 'source_id'])
      .where('source_kind', '=', sourceKind)
      .where('source_id', 'in', sourceIds.length === 0 ? [0] : [...sourceIds])
      .where('state', '<>', 'withdrawn')
      .execute(),
    handle
      .selectFrom('casebook.nomination')
      .select(['source_id', 'month'])
      .where('source_kind', '=', sourceKind)
      .where('source_id', 'in', sourceIds.length === 0 ? [0] : [...sourceIds])
      .execute(),
  ])
  return { entries, nominations }
}

/** How the cases of a unit that were concluded in a month ended. */
export async function countOutcomes(
  handle: Handle,
  of: { kinds: readonly string[]; unitId: number; from: CivilDate; before: CivilDate },
): Promise<{ kind: string; outcome: string; count: number }[]> {
  const { rows } = await sql<{ kind: string; outcome: string; count: number }>`
    select kind, outcome, count(*)::int as count from cases.case
     where kind = any(${[...of.kinds]}::text[]) and unit_id = ${of.unitId}
       and concluded_on >= ${of.from} and concluded_on < ${of.before}
     group by kind, outcome order by kind, count(*) desc, outcome`.execute(handle)
  return rows
}

export interface ListedEntry {
  readonly id: number
  readonly kind: EntryKind
  readonly title: string
  readonly unit_id: number
  readonly unit_name: string
  readonly state: EntryState
  readonly version: number
  readonly shown_version: number | null
  readonly month: CivilDate | null
  readonly written_at: Date
}

export interface EntryFilter {
  readonly unitIds: readonly number[]
  readonly kind?: EntryKind | undefined
  readonly state?: EntryState | undefined
  readonly month?: CivilDate | undefined
}

function entriesWhere({ unitIds, kind, state, month }: EntryFilter) {
  const all = [sql`e.unit_id = any(${[...unitIds]}::bigint[])`]
  if (kind !== undefined) all.push(sql`e.kind = ${kind}`)
  if (state !== undefined) all.push(sql`e.state = ${state}`)
  if (month !== undefined) all.push(sql`v.month = ${month}`)
  return sql.join(all, sql` and `)
}

const versioned = sql`casebook.entry e join casebook.version v on v.entry_id = e.id and v.version = e.version`

/** The newest first. */
export async function listEntries(
  handle: Handle,
  filter: EntryFilter,
  page: { offset: number; limit: number },
): Promise<{ items: ListedEntry[]; total: number }> {
  const where = entriesWhere(filter)
  const { rows } = await sql<ListedEntry>`
    select e.id, e.kind, v.title, e.unit_id, u.name as unit_name, e.state, e.version, s.version as shown_version,
           v.month, v.written_at
      from ${versioned}
      join organisation.unit u on u.id = e.unit_id
      left join casebook.shown s on s.entry_id = e.id
     where ${where} order by e.id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  const counted = filter.month === undefined ? sql`casebook.entry e` : versioned
  const count = await sql<{ total: number }>`
    select count(*)::int as total from ${counted} where ${where}`.execute(handle)
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}

export async function getListedEntry(handle: Handle, id: number): Promise<ListedEntry> {
  const { rows } = await sql<ListedEntry>`
    select e.id, e.kind, v.title, e.unit_id, u.name as unit_name, e.state, e.version, s.version as shown_version,
           v.month, v.written_at
      from ${versioned}
      join organisation.unit u on u.id = e.unit_id
      left join casebook.shown s on s.entry_id = e.id
     where e.id = ${id}`.execute(handle)
  const [row] = rows
  if (!row) throw notFound('entry', id)
  return row
}
