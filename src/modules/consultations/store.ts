import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type {
  ConsultationsConsultation,
  ConsultationsPerson,
  ConsultationsSetting,
} from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { AnswerBody, Question, SettingBody, VERDICTS, WAYS } from './contract.ts'

export type ConsultationRow = Selectable<ConsultationsConsultation>
export type PersonRow = Selectable<ConsultationsPerson>
export type SettingRow = Selectable<ConsultationsSetting>

export interface NewConsultation {
  readonly caseId: number
  readonly way: (typeof WAYS)[number]
  readonly submittedAt: Date
  readonly question: Question
  readonly unsure: boolean
  readonly queryCodeHash: Buffer
  readonly formKey: string
  /** Sealed; null where nothing was given. */
  readonly person: Pick<PersonRow, 'name_sealed' | 'phone_sealed' | 'email_sealed'> | null
}

export async function addConsultation(tx: Tx, one: NewConsultation): Promise<void> {
  await tx
    .insertInto('consultations.consultation')
    .values({
      case_id: one.caseId,
      way: one.way,
      submitted_at: one.submittedAt,
      title: one.question.title,
      question: one.question.question,
      unsure: one.unsure,
      query_code_hash: one.queryCodeHash,
      form_key: one.formKey,
    })
    .execute()
  if (one.person === null) return
  await tx
    .insertInto('consultations.person')
    .values({ case_id: one.caseId, ...one.person })
    .execute()
}

/** Holds back whoever sends the same form at the same moment until this transaction ends. */
export async function lockFormKey(tx: Tx, formKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${formKey}, 41))`.execute(tx)
}

/** The number under which this very form was already submitted. */
export function findByFormKey(handle: Handle, formKey: string) {
  return handle
    .selectFrom('consultations.consultation as q')
    .innerJoin('cases.case as c', 'c.id', 'q.case_id')
    .select(['c.id', 'c.number'])
    .where('q.form_key', '=', formKey)
    .executeTakeFirst()
}

export function getConsultation(handle: Handle, caseId: number): Promise<ConsultationRow> {
  return handle
    .selectFrom('consultations.consultation')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow(() => notFound('consultation', caseId))
}

/** Undefined: nothing was given, or it is erased. */
export function findPerson(handle: Handle, caseId: number): Promise<PersonRow | undefined> {
  return handle
    .selectFrom('consultations.person')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirst()
}

export async function addAnswer(
  tx: Tx,
  caseId: number,
  answer: AnswerBody & { readonly referredTo: string | null; readonly staffId: number },
): Promise<void> {
  await sql`
    insert into consultations.answer (case_id, position, content, referred_to, answered_on, answered_by)
    select ${caseId}, coalesce(max(position), 0) + 1, ${answer.content}, ${answer.referredTo}, ${answer.answeredOn}, ${answer.staffId}
      from consultations.answer where case_id = ${caseId}`.execute(tx)
}

export async function setAnswered(tx: Tx, caseId: number, on: CivilDate): Promise<void> {
  await tx
    .updateTable('consultations.consultation')
    .set({ answered_on: on })
    .where('case_id', '=', caseId)
    .execute()
}

export async function setClosed(tx: Tx, caseId: number, on: CivilDate): Promise<void> {
  await tx
    .updateTable('consultations.consultation')
    .set({ closed_on: on })
    .where('case_id', '=', caseId)
    .execute()
}

/** Every answer in its order; the last one counts. */
export function listAnswers(handle: Handle, caseId: number) {
  return handle
    .selectFrom('consultations.answer as a')
    .innerJoin('identity.staff as s', 's.id', 'a.answered_by')
    .select(['a.position', 'a.content', 'a.referred_to', 'a.answered_on', 's.name as by'])
    .where('a.case_id', '=', caseId)
    .orderBy('a.position')
    .execute()
}

export async function addTransfer(
  tx: Tx,
  caseId: number,
  transfer: { from: number; to: number; reason: string; on: CivilDate; staffId: number | null },
): Promise<void> {
  await tx
    .insertInto('consultations.transfer')
    .values({
      case_id: caseId,
      from_unit_id: transfer.from,
      to_unit_id: transfer.to,
      reason: transfer.reason,
      transferred_on: transfer.on,
      staff_id: transfer.staffId,
    })
    .execute()
}

export function listTransfers(handle: Handle, caseId: number) {
  return handle
    .selectFrom('consultations.transfer as t')
    .innerJoin('organisation.unit as f', 'f.id', 't.from_unit_id')
    .innerJoin('organisation.unit as u', 'u.id', 't.to_unit_id')
    .select(['f.name as from_name', 'u.name as to_name', 't.reason', 't.transferred_on', 't.from_unit_id'])
    .where('t.case_id', '=', caseId)
    .orderBy('t.id')
    .execute()
}

/** False: somebody has said it already. */
export async function addPoll(
  tx: Tx,
  caseId: number,
  poll: { verdict: (typeof VERDICTS)[number]; words: string; on: CivilDate },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('consultations.poll')
    .values({ case_id: caseId, verdict: poll.verdict, words: poll.words, given_on: poll.on })
    .onConflict((conflict) => conflict.column('case_id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export function findPoll(handle: Handle, caseId: number) {
  return handle.selectFrom('consultations.poll').selectAll().where('case_id', '=', caseId).executeTakeFirst()
}

export function lockByNumber(tx: Tx, number: string) {
  return tx
    .selectFrom('consultations.consultation as q')
    .innerJoin('cases.case as c', 'c.id', 'q.case_id')
    .select(['c.id', 'c.unit_id', 'q.query_code_hash'])
    .where('c.number', '=', number)
    .forUpdate('q')
    .executeTakeFirst()
}

/** The city's settings, oldest first. */
export function listSettings(handle: Handle): Promise<SettingRow[]> {
  return handle.selectFrom('consultations.setting').selectAll().orderBy('from_on').execute()
}

export async function setSetting(tx: Tx, setting: SettingBody): Promise<void> {
  const values = {
    reply_days: setting.replyDays,
    day_kind: setting.dayKind,
    close_days: setting.closeDays,
    keep_days: setting.keepDays,
    unsure_unit_id: setting.unsureUnitId,
    letter_way: setting.letterWay,
    cites: setting.cites,
  }
  await tx
    .insertInto('consultations.setting')
    .values({ from_on: setting.from, ...values })
    .onConflict((conflict) => conflict.column('from_on').doUpdateSet(values))
    .execute()
}

/** Answered and left alone since this day or before. */
export async function listToClose(handle: Handle, answeredBy: CivilDate, limit: number): Promise<number[]> {
  const rows = await handle
    .selectFrom('consultations.consultation')
    .select('case_id')
    .where('answered_on', '<=', answeredBy)
    .where('closed_on', 'is', null)
    .orderBy('answered_on')
    .limit(limit)
    .execute()
  return rows.map((row) => row.case_id)
}

/** Erases who asked, of what was closed by this day; answers how many. */
export async function erasePersons(tx: Tx, closedBy: CivilDate): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from consultations.person p using consultations.consultation q
     where q.case_id = p.case_id and q.closed_on <= ${closedBy}`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
