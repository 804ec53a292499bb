import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { notFound, Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import { caseSubject, getAnyCase, openCase } from '#kernel/cases/index.ts'
import { versionInForce } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type { OpeningBody } from '../contract.ts'
import { findKind, kindOf } from '../kinds.ts'
import { decideOpening, type Surroundings } from '../rules/steps.ts'
import * as store from '../store/remedies.ts'
import { limitOf, lockRemedy, mustTakePart, startLimit } from './locked.ts'

export interface RemedyServices {
  readonly files: FileStore
  readonly secrets: Secrets
}

/** Enters a case whose notice has come; the unit's limit runs from that day. */
export function openRemedy(
  ctx: Context,
  services: Pick<RemedyServices, 'secrets'>,
  asked: OpeningBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    mustTakePart(ctx, [asked.unitId, asked.kind === 'complaint' ? asked.organUnitId : null])
    const unit = await getUnit(tx, asked.unitId)
    const decision = decideOpening(await look(tx, asked), asked, ctx.today)
    if (!decision.ok) return decision
    const opening = decision.value
    const kind = kindOf(opening.kind)
    const version = versionInForce(await limitOf(tx, kind), opening.receivedOn)
    if (!version) throw new Refusal('before_the_law', 422, { on: opening.receivedOn })
    const row = await openCase(tx, ctx, kind.kind, {
      unitId: unit.id,
      unitCode: unit.code,
      state: 'received',
      on: opening.receivedOn,
      received: { on: opening.receivedOn, lawFrom: version.from },
    })
    await store.addRemedy(tx, {
      ...opening,
      caseId: row.id,
      applicantSealed: opening.sameApplicant
        ? null
        : services.secrets.seal('remedies.applicant', opening.applicant),
      enteredBy: ctx.actor.staffId,
    })
    await store.addInstance(tx, {
      ...opening,
      caseId: row.id,
      position: 1,
      level: kind.firstLevel,
      broughtBy: 'applicant',
    })
    await startLimit(tx, kind, { caseId: row.id, unitId: unit.id, position: 1, on: opening.receivedOn })
    await record(tx, ctx.actor, {
      verb: 'remedies.opened',
      subject: caseSubject(kind.kind, row.id),
      unitId: unit.id,
      detail: { number: row.number, way: opening.way, about: opening.about, subject: opening.subject },
    })
    await markStale(tx, ['remedies'])
    return allow(row.id)
  })
}

/** What is already there; whoever enters the same file at the same moment waits. */
async function look(tx: Tx, asked: OpeningBody): Promise<Surroundings> {
  const fileNumber = asked.fileNumber.trim()
  if (fileNumber !== '') await store.lockFileNumber(tx, asked.unitId, fileNumber)
  return {
    subject: asked.subject === null ? null : await lookAtSubject(tx, asked.subject),
    review: asked.reviewId === null ? null : await lookAtReview(tx, asked.reviewId),
    sameFile: fileNumber === '' ? null : await store.findByFileNumber(tx, asked.unitId, fileNumber),
  }
}

/** A case as others name it, `request:12`; a remedy is not fought over as one. */
async function lookAtSubject(tx: Tx, subject: string): Promise<Surroundings['subject']> {
  const [, id] = /^request:([1-9]\d{0,14})$/.exec(subject) ?? []
  if (id === undefined) throw notFound('subject', subject)
  const row = await getAnyCase(tx, Number(id))
  if (findKind(row.kind)) throw notFound('subject', subject)
  return { unitId: row.unit_id, receivedOn: row.received_on }
}

/** Locked, so that nobody annuls it while a lawsuit begins to follow it. */
async function lookAtReview(tx: Tx, reviewId: number): Promise<Surroundings['review']> {
  const { row, remedy } = await lockRemedy(tx, reviewId)
  return { way: remedy.way, unitId: row.unit_id, state: row.state }
}
