import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { Json, RemediesInstance, RemediesRemedy } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { LimitSetting } from '../clocks.ts'
import type { DecisionBody, LimitBody } from '../contract.ts'
import type { Way } from '../kinds.ts'
import { effectOf, judgmentOf, type Judgment } from '../rules/decided.ts'

export type RemedyRow = Selectable<RemediesRemedy>
export type InstanceRow = Selectable<RemediesInstance>

export interface NewRemedy {
  readonly caseId: number
  readonly way: Way
  readonly subject: string | null
  readonly about: string
  readonly summary: string
  readonly sameApplicant: boolean
  readonly applicantSealed: Buffer | null
  readonly reviewId: number | null
  readonly organUnitId: number | null
  readonly enteredBy: number | null
}

export async function addRemedy(tx: Tx, one: NewRemedy): Promise<void> {
  await tx
    .insertInto('remedies.remedy')
    .values({
      case_id: one.caseId,
      way: one.way,
      subject: one.subject,
      about: one.about,
      summary: one.summary,
      same_applicant: one.sameApplicant,
      applicant_sealed: one.applicantSealed,
      review_id: one.reviewId,
      organ_unit_id: one.organUnitId,
      entered_by: one.enteredBy,
    })
    .execute()
}

export function getRemedy(handle: Handle, caseId: number): Promise<RemedyRow> {
  return handle
    .selectFrom('remedies.remedy')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow(() => notFound('remedy', caseId))
}

export interface NewInstance {
  readonly caseId: number
  readonly position: number
  readonly level: string
  readonly broughtBy: string
  readonly organ: string
  readonly fileNumber: string
  readonly receivedOn: CivilDate
  readonly acceptedOn?: CivilDate | null
}

export function addInstance(tx: Tx, one: NewInstance): Promise<InstanceRow> {
  return tx
    .insertInto('remedies.instance')
    .values({
      case_id: one.caseId,
      position: one.position,
      level: one.level,
      brought_by: one.broughtBy,
      organ: one.organ,
      file_number: one.fileNumber,
      received_on: one.receivedOn,
      accepted_on: one.acceptedOn ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The instance under way, or the last one; the case is locked by the caller. */
export function getCurrent(handle: Handle, caseId: number): Promise<InstanceRow> {
  return handle
    .selectFrom('remedies.instance')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow(() => notFound('remedy', caseId))
}

/** What was decided in an instance; null while nothing is. */
export async function findJudgment(
  handle: Handle,
  caseId: number,
  position: number,
): Promise<Judgment | null> {
  const row = await handle
    .selectFrom('remedies.instance')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('position', '=', position)
    .executeTakeFirst()
  return row ? judgmentOf(row) : null
}

export function listInstances(handle: Handle, caseId: number): Promise<InstanceRow[]> {
  return handle
    .selectFrom('remedies.instance')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute()
}

export async function setReplied(tx: Tx, id: number, on: CivilDate): Promise<void> {
  await tx.updateTable('remedies.instance').set({ replied_on: on }).where('id', '=', id).execute()
}

/** Writes what was decided over what stood there; an order that was carried out stays carried out. */
export function setDecision(
  tx: Tx,
  id: number,
  given: DecisionBody,
  of: { readonly below: Judgment | null; readonly doneOn: CivilDate | null; readonly turn: number },
): Promise<InstanceRow> {
  return tx
    .updateTable('remedies.instance')
    .set({
      ...effectOf(given.result, of.below),
      decided_on: given.decidedOn,
      served_on: given.servedOn,
      decision_number: given.decisionNumber,
      note: given.note,
      measure: given.measure,
      redo_from: given.redo?.from ?? null,
      redo_days: given.redo?.days ?? null,
      redo_day_kind: given.redo?.dayKind ?? null,
      redo_done_on: given.redo ? of.doneOn : null,
      redo_turn: of.turn,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A judgment that stands says what the one below it says, also when that is put right afterwards. */
export async function setEffect(tx: Tx, ids: readonly number[], result: string): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('remedies.instance').set({ result }).where('id', 'in', ids).execute()
}

export async function setRedone(tx: Tx, id: number, on: CivilDate): Promise<void> {
  await tx.updateTable('remedies.instance').set({ redo_done_on: on }).where('id', '=', id).execute()
}

export async function setOrganLimit(
  tx: Tx,
  id: number,
  limit: { acceptedOn: CivilDate; extendedDays: number },
): Promise<void> {
  await tx
    .updateTable('remedies.instance')
    .set({ accepted_on: limit.acceptedOn, organ_extended_days: limit.extendedDays })
    .where('id', '=', id)
    .execute()
}

export async function setAnnulled(tx: Tx, caseId: number, on: CivilDate): Promise<void> {
  await tx.updateTable('remedies.remedy').set({ annulled_on: on }).where('case_id', '=', caseId).execute()
}

/** The limit by which lists show what is due. */
export async function setClock(
  tx: Tx,
  caseId: number,
  clock: { name: string; subject: string },
): Promise<void> {
  await tx
    .updateTable('remedies.remedy')
    .set({ clock_name: clock.name, clock_subject: clock.subject })
    .where('case_id', '=', caseId)
    .execute()
}

export async function addCorrection(
  tx: Tx,
  one: { instanceId: number; before: Json; after: Json; reason: string; by: number | null; at: Date },
): Promise<void> {
  await tx
    .insertInto('remedies.correction')
    .values({
      instance_id: one.instanceId,
      before: JSON.stringify(one.before),
      after: JSON.stringify(one.after),
      reason: one.reason,
      corrected_by: one.by,
      corrected_at: one.at,
    })
    .execute()
}

export function listCorrections(handle: Handle, caseId: number) {
  return handle
    .selectFrom('remedies.correction as c')
    .innerJoin('remedies.instance as i', 'i.id', 'c.instance_id')
    .selectAll('c')
    .where('i.case_id', '=', caseId)
    .orderBy('c.id')
    .execute()
}

/** Holds back whoever enters a case of this unit under the same file number until this transaction ends. */
export async function lockFileNumber(tx: Tx, unitId: number, fileNumber: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${unitId} ${fileNumber}`}, 48))`.execute(tx)
}

/** The number of this unit's case that has this file number. */
export async function findByFileNumber(
  handle: Handle,
  unitId: number,
  fileNumber: string,
): Promise<string | null> {
  const row = await handle
    .selectFrom('remedies.instance as i')
    .innerJoin('remedies.remedy as r', 'r.case_id', 'i.case_id')
    .innerJoin('cases.case as c', 'c.id', 'i.case_id')
    .select('c.number')
    .where('i.file_number', '=', fileNumber)
    .where('c.unit_id', '=', unitId)
    .where('r.annulled_on', 'is', null)
    .executeTakeFirst()
  return row?.number ?? null
}

/** The lawsuits that followed a reconsideration, without those entered by mistake. */
export function listFollowing(handle: Handle, reviewId: number) {
  return handle
    .selectFrom('remedies.remedy as r')
    .innerJoin('cases.case as c', 'c.id', 'r.case_id')
    .select(['c.id', 'c.number', 'c.unit_id'])
    .where('r.review_id', '=', reviewId)
    .where('r.annulled_on', 'is', null)
    .orderBy('c.id')
    .execute()
}

/** Cases on a subject whose order to act anew waits to be carried out, locked until the transaction ends. */
export async function lockOrders(tx: Tx, subject: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from remedies.remedy r join cases.case c on c.id = r.case_id
     where r.subject = ${subject} and c.state = 'redoing' order by c.id for update of c`.execute(tx)
  return rows.map((row) => row.id)
}

export interface OrderRow {
  readonly id: number
  readonly kind: string
  readonly number: string
  readonly organ: string
  readonly decision_number: string
  readonly result: string
  readonly note: string
  readonly served_on: CivilDate
  readonly redo_from: CivilDate
  readonly redo_days: number
  readonly redo_day_kind: 'working' | 'calendar'
  readonly due_on: CivilDate
}

export async function listOrders(handle: Handle, subject: string): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    select c.id, c.kind, c.number, i.organ, i.decision_number, i.result, i.note, i.served_on, i.redo_from,
           i.redo_days, i.redo_day_kind, k.due_on
      from remedies.remedy r
      join cases.case c on c.id = r.case_id
      join lateral (select * from remedies.instance where case_id = c.id order by position desc limit 1) i on true
      join clock.clock k on k.name = r.clock_name and k.subject = r.clock_subject
     where r.subject = ${subject} and c.state = 'redoing' order by k.due_on, c.id`.execute(handle)
  return rows
}

export async function listSettings(handle: Handle): Promise<LimitSetting[]> {
  const rows = await handle.selectFrom('remedies.limit_setting').selectAll().orderBy('from_on').execute()
  return rows.map((row) => ({
    clock: row.clock,
    from: row.from_on,
    days: row.days,
    dayKind: row.day_kind === 'working' ? 'working' : 'calendar',
    cites: row.cites,
  }))
}

/** A version may be set again until its day has come. */
export async function setSetting(tx: Tx, asked: LimitBody): Promise<void> {
  const values = { days: asked.days, day_kind: asked.dayKind, cites: asked.cites }
  await tx
    .insertInto('remedies.limit_setting')
    .values({ clock: asked.limit, from_on: asked.from, ...values })
    .onConflict((conflict) => conflict.columns(['clock', 'from_on']).doUpdateSet(values))
    .execute()
}

export async function addFile(
  tx: Tx,
  one: { caseId: number; kind: string; name: string; hash: Buffer; by: number | null; on: CivilDate },
): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    insert into remedies.file (case_id, position, kind, name, file_hash, added_by, added_on)
    select ${one.caseId}, coalesce(max(position), 0) + 1, ${one.kind}, ${one.name}, ${one.hash}, ${one.by}::bigint, ${one.on}
      from remedies.file where case_id = ${one.caseId} returning position`.execute(tx)
  return rows[0]?.position ?? 0
}

export function listFiles(handle: Handle, caseId: number) {
  return handle
    .selectFrom('remedies.file as f')
    .innerJoin('media.file as m', 'm.hash', 'f.file_hash')
    .select(['f.position', 'f.kind', 'f.name', 'f.file_hash', 'm.size', 'm.media_type'])
    .where('f.case_id', '=', caseId)
    .orderBy('f.position')
    .execute()
}
