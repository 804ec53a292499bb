import { randomUUID } from 'node:crypto'
import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { Refusal } from '#platform/errors.ts'
import type { CivilDate } from '#platform/dates.ts'
import { lockCase, openCase, type CaseRow } from '#kernel/cases/index.ts'
import { startClock, versionInForce } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile, typeOf } from '#kernel/media/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { hashCode, queryCodeOf } from '../code.ts'
import type { Application, PaperRequest, ReceiptView, WantedItem } from '../contract/intake.ts'
import { replyClock } from '../kinds/clocks.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import * as rules from '../rules/intake.ts'
import { fileName } from '../rules/text.ts'
import * as store from '../store/intake.ts'
import { getPolicy } from '../store/policy.ts'
import { tellApplicant } from '../tell.ts'
import type { RequestServices } from './step.ts'

interface Intake {
  readonly unitId: number
  /** As its rule allowed it. */
  readonly asked: rules.Asked
  readonly way: rules.ReceiptWay
  readonly arrivedOn: CivilDate
  readonly confirmedOn: CivilDate | null
  readonly formKey: string
  /** The day of receipt when it is settled from the start: the case begins registered. */
  readonly receivedOn?: CivilDate
  readonly helped?: boolean
  readonly origin?: string
  readonly files: readonly IntakeFile[]
}

/** A file that came with a form: a copy of an identity paper, or something that describes what is wanted. */
export interface IntakeFile {
  readonly kind: 'identity' | 'attachment'
  readonly name: string
  readonly content: Buffer
}

interface TakenIn {
  readonly rows: readonly CaseRow[]
  readonly receipt: ReceiptView
}

/** One case for each thing asked for, under the cover of the first; one code opens them all. */
async function takeIn(tx: Tx, ctx: Context, services: RequestServices, intake: Intake): Promise<TakenIn> {
  const unit = await getUnit(tx, intake.unitId)
  const { receivedOn } = intake
  const opened = {
    unitId: unit.id,
    unitCode: unit.code,
    on: intake.arrivedOn,
    category: intake.asked.application.applicantKind,
    ...(receivedOn === undefined
      ? { state: 'submitted' }
      : { state: 'registered', received: { on: receivedOn, lawFrom: lawFrom(receivedOn) } }),
  }
  const queryCode = queryCodeOf(services.secrets, intake.formKey)
  const { application, further } = intake.asked
  const rows: CaseRow[] = []
  for (const [index, item] of [application, ...further].entries()) {
    const row = await openCase(tx, ctx, disclosureRequest, opened)
    await store.addRequest(tx, {
      caseId: row.id,
      coverId: rows[0]?.id ?? null,
      application: { ...application, ...item },
      receiptWay: intake.way,
      submittedAt: ctx.now,
      arrivedOn: intake.arrivedOn,
      confirmedOn: intake.confirmedOn,
      queryCodeHash: hashCode(queryCode),
      formKey: index === 0 ? intake.formKey : `${intake.formKey}/${index}`,
      identitySealed: services.secrets.seal('requests.identity', application.identityNumber),
      identityKey: services.secrets.derive('requests.same_applicant', application.identityNumber),
      helped: intake.helped ?? false,
      origin: intake.origin ?? '',
    })
    rows.push(row)
  }
  const [first, ...others] = rows
  if (!first) throw new Error('a form that asks for nothing was allowed')
  await keepFiles(tx, services, first.id, intake.files)
  await markStale(tx, ['requests'])
  const number = ({ id, number: text }: CaseRow) => ({ id, number: text })
  return { rows, receipt: { ...number(first), further: others.map(number), queryCode } }
}

async function keepFiles(
  tx: Tx,
  { files, secrets }: RequestServices,
  caseId: number,
  given: readonly IntakeFile[],
): Promise<void> {
  for (const { kind, name, content } of given) {
    if (kind === 'identity') {
      await store.addIdentityPaper(tx, caseId, {
        nameSealed: secrets.seal('requests.identity_name', name),
        mediaType: await typeOf(name, content),
        contentSealed: secrets.seal('requests.identity_paper', content.toString('base64')),
      })
    } else {
      const stored = await storeFile(tx, files, name, content)
      await store.addAttachment(tx, caseId, { name, hash: stored.hash })
    }
  }
}

/** The first day of the law that governs a request received on this day, for good. */
export function lawFrom(receivedOn: CivilDate): CivilDate {
  const version = versionInForce(replyClock, receivedOn)
  if (!version) throw new Refusal('before_the_law', 422, { on: receivedOn })
  return version.from
}

/** Starts the clock for the answer; answers the due day. */
export async function startReply(tx: Tx, row: CaseRow, receivedOn: CivilDate): Promise<CivilDate> {
  const clock = await startClock(tx, replyClock, {
    subject: subjectOf(row.id),
    unitId: row.unit_id,
    on: receivedOn,
  })
  return clock.due_on
}

/** What comes with a form of the portal besides its fields. */
export interface WithForm {
  readonly further?: readonly WantedItem[]
  readonly files?: readonly IntakeFile[]
  /** Whether the form may pass at all, asked in its transaction: refused for its fields, nothing is used up. */
  readonly pass?: (tx: Tx) => Promise<Decision<unknown>>
}

/**
 * A citizen's request over the portal, to the unit that they chose (null: none). The same form sent twice with the same
 * words is one request with one number and one code. Where the city's policy takes the portal's receipt as the
 * confirmation of both sides (第三十一条), the limit begins at once.
 */
export function submitApplication(
  ctx: Context,
  services: RequestServices,
  unitId: number | null,
  application: Application,
  formKey: string,
  { further = [], files = [], pass }: WithForm = {},
): Promise<Decision<ReceiptView>> {
  return ctx.transaction(async (tx) => {
    const unit = unitId === null ? undefined : await getUnit(tx, unitId)
    const decision = rules.decideSubmission(application, further, unit)
    if (!decision.ok) return decision
    if (!unit) throw new Error('a request to nobody was allowed')
    const passed = await pass?.(tx)
    if (passed && !passed.ok) return passed
    // A browser that goes back and sends the form with other words asks for something else.
    const sent = services.secrets.derive('requests.form', JSON.stringify([formKey, unit.id, decision.value]))
    await store.lockFormKey(tx, sent)
    const earlier = await store.findByFormKey(tx, sent)
    if (earlier) return allow({ ...earlier, queryCode: queryCodeOf(services.secrets, sent) })
    const { receiptConfirms } = await getPolicy(tx, ctx.today)
    const { rows, receipt } = await takeIn(tx, ctx, services, {
      unitId: unit.id,
      asked: decision.value,
      way: 'online',
      arrivedOn: ctx.today,
      confirmedOn: receiptConfirms ? ctx.today : null,
      formKey: sent,
      ...(receiptConfirms ? { receivedOn: ctx.today } : {}),
      files,
    })
    for (const row of rows) {
      const dueOn = receiptConfirms ? await startReply(tx, row, ctx.today) : undefined
      await record(tx, ctx.actor, {
        verb: 'requests.submitted',
        subject: subjectOf(row.id),
        unitId: unit.id,
        detail: { number: row.number, applicantKind: application.applicantKind },
      })
      await tellApplicant(tx, ctx, services, row, { what: 'submitted', ...(dueOn ? { dueOn } : {}) })
    }
    return allow(receipt)
  })
}

/** A request that came by post, fax, e-mail or in person, registered at once with its right day of receipt. */
export function recordPaperRequest(
  ctx: Context,
  services: RequestServices,
  asked: PaperRequest,
): Promise<Decision<ReceiptView>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.handle, asked.unitId)
    const decision = rules.decidePaperRequest(asked, await getUnit(tx, asked.unitId), ctx.today)
    if (!decision.ok) return decision
    const { receivedOn, confirmedOn } = decision.value
    const { rows, receipt } = await takeIn(tx, ctx, services, {
      unitId: asked.unitId,
      asked: decision.value,
      way: asked.receiptWay,
      arrivedOn: asked.arrivedOn,
      confirmedOn,
      formKey: randomUUID(),
      receivedOn,
      helped: asked.helped ?? false,
      origin: asked.origin ?? '',
      files: [],
    })
    for (const row of rows) {
      const dueOn = await startReply(tx, row, receivedOn)
      await record(tx, ctx.actor, {
        verb: 'requests.recorded',
        subject: subjectOf(row.id),
        unitId: asked.unitId,
        detail: { number: row.number, way: asked.receiptWay, receivedOn, dueOn },
      })
      await tellApplicant(tx, ctx, services, row, { what: 'registered', dueOn })
    }
    return allow(receipt)
  })
}

/** Adds what came later, or on paper, to a case: a scanned letter, a copy of an identity paper. */
export function addFile(
  ctx: Context,
  services: RequestServices,
  id: number,
  file: IntakeFile,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    if (row.concluded_on !== null) return refuse([issue('state', 'case_is_concluded')])
    await keepFiles(tx, services, id, [{ ...file, name: fileName(file.name) }])
    await record(tx, ctx.actor, {
      verb: file.kind === 'identity' ? 'requests.identity_added' : 'requests.attachment_added',
      subject: subjectOf(id),
      unitId: row.unit_id,
    })
    return allow(id)
  })
}
