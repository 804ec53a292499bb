import type { CivilDate } from '#platform/dates.ts'
import { formatChinese } from '#platform/dates.ts'
import { formatYuan } from '#platform/money.ts'
import type { TimelineStep } from '#ui/portal/index.ts'
import { stepLabel } from '../../present/summary.ts'
import type { Trail } from '../../store/steps.ts'

interface TakenStep {
  readonly name: string
  readonly taken_on: CivilDate
}

/** From where a request is, the way it goes when nothing else comes between. */
const TO_COME: Readonly<Record<string, readonly string[]>> = {
  submitted: ['register', 'sign', 'deliver'],
  correcting: ['receive_correction', 'sign', 'deliver'],
  explaining: ['receive_reasons', 'sign', 'deliver'],
  consulting: ['end_consultation', 'sign', 'deliver'],
  charged: ['pay', 'sign', 'deliver'],
  registered: ['sign', 'deliver'],
  proposed: ['sign', 'deliver'],
  answered: ['deliver'],
  redoing: ['sign_redo', 'deliver_redo'],
  redo_proposed: ['sign_redo', 'deliver_redo'],
  redo_answered: ['deliver_redo'],
}

/** What the house does among its own, and what others say to it: the applicant is told nothing of it. */
const INTERNAL = new Set([
  'propose',
  'return',
  'propose_redo',
  'return_redo',
  'record_opinion',
  'close',
  'correct_closed',
])

/** What a step is called for whom it concerns, where the house says it otherwise. */
const PLAIN: Readonly<Record<string, string>> = {
  ask_correction: '通知您补正',
  receive_correction: '收到您的补正',
  ask_reasons: '请您说明理由',
  receive_reasons: '收到您说明的理由',
  consult: '书面征求第三方或者其他机关的意见',
  charge: '通知您缴纳信息处理费',
  pay: '收到您缴纳的费用',
  sign: '作出答复',
  sign_redo: '重新作出答复',
  deliver_redo: '送达重新作出的答复',
  withdraw: '您撤回了申请',
}

const ORDERS: Readonly<Record<string, string>> = {
  reconsideration: '根据行政复议决定',
  litigation: '根据人民法院裁判',
  superior: '根据上级机关的责令',
  own: '受理机关自行纠正',
}

const DISCARDS: Readonly<Record<string, string>> = {
  applicant_withdrew: '您在登记以前撤回了申请。',
  sent_twice: '同一份申请重复提交。',
  not_a_request: '内容不是政府信息公开申请。',
}

type Told = (trail: Trail, nth: number, units: ReadonlyMap<number, string>) => string | undefined

const extended = ({ extension }: Trail) =>
  extension ? `延长 ${extension.days} 个工作日。理由：${extension.reason}` : undefined

/** What was told with a step, from the records. */
const TOLD: Readonly<Record<string, Told>> = {
  transfer({ transfers }, nth, units) {
    const one = transfers[nth]
    if (!one) return undefined
    const [from, to] = [units.get(one.from_unit) ?? '', units.get(one.to_unit) ?? '']
    return `由${from}转交${to}受理。理由：${one.reason}`
  },
  discard: ({ discard }) => (discard ? DISCARDS[discard.why] : undefined),
  ask_correction: ({ correction }) =>
    correction
      ? `需要补正：${correction.missing}（请在${formatChinese(correction.due_on)}前补正）`
      : undefined,
  receive_correction: ({ correction }) => (correction?.reply ? `您的说明：${correction.reply}` : undefined),
  ask_reasons: ({ reasons }) =>
    reasons ? `${reasons.why}（请在${formatChinese(reasons.due_on)}前说明）` : undefined,
  extend: extended,
  extend_consulting: extended,
  delay: ({ delay }) => (delay ? `延迟 ${delay.days} 个工作日。理由：${delay.reason}` : undefined),
  charge: ({ fee }) =>
    fee
      ? `${formatYuan(fee.amount_fen)}元，请在${formatChinese(fee.pay_by)}前缴纳${fee.pay_where === '' ? '' : `。缴纳方式：${fee.pay_where}`}`
      : undefined,
  pay: ({ fee }) =>
    fee
      ? `${formatYuan(fee.amount_fen)}元${fee.paid_how === '' ? '' : `，缴纳方式：${fee.paid_how}`}`
      : undefined,
  redo({ redos }, nth) {
    const one = redos[nth]
    if (!one) return undefined
    const due = one.due_on === null ? '' : `应当在${formatChinese(one.due_on)}前重新答复。`
    return `${ORDERS[one.ordered_by] ?? ''}重新办理。${due}`
  },
}

/** What has happened, on which day and with which words, and what is still to come. */
export function timeline(
  taken: readonly TakenStep[],
  state: string,
  trail: Trail,
  units: ReadonlyMap<number, string>,
): TimelineStep[] {
  const seen = new Map<string, number>()
  const done = taken
    .filter((step) => !INTERNAL.has(step.name))
    .map((step) => {
      const nth = seen.get(step.name) ?? 0
      seen.set(step.name, nth + 1)
      const detail = TOLD[step.name]?.(trail, nth, units)
      return { label: labelOf(step.name), on: step.taken_on, ...(detail === undefined ? {} : { detail }) }
    })
  return [...done, ...(TO_COME[state] ?? []).map((name) => ({ label: labelOf(name) }))]
}

const labelOf = (name: string) => PLAIN[name] ?? stepLabel(name)
