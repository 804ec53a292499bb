import type { Handle, Tx } from '#platform/db/connect.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { formatChinese, type CivilDate } from '#platform/dates.ts'
import type { CaseRow } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type { Template } from '#kernel/papers/index.ts'
import { issuePaper, previewPaper, type IssuedPaper, type ToWrite } from '#modules/papers/index.ts'
import type { RequestServices } from './actions/step.ts'
import type { LetterPreview } from './contract/steps.ts'
import { OPINION_DAYS } from './kinds/clocks.ts'
import { findForm, findOutcome } from './kinds/outcomes.ts'
import { subjectOf } from './kinds/procedure.ts'
import { requestTemplates } from './papers/notices.ts'
import { remedyFor } from './rules/answer.ts'
import type { AnswerRow } from './store/answers.ts'
import { getApplicant, getRequest } from './store/intake.ts'

/** What a letter says of this step; what it says of the case it takes from the case. */
export interface Said {
  /** Somebody else than the applicant. */
  readonly recipient?: string
  readonly content?: string
  readonly reason?: string
  readonly where?: string
  readonly dueOn?: CivilDate
  readonly payBy?: CivilDate
  readonly days?: number
  readonly amount?: string
}

function templateOf(name: string): Template {
  const template = requestTemplates.find((one) => one.name === name)
  if (!template) throw new Error(`no letter is declared under ${name}`)
  return template
}

interface Asked {
  readonly template: string
  readonly recipient?: string
  readonly values: Readonly<Record<string, string | undefined>>
}

/** What every letter of a case says, with what is asked of this one. */
async function writing(
  handle: Handle,
  ctx: Context,
  services: RequestServices,
  row: CaseRow,
  asked: Asked,
): Promise<ToWrite> {
  const [request, applicant, unit] = [
    await getRequest(handle, row.id),
    await getApplicant(handle, row.id),
    await getUnit(handle, row.unit_id),
  ]
  const address = `${services.publicUrl}/requests/status`
  return {
    template: templateOf(asked.template),
    unitId: row.unit_id,
    on: ctx.today,
    recipient: asked.recipient ?? applicant.name,
    origin: { number: row.number, address },
    values: {
      applicant: applicant.name,
      number: row.number,
      receivedOn: formatChinese(row.received_on ?? request.arrived_on),
      wanted: request.wanted_title || request.wanted_number || request.description,
      unit: unit.name,
      phone: unit.phone,
      statusAddress: address,
      ...asked.values,
    },
  }
}

async function issue(
  tx: Tx,
  ctx: Context,
  services: RequestServices,
  row: CaseRow,
  { series, ...asked }: Asked & { readonly series: string },
): Promise<Decision<IssuedPaper>> {
  const letter = await writing(tx, ctx, services, row, asked)
  return issuePaper(tx, ctx, services, { ...letter, subject: subjectOf(row.id), series })
}

/** A notice on the way: what is asked, what is told, by when. */
export function issueLetter(
  tx: Tx,
  ctx: Context,
  services: RequestServices,
  row: CaseRow,
  template: string,
  { recipient, dueOn, payBy, days, ...said }: Said,
): Promise<Decision<IssuedPaper>> {
  return issue(tx, ctx, services, row, {
    template,
    series: '公开告',
    ...(recipient === undefined ? {} : { recipient }),
    values: {
      ...said,
      days: String(days ?? OPINION_DAYS),
      ...(dueOn === undefined ? {} : { dueOn: formatChinese(dueOn) }),
      ...(payBy === undefined ? {} : { payBy: formatChinese(payBy) }),
    },
  })
}

/** Why a case ends without an answer, as its letter says it. */
const ENDINGS = {
  'C6.1': '您（贵单位）无正当理由，逾期没有补正该申请。',
  'C6.2': '您（贵单位）没有在收费通知规定的期限内缴纳信息处理费。',
  'C6.3': '您（贵单位）已经撤回该申请。',
} as const

/** The letter that tells that a request is not handled further. */
export function issueEndingLetter(
  tx: Tx,
  ctx: Context,
  services: RequestServices,
  row: CaseRow,
  outcome: keyof typeof ENDINGS,
): Promise<Decision<IssuedPaper>> {
  const cites = findOutcome(outcome)?.cites ?? ''
  const ground = cites.replace('政府信息公开条例 ', '《中华人民共和国政府信息公开条例》')
  return issue(tx, ctx, services, row, {
    template: 'requests.ended',
    series: '公开告',
    values: { reason: ENDINGS[outcome], ground: `根据${ground}`, remedy: remedyFor(outcome, ctx.today) },
  })
}

type Written = Pick<AnswerRow, 'outcome' | 'form' | 'ground' | 'reason' | 'content' | 'remedy' | 'details'>

function answerLetter(row: CaseRow, answer: Written): Asked {
  const details = answer.details as Readonly<Record<string, string>>
  const found = findForm(answer.form ?? answer.outcome)
  if (!found) throw new Error(`request ${row.id} is answered in an unknown form ${answer.form}`)
  const contact = details['rightContact']
  return {
    template: found.form.template,
    values: {
      ground: answer.ground,
      reason: answer.reason,
      content: answer.content,
      remedy: answer.remedy,
      where: details['where'] ?? details['channel'] ?? details['publication'],
      onDay: details['when'],
      law: details['law'],
      retrieval: details['retrieval'],
      earlier: details['earlier'],
      rightUnit: contact === undefined ? undefined : `${details['rightUnit']}（${contact}）`,
    },
  }
}

/** The answer itself, as it was written and is being signed. */
export function issueAnswerLetter(
  tx: Tx,
  ctx: Context,
  services: RequestServices,
  row: CaseRow,
  answer: Written,
): Promise<Decision<IssuedPaper>> {
  return issue(tx, ctx, services, row, { ...answerLetter(row, answer), series: '公开复' })
}

/** The letter that this answer would become; nothing is kept and no number taken. */
export async function previewAnswerLetter(
  ctx: Context,
  services: RequestServices,
  row: CaseRow,
  answer: Written,
): Promise<Decision<LetterPreview>> {
  const letter = await writing(ctx.db, ctx, services, row, answerLetter(row, answer))
  const decision = await previewPaper(ctx.db, letter)
  if (!decision.ok) return decision
  const { title, recipient, text } = decision.value
  return allow({ title, recipient, text })
}
