import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CaseworkCohandling } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { CohandlingQuery } from '../contract.ts'
import { COHANDLING, cohandlingClock } from '../kinds.ts'

export type CohandlingRow = Selectable<CaseworkCohandling>

export function lockCohandling(tx: Tx, id: number): Promise<CohandlingRow> {
  return tx
    .selectFrom('casework.cohandling')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('cohandling', id))
}

/** The units that are asked about a case now. */
export async function listOpenUnits(handle: Handle, caseId: number): Promise<ReadonlySet<number>> {
  const rows = await handle
    .selectFrom('casework.cohandling')
    .select('unit_id')
    .where('case_id', '=', caseId)
    .where('state', '=', 'asked')
    .execute()
  return new Set(rows.map((row) => row.unit_id))
}

export async function addCohandling(
  tx: Tx,
  asked: {
    readonly caseId: number
    readonly askingUnitId: number
    readonly unitId: number
    readonly question: string
    readonly workingDays: number
    readonly by: number
    readonly on: CivilDate
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('casework.cohandling')
    .values({
      case_id: asked.caseId,
      asking_unit_id: asked.askingUnitId,
      unit_id: asked.unitId,
      question: asked.question,
      working_days: asked.workingDays,
      asked_by: asked.by,
      asked_on: asked.on,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function setReply(
  tx: Tx,
  id: number,
  reply: { readonly text: string; readonly by: number; readonly on: CivilDate },
): Promise<void> {
  await tx
    .updateTable('casework.cohandling')
    .set({ state: 'answered', reply: reply.text, replied_by: reply.by, replied_on: reply.on })
    .where('id', '=', id)
    .execute()
}

export async function setRecalled(
  tx: Tx,
  id: number,
  recall: { readonly by: number; readonly on: CivilDate },
): Promise<void> {
  await tx
    .updateTable('casework.cohandling')
    .set({ state: 'recalled', recalled_by: recall.by, recalled_on: recall.on })
    .where('id', '=', id)
    .execute()
}

export interface ListedCohandling extends CohandlingRow {
  readonly unit_name: string
  readonly asking_unit_name: string
  readonly number: string
  readonly kind: string
  readonly case_unit_id: number
  readonly asked_name: string
  readonly replied_name: string | null
  readonly due_on: CivilDate
  readonly yellow_on: CivilDate
  readonly stopped_on: CivilDate | null
  readonly result: string | null
}

const clocked = sql`clock.clock k on k.name = ${cohandlingClock.name} and k.subject = ${COHANDLING} || h.id`
const listed = sql`
  select h.*, u.name as unit_name, w.name as asking_unit_name, c.number, c.kind, c.unit_id as case_unit_id,
         p.name as asked_name, r.name as replied_name, k.due_on, k.yellow_on, k.stopped_on, k.result
    from casework.cohandling h
    join cases.case c on c.id = h.case_id
    join organisation.unit u on u.id = h.unit_id
    join organisation.unit w on w.id = h.asking_unit_id
    join identity.staff p on p.id = h.asked_by
    left join identity.staff r on r.id = h.replied_by
    join ${clocked}`

export async function listOfCase(handle: Handle, caseId: number): Promise<ListedCohandling[]> {
  const { rows } = await sql<ListedCohandling>`${listed} where h.case_id = ${caseId} order by h.id`.execute(
    handle,
  )
  return rows
}

export async function getListed(handle: Handle, id: number): Promise<ListedCohandling> {
  const { rows } = await sql<ListedCohandling>`${listed} where h.id = ${id}`.execute(handle)
  const [found] = rows
  if (!found) throw notFound('cohandling', id)
  return found
}

export interface CohandlingFilter extends Pick<CohandlingQuery, 'side' | 'state' | 'late'> {
  readonly unitIds: readonly number[]
  readonly today: CivilDate
}

/** Those that wait stand first, by their due day; then the others, newest first. */
export async function listCohandlings(
  handle: Handle,
  filter: CohandlingFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ items: ListedCohandling[]; total: number }> {
  const units = sql`any(${[...filter.unitIds]}::bigint[])`
  const all = [filter.side === 'asking' ? sql`h.asking_unit_id = ${units}` : sql`h.unit_id = ${units}`]
  if (filter.state !== undefined) all.push(sql`h.state = ${filter.state}`)
  if (filter.late === true)
    all.push(sql`(k.result = 'missed' or (k.stopped_on is null and k.due_on < ${filter.today}))`)
  const where = sql.join(all, sql` and `)
  const counted =
    filter.late === true ? sql`casework.cohandling h join ${clocked}` : sql`casework.cohandling h`
  const { rows: counts } = await sql<{ waiting: number; total: number }>`
    select count(*) filter (where h.state = 'asked')::int as waiting, count(*)::int as total
      from ${counted} where ${where}`.execute(handle)
  const { waiting, total } = counts[0] ?? { waiting: 0, total: 0 }
  // Numbers first, then the rows of one page: what lies before it is not joined.
  const pick = async (ids: RawBuilder<{ id: number }>) =>
    (await ids.execute(handle)).rows.map((row) => row.id)
  const pressing =
    page.offset >= waiting
      ? []
      : await pick(sql`
          select h.id from casework.cohandling h join ${clocked} where ${where} and h.state = 'asked'
           order by k.due_on, h.id limit ${page.limit} offset ${page.offset}`)
  const left = page.limit - pressing.length
  const over =
    left === 0
      ? []
      : await pick(sql`
          select h.id from ${counted} where ${where} and h.state <> 'asked'
           order by h.id desc limit ${left} offset ${Math.max(0, page.offset - waiting)}`)
  const shown = [...pressing, ...over]
  const { rows } = await sql<ListedCohandling>`
    ${listed} where h.id = any(${shown}::bigint[]) order by array_position(${shown}::bigint[], h.id)`.execute(
    handle,
  )
  return { items: rows, total }
}

/** The due days of the cases' own limits, by the subject of each. */
export async function caseDueDays(
  handle: Handle,
  limits: readonly { readonly clock: string; readonly subject: string }[],
): Promise<ReadonlyMap<string, CivilDate>> {
  const { rows } = await sql<{ subject: string; due_on: CivilDate }>`
    select k.subject, k.due_on
      from unnest(${limits.map((one) => one.clock)}::text[], ${limits.map((one) => one.subject)}::text[]) as n (name, subject)
      join clock.clock k on k.name = n.name and k.subject = n.subject`.execute(handle)
  return new Map(rows.map((row) => [row.subject, row.due_on]))
}

export interface CohandlingFile {
  readonly cohandling_id: number
  readonly position: number
  readonly side: string
  readonly name: string
  readonly file_hash: Buffer
  readonly size: number
  readonly media_type: string
}

export async function addFile(
  tx: Tx,
  id: number,
  file: { readonly side: 'question' | 'reply'; readonly name: string; readonly hash: Buffer },
): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    insert into casework.cohandling_file (cohandling_id, position, side, name, file_hash)
    select ${id}, coalesce(max(position), 0) + 1, ${file.side}, ${file.name}, ${file.hash}
      from casework.cohandling_file where cohandling_id = ${id} returning position`.execute(tx)
  return rows[0]?.position ?? 0
}

export async function listFiles(handle: Handle, ids: readonly number[]): Promise<CohandlingFile[]> {
  const { rows } = await sql<CohandlingFile>`
    select f.cohandling_id, f.position, f.side, f.name, f.file_hash, m.size, m.media_type
      from casework.cohandling_file f join media.file m on m.hash = f.file_hash
     where f.cohandling_id = any(${[...ids]}::bigint[]) order by f.cohandling_id, f.position`.execute(handle)
  return rows
}
