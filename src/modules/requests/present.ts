import { addDays, type CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import { listSteps, stepsFrom } from '#kernel/cases/index.ts'
import { countWorkingDays, findClock, lightOfRow, loadCalendar, versionInForce } from '#kernel/clock/index.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import type { ExplainedDayView, RequestSummary, RequestView } from './contract.ts'
import type { RequestServices } from './actions.ts'
import {
  applicantKindLabels,
  disclosureRequest,
  findOutcome,
  permissions,
  receiptWayLabels,
  replyClock,
  subjectOf,
} from './kinds.ts'
import * as store from './store.ts'

export function stateLabel(state: string): string {
  return disclosureRequest.states[state as keyof typeof disclosureRequest.states]?.label ?? state
}

/** A step that was taken; the first has no arrow of the table. */
export function stepLabel(name: string): string {
  return name === 'open'
    ? '提交申请'
    : (disclosureRequest.steps.find((one) => one.name === name)?.label ?? name)
}

export function summarise(row: store.ListedRequest, today: CivilDate): RequestSummary {
  return {
    id: row.id,
    number: row.number,
    unit: { id: row.unit_id, name: row.unit_name },
    state: row.state,
    stateLabel: stateLabel(row.state),
    applicantKind: row.applicant_kind,
    applicantKindLabel: applicantKindLabels[row.applicant_kind as keyof typeof applicantKindLabels],
    receiptWay: row.receipt_way,
    receiptWayLabel: receiptWayLabels[row.receipt_way as keyof typeof receiptWayLabels],
    wanted: row.wanted,
    arrivedOn: row.arrived_on,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    light: lightOfRow(row, today),
    outcome: row.outcome,
    outcomeLabel: row.outcome === null ? null : (findOutcome(row.outcome)?.label ?? row.outcome),
    concludedOn: row.concluded_on,
  }
}

const DAY_WORDS = { working: '工作日', make_up: '调休上班', weekend: '周末', holiday: '放假' } as const

/** Every day from the day after receipt to the due day, with its number or the reason why it does not count. */
export async function explainDays(
  handle: Handle,
  caseId: number,
): Promise<{ days: ExplainedDayView[]; provisional: boolean }> {
  const clock = await findClock(handle, replyClock, subjectOf(caseId))
  if (!clock) return { days: [], provisional: false }
  const count = countWorkingDays(
    await loadCalendar(handle),
    clock.started_on,
    clock.days + clock.extended_days,
  )
  const numbers = new Map(count.counted.map((date, index) => [date, index + 1]))
  const days: ExplainedDayView[] = []
  const explained = new Map(count.explained.map((day) => [day.date, day]))
  for (let date = addDays(clock.started_on, 1); date <= count.due; date = addDays(date, 1)) {
    const day = explained.get(date)
    days.push({
      date,
      count: numbers.get(date) ?? null,
      kind: day?.kind ?? 'weekend',
      name: day?.name
        ? `${day.name}${day.kind === 'make_up' ? '（调休上班）' : ''}`
        : DAY_WORDS[day?.kind ?? 'weekend'],
    })
  }
  return { days, provisional: count.provisional }
}

function masked(number: string): string {
  return number.length <= 8
    ? `${number.slice(0, 1)}****`
    : `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`
}

/** Whole for who handles the request, since they must reach the applicant; others who read it see who asked in outline. */
function presentApplicant(
  services: RequestServices,
  row: store.ApplicantRow,
  applicantKind: string,
  whole: boolean,
): RequestView['applicant'] {
  const outline = (name: string) => (name === '' ? '' : `${name.slice(0, 1)}＊＊`)
  const hidden = (text: string) => (text === '' || whole ? text : '＊＊＊')
  return {
    name: whole || applicantKind !== 'natural' ? row.name : outline(row.name),
    representative: whole ? row.representative : outline(row.representative),
    identityKind: row.identity_kind,
    identityMasked: whole
      ? masked(services.secrets.open('requests.identity', row.identity_sealed))
      : '＊＊＊',
    phone: hidden(row.phone),
    email: hidden(row.email),
    address: hidden(row.address),
  }
}

/** A request with everything its handler needs; not found for who may not read it. */
export async function presentRequest(
  ctx: Context,
  services: RequestServices,
  id: number,
): Promise<RequestView> {
  const row = await store.getListed(ctx.db, id)
  if (!ctx.actor.may(permissions.read, row.unit_id)) throw notFound('request', id)
  const [request, applicant, answer, files, delivery, steps, { days, provisional }] = await Promise.all([
    store.getRequest(ctx.db, id),
    store.getApplicant(ctx.db, id),
    store.findAnswer(ctx.db, id),
    store.listAnswerFiles(ctx.db, id),
    store.findDelivery(ctx.db, id),
    listSteps(ctx.db, id),
    explainDays(ctx.db, id),
  ])
  const names = await namesOfStaff(
    ctx.db,
    steps.flatMap((step) => (step.staff_id === null ? [] : [step.staff_id])),
  )
  const version = row.received_on === null ? undefined : versionInForce(replyClock, row.received_on)
  const mayHandle = ctx.actor.may(permissions.handle, row.unit_id)
  return {
    ...summarise(row, ctx.today),
    applicant: presentApplicant(services, applicant, row.applicant_kind, mayHandle),
    wantedTitle: request.wanted_title,
    wantedNumber: request.wanted_number,
    description: request.description,
    wantedForm: request.wanted_form,
    wantedWay: request.wanted_way,
    confirmedOn: request.confirmed_on,
    lawLabel: version?.cites ?? null,
    days,
    provisional,
    answer: answer
      ? {
          outcome: answer.outcome,
          outcomeLabel: findOutcome(answer.outcome)?.label ?? answer.outcome,
          ground: answer.ground,
          reason: answer.reason,
          content: answer.content,
          remedy: answer.remedy,
          answeredOn: answer.answered_on,
          files: files.map((file) => ({
            position: file.position,
            name: file.name,
            address: `/api/v1/requests/${id}/answer-files/${file.position}`,
          })),
        }
      : null,
    delivery: delivery
      ? { way: delivery.way, deliveredOn: delivery.delivered_on, proof: delivery.proof }
      : null,
    steps: steps.map((step) => ({
      label: stepLabel(step.name),
      on: step.taken_on,
      staff: step.staff_id === null ? null : (names.get(step.staff_id) ?? null),
    })),
    next: stepsFrom(disclosureRequest, row.state).map((step) => ({
      step: step.name,
      label: step.label,
      allowed: mayHandle,
      reasons: mayHandle ? [] : ['not_permitted'],
    })),
  }
}
