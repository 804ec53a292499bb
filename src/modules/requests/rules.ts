import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { civilDate, formatChinese, type CivilDate } from '#platform/dates.ts'
import { checkCitizenId, checkCreditCode } from '#kernel/organisation/index.ts'
import type { AnswerBody, Application, DeliveryBody, PaperRequest } from './contract.ts'
import { findOutcome, replyClock, type RequestOutcome } from './kinds.ts'

/** The fields of Article 29, every problem at once. The 2019 Regulation asks for no purpose. */
export function decideApplication(asked: Application): Decision<Application> {
  const issues: Issue[] = []
  if (asked.name.trim() === '') issues.push(issue('name', 'required'))
  issues.push(...identityIssues(asked))
  issues.push(...contactIssues(asked))
  if ([asked.wantedTitle, asked.wantedNumber, asked.description].every((text) => text.trim() === '')) {
    issues.push(issue('description', 'nothing_wanted'))
  }
  return decide(issues, asked)
}

function identityIssues(asked: Application): Issue[] {
  const number = asked.identityNumber.trim()
  if (number === '') return [issue('identityNumber', 'required')]
  if (asked.applicantKind === 'natural') {
    if (asked.identityKind === 'credit_code') return [issue('identityKind', 'identity_of_organisation')]
    if (asked.identityKind === 'citizen_id' && !checkCitizenId(number).ok)
      return [issue('identityNumber', 'citizen_id')]
    return []
  }
  const issues: Issue[] = []
  if (asked.representative.trim() === '') issues.push(issue('representative', 'required'))
  if (asked.identityKind !== 'credit_code') issues.push(issue('identityKind', 'identity_of_person'))
  else if (!checkCreditCode(number).ok) issues.push(issue('identityNumber', 'credit_code'))
  return issues
}

/** Somebody must be reachable, and by the way in which the answer is wanted. */
function contactIssues(asked: Application): Issue[] {
  const issues: Issue[] = []
  const [phone, email, address] = [asked.phone.trim(), asked.email.trim(), asked.address.trim()]
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) issues.push(issue('email', 'email_form'))
  if (phone !== '' && !/^[0-9+\-() ]{5,30}$/.test(phone)) issues.push(issue('phone', 'phone_form'))
  if (phone === '' && email === '' && address === '') return [...issues, issue('phone', 'no_contact')]
  if (asked.wantedWay === 'email' && email === '') issues.push(issue('email', 'needed_for_way'))
  if (asked.wantedWay === 'post' && address === '') issues.push(issue('address', 'needed_for_way'))
  if ((asked.wantedWay === 'fax' || asked.wantedWay === 'pickup') && phone === '')
    issues.push(issue('phone', 'needed_for_way'))
  return issues
}

export type ReceiptWay = PaperRequest['receiptWay'] | 'online'

/**
 * The day of receipt (第三十一条): handed in or signed for, that day; by ordinary letter, fax or the internet the day on
 * which both sides confirm. Undefined while it is not confirmed.
 */
export function receivedOn(
  way: ReceiptWay,
  arrivedOn: CivilDate,
  confirmedOn: CivilDate | null,
): CivilDate | undefined {
  return way === 'in_person' || way === 'post_signed' ? arrivedOn : (confirmedOn ?? undefined)
}

function confirmationIssues(
  way: ReceiptWay,
  arrivedOn: CivilDate,
  confirmedOn: CivilDate | null,
  today: CivilDate,
): Issue[] {
  if (way === 'in_person' || way === 'post_signed') return []
  if (confirmedOn === null) return [issue('confirmedOn', 'required')]
  if (confirmedOn < arrivedOn) return [issue('confirmedOn', 'before_arrival')]
  return confirmedOn > today ? [issue('confirmedOn', 'in_the_future')] : []
}

const FIRST_DAY = replyClock.versions[0]?.from ?? civilDate('2008-05-01')

export function decidePaperRequest(
  asked: PaperRequest,
  today: CivilDate,
): Decision<{ receivedOn: CivilDate }> {
  const application = decideApplication(asked)
  const issues: Issue[] = application.ok ? [] : [...application.issues]
  if (asked.arrivedOn > today) issues.push(issue('arrivedOn', 'in_the_future'))
  if (asked.arrivedOn < FIRST_DAY) issues.push(issue('arrivedOn', 'before_the_law', { from: FIRST_DAY }))
  issues.push(...confirmationIssues(asked.receiptWay, asked.arrivedOn, asked.confirmedOn, today))
  const received = receivedOn(asked.receiptWay, asked.arrivedOn, asked.confirmedOn)
  return decide(issues, { receivedOn: received ?? asked.arrivedOn })
}

/** 第三十一条: an online request counts as received on the day both sides confirm. */
export function decideRegistration(
  request: { readonly way: ReceiptWay; readonly arrivedOn: CivilDate },
  confirmedOn: CivilDate | null,
  today: CivilDate,
): Decision<{ receivedOn: CivilDate }> {
  const issues = confirmationIssues(request.way, request.arrivedOn, confirmedOn, today)
  return decide(issues, {
    receivedOn: receivedOn(request.way, request.arrivedOn, confirmedOn) ?? request.arrivedOn,
  })
}

export function decideAnswer(
  request: { readonly receivedOn: CivilDate },
  asked: AnswerBody,
  today: CivilDate,
): Decision<RequestOutcome> {
  const issues: Issue[] = []
  const outcome = findOutcome(asked.outcome)
  if (!outcome) return { ok: false, issues: [issue('outcome', 'not_a_choice')] }
  // 第三十六条第（三）项、第三十七条: what is not given is given reasons for.
  if (outcome.needsReason && asked.reason.trim() === '') issues.push(issue('reason', 'required'))
  if (asked.content.trim() === '') issues.push(issue('content', 'required'))
  if (asked.answeredOn < request.receivedOn) issues.push(issue('answeredOn', 'before_receipt'))
  if (asked.answeredOn > today) issues.push(issue('answeredOn', 'in_the_future'))
  return decide(issues, outcome)
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

export function groundFor(outcome: RequestOutcome): string {
  return `根据${outcome.cites}`
}

/** The day of signature, or for mail the day of posting (国办公开办函〔2016〕235号). */
export function decideDelivery(
  answer: { readonly answeredOn: CivilDate },
  asked: DeliveryBody,
  today: CivilDate,
): Decision<DeliveryBody> {
  const issues: Issue[] = []
  if (asked.deliveredOn < answer.answeredOn)
    issues.push(issue('deliveredOn', 'before_answer', { on: formatChinese(answer.answeredOn) }))
  if (asked.deliveredOn > today) issues.push(issue('deliveredOn', 'in_the_future'))
  if (asked.way === 'post' && asked.proof.trim() === '') issues.push(issue('proof', 'required'))
  return decide(issues, asked)
}
