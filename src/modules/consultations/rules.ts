import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import {
  LIMITS,
  type AnswerBody,
  type Question,
  type RecordedQuestion,
  type ReferralBody,
  type SettingBody,
  type TransferBody,
} from './contract.ts'

// Control characters are seen by nobody, and the database refuses one of them; lines stay.
const clean = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '').trim()

interface AskedUnit {
  readonly kind: string
  readonly closed_on: CivilDate | null
}

/** Villages are no administrative organs; what is closed answers no more. */
export function mayBeAsked(unit: AskedUnit): boolean {
  return unit.kind !== 'village' && unit.closed_on === null
}

/** Every problem of a question at once; allowed with the question as it is kept. */
export function decideQuestion(asked: Question, unit: AskedUnit | undefined): Decision<Question> {
  const question: Question = {
    title: clean(asked.title).replace(/\s+/g, ' '),
    question: clean(asked.question),
    name: clean(asked.name),
    phone: clean(asked.phone).normalize('NFKC'),
    email: clean(asked.email).normalize('NFKC'),
  }
  const issues: Issue[] = []
  if (!unit || !mayBeAsked(unit)) issues.push(issue('unit', 'not_a_choice'))
  if (question.title === '') issues.push(issue('title', 'required'))
  if (question.question === '') issues.push(issue('question', 'required'))
  const { phone, email } = question
  if (phone !== '' && !/^[0-9+\-() ]{5,30}$/.test(phone)) issues.push(issue('phone', 'phone_form'))
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) issues.push(issue('email', 'email_form'))
  for (const [field, max] of Object.entries(LIMITS)) {
    const length = Array.from(question[field as keyof typeof LIMITS]).length
    if (length > max) issues.push(issue(field, 'too_long', { max }))
  }
  return decide(issues, question)
}

/** A question entered afterwards, with its answer where it has one. */
export function decideRecorded(
  asked: RecordedQuestion,
  unit: AskedUnit,
  today: CivilDate,
): Decision<{ question: Question; answer: AnswerBody | null }> {
  const question = decideQuestion(asked, unit)
  const issues = question.ok ? [] : [...question.issues]
  if (asked.receivedOn > today) issues.push(issue('receivedOn', 'in_the_future'))
  const answer = asked.answer === null ? undefined : decideAnswer(asked.receivedOn, asked.answer, today)
  if (answer && !answer.ok) issues.push(...answer.issues)
  return decide(issues, {
    question: question.ok ? question.value : asked,
    answer: answer?.ok ? answer.value : null,
  })
}

export function decideAnswer(
  receivedOn: CivilDate,
  asked: AnswerBody,
  today: CivilDate,
): Decision<AnswerBody> {
  const content = clean(asked.content)
  const issues: Issue[] = []
  if (content === '') issues.push(issue('content', 'required'))
  if (asked.answeredOn > today) issues.push(issue('answeredOn', 'in_the_future'))
  if (asked.answeredOn < receivedOn) issues.push(issue('answeredOn', 'before_receipt'))
  return decide(issues, { content, answeredOn: asked.answeredOn })
}

export function decideTransfer(
  from: { readonly unitId: number },
  to: (AskedUnit & { readonly id: number }) | undefined,
  asked: TransferBody,
): Decision<{ unitId: number; reason: string }> {
  const reason = clean(asked.reason)
  const issues: Issue[] = []
  if (!to || !mayBeAsked(to)) issues.push(issue('unitId', 'not_a_choice'))
  else if (to.id === from.unitId) issues.push(issue('unitId', 'same_unit'))
  if (reason === '') issues.push(issue('reason', 'required'))
  return decide(issues, { unitId: asked.unitId, reason })
}

/**
 * What is said to somebody whose question is something else. It makes no new case: asking for information and
 * complaining are theirs to begin, and their time runs from when they do.
 */
export function referralNote(
  to: ReferralBody['to'],
  of: { readonly unitName: string; readonly unitCode: string; readonly letterWay: string },
): string {
  if (to === 'request')
    return [
      `您咨询的事项是请${of.unitName}提供政府信息，应当按政府信息公开申请办理（《政府信息公开条例》第二十九条）。`,
      `请在本网站“依申请公开”中填写申请，受理机关选“${of.unitName}”；也可以当面、邮寄或者传真提交书面申请。网上申请的地址：/requests/new?unit=${of.unitCode}`,
      '收到申请以后，将依法登记、答复。本次咨询不代替申请，也不影响您申请。',
    ].join('\n')
  return [
    '您反映的是投诉、举报或者意见建议，不属于政府信息公开咨询，请通过信访、投诉举报等渠道提出。',
    ...(of.letterWay === '' ? [] : [of.letterWay]),
    '本次咨询不代替信访、投诉或者举报，也不影响您提出。',
  ].join('\n')
}

/** The settings are the whole city's: its government sets them, from a day on that is not over. */
export function decideSetting(
  by: { readonly kind: string },
  unsure: AskedUnit | undefined,
  asked: SettingBody,
  today: CivilDate,
): Decision<SettingBody> {
  const issues: Issue[] = []
  if (by.kind !== 'city') issues.push(issue('unitId', 'not_the_city'))
  if (asked.from < today) issues.push(issue('from', 'before_today'))
  if (asked.unsureUnitId !== null && (!unsure || !mayBeAsked(unsure)))
    issues.push(issue('unsureUnitId', 'not_a_choice'))
  const cites = clean(asked.cites)
  if (cites === '') issues.push(issue('cites', 'required'))
  return decide(issues, { ...asked, cites, letterWay: clean(asked.letterWay) })
}
