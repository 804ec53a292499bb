import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { NormativeCleanup } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'

export type CleanupRow = Selectable<NormativeCleanup>

/** Documents in force: whatever is public and has not ended, a correction under way or not. */
const inForce = sql`d.published_version is not null and d.state in ('published', 'draft', 'in_review', 'approved')`

/** Opens a round over every such document of these units; answers how many documents. */
export async function addCleanup(
  tx: Tx,
  round: {
    unitId: number
    unitIds: readonly number[]
    kinds: readonly string[]
    title: string
    basis: string
    dueOn: CivilDate
    writtenUntil: CivilDate
    today: CivilDate
  },
): Promise<{ id: number; documents: number }> {
  const { id } = await tx
    .insertInto('normative.cleanup')
    .values({
      unit_id: round.unitId,
      title: round.title,
      basis: round.basis,
      due_on: round.dueOn,
      opened_on: round.today,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ unit_id: number }>`
    insert into normative.cleanup_item (cleanup_id, document_id, unit_id)
    select ${id}, d.id, d.unit_id from documents.document d
      join documents.version v on v.document_id = d.id and v.version = d.published_version and v.attribute = 'proactive'
     where d.kind = any(${[...round.kinds]}::text[]) and d.unit_id = any(${[...round.unitIds]}::bigint[]) and ${inForce}
       and coalesce(v.written_on, d.originally_published_on, (d.published_at at time zone 'Asia/Shanghai')::date) <= ${round.writtenUntil}
    returning unit_id`.execute(tx)
  await sql`
    insert into normative.cleanup_unit (cleanup_id, unit_id)
    select distinct ${id}::bigint, unit_id from normative.cleanup_item where cleanup_id = ${id}`.execute(tx)
  return { id, documents: rows.length }
}

export function lockCleanup(tx: Tx, id: number): Promise<CleanupRow> {
  return tx
    .selectFrom('normative.cleanup')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('cleanup', id))
}

export interface CleanupCounts extends CleanupRow {
  readonly unit_name: string
  readonly units: number
  readonly confirmed: number
  readonly documents: number
  readonly decided: number
}

const counted = sql`
  select c.*, u.name as unit_name,
         (select count(*)::int from normative.cleanup_unit n where n.cleanup_id = c.id) as units,
         (select count(*)::int from normative.cleanup_unit n where n.cleanup_id = c.id and n.confirmed_on is not null) as confirmed,
         (select count(*)::int from normative.cleanup_item i where i.cleanup_id = c.id) as documents,
         (select count(*)::int from normative.cleanup_item i where i.cleanup_id = c.id and i.decision is not null) as decided
    from normative.cleanup c join organisation.unit u on u.id = c.unit_id`

export async function getCleanup(handle: Handle, id: number): Promise<CleanupCounts> {
  const { rows } = await sql<CleanupCounts>`${counted} where c.id = ${id}`.execute(handle)
  if (!rows[0]) throw notFound('cleanup', id)
  return rows[0]
}

/** Rounds that concern any of these units, newest first; all that are closed where none are named. */
export async function listCleanups(
  handle: Handle,
  of: { unitIds: readonly number[] } | 'closed',
  page: { offset: number; limit: number },
): Promise<CleanupCounts[]> {
  const where =
    of === 'closed'
      ? sql`c.closed_on is not null`
      : sql`(c.unit_id = any(${[...of.unitIds]}::bigint[]) or exists (
          select 1 from normative.cleanup_unit n where n.cleanup_id = c.id and n.unit_id = any(${[...of.unitIds]}::bigint[])))`
  const { rows } = await sql<CleanupCounts>`
    ${counted} where ${where} order by c.id desc limit ${page.limit} offset ${page.offset}`.execute(handle)
  return rows
}

export interface UnitProgress {
  readonly unit_id: number
  readonly name: string
  readonly documents: number
  readonly decided: number
  readonly confirmed_on: CivilDate | null
}

/** A round whose result is public; undefined before it is closed. */
export async function findClosed(handle: Handle, id: number): Promise<CleanupCounts | undefined> {
  const { rows } =
    await sql<CleanupCounts>`${counted} where c.id = ${id} and c.closed_on is not null`.execute(handle)
  return rows[0]
}

/** How far each unit is, those that are not done first. */
export async function listProgress(handle: Handle, cleanupId: number): Promise<UnitProgress[]> {
  const { rows } = await sql<UnitProgress>`
    select n.unit_id, u.name, n.confirmed_on, count(i.*)::int as documents, count(i.decision)::int as decided
      from normative.cleanup_unit n
      join organisation.unit u on u.id = n.unit_id
      left join normative.cleanup_item i on i.cleanup_id = n.cleanup_id and i.unit_id = n.unit_id
     where n.cleanup_id = ${cleanupId}
     group by n.unit_id, u.name, u.position, n.confirmed_on
     order by (n.confirmed_on is null) desc, u.position, n.unit_id`.execute(handle)
  return rows
}

export interface ItemRow {
  readonly document_id: number
  readonly unit_id: number
  readonly unit_name: string
  readonly title: string
  readonly document_number: string | null
  readonly written_on: CivilDate | null
  readonly state: string
  readonly decision: 'keep' | 'amend' | 'repeal' | 'void' | null
  readonly reason: string
  readonly applied_on: CivilDate | null
  /** The unit's leader has answered for its list. */
  readonly confirmed: boolean
}

/** The documents of a round, of one unit or of all, undecided ones first. */
export async function listItems(handle: Handle, cleanupId: number, unitId?: number): Promise<ItemRow[]> {
  const own = unitId === undefined ? sql`` : sql`and i.unit_id = ${unitId}`
  const { rows } = await sql<ItemRow>`
    select i.document_id, i.unit_id, u.name as unit_name, v.title, v.document_number, v.written_on, d.state,
           i.decision, i.reason, i.applied_on, n.confirmed_on is not null as confirmed
      from normative.cleanup_item i
      join normative.cleanup_unit n on n.cleanup_id = i.cleanup_id and n.unit_id = i.unit_id
      join documents.document d on d.id = i.document_id
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join organisation.unit u on u.id = i.unit_id
     where i.cleanup_id = ${cleanupId} ${own}
     order by (i.decision is null) desc, v.written_on desc nulls last, i.document_id`.execute(handle)
  return rows
}

export async function setDecision(
  tx: Tx,
  cleanupId: number,
  documentIds: readonly number[],
  decision: { decision: string; reason: string; decidedBy: number | null },
): Promise<void> {
  await tx
    .updateTable('normative.cleanup_item')
    .set({ decision: decision.decision, reason: decision.reason, decided_by: decision.decidedBy })
    .where('cleanup_id', '=', cleanupId)
    .where('document_id', 'in', [...documentIds])
    .execute()
}

export async function setConfirmed(
  tx: Tx,
  cleanupId: number,
  unitId: number,
  by: { staffId: number; on: CivilDate },
): Promise<void> {
  await tx
    .updateTable('normative.cleanup_unit')
    .set({ confirmed_by: by.staffId, confirmed_on: by.on })
    .where('cleanup_id', '=', cleanupId)
    .where('unit_id', '=', unitId)
    .execute()
}

export async function closeCleanup(tx: Tx, id: number, on: CivilDate, note: string): Promise<void> {
  await tx
    .updateTable('normative.cleanup')
    .set({ closed_on: on, closing_note: note })
    .where('id', '=', id)
    .execute()
}

export async function markApplied(
  tx: Tx,
  cleanupId: number,
  documentId: number,
  on: CivilDate,
): Promise<void> {
  await tx
    .updateTable('normative.cleanup_item')
    .set({ applied_on: on })
    .where('cleanup_id', '=', cleanupId)
    .where('document_id', '=', documentId)
    .execute()
}

export interface RuleRow {
  readonly id: number
  readonly kind: string
  readonly title: string
  readonly document_number: string | null
  readonly issuer: string
  readonly written_on: CivilDate | null
  readonly effective_on: CivilDate | null
  readonly expires_on: CivilDate | null
  readonly state: string
}

/** Which rules (规章、规范性文件) are asked for. */
export interface RuleFilter {
  readonly kinds: readonly string[]
  readonly unitId: number | undefined
  readonly year: number | undefined
  readonly words: string
  /** Those that have ended instead of those in force. */
  readonly ended: boolean
}

function rulesOf(filter: RuleFilter) {
  const conditions = [
    sql`d.kind = any(${[...filter.kinds]}::text[]) and d.published_version is not null and v.attribute = 'proactive'`,
    filter.ended ? sql`d.state in ('repealed', 'replaced', 'expired')` : inForce,
    ...(filter.unitId === undefined ? [] : [sql`d.unit_id = ${filter.unitId}`]),
    ...(filter.year === undefined
      ? []
      : [sql`v.written_on between ${`${filter.year}-01-01`} and ${`${filter.year}-12-31`}`]),
    ...(filter.words === ''
      ? []
      : [sql`(v.title ilike ${like(filter.words)} or v.document_number ilike ${like(filter.words)})`]),
  ]
  return sql`
    from documents.document d
    join documents.version v on v.document_id = d.id and v.version = d.published_version
   where ${sql.join(conditions, sql` and `)}`
}

const ruleColumns = sql`d.id, d.kind, v.title, v.document_number, v.issuer, v.written_on, v.effective_on, v.expires_on, d.state`
/** A rule without a day stands last. */
const writtenOn = sql`coalesce(v.written_on, '0001-01-01')`

/** A page of rules, those written last first, with how many there are. */
export async function listRules(
  handle: Handle,
  filter: RuleFilter,
  page: { offset: number; limit: number },
): Promise<{ items: RuleRow[]; total: number }> {
  const from = rulesOf(filter)
  const { rows } = await sql<RuleRow>`
    select ${ruleColumns} ${from} order by ${writtenOn} desc, d.id desc limit ${page.limit} offset ${page.offset}`.execute(
    handle,
  )
  const count = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(handle)
  return { items: rows, total: count.rows[0]?.total ?? 0 }
}

const PART = 1000

/** All of them in the same order, a part at a time. */
export async function* readRules(handle: Handle, filter: RuleFilter): AsyncGenerator<RuleRow[]> {
  const from = rulesOf(filter)
  let last: RuleRow | undefined
  do {
    const after = last
      ? sql`and (${writtenOn}, d.id) < (coalesce(${last.written_on}::date, '0001-01-01'), ${last.id})`
      : sql``
    const { rows } = await sql<RuleRow>`
      select ${ruleColumns} ${from} ${after} order by ${writtenOn} desc, d.id desc limit ${PART}`.execute(
      handle,
    )
    if (rows.length > 0) yield rows
    last = rows.length === PART ? rows.at(-1) : undefined
  } while (last)
}

const like = (words: string) => `%${words.replace(/[%_\\]/g, '\\$&')}%`

/** Documents of these units that a closed round decided to amend and that have not been since. */
export async function listToAmend(handle: Handle, unitIds: readonly number[], limit: number) {
  const { rows } = await sql<{ document_id: number; title: string; closed_on: CivilDate }>`
    select i.document_id, v.title, c.closed_on
      from normative.cleanup_item i
      join normative.cleanup c on c.id = i.cleanup_id and c.closed_on is not null
      join documents.document d on d.id = i.document_id and ${inForce}
      join documents.version v on v.document_id = d.id and v.version = d.published_version
      join documents.approval a on a.document_id = d.id and a.version = d.published_version
     where i.decision = 'amend' and i.unit_id = any(${[...unitIds]}::bigint[])
       and (a.released_at at time zone 'Asia/Shanghai')::date <= c.closed_on
       and not exists (select 1 from documents.version m
                         join documents.document e on e.id = m.document_id and e.published_version = m.version
                        where m.amends @> array[d.id] and m.amends <> '{}'
                          and (e.published_at at time zone 'Asia/Shanghai')::date >= c.closed_on)
     order by c.closed_on, i.document_id limit ${limit}`.execute(handle)
  return rows
}

/** Units with documents still to be decided in open rounds. */
export async function listOpenUnits(handle: Handle, unitIds: readonly number[]) {
  const { rows } = await sql<{
    cleanup_id: number
    unit_id: number
    title: string
    due_on: CivilDate
    name: string
    undecided: number
  }>`
    select c.id as cleanup_id, n.unit_id, c.title, c.due_on, u.short_name as name,
           (select count(*)::int from normative.cleanup_item i
             where i.cleanup_id = c.id and i.unit_id = n.unit_id and i.decision is null) as undecided
      from normative.cleanup c
      join normative.cleanup_unit n on n.cleanup_id = c.id and n.confirmed_on is null
      join organisation.unit u on u.id = n.unit_id
     where c.closed_on is null and n.unit_id = any(${[...unitIds]}::bigint[])
     order by c.due_on, c.id, n.unit_id limit 50`.execute(handle)
  return rows
}
