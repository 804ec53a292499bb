import type { Tx } from '#platform/db/connect.ts'
import type { Json } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { redoDone } from '#modules/remedies/index.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile, notFound } from '#platform/errors.ts'
import { lockCase } from '#kernel/cases/index.ts'
import { findClock, stopClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile } from '#kernel/media/index.ts'
import { listReleases } from '#modules/redaction/index.ts'
import type { AnswerBody, DeliveryBody, ReturnBody, SignBody, SpotAnswer } from '../contract/steps.ts'
import { redoClock, replyClock } from '../kinds/clocks.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest, redoSubject, subjectOf } from '../kinds/procedure.ts'
import { issueAnswerLetter } from '../letters.ts'
import { decideAnswer, decideDelivery, remedyFor } from '../rules/answer.ts'
import { clean, fileName } from '../rules/text.ts'
import * as store from '../store/answers.ts'
import { tellApplicant } from '../tell.ts'
import { onStep, staffOf, type RequestServices, type StepAtHand } from './step.ts'

/** Writes the answer for somebody else to sign; ground and remedies are filled by rule. */
export function propose(ctx: Context, id: number, asked: AnswerBody): Promise<Decision<number>> {
  return onStep(ctx, id, ['propose', 'propose_redo'], async ({ tx, facts, take }) => {
    const decision = decideAnswer(facts, asked, ctx.today)
    if (!decision.ok) return decision
    const round = await store.currentRound(tx, id)
    await store.putAnswer(tx, id, round, decision.value, staffOf(ctx))
    const { outcome, form } = decision.value
    return take({ verb: 'requests.proposed', detail: { outcome, form, round } })
  })
}

/** Back to whoever wrote it, with what is to be changed. */
export function sendBack(ctx: Context, id: number, asked: ReturnBody): Promise<Decision<number>> {
  return onStep(ctx, id, ['return', 'return_redo'], async ({ tx, take }) => {
    const opinion = clean(asked.opinion)
    if (opinion === '') return refuse([issue('opinion', 'required')])
    await store.setReturned(tx, id, await store.currentRound(tx, id), opinion)
    return take({ verb: 'requests.returned' })
  })
}

async function proposedAnswer({ tx, row }: StepAtHand): Promise<store.AnswerRow> {
  const answer = await store.findAnswer(tx, row.id)
  if (!answer) throw new Error(`request ${row.id} has no answer in state ${row.state}`)
  return answer
}

/** Signs exactly what was seen; whoever wrote it does not. With the signature the letter is made. */
export function sign(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: SignBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, ['sign', 'sign_redo'], async (at) => {
    const { tx, row, take } = at
    if (row.revision !== asked.revision) throw changedMeanwhile('request')
    const answer = await proposedAnswer(at)
    const staffId = staffOf(ctx)
    if (answer.answered_by === staffId) return refuse([issue('state', 'own_answer')])
    const remedy = remedyFor(answer.outcome, ctx.today, answer.withheld)
    const letter = await issueAnswerLetter(tx, ctx, services, row, { ...answer, remedy })
    if (!letter.ok) return letter
    await store.setSigned(tx, id, answer.round, { by: staffId, on: ctx.today, remedy })
    return take({
      verb: 'requests.answered',
      detail: { outcome: answer.outcome, answeredOn: ctx.today, round: answer.round },
      // A new answer that was ordered changes no result of its year: section four shows that it was put right.
      ...(answer.round === 1 ? { set: { outcome: answer.outcome } } : {}),
    })
  })
}

/** The answer is given on the day of delivery: the clock stops and the case is concluded on it. */
export function deliver(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: DeliveryBody,
): Promise<Decision<number>> {
  return onStep(ctx, id, ['deliver', 'deliver_redo'], async (at) => {
    const { tx, row, subject, take } = at
    const answer = await proposedAnswer(at)
    const decision = decideDelivery({ answeredOn: answer.signed_on ?? answer.answered_on }, asked, ctx.today)
    if (!decision.ok) return decision
    const { way, deliveredOn } = decision.value
    await store.addDelivery(tx, id, answer.round, decision.value)
    const first = answer.round === 1
    const clock = first
      ? await stopClock(tx, replyClock, subject, deliveredOn)
      : await stopRedo(tx, redoSubject(subject, answer.round), deliveredOn)
    // What a decision ordered is carried out by this new answer.
    if (!first) await redoDone(tx, ctx, subject, deliveredOn)
    await tellApplicant(tx, ctx, services, row, { what: 'delivered' })
    return take({
      verb: 'requests.delivered',
      detail: { way, deliveredOn, clock: clock?.result ?? null, round: answer.round },
      on: deliveredOn,
      ...(first ? { set: { concluded_on: deliveredOn } } : {}),
    })
  })
}

/** A new answer whose order set no day has no clock to stop. */
async function stopRedo(tx: Tx, subject: string, on: CivilDate) {
  return (await findClock(tx, redoClock, subject)) ? stopClock(tx, redoClock, subject, on) : undefined
}

/** 第三十三条第一款: what can be answered at once is: written, given and signed for on the spot. */
export function answerAtOnce(
  ctx: Context,
  services: RequestServices,
  id: number,
  asked: SpotAnswer,
): Promise<Decision<number>> {
  return onStep(ctx, id, 'answer_at_once', async ({ tx, row, facts, subject, take }) => {
    const decision = decideAnswer(facts, asked, ctx.today)
    if (!decision.ok) return decision
    const given = decision.value
    await store.putAnswer(tx, id, 1, given, staffOf(ctx))
    const answer = await store.findAnswer(tx, id)
    if (!answer) throw new Error(`the answer of request ${id} was not kept`)
    const letter = await issueAnswerLetter(tx, ctx, services, row, answer)
    if (!letter.ok) return letter
    const delivery = { way: 'pickup' as const, deliveredOn: ctx.today, proof: clean(asked.proof) }
    await store.addDelivery(tx, id, 1, delivery)
    const clock = await stopClock(tx, replyClock, subject, ctx.today)
    return take({
      verb: 'requests.answered_at_once',
      detail: { outcome: given.outcome, clock: clock.result },
      set: { outcome: given.outcome, concluded_on: ctx.today },
    })
  })
}

/** States in which the files of an answer are gathered; what was signed stays as it is. */
const GATHERING = new Set(['registered', 'consulting', 'charged', 'explaining', 'redoing'])

type FoundFile = { readonly name: string; readonly hash: Buffer }

/** Adds one file to the answer that is being prepared, as `find` finds or stores it. */
function keepFile(
  ctx: Context,
  id: number,
  find: (tx: Tx) => Promise<FoundFile>,
  detail: Readonly<Record<string, Json>> = {},
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    if (!GATHERING.has(row.state)) return refuse([issue('state', 'files_are_fixed')])
    const file = await find(tx)
    const round = await store.currentRound(tx, id)
    const position = await store.addAnswerFile(tx, id, round, file)
    await record(tx, ctx.actor, {
      verb: 'requests.file_added',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { ...detail, round, position, sha256: file.hash.toString('hex') },
    })
    return allow(id)
  })
}

/** Adds a file to the answer that is being prepared. */
export function attachAnswerFile(
  ctx: Context,
  services: RequestServices,
  id: number,
  file: { readonly name: string; readonly content: Buffer },
): Promise<Decision<number>> {
  return keepFile(ctx, id, async (tx) => {
    const name = fileName(file.name)
    return { name, hash: (await storeFile(tx, services.files, name, file.content)).hash }
  })
}

/** Gives a file of which words and areas were taken out for this very case (第三十七条). */
export function attachRelease(ctx: Context, id: number, releaseId: number): Promise<Decision<number>> {
  return keepFile(
    ctx,
    id,
    async (tx) => {
      const release = (await listReleases(tx, subjectOf(id))).find((one) => one.id === releaseId)
      if (!release) throw notFound('release', releaseId)
      return { name: fileName(release.name), hash: release.file_hash }
    },
    { release: releaseId },
  )
}

export function removeAnswerFile(ctx: Context, id: number, position: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, disclosureRequest, id)
    ctx.actor.must(permissions.handle, row.unit_id)
    if (!GATHERING.has(row.state)) return refuse([issue('state', 'files_are_fixed')])
    const round = await store.currentRound(tx, id)
    if (!(await store.removeAnswerFile(tx, id, round, position))) throw notFound('answer_file', position)
    await record(tx, ctx.actor, {
      verb: 'requests.file_removed',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { round, position },
    })
    return allow(id)
  })
}
