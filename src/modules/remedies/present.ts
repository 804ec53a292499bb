import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import { caseSubject, getAnyCase, listSteps, stepsFrom } from '#kernel/cases/index.ts'
import {
  findClock,
  lightOf,
  lightOfRow,
  loadCalendar,
  type Calendar,
  type RunningClock,
} from '#kernel/clock/index.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type { RemedyServices } from './actions/opening.ts'
import { deciderOf } from './actions/locked.ts'
import { clocks, ORGAN_LIMIT, redoClock } from './clocks.ts'
import type {
  ClockView,
  CorrectionView,
  DecisionBody,
  InstanceView,
  NextStep,
  RemedyState,
  RemedySummary,
  ResultChoice,
  RemedyView,
} from './contract.ts'
import {
  aboutLabels,
  ANNULLED,
  broughtByLabels,
  clockSubject,
  correctEarlierIn,
  fileKindLabels,
  findKind,
  groupLabels,
  groupOf,
  isHigher,
  levelLabels,
  measureLabels,
  permissions,
  redoSubject,
  REMANDED,
  standingCode,
  standingLabels,
  standingOf,
  wayLabels,
  type RemedyKind,
} from './kinds.ts'
import { decisionOf, judgmentOf, orderOf, type Judgment } from './rules/decided.ts'
import { organDueOn } from './rules/open.ts'
import { getListed, type ListedRemedy } from './store/list.ts'
import * as store from './store/remedies.ts'

const labelOf = <T extends string>(labels: Readonly<Record<T, string>>, key: string): string =>
  labels[key as T] ?? key

function kindOfRow(row: { readonly kind: string; readonly id: number }): RemedyKind {
  const kind = findKind(row.kind)
  if (!kind) throw notFound('remedy', row.id)
  return kind
}

function resultLabel(kind: RemedyKind, result: string): string {
  if (result === REMANDED) return '发回重审'
  return kind.kind.outcomes.find((one) => one.code === result)?.label ?? result
}

export function summarise(row: ListedRemedy, today: CivilDate): RemedySummary {
  const kind = kindOfRow(row)
  const light = lightOfRow(row, today)
  const { outcome } = row
  return {
    id: row.id,
    number: row.number,
    kind: kind.name,
    kindLabel: kind.kind.label,
    wayLabel: labelOf(wayLabels, row.way),
    unit: { id: row.unit_id, name: row.unit_name },
    state: row.state as RemedyState,
    stateLabel: kind.kind.states[row.state]?.label ?? row.state,
    about: labelOf(aboutLabels, row.about),
    subject: row.subject,
    organ: row.organ,
    fileNumber: row.file_number,
    levelLabel: labelOf(levelLabels, row.level),
    receivedOn: row.received_on,
    due:
      row.due_on === null || light === null
        ? null
        : { label: clocks.find((one) => one.name === row.clock_name)?.label ?? '', on: row.due_on, light },
    result: outcome,
    resultLabel: outcome === null ? null : resultLabel(kind, outcome),
    groupLabel: outcome === null || outcome === ANNULLED ? null : (groupLabels[groupOf(outcome)] ?? null),
    decidedOn: row.concluded_on,
  }
}

/** Whoever reads for the unit, or for the office that decides the complaint. */
export function mayRead(ctx: Context, row: { unit_id: number; organ_unit_id: number | null }): boolean {
  return [row.unit_id, row.organ_unit_id].some(
    (unitId) => unitId !== null && ctx.actor.may(permissions.read, unitId),
  )
}

/** The case with all that was done in it; not found for who may not read it. */
export async function presentRemedy(ctx: Context, services: RemedyServices, id: number): Promise<RemedyView> {
  const row = await getListed(ctx.db, id)
  if (!mayRead(ctx, row)) throw notFound('remedy', id)
  const kind = kindOfRow(row)
  const remedy = await store.getRemedy(ctx.db, id)
  const mayDecide = ctx.actor.may(permissions.handle, deciderOf(row, row.organ_unit_id))
  const [instances, steps, following, files] = await Promise.all([
    presentInstances(ctx, kind, id, mayDecide && row.state !== 'annulled'),
    listSteps(ctx.db, id),
    store.listFollowing(ctx.db, id),
    store.listFiles(ctx.db, id),
  ])
  const names = await namesOfStaff(
    ctx.db,
    steps.flatMap((step) => (step.staff_id === null ? [] : [step.staff_id])),
  )
  const mayHandle = mayDecide || ctx.actor.may(permissions.handle, row.unit_id)
  return {
    ...summarise(row, ctx.today),
    aboutLabel: labelOf(aboutLabels, remedy.about),
    summary: remedy.summary,
    sameApplicant: remedy.same_applicant,
    applicant: applicantOf(services, remedy, mayHandle),
    subjectCase: await subjectCaseOf(ctx.db, remedy.subject),
    review: remedy.review_id === null ? null : await numbered(ctx.db, remedy.review_id),
    followedBy: following
      .filter((one) => ctx.actor.may(permissions.read, one.unit_id))
      .map((one) => ({ id: one.id, number: one.number })),
    organUnit: remedy.organ_unit_id === null ? null : (await getUnit(ctx.db, remedy.organ_unit_id)).name,
    instances,
    steps: steps.map((step) => ({
      label:
        step.name === 'open'
          ? '登记'
          : (kind.kind.steps.find((one) => one.name === step.name)?.label ?? step.name),
      on: step.taken_on,
      staff: step.staff_id === null ? null : (names.get(step.staff_id) ?? null),
    })),
    next: nextSteps(kind, row, { mayDecide, mayHandle }),
    results: instances.at(-1)?.results ?? [],
    files: files.map((file) => ({
      position: file.position,
      kindLabel: labelOf(fileKindLabels, file.kind),
      name: file.name,
      size: file.size,
      address: `/api/v1/remedies/${id}/files/${file.position}`,
    })),
    mayHandle,
  }
}

/** Whole for who handles the case; others see only that it is somebody else. */
function applicantOf(services: RemedyServices, remedy: store.RemedyRow, whole: boolean): string {
  if (remedy.applicant_sealed === null) return '原申请人'
  return whole ? services.secrets.open('remedies.applicant', remedy.applicant_sealed) : '＊＊＊'
}

async function subjectCaseOf(handle: Handle, subject: string | null) {
  return subject === null ? null : numbered(handle, Number(subject.slice(subject.indexOf(':') + 1)))
}

async function numbered(handle: Handle, id: number) {
  const { number } = await getAnyCase(handle, id)
  return { id, number }
}

/** Results as the form offers them; a court that was asked about a judgment may let it stand. */
function choicesOf(kind: RemedyKind, below: Judgment | null): ResultChoice[] {
  const own = kind.results.map(({ code, label }) => ({
    code,
    label,
    group: groupOf(code),
    groupLabel: groupLabels[groupOf(code)] ?? '',
  }))
  const standing =
    below === null
      ? []
      : Object.entries(standingLabels).map(([how, label]) => ({
          code: standingCode(how),
          label: `${label}：${resultLabel(kind, below.result)}`,
          group: groupOf(below.result),
          groupLabel: `原判有效（年报计入“${groupLabels[groupOf(below.result)] ?? ''}”）`,
        }))
  return [...standing, ...own]
}

/** Two arrows that differ by an order to act anew are one thing to do: the form asks for the order. */
const SAME_FORM: Readonly<Record<string, string>> = {
  order_redo: 'decide',
  correct_to_redo: 'correct',
  // Of an instance that was fought on: offered beside what it decided.
  [correctEarlierIn.received]: 'correct',
  [correctEarlierIn.replied]: 'correct',
}

function nextSteps(
  kind: RemedyKind,
  row: ListedRemedy,
  may: { readonly mayDecide: boolean; readonly mayHandle: boolean },
): NextStep[] {
  return stepsFrom(kind.kind, row.state)
    .filter((step) => !Object.hasOwn(SAME_FORM, step.name))
    .filter((step) => step.name !== 'remand' || isHigher(row.level))
    .map((step) => {
      const allowed = step.name === 'redo' ? may.mayHandle : may.mayDecide
      return {
        step: step.name,
        label: step.label,
        cites: step.cites,
        allowed,
        reasons: allowed ? [] : ['not_permitted'],
      }
    })
}

async function presentInstances(
  ctx: Context,
  kind: RemedyKind,
  caseId: number,
  mayCorrect: boolean,
): Promise<InstanceView[]> {
  const [instances, corrections, calendar] = await Promise.all([
    store.listInstances(ctx.db, caseId),
    store.listCorrections(ctx.db, caseId),
    loadCalendar(ctx.db),
  ])
  const names = await namesOfStaff(
    ctx.db,
    corrections.flatMap((one) => (one.corrected_by === null ? [] : [one.corrected_by])),
  )
  return Promise.all(
    instances.map(async (row, index): Promise<InstanceView> => {
      const decision = decisionOf(row)
      const below = instances[index - 1]
      const order = orderOf(row)
      return {
        position: row.position,
        levelLabel: labelOf(levelLabels, row.level),
        broughtByLabel: labelOf(broughtByLabels, row.brought_by),
        organ: row.organ,
        fileNumber: row.file_number,
        receivedOn: row.received_on,
        acceptedOn: row.accepted_on,
        extendedDays: row.organ_extended_days,
        organDueOn: organDue(kind, calendar, row),
        repliedOn: row.replied_on,
        decision: decision && { ...decision, resultLabel: saidLabel(kind, decision.result, row.result) },
        redo: order && { ...order, doneOn: row.redo_done_on },
        clocks: await presentClocks(ctx, kind, row),
        corrections: corrections
          .filter((one) => one.instance_id === row.id)
          .map((one): CorrectionView => ({
            at: one.corrected_at.toISOString(),
            by: one.corrected_by === null ? null : (names.get(one.corrected_by) ?? null),
            reason: one.reason,
            before: inWords(kind, one.before as unknown as DecisionBody),
            after: inWords(kind, one.after as unknown as DecisionBody),
          })),
        // What the latest instance decided is put right by a step of the whole case.
        correctable: mayCorrect && index < instances.length - 1 && row.result !== REMANDED,
        results: choicesOf(kind, below && isHigher(row.level) ? judgmentOf(below) : null),
      }
    }),
  )
}

function organDue(kind: RemedyKind, calendar: Calendar, row: store.InstanceRow): CivilDate | null {
  if (kind.name !== 'reconsideration' || row.accepted_on === null || row.decided_on !== null) return null
  const { days } = ORGAN_LIMIT
  return organDueOn(calendar, row.accepted_on, { days, extendedDays: row.organ_extended_days })
}

/** What an instance said, with what it comes to where it let the judgment below stand. */
function saidLabel(kind: RemedyKind, said: string, effect: string | null): string {
  const stands = standingOf(said)
  if (stands === undefined) return resultLabel(kind, said)
  return effect === null ? standingLabels[stands] : `${standingLabels[stands]}：${resultLabel(kind, effect)}`
}

/** A decision in one line, for the list of corrections. */
function inWords(kind: RemedyKind, given: DecisionBody): string {
  const { redo, measure } = given
  return [
    saidLabel(kind, given.result, null),
    given.decisionNumber,
    `${given.decidedOn} 作出`,
    `${given.servedOn} 收到`,
    measure === null ? '' : measureLabels[measure],
    redo === null
      ? ''
      : `自 ${redo.from} 起 ${redo.days} ${redo.dayKind === 'working' ? '个工作日' : '日'}内重新办理`,
    given.note,
  ]
    .filter((part) => part !== '')
    .join('，')
}

async function presentClocks(ctx: Context, kind: RemedyKind, row: store.InstanceRow): Promise<ClockView[]> {
  const subject = caseSubject(kind.kind, row.case_id)
  const turns = Array.from({ length: row.redo_turn }, (_, index) =>
    findClock(ctx.db, redoClock, redoSubject(subject, row.position, index + 1)),
  )
  const found = await Promise.all([
    findClock(ctx.db, kind.clock, clockSubject(subject, row.position)),
    ...turns,
  ])
  return found.flatMap((clock, index) =>
    clock === undefined || clock.result === 'void'
      ? []
      : [presentClock(index === 0 ? kind.clock.label : redoClock.label, clock, ctx.today)],
  )
}

function presentClock(label: string, clock: RunningClock, today: CivilDate): ClockView {
  const { due_on, yellow_on, stopped_on, result } = clock
  return {
    label,
    startedOn: clock.started_on,
    days: clock.days,
    dayKind: clock.day_kind === 'working' ? 'working' : 'calendar',
    dueOn: due_on,
    stoppedOn: stopped_on,
    light: lightOf({ due_on, yellow_on, stopped_on, result }, today),
    provisional: clock.provisional,
  }
}
