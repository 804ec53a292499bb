import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import { listSteps, stepsFrom } from '#kernel/cases/index.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type { ConsultationServices } from './actions.ts'
import { REFERRALS, VERDICTS, WAYS, type ConsultationSummary, type ConsultationView } from './contract.ts'
import { consultation, outcomeLabel, permissions, referralLabels, verdictLabels, wayLabels } from './kinds.ts'
import { getListed, type ListedConsultation } from './listing.ts'
import { openPerson, outlinePerson } from './person.ts'
import { referralNote } from './rules.ts'
import { replyRule, settingOn } from './settings.ts'
import * as store from './store.ts'

export function stateLabel(state: string): string {
  return consultation.states[state as keyof typeof consultation.states]?.label ?? state
}

/** A step that was taken; the first has no arrow of the table. */
export function stepLabel(name: string): string {
  return name === 'open' ? '提出咨询' : (consultation.steps.find((one) => one.name === name)?.label ?? name)
}

const labelOf = <T extends string>(
  labels: Readonly<Record<T, string>>,
  known: readonly T[],
  text: string | null,
) => {
  const found = known.find((one) => one === text)
  return found === undefined ? null : labels[found]
}

export const verdictLabel = (verdict: string | null) => labelOf(verdictLabels, VERDICTS, verdict)

export function summarise(row: ListedConsultation, today: CivilDate): ConsultationSummary {
  return {
    id: row.id,
    number: row.number,
    unit: { id: row.unit_id, name: row.unit_name },
    state: row.state,
    stateLabel: stateLabel(row.state),
    way: row.way,
    wayLabel: labelOf(wayLabels, WAYS, row.way) ?? row.way,
    title: row.title,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    light: lightOfRow(row, today),
    outcomeLabel: row.outcome === null ? null : outcomeLabel(row.outcome),
    answeredOn: row.concluded_on,
    verdictLabel: verdictLabel(row.verdict),
  }
}

/** A consultation with everything its handler needs; not found for who may not read it. */
export async function presentConsultation(
  ctx: Context,
  { secrets }: ConsultationServices,
  id: number,
): Promise<ConsultationView> {
  const row = await getListed(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('consultation', id)
  const handles = ctx.actor.may(permissions.handle, row.unit_id)
  const [asked, person, answers, transfers, poll, steps, unit, setting, rule] = await Promise.all([
    store.getConsultation(ctx.db, id),
    store.findPerson(ctx.db, id),
    store.listAnswers(ctx.db, id),
    store.listTransfers(ctx.db, id),
    store.findPoll(ctx.db, id),
    listSteps(ctx.db, id),
    getUnit(ctx.db, row.unit_id),
    settingOn(ctx.db, ctx.today),
    replyRule(ctx.db),
  ])
  const names = await namesOfStaff(
    ctx.db,
    steps.flatMap((step) => step.staff_id ?? []),
  )
  const opened = person && openPerson(secrets, person)
  const of = { unitName: unit.name, unitCode: unit.code, letterWay: setting.letterWay }
  return {
    ...summarise(row, ctx.today),
    question: asked.question,
    unsure: asked.unsure,
    person: opened === undefined ? null : handles ? opened : outlinePerson(opened),
    answers: answers.map((answer) => ({
      content: answer.content,
      referredLabel: labelOf(referralLabels, REFERRALS, answer.referred_to),
      answeredOn: answer.answered_on,
      by: answer.by,
    })),
    transfers: transfers.map((one) => ({
      from: one.from_name,
      to: one.to_name,
      reason: one.reason,
      on: one.transferred_on,
    })),
    poll: poll
      ? { verdictLabel: verdictLabel(poll.verdict) ?? '', words: poll.words, on: poll.given_on }
      : null,
    steps: steps.map((step) => ({
      label: stepLabel(step.name),
      on: step.taken_on,
      staff: step.staff_id === null ? null : (names.get(step.staff_id) ?? null),
    })),
    next: stepsFrom(consultation, row.state).map((step) => ({
      step: step.name,
      label: step.label,
      allowed: handles,
      reasons: handles ? [] : ['not_permitted'],
    })),
    referrals: { request: referralNote('request', of), letter: referralNote('letter', of) },
    mayUse: row.state === 'closed' && handles,
    legalBasis: rule.versions.findLast((version) => version.from <= row.received_on)?.cites ?? '',
  }
}
