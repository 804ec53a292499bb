import { randomUUID } from 'node:crypto'
import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { notPermitted, Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { CivilDate } from '#platform/dates.ts'
import { decideStep, lockCase, openCase, takeStep, type CaseRow } from '#kernel/cases/index.ts'
import { startClock, stopClock, versionInForce } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile } from '#kernel/media/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type {
  AnswerBody,
  Application,
  DeliveryBody,
  PaperRequest,
  ReceiptView,
  Registration,
} from './contract.ts'
import { hashCode, queryCodeOf } from './code.ts'
import { disclosureRequest, permissions, replyClock, subjectOf } from './kinds.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export interface RequestServices {
  readonly files: FileStore
  readonly secrets: Secrets
}

interface Intake {
  readonly unitId: number
  /** As its rule allowed it. */
  readonly application: Application
  readonly way: rules.ReceiptWay
  readonly arrivedOn: CivilDate
  readonly confirmedOn: CivilDate | null
  readonly formKey: string
  /** The day of receipt when it is settled from the start: the case begins registered. */
  readonly receivedOn?: CivilDate
}

async function takeIn(
  tx: Tx,
  ctx: Context,
  services: RequestServices,
  intake: Intake,
): Promise<{ row: CaseRow; receipt: ReceiptView }> {
  const unit = await getUnit(tx, intake.unitId)
  const opened = { unitId: unit.id, unitCode: unit.code, on: intake.arrivedOn }
  const row = await openCase(
    tx,
    ctx,
    disclosureRequest,
    intake.receivedOn === undefined
      ? { ...opened, state: 'submitted' }
      : {
          ...opened,
          state: 'registered',
          received: { on: intake.receivedOn, lawFrom: lawFrom(intake.receivedOn) },
        },
  )
  const queryCode = queryCodeOf(services.secrets, intake.formKey)
  await store.addRequest(tx, {
    caseId: row.id,
    application: intake.application,
    receiptWay: intake.way,
    submittedAt: ctx.now,
    arrivedOn: intake.arrivedOn,
    confirmedOn: intake.confirmedOn,
    queryCodeHash: hashCode(queryCode),
    formKey: intake.formKey,
    identitySealed: services.secrets.seal('requests.identity', intake.application.identityNumber),
  })
  await markStale(tx, ['requests'])
  return { row, receipt: { id: row.id, number: row.number, queryCode } }
}

/** The first day of the law that governs a request received on this day, for good. */
function lawFrom(receivedOn: CivilDate): CivilDate {
  const version = versionInForce(replyClock, receivedOn)
  if (!version) throw new Refusal('before_the_law', 422, { on: receivedOn })
  return version.from
}

/** Starts the clock for the answer; answers the due day. */
async function startReply(tx: Tx, row: CaseRow, receivedOn: CivilDate): Promise<CivilDate> {
  const clock = await startClock(tx, replyClock, {
    subject: subjectOf(row.id),
    unitId: row.unit_id,
    on: receivedOn,
  })
  return clock.due_on
}

/**
 * A citizen's request over the portal, to the unit that they chose (null: none). The same form sent twice with the same
 * words is one request with one number and one code.
 */
export function submitApplication(
  ctx: Context,
  services: RequestServices,
  unitId: number | null,
  application: Application,
  formKey: string,
): Promise<Decision<ReceiptView>> {
  return ctx.transaction(async (tx) => {
    const unit = unitId === null ? undefined : await getUnit(tx, unitId)
    const decision = rules.decideSubmission(application, unit)
    if (!decision.ok) return decision
    if (!unit) throw new Error('a request to nobody was allowed')
    // A browser that goes back and sends the form with other words asks for something else.
    const sent = services.secrets.derive('requests.form', JSON.stringify([formKey, unit.id, decision.value]))
    await store.lockFormKey(tx, sent)
    const earlier = await store.findByFormKey(tx, sent)
    if (earlier) return allow({ ...earlier, queryCode: queryCodeOf(services.secrets, sent) })
    const { row, receipt } = await takeIn(tx, ctx, services, {
      unitId: unit.id,
      application: decision.value,
      way: 'online',
      arrivedOn: ctx.today,
      confirmedOn: null,
      formKey: sent,
    })
    await record(tx, ctx.actor, {
      verb: 'requests.submitted',
      subject: subjectOf(row.id),
      unitId: unit.id,
      detail: { number: row.number, applicantKind: application.applicantKind },
    })
    return allow(receipt)
  })
}

/** A request that came by post, fax or in person, registered at once with its right day of receipt. */
export function recordPaperRequest(
  ctx: Context,
  services: RequestServices,
  asked: PaperRequest,
): Promise<Decision<ReceiptView>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.handle, asked.unitId)
    const decision = rules.decidePaperRequest(asked, await getUnit(tx, asked.unitId), ctx.today)
    if (!decision.ok) return decision
    const { application, receivedOn, confirmedOn } = decision.value
    const { row, receipt } = await takeIn(tx, ctx, services, {
      unitId: asked.unitId,
      application,
      way: asked.receiptWay,
      arrivedOn: asked.arrivedOn,
      confirmedOn,
      formKey: randomUUID(),
      receivedOn,
    })
    const dueOn = await startReply(tx, row, receivedOn)
    await record(tx, ctx.actor, {
      verb: 'requests.recorded',
      subject: subjectOf(row.id),
      unitId: asked.unitId,
      detail: { number: row.number, way: asked.receiptWay, receivedOn, dueOn },
    })
    return allow(receipt)
  })
}

/** Takes an online request on: the day both sides confirm is its day of receipt, from which the clock runs. */
export function register(ctx: Context, id: number, asked: Registration): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const step = decideStep(disclosureRequest, row.state, 'register')
    if (!step.ok) return step
    const request = await store.getRequest(tx, id)
    const decision = rules.decideRegistration(
      { way: request.receipt_way as rules.ReceiptWay, arrivedOn: request.arrived_on },
      asked.confirmedOn,
      ctx.today,
    )
    if (!decision.ok) return decision
    const { receivedOn } = decision.value
    if (asked.confirmedOn !== null) await store.setConfirmed(tx, id, asked.confirmedOn)
    const dueOn = await startReply(tx, row, receivedOn)
    const set = { received_on: receivedOn, law_from: lawFrom(receivedOn) }
    await takeStep(tx, ctx, disclosureRequest, row, { name: 'register', on: ctx.today, set })
    await record(tx, ctx.actor, {
      verb: 'requests.registered',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { receivedOn, dueOn },
    })
    await markStale(tx, ['requests'])
    return allow(id)
  })
}

/** Answers with one of the statutory outcomes; ground and remedies are filled by rule. */
export function answer(ctx: Context, id: number, asked: AnswerBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const step = decideStep(disclosureRequest, row.state, 'answer')
    if (!step.ok) return step
    const staffId = ctx.actor.staffId
    if (staffId === null) throw notPermitted(permissions.handle.name)
    if (row.received_on === null) throw new Error(`request ${id} is registered without a day of receipt`)
    const decision = rules.decideAnswer({ receivedOn: row.received_on }, asked, ctx.today)
    if (!decision.ok) return decision
    const { outcome, answeredOn } = decision.value
    await store.addAnswer(tx, id, decision.value, staffId)
    await takeStep(tx, ctx, disclosureRequest, row, { name: 'answer', on: answeredOn, set: { outcome } })
    await record(tx, ctx.actor, {
      verb: 'requests.answered',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { outcome, answeredOn },
    })
    return allow(id)
  })
}

/** Adds a file to an answer that has not been delivered. */
export function attachAnswerFile(
  ctx: Context,
  files: FileStore,
  id: number,
  name: string,
  content: Buffer,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const step = decideStep(disclosureRequest, row.state, 'deliver')
    if (!step.ok) return step
    const fileName = rules.fileName(name)
    const file = await storeFile(tx, files, fileName, content)
    const position = await store.addAnswerFile(tx, id, { name: fileName, hash: file.hash })
    await record(tx, ctx.actor, {
      verb: 'requests.file_added',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { position, size: file.size, sha256: file.hash.toString('hex') },
    })
    return allow(id)
  })
}

/** The answer is given on the day of delivery: the clock stops and the case is concluded on it. */
export function deliver(ctx: Context, id: number, asked: DeliveryBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const step = decideStep(disclosureRequest, row.state, 'deliver')
    if (!step.ok) return step
    const given = await store.findAnswer(tx, id)
    if (!given) throw new Error(`request ${id} is answered without an answer`)
    const decision = rules.decideDelivery({ answeredOn: given.answered_on }, asked, ctx.today)
    if (!decision.ok) return decision
    await store.addDelivery(tx, id, decision.value)
    const clock = await stopClock(tx, replyClock, subjectOf(id), asked.deliveredOn)
    await takeStep(tx, ctx, disclosureRequest, row, {
      name: 'deliver',
      on: asked.deliveredOn,
      set: { concluded_on: asked.deliveredOn },
    })
    await record(tx, ctx.actor, {
      verb: 'requests.delivered',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { way: asked.way, deliveredOn: asked.deliveredOn, clock: clock.result },
    })
    await markStale(tx, ['requests'])
    return allow(id)
  })
}

/** Puts the finished case away; no figure hangs on it. */
export function close(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    const step = decideStep(disclosureRequest, row.state, 'close')
    if (!step.ok) return step
    await takeStep(tx, ctx, disclosureRequest, row, { name: 'close', on: ctx.today })
    await record(tx, ctx.actor, { verb: 'requests.closed', subject: subjectOf(id), unitId: row.unit_id })
    return allow(id)
  })
}
