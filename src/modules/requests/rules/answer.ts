import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import { civilDate, formatChinese, type CivilDate } from '#platform/dates.ts'
import type { AnswerBody, DeliveryBody } from '../contract/steps.ts'
import { LAW_OF_2019 } from '../kinds/clocks.ts'
import {
  findOutcome,
  withholdable,
  type Detail,
  type OutcomeForm,
  type RequestOutcome,
} from '../kinds/outcomes.ts'
import type { CaseFacts } from './facts.ts'
import { clean } from './text.ts'

/** An answer with all that goes on it. */
export interface GivenAnswer {
  readonly outcome: string
  readonly form: string
  readonly ground: string
  readonly reason: string
  readonly content: string
  readonly remedy: string
  readonly details: Readonly<Record<string, string>>
  readonly withheld: readonly string[]
  readonly corrects: boolean
  readonly answeredOn: CivilDate
}

/** One of the closed list, with all that its way of answering must say; ground and remedies are filled by rule, not by hand. */
export function decideAnswer(facts: CaseFacts, asked: AnswerBody, today: CivilDate): Decision<GivenAnswer> {
  const { receivedOn } = facts
  if (receivedOn === null) throw new Error('a request is answered that was not received')
  const outcome = findOutcome(asked.outcome)
  if (!outcome || outcome.byStep) return refuse([issue('outcome', 'not_a_choice')])
  const form =
    outcome.forms.length === 1 ? outcome.forms[0] : outcome.forms.find((one) => one.code === asked.form)
  const [reason, content] = [clean(asked.reason), clean(asked.content)]
  const issues = beforeIssues(outcome, facts)
  if (!form) issues.push(issue('form', asked.form === null ? 'required' : 'not_a_choice'))
  // 第三十六条第（三）项、第三十七条: what is not given is given reasons for.
  if (outcome.needsReason && reason === '') issues.push(issue('reason', 'required'))
  if (content === '') issues.push(issue('content', 'required'))
  const withheld = outcome.code === 'C2' ? [...new Set(asked.withheld)] : []
  issues.push(...withheldIssues(outcome, withheld))
  const details = form ? detailsOf(form, asked) : {}
  if (form) issues.push(...missingDetails(form, details))
  if (!form) return refuse(issues)
  return decide(issues, {
    outcome: outcome.code,
    form: form.code,
    ground: groundFor(outcome, receivedOn, { form, withheld }),
    reason,
    content,
    remedy: remedyFor(outcome.code, today, withheld),
    details,
    withheld,
    corrects: asked.corrects,
    answeredOn: today,
  })
}

/** 第三十条, 第三十五条, 第十五条: some answers stand on something that must have happened. */
function beforeIssues({ before }: RequestOutcome, facts: CaseFacts): Issue[] {
  if (before === 'correction' && (facts.correction?.received_on ?? null) === null)
    return [issue('outcome', 'needs_correction')]
  if (before === 'reasons') {
    const { reasons } = facts
    const unreasonable =
      reasons?.reasonable === false || (reasons !== undefined && reasons.passed_on !== null)
    return unreasonable ? [] : [issue('outcome', 'needs_reasons')]
  }
  if (
    before === 'opinion' &&
    !facts.opinions.some((one) => one.kind === 'third_party' && one.closed_on !== null)
  )
    return [issue('outcome', 'needs_opinion')]
  return []
}

function withheldIssues(outcome: RequestOutcome, withheld: readonly string[]): Issue[] {
  if (outcome.code !== 'C2') return []
  if (withheld.length === 0) return [issue('withheld', 'required')]
  const known = new Set(withholdable.map((one) => one.code))
  return withheld.every((one) => known.has(one)) ? [] : [issue('withheld', 'not_a_choice')]
}

function detailsOf(form: OutcomeForm, asked: AnswerBody): Record<string, string> {
  return Object.fromEntries(form.details.map((name) => [name, clean(asked.details[name] ?? '')]))
}

function missingDetails(form: OutcomeForm, details: Readonly<Record<string, string>>): Issue[] {
  return form.details
    .filter((name: Detail) => details[name] === '')
    .map((name) => issue(`details.${name}`, 'required'))
}

/** From this day a refusal under Articles 14 to 16 must go to reconsideration first (行政复议法 第二十三条). */
const REVIEW_FIRST_FROM = civilDate('2024-01-01')
const REVIEW_FIRST = new Set(['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7'])

/**
 * The remedies that an answer of this day must name (行政复议法 第二十条、第二十三条；行政诉讼法 第四十五条、第四十六条). What a partial answer
 * withholds is a refusal too.
 */
export function remedyFor(outcome: string, answeredOn: CivilDate, withheld: readonly string[] = []): string {
  const refused = [outcome, ...withheld].some((one) => REVIEW_FIRST.has(one))
  if (refused && answeredOn >= REVIEW_FIRST_FROM) {
    const what = outcome === 'C2' ? '本答复不予公开的部分' : '本答复'
    return `如对${what}不服，应当自知道本答复之日起六十日内先申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向人民法院提起行政诉讼。`
  }
  return '如对本答复不服，可以自知道本答复之日起六十日内申请行政复议，或者自知道本答复之日起六个月内向人民法院提起行政诉讼。'
}

const REGULATION = '《中华人民共和国政府信息公开条例》'

/** The article that the answer stands on, of the Regulation that was in force when the request was received. */
export function groundFor(
  outcome: RequestOutcome,
  receivedOn: CivilDate,
  given: { readonly form?: OutcomeForm; readonly withheld?: readonly string[] } = {},
): string {
  if (receivedOn < LAW_OF_2019) return `根据${REGULATION}（2007年公布）${articleOf2007(outcome.code)}`
  const also = (given.withheld ?? []).flatMap((code) => findOutcome(code)?.cites ?? [])
  const cites = [given.form?.cites ?? outcome.cites, ...also].map((one) =>
    one.replace('政府信息公开条例 ', ''),
  )
  const articles = [...new Set(cites)].join('、')
  return articles.startsWith('第') ? `根据${REGULATION}${articles}` : `根据${articles}`
}

// The Regulation of 2007 knows four answers (第二十一条) and the partial one (第二十二条); the finer list came later.
function articleOf2007(code: string): string {
  if (code === 'C2') return '第二十二条'
  if (code === 'C1') return '第二十一条第（一）项'
  if (code.startsWith('C3')) return '第二十一条第（二）项'
  if (code === 'C4.1') return '第二十一条第（三）项'
  return code === 'C4.3' ? '第二十一条第（四）项' : '第二十一条'
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
