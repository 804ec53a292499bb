import { notFound } from '#platform/errors.ts'
import { getCase, listSteps } from '#kernel/cases/index.ts'
import { loadCalendar, versionInForce, type Calendar } from '#kernel/clock/index.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import { listUnits } from '#kernel/organisation/index.ts'
import { listPapers } from '#modules/papers/index.ts'
import type { RequestServices } from '../actions/step.ts'
import type { AnswerView, RequestView } from '../contract/views.ts'
import { replyClock } from '../kinds/clocks.ts'
import { findForm, findOutcome } from '../kinds/outcomes.ts'
import { permissions } from '../kinds/permissions.ts'
import { disclosureRequest, subjectOf } from '../kinds/procedure.ts'
import * as answers from '../store/answers.ts'
import { getFacts } from '../store/facts.ts'
import * as intake from '../store/intake.ts'
import { getListed } from '../store/list.ts'
import { listPublications } from '../store/publications.ts'
import { listOpinions } from '../store/steps.ts'
import { presentApplicant } from './applicant.ts'
import { explainDays } from './days.ts'
import { nextSteps } from './next.ts'
import { currentTrail, presentOrders, stillOpen } from './remedies.ts'
import { stepLabel, summarise } from './summary.ts'

/** A request with everything its handler needs; not found for who may not read it. */
export async function presentRequest(
  ctx: Context,
  services: RequestServices,
  id: number,
): Promise<RequestView> {
  const row = await getListed(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('request', id)
  const whole = ctx.actor.may(permissions.handle, row.unit_id)
  const found = await getCase(ctx.db, disclosureRequest, id)
  const [request, applicant, answer, trail, steps, limit, facts, calendar] = await Promise.all([
    intake.getRequest(ctx.db, id),
    intake.getApplicant(ctx.db, id),
    presentAnswers(ctx, id),
    presentTrail(ctx, services, id, whole),
    presentSteps(ctx, id),
    explainDays(ctx.db, id),
    getFacts(ctx.db, found, ctx.today),
    loadCalendar(ctx.db),
  ])
  const version = row.received_on === null ? undefined : versionInForce(replyClock, row.received_on)
  const current = answer.at(-1)
  return {
    ...summarise(row, ctx.today),
    revision: found.revision,
    applicant: presentApplicant(services, applicant, row.applicant_kind, whole),
    ...(await presentFiles(ctx, services, id, whole)),
    wantedTitle: request.wanted_title,
    wantedNumber: request.wanted_number,
    description: request.description,
    wantedForm: request.wanted_form,
    wantedWay: request.wanted_way,
    confirmedOn: request.confirmed_on,
    helped: request.helped,
    origin: request.origin,
    lawLabel: version?.cites ?? null,
    ...limit,
    answers: answer.map((one) => one.view),
    ...(await presentRemedies(ctx, id, answer, calendar)),
    trail,
    steps,
    suggested: {
      correction: facts.policy.correctionDays,
      reasons: facts.policy.reasonsDays,
      payment: facts.policy.payDays,
    },
    next: nextSteps(ctx, row.unit_id, facts, calendar, current?.writtenBy ?? null),
  }
}

type Presented = Awaited<ReturnType<typeof presentAnswers>>

async function presentRemedies(ctx: Context, id: number, answered: Presented, calendar: Calendar) {
  const newest = answered.findLast((one) => one.deliveredOn !== null)
  return {
    openRemedies: newest?.deliveredOn
      ? stillOpen({ outcome: newest.view.outcome, deliveredOn: newest.deliveredOn }, ctx.today, calendar)
      : [],
    orders: await presentOrders(ctx.db, id),
  }
}

async function presentAnswers(ctx: Context, id: number) {
  const [rows, files, deliveries] = await Promise.all([
    answers.listAnswers(ctx.db, id),
    answers.listAnswerFiles(ctx.db, id),
    answers.listDeliveries(ctx.db, id),
  ])
  const names = await namesOfStaff(
    ctx.db,
    rows.flatMap((row) => [row.answered_by, ...(row.signed_by === null ? [] : [row.signed_by])]),
  )
  return rows.map((row) => {
    const delivery = deliveries.find((one) => one.round === row.round)
    const view: AnswerView = {
      round: row.round,
      outcome: row.outcome,
      outcomeLabel: findOutcome(row.outcome)?.label ?? row.outcome,
      form: row.form,
      formLabel: row.form === null ? null : (findForm(row.form)?.form.label ?? row.form),
      ground: row.ground,
      reason: row.reason,
      content: row.content,
      remedy: row.remedy,
      details: row.details as Readonly<Record<string, string>>,
      withheld: row.withheld,
      corrects: row.corrects,
      returned: row.returned,
      written: names.get(row.answered_by) ?? '',
      signed: row.signed_by === null ? null : (names.get(row.signed_by) ?? ''),
      answeredOn: row.signed_on ?? row.answered_on,
      files: files
        .filter((file) => file.round === row.round)
        .map((file) => ({
          position: file.position,
          name: file.name,
          address: `/api/v1/requests/${id}/answer-files/${file.round}/${file.position}`,
        })),
      delivery: delivery
        ? { way: delivery.way, deliveredOn: delivery.delivered_on, proof: delivery.proof }
        : null,
    }
    return { view, writtenBy: row.answered_by, deliveredOn: delivery?.delivered_on ?? null }
  })
}

async function presentFiles(ctx: Context, { secrets }: RequestServices, id: number, whole: boolean) {
  const [attachments, identityPapers, letters, files, round, cover, publications] = await Promise.all([
    intake.listAttachments(ctx.db, id),
    whole ? intake.listIdentityPapers(ctx.db, id) : [],
    listPapers(ctx.db, subjectOf(id)),
    answers.listAnswerFiles(ctx.db, id),
    answers.currentRound(ctx.db, id),
    intake.listCover(ctx.db, id),
    listPublications(ctx.db, id),
  ])
  const base = `/api/v1/requests/${id}`
  return {
    attachments: attachments.map((file) => ({
      position: file.position,
      name: file.name,
      address: `${base}/attachments/${file.position}`,
    })),
    identityPapers: identityPapers.map((paper) => ({
      id: paper.id,
      name: secrets.open('requests.identity_name', paper.name_sealed),
      address: `${base}/identity-papers/${paper.id}`,
    })),
    letters: letters.map((letter) => ({
      id: letter.id,
      template: letter.template,
      title: letter.title,
      number: letter.number,
      on: letter.issuedOn,
      pdf: `${base}/letters/${letter.id}/pdf`,
      docx: `${base}/letters/${letter.id}/docx`,
    })),
    gathered: files
      .filter((file) => file.round === round)
      .map((file) => ({
        position: file.position,
        name: file.name,
        address: `${base}/answer-files/${file.round}/${file.position}`,
      })),
    publications: publications.map((one) => ({ documentId: one.document_id, on: one.made_on })),
    siblings: cover
      .filter((one) => one.id !== id)
      .map((one) => ({ id: one.id, number: one.number, state: one.state })),
  }
}

async function presentSteps(ctx: Context, id: number) {
  const steps = await listSteps(ctx.db, id)
  const names = await namesOfStaff(
    ctx.db,
    steps.flatMap((step) => (step.staff_id === null ? [] : [step.staff_id])),
  )
  return steps.map((step) => ({
    label: stepLabel(step.name),
    on: step.taken_on,
    staff: step.staff_id === null ? null : (names.get(step.staff_id) ?? null),
  }))
}

async function presentTrail(
  ctx: Context,
  { secrets }: RequestServices,
  id: number,
  whole: boolean,
): Promise<RequestView['trail']> {
  const [trail, opinions] = await Promise.all([currentTrail(ctx.db, id), listOpinions(ctx.db, id)])
  // Hardly any request is passed on; then the whole list is cheap enough.
  const units = new Map(
    (trail.transfers.length === 0 ? [] : await listUnits(ctx.db)).map((one) => [one.id, one.name]),
  )
  const { correction, reasons, extension, delay, fee, ending, discard } = trail
  return {
    correction: correction && {
      missing: correction.missing,
      askedOn: correction.asked_on,
      dueOn: correction.due_on,
      receivedOn: correction.received_on,
      reply: correction.reply,
    },
    reasons: reasons && {
      why: reasons.why,
      askedOn: reasons.asked_on,
      dueOn: reasons.due_on,
      receivedOn: reasons.received_on,
      reply: reasons.reply,
      reasonable: reasons.reasonable,
      passedOn: reasons.passed_on,
    },
    extension: extension && { days: extension.days, reason: extension.reason, on: extension.told_on },
    delay: delay && { days: delay.days, reason: delay.reason, on: delay.told_on },
    fee: fee && {
      basis: fee.basis,
      quantity: fee.quantity,
      before: fee.before,
      amountFen: fee.amount_fen,
      where: fee.pay_where,
      on: fee.told_on,
      payBy: fee.pay_by,
      paidOn: fee.paid_on,
      paidHow: fee.paid_how,
    },
    ending: ending && { why: ending.why, words: ending.words, on: ending.ended_on },
    discard: discard && { why: discard.why, words: discard.words, on: discard.discarded_on },
    redos: trail.redos.map((one) => ({
      round: one.round,
      orderedBy: one.ordered_by,
      reason: one.reason,
      on: one.ordered_on,
      dueOn: one.due_on,
    })),
    changes: trail.changes.map((one) => ({
      from: findOutcome(one.from_outcome)?.label ?? one.from_outcome,
      to: findOutcome(one.to_outcome)?.label ?? one.to_outcome,
      reason: one.reason,
      on: one.changed_on,
    })),
    transfers: trail.transfers.map((one) => ({
      from: units.get(one.from_unit) ?? '',
      to: units.get(one.to_unit) ?? '',
      reason: one.reason,
      on: one.transferred_on,
    })),
    opinions: opinions.map((one) => ({
      id: one.id,
      kind: one.kind,
      // Who is asked is a person too: only who handles the request sees the name.
      addressee: whole ? secrets.open('requests.addressee', one.addressee_sealed) : '＊＊＊',
      question: one.question,
      sentOn: one.sent_on,
      deliveredOn: one.delivered_on,
      limitOn: one.limit_on,
      answeredOn: one.answered_on,
      opinion: one.opinion,
      words: whole ? one.words : one.words === '' ? '' : '＊＊＊',
      reasonable: one.reasonable,
      closedOn: one.closed_on,
    })),
  }
}
