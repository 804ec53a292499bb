import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { RequestsApplicant, RequestsRequest } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Application } from './contract.ts'
import type { GivenAnswer, ReceiptWay } from './rules.ts'

export type RequestRow = Selectable<RequestsRequest>
export type ApplicantRow = Selectable<RequestsApplicant>

export interface NewRequest {
  readonly caseId: number
  readonly application: Application
  readonly receiptWay: ReceiptWay
  readonly submittedAt: Date
  readonly arrivedOn: CivilDate
  readonly confirmedOn: CivilDate | null
  readonly queryCodeHash: Buffer
  readonly formKey: string
  readonly identitySealed: Buffer
}

export async function addRequest(tx: Tx, one: NewRequest): Promise<void> {
  const { application } = one
  await tx
    .insertInto('requests.request')
    .values({
      case_id: one.caseId,
      applicant_kind: application.applicantKind,
      receipt_way: one.receiptWay,
      submitted_at: one.submittedAt,
      arrived_on: one.arrivedOn,
      confirmed_on: one.confirmedOn,
      wanted_title: application.wantedTitle,
      wanted_number: application.wantedNumber,
      description: application.description,
      wanted_form: application.wantedForm,
      wanted_way: application.wantedWay,
      query_code_hash: one.queryCodeHash,
      form_key: one.formKey,
    })
    .execute()
  await tx
    .insertInto('requests.applicant')
    .values({
      case_id: one.caseId,
      name: application.name,
      representative: application.representative,
      identity_kind: application.identityKind,
      identity_sealed: one.identitySealed,
      phone: application.phone,
      email: application.email,
      address: application.address,
    })
    .execute()
}

/** Holds back whoever sends the same form at the same moment until this transaction ends. */
export async function lockFormKey(tx: Tx, formKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${formKey}, 29))`.execute(tx)
}

/** The number under which this very form was already submitted. */
export async function findByFormKey(handle: Handle, formKey: string) {
  return handle
    .selectFrom('requests.request as r')
    .innerJoin('cases.case as c', 'c.id', 'r.case_id')
    .select(['c.id', 'c.number'])
    .where('r.form_key', '=', formKey)
    .executeTakeFirst()
}

export function getRequest(handle: Handle, caseId: number): Promise<RequestRow> {
  return handle
    .selectFrom('requests.request')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow(() => notFound('request', caseId))
}

export function getApplicant(handle: Handle, caseId: number): Promise<ApplicantRow> {
  return handle
    .selectFrom('requests.applicant')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow(() => notFound('request', caseId))
}

export async function setConfirmed(tx: Tx, caseId: number, confirmedOn: CivilDate): Promise<void> {
  await tx
    .updateTable('requests.request')
    .set({ confirmed_on: confirmedOn })
    .where('case_id', '=', caseId)
    .execute()
}

export async function addAnswer(tx: Tx, caseId: number, answer: GivenAnswer, staffId: number): Promise<void> {
  await tx
    .insertInto('requests.answer')
    .values({
      case_id: caseId,
      outcome: answer.outcome,
      ground: answer.ground,
      reason: answer.reason,
      content: answer.content,
      remedy: answer.remedy,
      answered_on: answer.answeredOn,
      answered_by: staffId,
    })
    .execute()
}

export function findAnswer(handle: Handle, caseId: number) {
  return handle.selectFrom('requests.answer').selectAll().where('case_id', '=', caseId).executeTakeFirst()
}

export async function addAnswerFile(
  tx: Tx,
  caseId: number,
  file: { name: string; hash: Buffer },
): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    insert into requests.answer_file (case_id, position, name, file_hash)
    select ${caseId}, coalesce(max(position), 0) + 1, ${file.name}, ${file.hash}
      from requests.answer_file where case_id = ${caseId} returning position`.execute(tx)
  return rows[0]?.position ?? 0
}

export function listAnswerFiles(handle: Handle, caseId: number) {
  return handle
    .selectFrom('requests.answer_file as f')
    .innerJoin('media.file as m', 'm.hash', 'f.file_hash')
    .select(['f.position', 'f.name', 'f.file_hash', 'm.size', 'm.media_type'])
    .where('f.case_id', '=', caseId)
    .orderBy('f.position')
    .execute()
}

export async function addDelivery(
  tx: Tx,
  caseId: number,
  delivery: { way: string; deliveredOn: CivilDate; proof: string },
): Promise<void> {
  await tx
    .insertInto('requests.delivery')
    .values({ case_id: caseId, way: delivery.way, delivered_on: delivery.deliveredOn, proof: delivery.proof })
    .execute()
}

export function findDelivery(handle: Handle, caseId: number) {
  return handle.selectFrom('requests.delivery').selectAll().where('case_id', '=', caseId).executeTakeFirst()
}

export interface ListedRequest {
  readonly id: number
  readonly number: string
  readonly unit_id: number
  readonly unit_name: string
  readonly state: string
  readonly applicant_kind: string
  readonly receipt_way: string
  readonly wanted: string
  readonly arrived_on: CivilDate
  readonly received_on: CivilDate | null
  readonly due_on: CivilDate | null
  readonly yellow_on: CivilDate | null
  readonly stopped_on: CivilDate | null
  readonly result: string | null
  readonly outcome: string | null
  readonly concluded_on: CivilDate | null
}

const columns = sql`c.id, c.number, c.unit_id, u.name as unit_name, c.state, r.applicant_kind, r.receipt_way,
  coalesce(nullif(r.wanted_title, ''), nullif(r.wanted_number, ''), left(r.description, 60)) as wanted, r.arrived_on,
  c.received_on, k.due_on, k.yellow_on, k.stopped_on, k.result, c.outcome, c.concluded_on`
const clocked = sql`clock.clock k on k.subject = 'request:' || c.id and k.name = 'requests.reply'`
const joined = sql`cases.case c
  join requests.request r on r.case_id = c.id
  join organisation.unit u on u.id = c.unit_id
  left join ${clocked}`

export interface RequestFilter {
  readonly unitIds: readonly number[]
  readonly today: CivilDate
  readonly unitId?: number | undefined
  readonly state?: string | undefined
  readonly light?: 'green' | 'yellow' | 'red' | undefined
  readonly number?: string | undefined
}

/**
 * The most pressing first: yellow and red by their due day, those still to be registered, the others under way by their
 * due day, then the finished, newest first. The two parts are read apart, so that a page of a long history sorts only what is open.
 */
export async function listRequests(
  handle: Handle,
  filter: RequestFilter,
  page: { offset: number; limit: number },
): Promise<{ items: ListedRequest[]; total: number }> {
  const where = conditions(filter)
  const counted = filter.light === undefined ? sql`cases.case c` : sql`cases.case c join ${clocked}`
  const { rows: counts } = await sql<{ open: number; total: number }>`
    select count(*) filter (where c.concluded_on is null)::int as open, count(*)::int as total
      from ${counted} where ${where}`.execute(handle)
  const { open, total } = counts[0] ?? { open: 0, total: 0 }
  const pick = async (ids: RawBuilder<{ id: number }>) =>
    (await ids.execute(handle)).rows.map((row) => row.id)
  const underWay =
    page.offset >= open
      ? []
      : await pick(sql`
        select c.id from cases.case c left join ${clocked} where ${where} and c.concluded_on is null
         order by case when k.yellow_on <= ${filter.today} then 0 when c.received_on is null then 1 else 2 end,
                  k.due_on, c.id limit ${page.limit} offset ${page.offset}`)
  const finished =
    underWay.length === page.limit
      ? []
      : await pick(sql`
        select c.id from ${counted} where ${where} and c.concluded_on is not null
         order by c.concluded_on desc, c.id desc
         limit ${page.limit - underWay.length} offset ${Math.max(0, page.offset - open)}`)
  const shown = [...underWay, ...finished]
  const { rows } = await sql<ListedRequest>`
    select ${columns} from ${joined} where c.id = any(${shown}::bigint[])
     order by array_position(${shown}::bigint[], c.id)`.execute(handle)
  return { items: rows, total }
}

function conditions(filter: RequestFilter) {
  const { unitId, state, light, number, today } = filter
  const unitIds = unitId === undefined ? filter.unitIds : filter.unitIds.filter((id) => id === unitId)
  const all = [sql`c.kind = 'requests.disclosure'`, sql`c.unit_id = any(${[...unitIds]}::bigint[])`]
  if (state !== undefined) all.push(sql`c.state = ${storable(state)}`)
  if (number !== undefined && number !== '')
    all.push(sql`c.number = ${storable(number.trim().toUpperCase())}`)
  // The clock knows its unit too, and has indexes by it.
  if (light !== undefined)
    all.push(sql`k.unit_id = any(${[...unitIds]}::bigint[])`, lightCondition(light, today))
  return sql.join(all, sql` and `)
}

/** The one character that the database cannot hold is found nowhere. */
const storable = (text: string) => text.replaceAll('\u0000', '')

function lightCondition(light: 'green' | 'yellow' | 'red', today: CivilDate) {
  if (light === 'red') return sql`(k.result = 'missed' or (k.stopped_on is null and k.due_on < ${today}))`
  if (light === 'yellow')
    return sql`(k.stopped_on is null and k.due_on >= ${today} and k.yellow_on <= ${today})`
  return sql`(k.stopped_on is null and k.yellow_on > ${today})`
}

export async function getListed(handle: Handle, id: number): Promise<ListedRequest> {
  const { rows } = await sql<ListedRequest>`select ${columns} from ${joined} where c.id = ${id}`.execute(
    handle,
  )
  const [row] = rows
  if (!row) throw notFound('request', id)
  return row
}

/** How many open cases of these units stand at which light, and how many are due today. */
export async function countLights(handle: Handle, unitIds: readonly number[], today: CivilDate) {
  const { rows } = await sql<{ due_today: number; yellow: number; red: number }>`
    select count(*) filter (where k.due_on = ${today})::int as due_today,
           count(*) filter (where k.due_on >= ${today} and k.yellow_on <= ${today})::int as yellow,
           count(*) filter (where k.due_on < ${today})::int as red
      from clock.clock k where k.name = 'requests.reply' and k.stopped_on is null and k.unit_id = any(${[...unitIds]}::bigint[])`.execute(
    handle,
  )
  return rows[0] ?? { due_today: 0, yellow: 0, red: 0 }
}

export function lockByNumber(tx: Tx, number: string) {
  return tx
    .selectFrom('requests.request as r')
    .innerJoin('cases.case as c', 'c.id', 'r.case_id')
    .select(['c.id', 'r.query_code_hash', 'r.query_failures', 'r.query_locked_until'])
    .where('c.number', '=', number)
    .forUpdate('r')
    .executeTakeFirst()
}

export async function setQueryFailures(
  tx: Tx,
  caseId: number,
  failures: number,
  lockedUntil: Date | null,
): Promise<void> {
  await tx
    .updateTable('requests.request')
    .set({ query_failures: failures, query_locked_until: lockedUntil })
    .where('case_id', '=', caseId)
    .execute()
}
