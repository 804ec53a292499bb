import type { RemedyKindName, RemedyState } from '../contract.ts'

export const kindWords: Readonly<Record<RemedyKindName, string>> = {
  reconsideration: '行政复议',
  litigation: '行政诉讼',
  complaint: '投诉、举报',
}

/** The states of a kind in its own words, as chips of its list. */
export const stateWords: Readonly<Record<RemedyKindName, Readonly<Record<RemedyState, string>>>> = {
  reconsideration: {
    received: '待书面答复',
    replied: '待决定',
    redoing: '待重新办理',
    decided: '已决定',
    annulled: '已作废',
  },
  litigation: {
    received: '待答辩',
    replied: '待裁判',
    redoing: '待重新办理',
    decided: '已裁判',
    annulled: '已作废',
  },
  complaint: {
    received: '待受理',
    replied: '待处理',
    redoing: '待重新办理',
    decided: '已处理',
    annulled: '已作废',
  },
}

export const aboutWords = {
  answer: '对答复不服',
  no_answer: '逾期没有答复',
  not_proactive: '应当主动公开而没有公开',
  conduct: '工作态度、程序等',
  other: '其他',
} as const

export const measureWords = {
  urged: '督促整改',
  ordered: '责令改正',
  criticised: '通报批评',
  suggested_discipline: '建议给予处分',
} as const

export const fileKindWords = {
  notice: '通知、起诉状',
  reply: '答复、答辩及证据',
  decision: '决定、裁判文书',
  other: '其他材料',
} as const

export const dayKindWords = { working: '工作日', calendar: '自然日' } as const

/** What each kind calls the same things. */
export const kindTerms: Readonly<
  Record<
    RemedyKindName,
    {
      readonly organ: string
      readonly fileNumber: string
      readonly receivedOn: string
      readonly repliedOn: string
      readonly decidedOn: string
      readonly decisionNumber: string
    }
  >
> = {
  reconsideration: {
    organ: '复议机关',
    fileNumber: '复议案号',
    receivedOn: '收到答复通知',
    repliedOn: '提交书面答复',
    decidedOn: '决定日期',
    decisionNumber: '决定书文号',
  },
  litigation: {
    organ: '法院',
    fileNumber: '案号',
    receivedOn: '收到起诉状副本',
    repliedOn: '提交答辩状',
    decidedOn: '裁判日期',
    decisionNumber: '裁判文书号',
  },
  complaint: {
    organ: '受理机关',
    fileNumber: '登记号',
    receivedOn: '收到投诉举报',
    repliedOn: '受理日期',
    decidedOn: '答复投诉人',
    decisionNumber: '处理文书号',
  },
}

export const decideTitles: Readonly<Record<RemedyKindName, string>> = {
  reconsideration: '登记复议决定',
  litigation: '登记裁判',
  complaint: '登记处理结果',
}

/** 15 个工作日, 60 日 */
export const lengthText = (days: number, dayKind: keyof typeof dayKindWords) =>
  dayKind === 'working' ? `${days} 个工作日` : `${days} 日`

export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
