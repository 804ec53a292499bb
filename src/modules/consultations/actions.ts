import { randomUUID } from 'node:crypto'
import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { notPermitted } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { CivilDate } from '#platform/dates.ts'
import {
  decideStep,
  hashCode,
  lockCase,
  makeQueryCode,
  openCase,
  takeStep,
  type CaseRow,
} from '#kernel/cases/index.ts'
import { handOverClock, startClock, stopClock, versionInForce } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { releaseCase } from '#modules/casework/index.ts'
import type {
  AnswerBody,
  Question,
  ReceiptView,
  RecordedQuestion,
  ReferralBody,
  SettingBody,
  TransferBody,
} from './contract.ts'
import { consultation, permissions, subjectOf } from './kinds.ts'
import { sealPerson } from './person.ts'
import * as rules from './rules.ts'
import { replyRule, settingOn, unsureUnitId } from './settings.ts'
import * as store from './store.ts'
import { tellAsker } from './telling.ts'

export interface ConsultationServices {
  readonly secrets: Secrets
  /** Where the public reaches the portal, without a stroke at its end. */
  readonly publicUrl: string
}

/** What a form of the portal has to pass besides the rules, asked where nothing else stands in its way. */
export type Passing = (tx: Tx, formKey: string) => Promise<Decision<unknown>>

interface Intake {
  readonly unitId: number
  readonly question: Question
  readonly way: store.NewConsultation['way']
  readonly unsure: boolean
  readonly receivedOn: CivilDate
  readonly formKey: string
}

async function takeIn(
  tx: Tx,
  ctx: Context,
  { secrets }: ConsultationServices,
  intake: Intake,
): Promise<{ row: CaseRow; receipt: ReceiptView; dueOn: CivilDate }> {
  const unit = await getUnit(tx, intake.unitId)
  const rule = await replyRule(tx)
  const lawFrom = versionInForce(rule, intake.receivedOn)?.from ?? intake.receivedOn
  const row = await openCase(tx, ctx, consultation, {
    unitId: unit.id,
    unitCode: unit.code,
    state: 'open',
    on: intake.receivedOn,
    received: { on: intake.receivedOn, lawFrom },
  })
  const queryCode = makeQueryCode(secrets, 'consultations.query_code', intake.formKey)
  await store.addConsultation(tx, {
    caseId: row.id,
    way: intake.way,
    submittedAt: ctx.now,
    question: intake.question,
    unsure: intake.unsure,
    queryCodeHash: hashCode(queryCode),
    formKey: intake.formKey,
    person: sealPerson(secrets, intake.question),
  })
  const clock = await startClock(tx, rule, {
    subject: subjectOf(row.id),
    unitId: unit.id,
    on: intake.receivedOn,
  })
  await markStale(tx, ['consultations'])
  return { row, receipt: { id: row.id, number: row.number, queryCode }, dueOn: clock.due_on }
}

/**
 * A citizen's question over the portal, to the unit that they chose or, where they do not know (null), to the one that
 * the city has named for that. The same form sent twice with the same words is one consultation.
 */
export function submitQuestion(
  ctx: Context,
  services: ConsultationServices,
  chosenUnitId: number | null,
  asked: Question,
  formKey: string,
  passing?: Passing,
): Promise<Decision<ReceiptView>> {
  return ctx.transaction(async (tx) => {
    const unit = await getUnit(tx, chosenUnitId ?? (await unsureUnitId(tx, ctx.today)))
    const decision = rules.decideQuestion(asked, unit)
    if (!decision.ok) return decision
    // A browser that goes back and sends the form with other words asks something else.
    const sent = services.secrets.derive(
      'consultations.form',
      JSON.stringify([formKey, unit.id, decision.value]),
    )
    await store.lockFormKey(tx, sent)
    const earlier = await store.findByFormKey(tx, sent)
    if (earlier)
      return allow({
        ...earlier,
        queryCode: makeQueryCode(services.secrets, 'consultations.query_code', sent),
      })
    const passed = await passing?.(tx, sent)
    if (passed && !passed.ok) return passed
    const { row, receipt, dueOn } = await takeIn(tx, ctx, services, {
      unitId: unit.id,
      question: decision.value,
      way: 'online',
      unsure: chosenUnitId === null,
      receivedOn: ctx.today,
      formKey: sent,
    })
    await record(tx, ctx.actor, {
      verb: 'consultations.submitted',
      subject: subjectOf(row.id),
      unitId: unit.id,
      detail: { number: row.number, dueOn, unsure: chosenUnitId === null },
    })
    return allow(receipt)
  })
}

/** A consultation that staff enter afterwards: by telephone or at the counter, mostly answered on the spot. */
export function recordQuestion(
  ctx: Context,
  services: ConsultationServices,
  asked: RecordedQuestion,
): Promise<Decision<ReceiptView>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.handle, asked.unitId)
    const decision = rules.decideRecorded(asked, await getUnit(tx, asked.unitId), ctx.today)
    if (!decision.ok) return decision
    const { question, answer } = decision.value
    const { row, receipt, dueOn } = await takeIn(tx, ctx, services, {
      unitId: asked.unitId,
      question,
      way: asked.way,
      unsure: false,
      receivedOn: asked.receivedOn,
      formKey: randomUUID(),
    })
    if (answer !== null) await conclude(tx, ctx, row, 'answer', { ...answer, referredTo: null })
    await record(tx, ctx.actor, {
      verb: 'consultations.recorded',
      subject: subjectOf(row.id),
      unitId: asked.unitId,
      detail: {
        number: row.number,
        way: asked.way,
        receivedOn: asked.receivedOn,
        dueOn,
        answered: answer !== null,
      },
    })
    return allow(receipt)
  })
}

/** What every answer does: the words are kept, the clock stops, the case has its outcome. */
async function conclude(
  tx: Tx,
  ctx: Context,
  row: CaseRow,
  step: 'answer' | 'refer',
  given: AnswerBody & { readonly referredTo: ReferralBody['to'] | null },
): Promise<string | null> {
  const { staffId } = ctx.actor
  if (staffId === null) throw notPermitted(permissions.handle.name)
  await store.addAnswer(tx, row.id, { ...given, staffId })
  await store.setAnswered(tx, row.id, given.answeredOn)
  const clock = await stopClock(tx, await replyRule(tx), subjectOf(row.id), given.answeredOn)
  await takeStep(tx, ctx, consultation, row, {
    name: step,
    on: given.answeredOn,
    set: {
      outcome: given.referredTo === null ? 'answered' : `referred_${given.referredTo}`,
      concluded_on: given.answeredOn,
    },
  })
  await markStale(tx, ['consultations'])
  return clock.result
}

/** The case, locked, where this person may take this step now. */
async function lockFor(
  tx: Tx,
  ctx: Context,
  id: number,
  step: (typeof consultation.steps)[number]['name'],
): Promise<{ row: CaseRow; allowed: Decision<unknown> }> {
  const row = await lockCase(tx, consultation, id)
  ctx.actor.must(permissions.handle, row.unit_id)
  return { row, allowed: decideStep(consultation, row.state, step) }
}

function receivedOn(row: CaseRow): CivilDate {
  if (row.received_on === null) throw new Error(`consultation ${row.id} has no day of receipt`)
  return row.received_on
}

export function answerQuestion(
  ctx: Context,
  services: ConsultationServices,
  id: number,
  asked: AnswerBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { row, allowed } = await lockFor(tx, ctx, id, 'answer')
    if (!allowed.ok) return allowed
    const decision = rules.decideAnswer(receivedOn(row), asked, ctx.today)
    if (!decision.ok) return decision
    const clock = await conclude(tx, ctx, row, 'answer', { ...decision.value, referredTo: null })
    await tellAsker(tx, ctx, services, row, decision.value.content)
    await record(tx, ctx.actor, {
      verb: 'consultations.answered',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { answeredOn: asked.answeredOn, clock },
    })
    return allow(id)
  })
}

/** Answers that this is a request or a complaint, and how to go about it. No new case is made. */
export function referQuestion(
  ctx: Context,
  services: ConsultationServices,
  id: number,
  asked: ReferralBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { row, allowed } = await lockFor(tx, ctx, id, 'refer')
    if (!allowed.ok) return allowed
    const unit = await getUnit(tx, row.unit_id)
    const { letterWay } = await settingOn(tx, ctx.today)
    const note = rules.referralNote(asked.to, { unitName: unit.name, unitCode: unit.code, letterWay })
    const words = asked.words.trim()
    const content = words === '' ? note : `${note}\n${words}`
    const clock = await conclude(tx, ctx, row, 'refer', {
      content,
      answeredOn: ctx.today,
      referredTo: asked.to,
    })
    await tellAsker(tx, ctx, services, row, content)
    await record(tx, ctx.actor, {
      verb: 'consultations.referred',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { to: asked.to, clock },
    })
    return allow(id)
  })
}

/** Puts right or adds to an answer; the earlier words stay, the day of the answer too. */
export function amendAnswer(
  ctx: Context,
  services: ConsultationServices,
  id: number,
  asked: AnswerBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { row, allowed } = await lockFor(tx, ctx, id, 'amend')
    if (!allowed.ok) return allowed
    const { staffId } = ctx.actor
    if (staffId === null) throw notPermitted(permissions.handle.name)
    const decision = rules.decideAnswer(receivedOn(row), asked, ctx.today)
    if (!decision.ok) return decision
    await store.addAnswer(tx, id, { ...decision.value, referredTo: null, staffId })
    await takeStep(tx, ctx, consultation, row, { name: 'amend', on: asked.answeredOn })
    await tellAsker(tx, ctx, services, row, decision.value.content)
    await record(tx, ctx.actor, {
      verb: 'consultations.amended',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { answeredOn: asked.answeredOn },
    })
    return allow(id)
  })
}

/** Gives the question to another unit; it stays open, and the days that went by count. */
export function transferQuestion(ctx: Context, id: number, asked: TransferBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { row, allowed } = await lockFor(tx, ctx, id, 'transfer')
    if (!allowed.ok) return allowed
    const decision = rules.decideTransfer({ unitId: row.unit_id }, await getUnit(tx, asked.unitId), asked)
    if (!decision.ok) return decision
    const { unitId, reason } = decision.value
    const { staffId } = ctx.actor
    await store.addTransfer(tx, id, { from: row.unit_id, to: unitId, reason, on: ctx.today, staffId })
    await releaseCase(tx, ctx, subjectOf(id), row)
    await handOverClock(tx, await replyRule(tx), subjectOf(id), unitId)
    await takeStep(tx, ctx, consultation, row, {
      name: 'transfer',
      on: ctx.today,
      set: { unit_id: unitId },
    })
    await record(tx, ctx.actor, {
      verb: 'consultations.transferred',
      subject: subjectOf(id),
      unitId,
      detail: { from: row.unit_id, to: unitId },
    })
    await markStale(tx, ['consultations'])
    return allow(id)
  })
}

/** Puts a case away: from this day on the time runs after which its asker is forgotten. */
export function closeQuestion(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const { row, allowed } = await lockFor(tx, ctx, id, 'close')
    if (!allowed.ok) return allowed
    await store.setClosed(tx, id, ctx.today)
    await takeStep(tx, ctx, consultation, row, { name: 'close', on: ctx.today })
    await record(tx, ctx.actor, { verb: 'consultations.closed', subject: subjectOf(id), unitId: row.unit_id })
    return allow(id)
  })
}

/** Sets the city's own times from a day on; limits that run are not changed by it. */
export function setSetting(ctx: Context, unitId: number, asked: SettingBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.set, unitId)
    const unsure = asked.unsureUnitId === null ? undefined : await getUnit(tx, asked.unsureUnitId)
    const decision = rules.decideSetting(await getUnit(tx, unitId), unsure, asked, ctx.today)
    if (!decision.ok) return decision
    await store.setSetting(tx, decision.value)
    await record(tx, ctx.actor, {
      verb: 'consultations.setting_changed',
      subject: `unit:${unitId}`,
      unitId,
      detail: { ...decision.value },
    })
    return allow(unitId)
  })
}
