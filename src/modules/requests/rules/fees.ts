import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { FeeBody, PaymentBody } from '../contract/steps.ts'
import type { CaseFacts } from './facts.ts'
import { clean } from './text.ts'

const YUAN = 100

/** 按量计收, progressive: up to the page, the rate of each page of the bracket in fen (国办函〔2020〕109号 第五条). */
const PAGE_BRACKETS = [
  { upTo: 30, rate: 0 },
  { upTo: 100, rate: 10 * YUAN },
  { upTo: 200, rate: 20 * YUAN },
  { upTo: Infinity, rate: 40 * YUAN },
] as const

/** The fee for so many pages of one answer, in fen. */
export function feeByPages(pages: number): number {
  let [sum, from] = [0, 0]
  for (const { upTo, rate } of PAGE_BRACKETS) {
    if (pages > from) sum += (Math.min(pages, upTo) - from) * rate
    from = upTo
  }
  return sum
}

/**
 * 按件计收, progressive (第四条): what the same applicant's requests of one calendar month cost altogether, in fen. Ten are
 * free, the next twenty cost 100 yuan each, then each further ten cost 100 yuan more.
 */
export function feeByItems(items: number): number {
  let sum = Math.max(0, Math.min(items, 30) - 10) * 100 * YUAN
  for (let from = 30, rate = 200; items > from; from += 10, rate += 100)
    sum += Math.min(10, items - from) * rate * YUAN
  return sum
}

/** What the one that comes after `before` others of the month costs, in fen. */
export function feeForNext(before: number): number {
  return feeByItems(before + 1) - feeByItems(before)
}

export interface DecidedFee {
  readonly basis: FeeBody['basis']
  readonly quantity: number
  readonly before: number
  readonly amountFen: number
  /** How it is to be paid. */
  readonly where: string
}

export function feeClosed(facts: CaseFacts, today: CivilDate): Issue[] {
  const issues: Issue[] = []
  if (facts.fee) issues.push(issue('state', 'charged_once'))
  if (facts.receivedOn !== null && facts.receivedOn < facts.policy.feesFrom)
    issues.push(issue('state', 'not_under_this_law'))
  if (facts.dueOn !== null && today > facts.dueOn) issues.push(issue('state', 'already_overdue'))
  return issues
}

/** One standard for a request, by items or by pages, never both (第三条); nothing to pay is no fee. */
export function decideFee(
  facts: CaseFacts,
  asked: FeeBody,
  /** How many requests of the same applicant this calendar month had before this one. */
  before: number,
  today: CivilDate,
): Decision<DecidedFee> {
  const issues = feeClosed(facts, today)
  if (clean(asked.where) === '') issues.push(issue('where', 'required'))
  if (asked.basis === 'pages' && asked.pages === null) issues.push(issue('pages', 'required'))
  const byPages = asked.basis === 'pages'
  const quantity = byPages ? (asked.pages ?? 0) : 1
  const amountFen = byPages ? feeByPages(quantity) : feeForNext(before)
  if (amountFen === 0 && issues.length === 0)
    issues.push(byPages ? issue('pages', 'free_of_charge') : issue('basis', 'free_of_charge', { before }))
  return decide(issues, {
    basis: asked.basis,
    quantity,
    before: byPages ? 0 : before,
    amountFen,
    where: clean(asked.where),
  })
}

export function decidePayment(facts: CaseFacts, asked: PaymentBody, today: CivilDate): Decision<PaymentBody> {
  const { fee } = facts
  if (!fee) throw new Error('a fee was paid that nobody asked for')
  const issues: Issue[] = []
  if (asked.paidOn < fee.told_on) issues.push(issue('paidOn', 'before_the_question'))
  if (asked.paidOn > today) issues.push(issue('paidOn', 'in_the_future'))
  return decide(issues, { ...asked, how: clean(asked.how) })
}

export function decideLapse(facts: CaseFacts, today: CivilDate): Decision<undefined> {
  const { fee } = facts
  if (!fee) throw new Error('a case waits for a fee that nobody asked for')
  return today > fee.pay_by
    ? decide([], undefined)
    : refuse([issue('state', 'fee_still_open', { until: fee.pay_by })])
}
