import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { RequestsAnswer } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { GivenAnswer } from '../rules/answer.ts'

export type AnswerRow = Selectable<RequestsAnswer>

/** Writes the answer of a round, or what was returned anew; what was signed the database does not let change. */
export async function putAnswer(
  tx: Tx,
  caseId: number,
  round: number,
  answer: GivenAnswer,
  staffId: number,
): Promise<void> {
  const values = {
    outcome: answer.outcome,
    form: answer.form,
    ground: answer.ground,
    reason: answer.reason,
    content: answer.content,
    remedy: answer.remedy,
    details: JSON.stringify(answer.details),
    withheld: [...answer.withheld],
    corrects: answer.corrects,
    answered_on: answer.answeredOn,
    answered_by: staffId,
    returned: '',
  }
  await tx
    .insertInto('requests.answer')
    .values({ case_id: caseId, round, ...values })
    .onConflict((conflict) => conflict.columns(['case_id', 'round']).doUpdateSet(values))
    .execute()
}

/** The newest round's answer. */
export function findAnswer(handle: Handle, caseId: number): Promise<AnswerRow | undefined> {
  return handle
    .selectFrom('requests.answer')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function listAnswers(handle: Handle, caseId: number): Promise<AnswerRow[]> {
  return handle
    .selectFrom('requests.answer')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('round')
    .execute()
}

/** The round that is being worked on: the first, or the newest that was ordered. */
export async function currentRound(handle: Handle, caseId: number): Promise<number> {
  const { rows } = await sql<{ round: number }>`
    select coalesce(max(round), 1) as round from requests.redo where case_id = ${caseId}`.execute(handle)
  return rows[0]?.round ?? 1
}

export async function setReturned(tx: Tx, caseId: number, round: number, opinion: string): Promise<void> {
  await tx
    .updateTable('requests.answer')
    .set({ returned: opinion })
    .where('case_id', '=', caseId)
    .where('round', '=', round)
    .execute()
}

/** The remedy is told as the law stands on the day of signing, from which the answer is made known. */
export async function setSigned(
  tx: Tx,
  caseId: number,
  round: number,
  signed: { readonly by: number; readonly on: CivilDate; readonly remedy: string },
): Promise<void> {
  await tx
    .updateTable('requests.answer')
    .set({ signed_by: signed.by, signed_on: signed.on, remedy: signed.remedy })
    .where('case_id', '=', caseId)
    .where('round', '=', round)
    .execute()
}

export async function addAnswerFile(
  tx: Tx,
  caseId: number,
  round: number,
  file: { readonly name: string; readonly hash: Buffer },
): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    insert into requests.answer_file (case_id, round, position, name, file_hash)
    select ${caseId}, ${round}, coalesce(max(position), 0) + 1, ${file.name}, ${file.hash}
      from requests.answer_file where case_id = ${caseId} and round = ${round} returning position`.execute(tx)
  return rows[0]?.position ?? 0
}

export async function removeAnswerFile(
  tx: Tx,
  caseId: number,
  round: number,
  position: number,
): Promise<boolean> {
  const removed = await tx
    .deleteFrom('requests.answer_file')
    .where('case_id', '=', caseId)
    .where('round', '=', round)
    .where('position', '=', position)
    .returning('position')
    .executeTakeFirst()
  return removed !== undefined
}

export function listAnswerFiles(handle: Handle, caseId: number) {
  return handle
    .selectFrom('requests.answer_file as f')
    .innerJoin('media.file as m', 'm.hash', 'f.file_hash')
    .select(['f.round', 'f.position', 'f.name', 'f.file_hash', 'm.size', 'm.media_type'])
    .where('f.case_id', '=', caseId)
    .orderBy('f.round')
    .orderBy('f.position')
    .execute()
}

export async function addDelivery(
  tx: Tx,
  caseId: number,
  round: number,
  delivery: { readonly way: string; readonly deliveredOn: CivilDate; readonly proof: string },
): Promise<void> {
  await tx
    .insertInto('requests.delivery')
    .values({
      case_id: caseId,
      round,
      way: delivery.way,
      delivered_on: delivery.deliveredOn,
      proof: delivery.proof,
    })
    .execute()
}

export function listDeliveries(handle: Handle, caseId: number) {
  return handle
    .selectFrom('requests.delivery')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('round')
    .execute()
}
