import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { ReportsCollection, ReportsPolicy } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { PolicyBody, State } from '../contract/life.ts'
import { publicationClock, submissionClock } from '../kinds.ts'

export type CollectionRow = Selectable<ReportsCollection>
export type PolicyRow = Selectable<ReportsPolicy>

/** The newest word on a year: of the latest year that is not after it. */
export function findPolicy(handle: Handle, unitId: number, year: number): Promise<PolicyRow | undefined> {
  return handle
    .selectFrom('reports.policy')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('from_year', '<=', year)
    .orderBy('from_year', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function listPolicies(handle: Handle, unitId: number): Promise<PolicyRow[]> {
  return handle
    .selectFrom('reports.policy')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}

export async function addPolicy(
  tx: Tx,
  unitId: number,
  policy: PolicyBody,
  by: number | null,
  now: Date,
): Promise<number> {
  const { id } = await tx
    .insertInto('reports.policy')
    .values({
      unit_id: unitId,
      from_year: policy.fromYear,
      submit_due: policy.submitDue,
      publish_due: policy.publishDue,
      government_due: policy.governmentDue,
      factor: String(policy.factor),
      least: policy.least,
      cites: policy.cites,
      set_by: by,
      set_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface NewCollection {
  readonly unitId: number
  readonly year: number
  readonly days: Readonly<Record<'submit' | 'publish' | 'government', CivilDate>>
  readonly factor: number
  readonly least: number
  readonly cites: string
  readonly openedBy: number | null
  readonly openedOn: CivilDate
}

/** Undefined where the year is collected already. */
export async function addCollection(tx: Tx, asked: NewCollection): Promise<number | undefined> {
  const row = await tx
    .insertInto('reports.collection')
    .values({
      unit_id: asked.unitId,
      year: asked.year,
      submit_due: asked.days.submit,
      publish_due: asked.days.publish,
      government_due: asked.days.government,
      factor: String(asked.factor),
      least: asked.least,
      cites: asked.cites,
      opened_by: asked.openedBy,
      opened_on: asked.openedOn,
    })
    .onConflict((conflict) => conflict.columns(['unit_id', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** A report of each unit that has none of the year yet. */
export async function addReports(
  tx: Tx,
  collectionId: number,
  year: number,
  units: readonly { readonly id: number; readonly scope: 'own' | 'consolidated' }[],
): Promise<readonly { readonly id: number; readonly unit_id: number; readonly round: number }[]> {
  if (units.length === 0) return []
  return tx
    .insertInto('reports.report')
    .values(units.map((unit) => ({ collection_id: collectionId, unit_id: unit.id, year, scope: unit.scope })))
    .onConflict((conflict) => conflict.columns(['unit_id', 'year']).doNothing())
    .returning(['id', 'unit_id', 'round'])
    .execute()
}

export function getCollection(handle: Handle, id: number): Promise<CollectionRow> {
  return handle
    .selectFrom('reports.collection')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('collection', id))
}

export interface Progress extends CollectionRow {
  readonly unit_name: string
  readonly states: Partial<Record<State, number>>
  readonly total: number
  readonly yellow: number
  readonly red: number
  readonly differing: number
}

/** Light of a limit in SQL, as `lightOf` has it. */
const lightIs = (what: 'yellow' | 'red', today: CivilDate) =>
  what === 'red'
    ? sql`(k.result = 'missed' or (k.stopped_on is null and k.due_on < ${today}))`
    : sql`(k.stopped_on is null and k.due_on >= ${today} and k.yellow_on <= ${today})`

const SUBMISSION = sql`k.name = ${submissionClock.name} and k.subject = 'annual_report:' || r.id || '/' || r.round`
const PUBLICATION = sql`k.name = ${publicationClock.name} and k.subject = 'annual_report:' || r.id`
/** The limits of a report: to submit it as it was last given out, and to publish it. */
const LIMITS = sql`(${SUBMISSION} or ${PUBLICATION})`

/** Collections with their progress as far as these units take part, the newest year first. */
export async function listCollections(
  handle: Handle,
  filter: { readonly unitIds: readonly number[]; readonly id?: number },
  today: CivilDate,
  page: { readonly offset: number; readonly limit: number },
): Promise<Progress[]> {
  const one = filter.id === undefined ? sql`true` : sql`c.id = ${filter.id}`
  const { rows } = await sql<Progress>`
    with chosen as (
      select c.* from reports.collection c
       where ${one} and exists (select from reports.report r
         where r.collection_id = c.id and r.unit_id = any(${[...filter.unitIds]}::bigint[]))
       order by c.year desc, c.unit_id limit ${page.limit} offset ${page.offset}
    ), judged as (
      select r.collection_id, r.state,
             exists (select from clock.clock k where ${LIMITS} and ${lightIs('red', today)}) as red,
             exists (select from clock.clock k where ${LIMITS} and ${lightIs('yellow', today)}) as yellow,
             exists (select from reports.comparison p where p.report_id = r.id and p.number = r.published and p.differs) as differs
        from reports.report r
       where r.collection_id in (select id from chosen) and r.unit_id = any(${[...filter.unitIds]}::bigint[])
    ), counted as (
      select collection_id, state, count(*) as n, count(*) filter (where red) as red,
             count(*) filter (where yellow and not red) as yellow, count(*) filter (where differs) as differing
        from judged group by collection_id, state
    )
    select c.*, u.name as unit_name,
           jsonb_object_agg(n.state, n.n) as states, sum(n.n)::bigint as total,
           sum(n.red)::bigint as red, sum(n.yellow)::bigint as yellow, sum(n.differing)::bigint as differing
      from chosen c join organisation.unit u on u.id = c.unit_id join counted n on n.collection_id = c.id
     group by c.id, c.unit_id, c.year, c.submit_due, c.publish_due, c.government_due, c.factor, c.least, c.cites,
              c.opened_by, c.opened_on, u.name
     order by c.year desc, c.unit_id`.execute(handle)
  return rows
}

export async function countCollections(handle: Handle, unitIds: readonly number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reports.collection c
     where exists (select from reports.report r
       where r.collection_id = c.id and r.unit_id = any(${[...unitIds]}::bigint[]))`.execute(handle)
  return rows[0]?.count ?? 0
}

export interface ListedReport {
  readonly id: number
  readonly unit_id: number
  readonly unit_name: string
  readonly year: number
  readonly scope: 'own' | 'consolidated'
  readonly state: State
  readonly edition: number
  readonly published: number | null
  readonly differs: boolean
  readonly submission: LimitRow | null
  readonly publication: LimitRow | null
}

export interface LimitRow {
  readonly due_on: CivilDate
  readonly yellow_on: CivilDate
  readonly stopped_on: CivilDate | null
  readonly result: string | null
}

export interface ReportsFilter {
  readonly collectionId?: number
  readonly unitIds?: readonly number[]
  /** The governments that collect. */
  readonly collectorIds?: readonly number[]
  readonly id?: number
  readonly states?: readonly State[]
  readonly light?: 'yellow' | 'red' | undefined
  /** Not what this person wrote or submitted: they cannot approve it. */
  readonly notBy?: number | null
}

function reportsWhere(filter: ReportsFilter, today: CivilDate) {
  const parts = [
    ...(filter.unitIds === undefined ? [] : [sql`r.unit_id = any(${[...filter.unitIds]}::bigint[])`]),
    ...(filter.collectorIds === undefined
      ? []
      : [
          sql`r.collection_id in (select id from reports.collection where unit_id = any(${[...filter.collectorIds]}::bigint[]))`,
        ]),
    ...(filter.collectionId === undefined ? [] : [sql`r.collection_id = ${filter.collectionId}`]),
    ...(filter.id === undefined ? [] : [sql`r.id = ${filter.id}`]),
    ...(filter.states === undefined ? [] : [sql`r.state = any(${[...filter.states]}::text[])`]),
    ...(filter.notBy === undefined || filter.notBy === null
      ? []
      : [sql`not (${filter.notBy} = any(r.authors))`]),
    ...(filter.light === undefined
      ? []
      : [sql`exists (select from clock.clock k where ${LIMITS} and ${lightIs(filter.light, today)})`]),
  ]
  return sql.join(parts, sql` and `)
}

const limit = (which: RawBuilder<unknown>) => sql`
  (select json_build_object('due_on', k.due_on, 'yellow_on', k.yellow_on, 'stopped_on', k.stopped_on, 'result', k.result)
     from clock.clock k where ${which})`

/** Reports in the order of the units' tree: governments before their departments. */
export async function listReports(
  handle: Handle,
  filter: ReportsFilter,
  today: CivilDate,
  page: { readonly offset: number; readonly limit: number },
): Promise<ListedReport[]> {
  const { rows } = await sql<ListedReport>`
    select r.id, r.unit_id, u.name as unit_name, r.year, r.scope, r.state, r.edition, r.published,
           exists (select from reports.comparison p
             where p.report_id = r.id and p.number = r.published and p.differs) as differs,
           ${limit(SUBMISSION)} as submission, ${limit(PUBLICATION)} as publication
      from reports.report r join organisation.unit u on u.id = r.unit_id
     where ${reportsWhere(filter, today)}
     order by r.scope, u.position, u.id limit ${page.limit} offset ${page.offset}`.execute(handle)
  return rows
}

export async function countReports(handle: Handle, filter: ReportsFilter, today: CivilDate): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reports.report r where ${reportsWhere(filter, today)}`.execute(handle)
  return rows[0]?.count ?? 0
}
