import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { checkCitizenId, checkCreditCode } from '#kernel/organisation/index.ts'
import {
  LIMITS,
  MOST_ITEMS,
  type Application,
  type PaperRequest,
  type RECEIPT_WAYS,
  type WantedItem,
} from '../contract/intake.ts'
import { replyClock } from '../kinds/clocks.ts'
import { clean } from './text.ts'

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

/** A form as it is kept: the applicant with the first thing asked for, and the further ones. */
export interface Asked {
  readonly application: Application
  readonly further: readonly WantedItem[]
}

/** Each further thing must say what it is; the field says which one it is. */
function furtherIssues(further: readonly WantedItem[]): Issue[] {
  return further.flatMap((item, index) => {
    const issues: Issue[] = []
    if (item.wantedTitle + item.wantedNumber + item.description === '')
      issues.push(issue(`further.${index}.description`, 'nothing_wanted'))
    for (const field of ['wantedTitle', 'wantedNumber', 'description'] as const)
      if (Array.from(item[field]).length > LIMITS[field])
        issues.push(issue(`further.${index}.${field}`, 'too_long', { max: LIMITS[field] }))
    return issues
  })
}

const tidyItem = (item: WantedItem): WantedItem => ({
  wantedTitle: clean(item.wantedTitle),
  wantedNumber: clean(item.wantedNumber),
  description: clean(item.description),
})

function decideAsked(asked: Application, others: readonly WantedItem[]): Decision<Asked> {
  const application = decideApplication(asked)
  const further = others.map(tidyItem)
  const issues = furtherIssues(further)
  if (further.length >= MOST_ITEMS) issues.push(issue('further', 'too_many_items', { max: MOST_ITEMS }))
  return application.ok
    ? decide(issues, { application: application.value, further })
    : refuse([...application.issues, ...issues])
}

/** A form of the portal: whom it asks, and the fields of Article 29. */
export function decideSubmission(
  asked: Application,
  further: readonly WantedItem[],
  unit: Parameters<typeof mayBeAsked>[0] | undefined,
): Decision<Asked> {
  const decision = decideAsked(asked, further)
  if (unit && mayBeAsked(unit)) return decision
  return refuse([issue('unit', 'not_a_choice'), ...(decision.ok ? [] : decision.issues)])
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

interface PaperIntake extends Asked {
  readonly receivedOn: CivilDate
  readonly confirmedOn: CivilDate | null
}

/** A request on paper: its fields, and its day of receipt from the way on which it came. */
export function decidePaperRequest(
  asked: PaperRequest,
  unit: Parameters<typeof mayBeAsked>[0],
  today: CivilDate,
): Decision<PaperIntake> {
  const form = decideAsked(asked, asked.further ?? [])
  const issues: Issue[] = form.ok ? [] : [...form.issues]
  if (!mayBeAsked(unit)) issues.push(issue('unitId', 'not_a_choice'))
  if (asked.arrivedOn > today) issues.push(issue('arrivedOn', 'in_the_future'))
  if (asked.arrivedOn < FIRST_DAY) issues.push(issue('arrivedOn', 'before_the_law', { from: FIRST_DAY }))
  const { receiptWay, arrivedOn } = asked
  // Of what needs no confirmation none is kept: the day of receipt does not hang on it.
  const confirmedOn = needsConfirmation(receiptWay) ? asked.confirmedOn : null
  issues.push(...confirmationIssues(receiptWay, arrivedOn, confirmedOn, today))
  const received = receivedOn(receiptWay, arrivedOn, confirmedOn)
  if (!form.ok || received === undefined) return refuse(issues)
  return decide(issues, { ...form.value, receivedOn: received, confirmedOn })
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
