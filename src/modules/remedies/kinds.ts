import { defineCaseKind, type CaseKind, type CaseStep, type Outcome } from '#kernel/cases/index.ts'
import type { ClockRule } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'
import { complaintClock, defenceClock, replyClock } from './clocks.ts'
import type { RemedyKindName, RemedyState } from './contract.ts'

export const permissions = {
  read: definePermission({
    name: 'remedies.read',
    label: '查看复议、诉讼和投诉举报',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  handle: definePermission({
    name: 'remedies.handle',
    label: '办理复议、诉讼和投诉举报',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** The city's own version of a limit. */
  limit: definePermission({
    name: 'remedies.limit',
    label: '设定复议、诉讼和投诉举报的期限',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}

const FORM = '政府信息公开条例 第五十条第（四）项；国办公开办函〔2021〕30号'
const COMPLAINT = '政府信息公开条例 第四十七条、第五十一条、第五十三条'

const outcomes = (cites: string, list: readonly (readonly [code: string, label: string])[]): Outcome[] =>
  list.map(([code, label]) => ({ code, label, cites }))

/** Entered by mistake: the case never was, its number stays. */
export const ANNULLED = 'annulled'
/** Sent back to the first instance: that instance ended, the lawsuit did not. */
export const REMANDED = 'remanded'

const annulled: Outcome = { code: ANNULLED, label: '登记有误，已作废', cites: '政府信息公开条例 第五十条' }

/** The part before the dot is the column of the statutory table. */
const reviewOutcomes = outcomes(FORM, [
  ['upheld.maintained', '维持'],
  ['corrected.revoked', '撤销'],
  ['corrected.changed', '变更'],
  ['corrected.unlawful', '确认违法'],
  ['corrected.invalid', '确认无效'],
  ['corrected.perform', '责令履行'],
  ['other.ended', '终止'],
  ['other.not_accepted', '不予受理'],
  ['other.dismissed', '驳回'],
  ['other.mediated', '调解、和解'],
])

const courtOutcomes = outcomes(FORM, [
  ['upheld.dismissed', '驳回诉讼请求（维持原行政行为）'],
  ['corrected.revoked', '撤销'],
  ['corrected.changed', '变更'],
  ['corrected.unlawful', '确认违法'],
  ['corrected.invalid', '确认无效'],
  ['corrected.perform', '责令履行'],
  ['other.withdrawn', '撤诉'],
  ['other.not_filed', '不予立案'],
  ['other.suit_rejected', '驳回起诉'],
  ['other.mediated', '调解'],
  ['other.ended', '终结诉讼'],
])

/**
 * How a higher court ends without a result of its own: what the judgment below said of the unit's act is the result. A
 * judgment that revoked and was affirmed is 纠正.
 */
export const standingLabels = {
  affirmed: '维持原判',
  withdrawn: '撤回上诉、再审申请，原判有效',
} as const
export type Standing = keyof typeof standingLabels

const STANDS = 'stands.'
export const standingCode = (how: string) => STANDS + how

/** Undefined where the code is a result of its own. */
export const standingOf = (code: string): Standing | undefined =>
  (Object.keys(standingLabels) as Standing[]).find((how) => code === standingCode(how))

const complaintOutcomes = outcomes(COMPLAINT, [
  ['justified.wholly', '属实'],
  ['justified.partly', '部分属实'],
  ['unjustified.not', '不属实'],
  ['other.not_accepted', '不予受理'],
  ['other.withdrawn', '投诉人撤回'],
])

/** The columns of the statutory table, and the findings on a complaint. */
export const groupLabels: Readonly<Record<string, string>> = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  justified: '查证属实',
  unjustified: '查证不属实',
}

export const wayLabels = {
  reconsideration: '行政复议',
  litigation_direct: '行政诉讼（未经复议直接起诉）',
  litigation_after_review: '行政诉讼（复议后起诉）',
  complaint: '投诉、举报',
} as const
export type Way = keyof typeof wayLabels

export const aboutLabels = {
  answer: '对答复不服',
  no_answer: '逾期没有答复',
  not_proactive: '应当主动公开而没有公开',
  conduct: '工作态度、程序等',
  other: '其他',
} as const

export const levelLabels = {
  review: '复议',
  first: '一审',
  second: '二审',
  retrial: '再审',
  complaint: '投诉处理',
} as const
export type Level = keyof typeof levelLabels

/** A court that was asked about a judgment. */
export const isHigher = (level: string) => level === 'second' || level === 'retrial'

export const broughtByLabels = { applicant: '申请人一方', unit: '本机关', other: '其他' } as const

export const measureLabels = {
  urged: '督促整改',
  ordered: '责令改正',
  criticised: '通报批评',
  suggested_discipline: '建议给予处分',
} as const

export const fileKindLabels = {
  notice: '通知、起诉状',
  reply: '答复、答辩及证据',
  decision: '决定、裁判文书',
  other: '其他材料',
} as const

interface Words {
  readonly reply: string
  readonly replied: string
  readonly decide: string
  readonly decided: string
  readonly cites: { readonly reply: string; readonly decide: string }
}

/** Every kind has the same backbone: what came is replied to, decided, and where the decision says so done anew. */
function backbone(words: Words): CaseStep[] {
  const { cites } = words
  const step = (
    name: string,
    label: string,
    from: readonly RemedyState[],
    to: RemedyState,
    why: string,
  ): CaseStep => ({ name, label, from, to, permission: permissions.handle, cites: why })
  return [
    step('reply', words.reply, ['received'], 'replied', cites.reply),
    step('decide', words.decide, ['received', 'replied'], 'decided', cites.decide),
    step('order_redo', `${words.decide}（要求重新办理）`, ['received', 'replied'], 'redoing', cites.decide),
    step('redo', '重新办理完毕', ['redoing'], 'decided', cites.decide),
    step('correct', '更正结果', ['decided', 'redoing'], 'decided', FORM),
    step('correct_to_redo', '更正结果（要求重新办理）', ['decided', 'redoing'], 'redoing', FORM),
    step('annul', '作废', ['received', 'replied', 'decided', 'redoing'], 'annulled', FORM),
  ]
}

const states = (words: Words, received: string) => ({
  received: { label: received },
  replied: { label: words.replied },
  redoing: { label: '待重新办理' },
  decided: { label: words.decided },
  annulled: { label: '已作废', final: true as const },
})

const shared = {
  readBy: permissions.read,
  handledBy: permissions.handle,
  page: '/remedies',
  initial: ['received'],
} as const

const reviewWords: Words = {
  reply: '提交书面答复和证据',
  replied: '已答复，待决定',
  decide: '登记复议决定',
  decided: '复议已决定',
  cites: { reply: '行政复议法（2023）第四十八条', decide: '行政复议法（2023）第六十二条' },
}

const reconsideration = defineCaseKind({
  ...shared,
  name: 'remedies.reconsideration',
  subjectPrefix: 'reconsideration:',
  clock: replyClock.name,
  label: '行政复议',
  cites: '政府信息公开条例 第五十一条；行政复议法（2023）',
  prefix: 'FY',
  states: states(reviewWords, '待书面答复'),
  steps: backbone(reviewWords),
  outcomes: [...reviewOutcomes, annulled],
})

const courtWords: Words = {
  reply: '提交答辩状和证据',
  replied: '已答辩，待裁判',
  decide: '登记裁判',
  decided: '已裁判',
  cites: { reply: '行政诉讼法 第六十七条', decide: '行政诉讼法；国办公开办函〔2021〕30号' },
}

/** The step by which a judgment that was fought on is put right: it leaves the lawsuit as far as it has come. */
export const correctEarlierIn = {
  received: 'correct_earlier',
  replied: 'correct_earlier_replied',
  decided: 'correct',
  redoing: 'correct_to_redo',
} as const

/** A judgment may be fought on: each further instance makes the lawsuit open again. */
export const litigation = defineCaseKind({
  ...shared,
  name: 'remedies.litigation',
  subjectPrefix: 'litigation:',
  clock: defenceClock.name,
  label: '行政诉讼',
  cites: '政府信息公开条例 第五十一条；行政诉讼法',
  prefix: 'SS',
  states: states(courtWords, '待答辩'),
  steps: [
    ...backbone(courtWords),
    {
      name: 'reopen',
      label: '登记二审、再审',
      from: ['decided', 'redoing'],
      to: 'received',
      permission: permissions.handle,
      cites: '行政诉讼法',
    },
    {
      name: 'remand',
      label: '发回重审',
      from: ['received', 'replied'],
      to: 'received',
      permission: permissions.handle,
      cites: '行政诉讼法',
    },
    ...(['received', 'replied'] as const).map((state) => ({
      name: correctEarlierIn[state],
      label: '更正前审结果',
      from: [state],
      to: state,
      permission: permissions.handle,
      cites: FORM,
    })),
  ],
  outcomes: [...courtOutcomes, annulled],
})

const complaintWords: Words = {
  reply: '受理',
  replied: '已受理，待处理',
  decide: '登记处理结果',
  decided: '已处理答复',
  cites: { reply: '政府信息公开条例 第五十一条', decide: COMPLAINT },
}

const complaint = defineCaseKind({
  ...shared,
  name: 'remedies.complaint',
  subjectPrefix: 'complaint:',
  clock: complaintClock.name,
  label: '投诉、举报',
  cites: COMPLAINT,
  prefix: 'TS',
  states: states(complaintWords, '待受理'),
  steps: backbone(complaintWords),
  outcomes: [...complaintOutcomes, annulled],
})

/** A kind with its own limit and the step by which that limit is kept. */
export interface RemedyKind {
  readonly name: RemedyKindName
  readonly kind: CaseKind
  readonly clock: ClockRule
  readonly keptBy: 'reply' | 'decide'
  readonly firstLevel: Level
  readonly results: readonly Outcome[]
}

export const remedyKinds: readonly RemedyKind[] = [
  {
    name: 'reconsideration',
    kind: reconsideration,
    clock: replyClock,
    keptBy: 'reply',
    firstLevel: 'review',
    results: reviewOutcomes,
  },
  {
    name: 'litigation',
    kind: litigation,
    clock: defenceClock,
    keptBy: 'reply',
    firstLevel: 'first',
    results: courtOutcomes,
  },
  {
    name: 'complaint',
    kind: complaint,
    clock: complaintClock,
    keptBy: 'decide',
    firstLevel: 'complaint',
    results: complaintOutcomes,
  },
]

export function kindOf(name: RemedyKindName): RemedyKind {
  const found = remedyKinds.find((one) => one.name === name)
  if (!found) throw new Error(`${name} is no remedy`)
  return found
}

/** Undefined where the case is no remedy at all. */
export const findKind = (caseKind: string): RemedyKind | undefined =>
  remedyKinds.find((one) => one.kind.name === caseKind)

/** As `findKind`, where the case is known to be a remedy. */
export function kindOfCase(caseKind: string): RemedyKind {
  const found = findKind(caseKind)
  if (!found) throw new Error(`${caseKind} is no remedy`)
  return found
}

/** The column that a result counts in. */
export const groupOf = (result: string): string => result.split('.')[0] ?? result

/** As clocks name an instance: the first by the case alone, since most have no other. */
export const clockSubject = (subject: string, position: number) =>
  position === 1 ? subject : `${subject}/${position}`

/** Each order has a limit of its own; one that was corrected after it began has another. */
export const redoSubject = (subject: string, position: number, turn: number) =>
  turn === 1 ? clockSubject(subject, position) : `${subject}/${position}/${turn}`
