import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type {
  ConsultationBody,
  CorrectionBody,
  CorrectionReply,
  DelayBody,
  DiscardBody,
  ExtensionBody,
  OpinionBody,
  ReasonsBody,
  ReasonsReply,
  RedoBody,
} from '../contract/steps.ts'
import type { DecidedFee } from '../rules/fees.ts'
import { putWantedWords } from './similar.ts'

/* What each step of the procedure keeps of itself. */

export async function addTransfer(
  tx: Tx,
  caseId: number,
  transfer: { readonly from: number; readonly to: number; readonly reason: string; readonly on: CivilDate },
): Promise<void> {
  await tx
    .insertInto('requests.transfer')
    .values({
      case_id: caseId,
      from_unit: transfer.from,
      to_unit: transfer.to,
      reason: transfer.reason,
      transferred_on: transfer.on,
    })
    .execute()
}

export async function addDiscard(tx: Tx, caseId: number, asked: DiscardBody, on: CivilDate): Promise<void> {
  await tx
    .insertInto('requests.discard')
    .values({ case_id: caseId, why: asked.why, words: asked.words, discarded_on: on })
    .execute()
}

export async function addCorrection(
  tx: Tx,
  caseId: number,
  asked: CorrectionBody,
  on: CivilDate,
): Promise<void> {
  await tx
    .insertInto('requests.correction')
    .values({ case_id: caseId, missing: asked.missing, asked_on: on, due_on: asked.dueOn })
    .execute()
}

/** The correction came in: the request says from now on what it says. */
export async function setCorrected(tx: Tx, caseId: number, reply: CorrectionReply): Promise<void> {
  await tx
    .updateTable('requests.correction')
    .set({ received_on: reply.receivedOn, reply: reply.reply })
    .where('case_id', '=', caseId)
    .execute()
  await tx
    .updateTable('requests.request')
    .set({
      wanted_title: reply.wantedTitle,
      wanted_number: reply.wantedNumber,
      description: reply.description,
    })
    .where('case_id', '=', caseId)
    .execute()
  await putWantedWords(tx, [{ caseId, ...reply }])
}

export async function addReasons(tx: Tx, caseId: number, asked: ReasonsBody, on: CivilDate): Promise<void> {
  await tx
    .insertInto('requests.reasons')
    .values({ case_id: caseId, why: asked.why, asked_on: on, due_on: asked.dueOn })
    .execute()
}

export async function setReasonsGiven(tx: Tx, caseId: number, reply: ReasonsReply): Promise<void> {
  await tx
    .updateTable('requests.reasons')
    .set({ received_on: reply.receivedOn, reply: reply.reply, reasonable: reply.reasonable })
    .where('case_id', '=', caseId)
    .execute()
}

export async function setReasonsPassed(tx: Tx, caseId: number, on: CivilDate): Promise<void> {
  await tx.updateTable('requests.reasons').set({ passed_on: on }).where('case_id', '=', caseId).execute()
}

export async function addDelay(tx: Tx, caseId: number, asked: DelayBody, on: CivilDate): Promise<void> {
  await tx
    .insertInto('requests.delay')
    .values({ case_id: caseId, days: asked.days, reason: asked.reason, told_on: on })
    .execute()
}

export async function addOpinion(
  tx: Tx,
  caseId: number,
  asked: ConsultationBody,
  addresseeSealed: Buffer,
): Promise<number> {
  const { id } = await tx
    .insertInto('requests.opinion')
    .values({
      case_id: caseId,
      kind: asked.kind,
      addressee_sealed: addresseeSealed,
      question: asked.question,
      sent_on: asked.sentOn,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export function listOpinions(handle: Handle, caseId: number) {
  return handle
    .selectFrom('requests.opinion')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
}

export async function setOpinionDelivered(
  tx: Tx,
  opinionId: number,
  on: CivilDate,
  limitOn: CivilDate | null,
): Promise<void> {
  await tx
    .updateTable('requests.opinion')
    .set({ delivered_on: on, limit_on: limitOn })
    .where('id', '=', opinionId)
    .execute()
}

/** An opinion, or silence: either closes the question. */
export async function closeOpinion(
  tx: Tx,
  opinionId: number,
  closed: OpinionBody | 'silent',
  on: CivilDate,
): Promise<void> {
  await tx
    .updateTable('requests.opinion')
    .set(
      closed === 'silent'
        ? { opinion: 'silent', closed_on: on }
        : {
            opinion: closed.opinion,
            answered_on: closed.answeredOn,
            words: closed.words,
            reasonable: closed.reasonable,
            closed_on: on,
          },
    )
    .where('id', '=', opinionId)
    .execute()
}

export async function addExtension(
  tx: Tx,
  caseId: number,
  asked: ExtensionBody,
  agreed: { readonly by: number; readonly on: CivilDate },
): Promise<void> {
  await tx
    .insertInto('requests.extension')
    .values({
      case_id: caseId,
      days: asked.days,
      reason: asked.reason,
      agreed_by: agreed.by,
      told_on: agreed.on,
    })
    .execute()
}

/**
 * How many requests of the same applicant the calendar month of receipt had before this one (国办函〔2020〕109号 第四条), over
 * the units that are one agency: here the one unit.
 */
export async function countBefore(handle: Handle, caseId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from requests.applicant mine
      join cases.case me on me.id = mine.case_id
      join requests.applicant a on a.identity_key = mine.identity_key and a.case_id <> mine.case_id
      join cases.case c on c.id = a.case_id and c.unit_id = me.unit_id
     where mine.case_id = ${caseId}
       and c.received_on between date_trunc('month', me.received_on)::date and me.received_on
       and (c.received_on, c.id) < (me.received_on, me.id)`.execute(handle)
  return rows[0]?.count ?? 0
}

export async function addFee(
  tx: Tx,
  caseId: number,
  fee: DecidedFee,
  told: { readonly on: CivilDate; readonly payBy: CivilDate },
): Promise<void> {
  await tx
    .insertInto('requests.fee')
    .values({
      case_id: caseId,
      basis: fee.basis,
      quantity: fee.quantity,
      before: fee.before,
      amount_fen: fee.amountFen,
      pay_where: fee.where,
      told_on: told.on,
      pay_by: told.payBy,
    })
    .execute()
}

export async function setPaid(
  tx: Tx,
  caseId: number,
  paid: { readonly on: CivilDate; readonly how: string },
): Promise<void> {
  await sql`
    update requests.fee set paid_on = ${paid.on}, paid_how = ${paid.how}, paid_fen = amount_fen
     where case_id = ${caseId}`.execute(tx)
}

export async function addEnding(
  tx: Tx,
  caseId: number,
  ending: {
    readonly why: 'not_corrected' | 'not_paid' | 'withdrawn'
    readonly words: string
    readonly on: CivilDate
    readonly by: number | null
  },
): Promise<void> {
  await tx
    .insertInto('requests.ending')
    .values({
      case_id: caseId,
      why: ending.why,
      words: ending.words,
      ended_on: ending.on,
      ended_by: ending.by,
    })
    .execute()
}

export async function addRedo(
  tx: Tx,
  caseId: number,
  round: number,
  asked: RedoBody,
  { dueOn, remedyId }: { readonly dueOn: CivilDate | null; readonly remedyId: number | null },
): Promise<void> {
  await tx
    .insertInto('requests.redo')
    .values({
      case_id: caseId,
      round,
      ordered_by: asked.orderedBy,
      reason: asked.reason,
      ordered_on: asked.orderedOn,
      due_on: dueOn,
      remedy_id: remedyId,
    })
    .execute()
}

export async function addOutcomeChange(
  tx: Tx,
  caseId: number,
  change: {
    readonly from: string
    readonly to: string
    readonly reason: string
    readonly on: CivilDate
    readonly by: number
  },
): Promise<void> {
  await tx
    .insertInto('requests.outcome_change')
    .values({
      case_id: caseId,
      from_outcome: change.from,
      to_outcome: change.to,
      reason: change.reason,
      changed_on: change.on,
      changed_by: change.by,
    })
    .execute()
}

export interface Trail {
  readonly correction: {
    missing: string
    asked_on: CivilDate
    due_on: CivilDate
    received_on: CivilDate | null
    reply: string
  } | null
  readonly reasons: {
    why: string
    asked_on: CivilDate
    due_on: CivilDate
    received_on: CivilDate | null
    reply: string
    reasonable: boolean | null
    passed_on: CivilDate | null
  } | null
  readonly delay: { days: number; reason: string; told_on: CivilDate } | null
  readonly extension: { days: number; reason: string; told_on: CivilDate; agreed_by: number } | null
  readonly fee: {
    basis: string
    quantity: number
    before: number
    amount_fen: number
    pay_where: string
    told_on: CivilDate
    pay_by: CivilDate
    paid_on: CivilDate | null
    paid_how: string
  } | null
  readonly ending: { why: string; words: string; ended_on: CivilDate } | null
  readonly discard: { why: string; words: string; discarded_on: CivilDate } | null
  readonly redos: readonly {
    round: number
    ordered_by: string
    reason: string
    ordered_on: CivilDate
    due_on: CivilDate | null
    remedy_id: number | null
  }[]
  readonly changes: readonly {
    from_outcome: string
    to_outcome: string
    reason: string
    changed_on: CivilDate
  }[]
  readonly transfers: readonly {
    from_unit: number
    to_unit: number
    reason: string
    transferred_on: CivilDate
  }[]
}

/** Everything that happened to a case besides its steps, in one read. */
export async function getTrail(handle: Handle, caseId: number): Promise<Trail> {
  const one = (table: string) =>
    sql`(select to_jsonb(x) from ${sql.table(`requests.${table}`)} x where x.case_id = ${caseId})`
  const many = (table: string, order: string) =>
    sql`coalesce((select jsonb_agg(to_jsonb(x) order by ${sql.ref(`x.${order}`)}) from ${sql.table(`requests.${table}`)} x where x.case_id = ${caseId}), '[]')`
  const { rows } = await sql<Trail>`
    select ${one('correction')} as correction, ${one('reasons')} as reasons, ${one('delay')} as delay,
           ${one('extension')} as extension, ${one('fee')} as fee, ${one('ending')} as ending,
           ${one('discard')} as discard, ${many('redo', 'round')} as redos,
           ${many('outcome_change', 'id')} as changes, ${many('transfer', 'id')} as transfers`.execute(handle)
  const [trail] = rows
  if (!trail) throw notFound('request', caseId)
  return trail
}
