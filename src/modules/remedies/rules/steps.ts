import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { versionInForce } from '#kernel/clock/index.ts'
import { cleanText } from '#kernel/papers/index.ts'
import { ORGAN_LIMIT } from '../clocks.ts'
import type {
  CorrectionBody,
  DecisionBody,
  InstanceBody,
  LimitBody,
  OpeningBody,
  OrganLimitBody,
  RedoneBody,
  RemandBody,
  ReplyBody,
} from '../contract.ts'
import { groupOf, isHigher, kindOf, type RemedyKind, type Way } from '../kinds.ts'
import { effectOf, type Judgment } from './decided.ts'

const clean = (text: string) => cleanText(text).trim()

const notAfter = (field: string, day: CivilDate | null, today: CivilDate): Issue[] =>
  day !== null && day > today ? [issue(field, 'in_the_future')] : []

const notBefore = (field: string, code: string, day: CivilDate, first: CivilDate): Issue[] =>
  day < first ? [issue(field, code)] : []

const required = (field: string, text: string): Issue[] => (text === '' ? [issue(field, 'required')] : [])

/** What opening a case must know of what is there. */
export interface Surroundings {
  /** The case that it is about; null where none is named. */
  readonly subject: { readonly unitId: number; readonly receivedOn: CivilDate | null } | null
  /** The reconsideration that the lawsuit follows; null where none is named. */
  readonly review: { readonly way: string; readonly unitId: number; readonly state: string } | null
  /** The number of a case of this unit that has the organ's file number already. */
  readonly sameFile: string | null
}

export interface Opening extends OpeningBody {
  readonly way: Way
}

export function decideOpening(of: Surroundings, asked: OpeningBody, today: CivilDate): Decision<Opening> {
  const remedy = kindOf(asked.kind)
  const [organ, applicant, summary] = [clean(asked.organ), clean(asked.applicant), clean(asked.summary)]
  const isSuit = asked.kind === 'litigation'
  const afterReview = isSuit && asked.afterReview
  const issues: Issue[] = [
    ...required('organ', organ),
    ...(asked.subject === null ? required('summary', summary) : []),
    ...notAfter('receivedOn', asked.receivedOn, today),
    ...notAfter('acceptedOn', asked.acceptedOn, today),
  ]
  if (!versionInForce(remedy.clock, asked.receivedOn)) issues.push(issue('receivedOn', 'before_the_law'))
  if (of.subject && of.subject.unitId !== asked.unitId) issues.push(issue('unitId', 'not_the_subjects_unit'))
  if (of.subject?.receivedOn && asked.receivedOn < of.subject.receivedOn)
    issues.push(issue('receivedOn', 'before_receipt'))
  if (asked.sameApplicant && asked.subject === null) issues.push(issue('sameApplicant', 'nobody_to_be_same'))
  if (!asked.sameApplicant) issues.push(...required('applicant', applicant))
  if (asked.acceptedOn !== null && asked.kind !== 'reconsideration')
    issues.push(issue('acceptedOn', 'only_in_reconsideration'))
  if (asked.organUnitId !== null && asked.kind !== 'complaint')
    issues.push(issue('organUnitId', 'only_in_complaints'))
  if (asked.organUnitId === asked.unitId) issues.push(issue('organUnitId', 'judge_in_own_case'))
  if (asked.reviewId !== null && !afterReview) issues.push(issue('reviewId', 'not_after_review'))
  if (of.review && (of.review.way !== 'reconsideration' || of.review.unitId !== asked.unitId))
    issues.push(issue('reviewId', 'not_a_review_of_this_unit'))
  if (of.review && !['decided', 'redoing'].includes(of.review.state))
    issues.push(issue('reviewId', 'review_not_decided'))
  if (of.sameFile !== null) issues.push(issue('fileNumber', 'file_already_entered', { number: of.sameFile }))
  const suit: Way = afterReview ? 'litigation_after_review' : 'litigation_direct'
  return decide(issues, {
    ...asked,
    organ,
    summary,
    applicant: asked.sameApplicant ? '' : applicant,
    fileNumber: clean(asked.fileNumber),
    afterReview,
    way: asked.kind === 'litigation' ? suit : asked.kind,
  })
}

/** The instance that is under way, or was decided last. */
export interface Current {
  readonly level: string
  readonly receivedOn: CivilDate
  readonly decidedOn: CivilDate | null
  readonly redo: { readonly from: CivilDate; readonly doneOn: CivilDate | null } | null
  /** The judgment that a higher court was asked about; null in a first instance. */
  readonly below: Judgment | null
}

export function decideReply(of: Current, asked: ReplyBody, today: CivilDate): Decision<ReplyBody> {
  return decide(
    [
      ...notBefore('repliedOn', 'before_notice', asked.repliedOn, of.receivedOn),
      ...notAfter('repliedOn', asked.repliedOn, today),
    ],
    asked,
  )
}

/** One of the closed list; an order to act anew only where the organ found for the other side. */
export function decideDecision<T extends DecisionBody>(
  remedy: RemedyKind,
  of: Current,
  asked: T,
  today: CivilDate,
): Decision<T> {
  const issues: Issue[] = [
    ...notBefore('decidedOn', 'before_notice', asked.decidedOn, of.receivedOn),
    ...notBefore('servedOn', 'before_decision', asked.servedOn, asked.decidedOn),
    ...notAfter('decidedOn', asked.decidedOn, today),
    ...notAfter('servedOn', asked.servedOn, today),
  ]
  const { result, stands } = effectOf(asked.result, of.below)
  const group = groupOf(result)
  const found = group === 'corrected' || group === 'justified'
  if (!remedy.results.some((one) => one.code === result)) issues.push(issue('result', 'not_a_choice'))
  if (asked.redo) {
    if (!found) issues.push(issue('redo', 'redo_without_correction'))
    issues.push(...notBefore('redo', 'before_decision', asked.redo.from, asked.decidedOn))
  }
  // 责令履行 says by when; without it nobody would know what is still owed. What was done before the appeal is not.
  const done = stands !== null && of.below?.redone === true
  if (result === 'corrected.perform' && !asked.redo && !done) issues.push(issue('redo', 'redo_required'))
  if (asked.measure !== null && group !== 'justified')
    issues.push(issue('measure', 'measure_without_finding'))
  return decide(issues, { ...asked, decisionNumber: clean(asked.decisionNumber), note: clean(asked.note) })
}

/** A wrong entry is put right with its reason; what the last instance before it said still comes first. */
export function decideCorrection(
  remedy: RemedyKind,
  of: Current,
  asked: CorrectionBody,
  today: CivilDate,
): Decision<CorrectionBody> {
  const decision = decideDecision(remedy, of, asked, today)
  const reason = clean(asked.reason)
  const issues = [
    ...(decision.ok ? [] : decision.issues),
    ...required('reason', reason),
    ...(of.redo?.doneOn && asked.redo && of.redo.doneOn < asked.decidedOn
      ? [issue('decidedOn', 'after_redone')]
      : []),
  ]
  return decide(issues, { ...asked, ...(decision.ok ? decision.value : {}), reason })
}

/** A second instance follows a first or a new trial; a new trial follows any judgment. */
export function decideInstance(of: Current, asked: InstanceBody, today: CivilDate): Decision<InstanceBody> {
  const organ = clean(asked.organ)
  const issues = [...required('organ', organ), ...notAfter('receivedOn', asked.receivedOn, today)]
  if (of.decidedOn !== null)
    issues.push(...notBefore('receivedOn', 'before_decision', asked.receivedOn, of.decidedOn))
  if (asked.level === 'second' && of.level === 'second') issues.push(issue('level', 'no_third_instance'))
  return decide(issues, { ...asked, organ, fileNumber: clean(asked.fileNumber) })
}

export function decideRemand(of: Current, asked: RemandBody, today: CivilDate): Decision<RemandBody> {
  const organ = clean(asked.organ)
  const issues = [
    ...required('organ', organ),
    ...notBefore('decidedOn', 'before_notice', asked.decidedOn, of.receivedOn),
    ...notBefore('receivedOn', 'before_decision', asked.receivedOn, asked.decidedOn),
    ...notAfter('decidedOn', asked.decidedOn, today),
    ...notAfter('receivedOn', asked.receivedOn, today),
  ]
  if (!isHigher(of.level)) issues.push(issue('state', 'only_higher_court_remands'))
  return decide(issues, {
    ...asked,
    organ,
    fileNumber: clean(asked.fileNumber),
    decisionNumber: clean(asked.decisionNumber),
    note: clean(asked.note),
  })
}

export function decideRedone(of: Current, asked: RedoneBody, today: CivilDate): Decision<RedoneBody> {
  const first = of.decidedOn ?? of.receivedOn
  return decide(
    [
      ...notBefore('doneOn', 'before_decision', asked.doneOn, first),
      ...notAfter('doneOn', asked.doneOn, today),
    ],
    asked,
  )
}

export function decideOrganLimit(
  remedy: RemedyKind,
  of: Current,
  asked: OrganLimitBody,
  today: CivilDate,
): Decision<OrganLimitBody> {
  const issues = notAfter('acceptedOn', asked.acceptedOn, today)
  if (remedy.name !== 'reconsideration') issues.push(issue('acceptedOn', 'only_in_reconsideration'))
  if (of.decidedOn !== null) issues.push(issue('state', 'already_decided'))
  if (asked.extendedDays > ORGAN_LIMIT.extension)
    issues.push(issue('extendedDays', 'beyond_limit', { daysLeft: ORGAN_LIMIT.extension }))
  return decide(issues, asked)
}

export function decideAnnulment(of: { readonly followedBy: number }, reason: string): Decision<string> {
  const issues = required('reason', clean(reason))
  if (of.followedBy > 0) issues.push(issue('state', 'followed_by_lawsuit'))
  return decide(issues, clean(reason))
}

/** The limit is the whole city's: its government sets it, from a day on that is not over. */
export function decideLimit(
  unit: { readonly kind: string },
  asked: LimitBody,
  today: CivilDate,
): Decision<LimitBody> {
  const issues: Issue[] = []
  if (unit.kind !== 'city') issues.push(issue('unitId', 'not_the_city'))
  if (asked.from < today) issues.push(issue('from', 'before_today'))
  const cites = clean(asked.cites)
  issues.push(...required('cites', cites))
  return decide(issues, { ...asked, cites })
}
