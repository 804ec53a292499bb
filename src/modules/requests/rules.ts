import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import { civilDate, formatChinese, type CivilDate } from '#platform/dates.ts'
import { checkCitizenId, checkCreditCode } from '#kernel/organisation/index.ts'
import {
  LIMITS,
  type AnswerBody,
  type Application,
  type DeliveryBody,
  type PaperRequest,
  type RECEIPT_WAYS,
} from './contract.ts'
import { findOutcome, replyClock, type RequestOutcome } from './kinds.ts'

/**
 * The fields of Article 29, every problem at once; allowed with the application as it is kept. The 2019 Regulation asks
 * for no purpose (第三十五条 alone may, later).
 */
export function decideApplication(asked: Application): Decision<Application> {
  const application = tidy(asked)
  const issues: Issue[] = []
  if (application.name === '') issues.push(issue('name', 'required'))
  issues.push(...identityIssues(application))
  issues.push(...contactIssues(application))
  if (application.wantedTitle + application.wantedNumber + application.description === '') {
    issues.push(issue('description', 'nothing_wanted'))
  }
  for (const [field, max] of Object.entries(LIMITS)) {
    const text = application[field as keyof typeof LIMITS]
    if (Array.from(text).length > max) issues.push(issue(field, 'too_long', { max }))
  }
  return decide(issues, application)
}

// Control characters are seen by nobody, and the database refuses one of them; lines stay.
const clean = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '').trim()

function tidy(asked: Application): Application {
  const identityNumber = clean(asked.identityNumber).normalize('NFKC').toUpperCase()
  return {
    applicantKind: asked.applicantKind,
    name: clean(asked.name),
    representative: clean(asked.representative),
    identityKind: asked.identityKind,
    identityNumber,
    phone: clean(asked.phone).normalize('NFKC'),
    email: clean(asked.email).normalize('NFKC'),
    address: clean(asked.address),
    wantedTitle: clean(asked.wantedTitle),
    wantedNumber: clean(asked.wantedNumber),
    description: clean(asked.description),
    wantedForm: asked.wantedForm,
    wantedWay: asked.wantedWay,
  }
}

function identityIssues({
  applicantKind,
  identityKind,
  identityNumber,
  representative,
}: Application): Issue[] {
  const issues: Issue[] = []
  const person = applicantKind === 'natural'
  if (!person && representative === '') issues.push(issue('representative', 'required'))
  if (person === (identityKind === 'credit_code')) {
    issues.push(issue('identityKind', person ? 'identity_of_organisation' : 'identity_of_person'))
  }
  if (identityNumber === '') issues.push(issue('identityNumber', 'required'))
  else if (identityKind === 'citizen_id' && !checkCitizenId(identityNumber).ok) {
    issues.push(issue('identityNumber', 'citizen_id'))
  } else if (identityKind === 'credit_code' && !checkCreditCode(identityNumber).ok) {
    issues.push(issue('identityNumber', 'credit_code'))
  }
  return issues
}

/** By which contact an answer goes its way; the answer on the portal needs none of its own. */
const CONTACT_FOR = {
  email: 'email',
  post: 'address',
  fax: 'phone',
  pickup: 'phone',
  online: undefined,
} as const

/** Somebody must be reachable, and by the way in which the answer is wanted. */
function contactIssues(application: Application): Issue[] {
  const { phone, email, address } = application
  const issues: Issue[] = []
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) issues.push(issue('email', 'email_form'))
  if (phone !== '' && !/^[0-9+\-() ]{5,30}$/.test(phone)) issues.push(issue('phone', 'phone_form'))
  const needed = CONTACT_FOR[application.wantedWay]
  if (needed !== undefined && application[needed] === '') issues.push(issue(needed, 'needed_for_way'))
  else if (phone + email + address === '') issues.push(issue('phone', 'no_contact'))
  return issues
}

/** 第二十七条: governments of every level and departments are asked, not villages, and not one that is no more. */
export function mayBeAsked(unit: { readonly kind: string; readonly closed_on: CivilDate | null }): boolean {
  return unit.kind !== 'village' && unit.closed_on === null
}

/** A form of the portal: whom it asks, and the fields of Article 29. */
export function decideSubmission(
  asked: Application,
  unit: Parameters<typeof mayBeAsked>[0] | undefined,
): Decision<Application> {
  const application = decideApplication(asked)
  if (unit && mayBeAsked(unit)) return application
  return refuse([issue('unit', 'not_a_choice'), ...(application.ok ? [] : application.issues)])
}

export type ReceiptWay = (typeof RECEIPT_WAYS)[number]

/**
 * The day of receipt (第三十一条): handed in or signed for, that day; by ordinary letter, fax or the internet the day on
 * which both sides confirm. Undefined while it is not confirmed.
 */
export function receivedOn(
  way: ReceiptWay,
  arrivedOn: CivilDate,
  confirmedOn: CivilDate | null,
): CivilDate | undefined {
  return needsConfirmation(way) ? (confirmedOn ?? undefined) : arrivedOn
}

const needsConfirmation = (way: ReceiptWay) => way !== 'in_person' && way !== 'post_signed'

function confirmationIssues(
  way: ReceiptWay,
  arrivedOn: CivilDate,
  confirmedOn: CivilDate | null,
  today: CivilDate,
): Issue[] {
  if (!needsConfirmation(way)) return []
  if (confirmedOn === null) return [issue('confirmedOn', 'required')]
  if (confirmedOn < arrivedOn) return [issue('confirmedOn', 'before_arrival')]
  return confirmedOn > today ? [issue('confirmedOn', 'in_the_future')] : []
}

const FIRST_DAY = replyClock.versions[0]?.from ?? civilDate('2008-05-01')

interface PaperIntake {
  readonly application: Application
  readonly receivedOn: CivilDate
  readonly confirmedOn: CivilDate | null
}

/** A request on paper: its fields, and its day of receipt from the way on which it came. */
export function decidePaperRequest(
  asked: PaperRequest,
  unit: Parameters<typeof mayBeAsked>[0],
  today: CivilDate,
): Decision<PaperIntake> {
  const application = decideApplication(asked)
  const issues: Issue[] = application.ok ? [] : [...application.issues]
  if (!mayBeAsked(unit)) issues.push(issue('unitId', 'not_a_choice'))
  if (asked.arrivedOn > today) issues.push(issue('arrivedOn', 'in_the_future'))
  if (asked.arrivedOn < FIRST_DAY) issues.push(issue('arrivedOn', 'before_the_law', { from: FIRST_DAY }))
  const { receiptWay, arrivedOn } = asked
  // Of what needs no confirmation none is kept: the day of receipt does not hang on it.
  const confirmedOn = needsConfirmation(receiptWay) ? asked.confirmedOn : null
  issues.push(...confirmationIssues(receiptWay, arrivedOn, confirmedOn, today))
  const received = receivedOn(receiptWay, arrivedOn, confirmedOn)
  if (!application.ok || received === undefined) return refuse(issues)
  return decide(issues, { application: application.value, receivedOn: received, confirmedOn })
}

/** 第三十一条: an online request counts as received on the day both sides confirm. */
export function decideRegistration(
  request: { readonly way: ReceiptWay; readonly arrivedOn: CivilDate },
  confirmedOn: CivilDate | null,
  today: CivilDate,
): Decision<{ receivedOn: CivilDate }> {
  const issues = confirmationIssues(request.way, request.arrivedOn, confirmedOn, today)
  const received = receivedOn(request.way, request.arrivedOn, confirmedOn)
  return received === undefined ? refuse(issues) : decide(issues, { receivedOn: received })
}

/** An answer with all that goes on it. */
export interface GivenAnswer {
  readonly outcome: string
  readonly ground: string
  readonly reason: string
  readonly content: string
  readonly remedy: string
  readonly answeredOn: CivilDate
}

/** One of the closed list, with its reason; ground and remedies are filled by rule, not by hand. */
export function decideAnswer(
  request: { readonly receivedOn: CivilDate },
  asked: AnswerBody,
  today: CivilDate,
): Decision<GivenAnswer> {
  const issues: Issue[] = []
  const outcome = findOutcome(asked.outcome)
  const [reason, content] = [clean(asked.reason), clean(asked.content)]
  if (!outcome) issues.push(issue('outcome', 'not_a_choice'))
  // 第三十六条第（三）项、第三十七条: what is not given is given reasons for.
  if (outcome?.needsReason && reason === '') issues.push(issue('reason', 'required'))
  if (content === '') issues.push(issue('content', 'required'))
  if (asked.answeredOn < request.receivedOn) issues.push(issue('answeredOn', 'before_receipt'))
  if (asked.answeredOn > today) issues.push(issue('answeredOn', 'in_the_future'))
  if (!outcome) return refuse(issues)
  return decide(issues, {
    outcome: outcome.code,
    ground: groundFor(outcome, request.receivedOn),
    reason,
    content,
    remedy: remedyFor(outcome.code, asked.answeredOn),
    answeredOn: asked.answeredOn,
  })
}

/** From this day a refusal under Articles 14 to 16 must go to reconsideration first (行政复议法 第二十三条). */
const REVIEW_FIRST_FROM = civilDate('2024-01-01')
const REVIEW_FIRST = new Set(['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7'])

/** The remedies that an answer of this day must name (行政复议法 第二十条、第二十三条；行政诉讼法 第四十六条). */
export function remedyFor(outcome: string, answeredOn: CivilDate): string {
  if (REVIEW_FIRST.has(outcome) && answeredOn >= REVIEW_FIRST_FROM) {
    return '如对本答复不服，应当自知道本答复之日起六十日内先申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向人民法院提起行政诉讼。'
  }
  return '如对本答复不服，可以自知道本答复之日起六十日内申请行政复议，或者自知道本答复之日起六个月内向人民法院提起行政诉讼。'
}

const LAW_OF_2019_FROM = civilDate('2019-05-15')
const REGULATION = '《中华人民共和国政府信息公开条例》'

/** The article that the answer stands on, of the Regulation that was in force when the request was received. */
export function groundFor(outcome: RequestOutcome, receivedOn: CivilDate): string {
  if (receivedOn >= LAW_OF_2019_FROM) return `根据${outcome.cites.replace('政府信息公开条例 ', REGULATION)}`
  return `根据${REGULATION}（2007年公布）${articleOf2007(outcome.code)}`
}

// The Regulation of 2007 knows four answers (第二十一条) and the partial one (第二十二条); the finer list came later.
function articleOf2007(code: string): string {
  if (code === 'C2') return '第二十二条'
  if (code === 'C1') return '第二十一条第（一）项'
  if (code.startsWith('C3')) return '第二十一条第（二）项'
  if (code === 'C4.1') return '第二十一条第（三）项'
  return code === 'C4.3' ? '第二十一条第（四）项' : '第二十一条'
}

/** The name of a file without the folders that some browsers send with it. */
export function fileName(name: string): string {
  return clean(name.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\n\t]/g, ' ')
}

/** The day of signature, or for mail the day of posting (国办公开办函〔2016〕235号). */
export function decideDelivery(
  answer: { readonly answeredOn: CivilDate },
  asked: DeliveryBody,
  today: CivilDate,
): Decision<DeliveryBody> {
  const issues: Issue[] = []
  const proof = clean(asked.proof)
  if (asked.deliveredOn < answer.answeredOn)
    issues.push(issue('deliveredOn', 'before_answer', { on: formatChinese(answer.answeredOn) }))
  if (asked.deliveredOn > today) issues.push(issue('deliveredOn', 'in_the_future'))
  if (asked.way === 'post' && proof === '') issues.push(issue('proof', 'required'))
  return decide(issues, { ...asked, proof })
}
