import type { Outcome } from '#kernel/cases/index.ts'

/** What an answer must say beyond its content, ground, reason and remedy; kept in its details. */
export const DETAILS = {
  where: '获取方式和途径',
  when: '获取时间',
  law: '法律、行政法规的名称和条款',
  retrieval: '检索情况',
  rightUnit: '负责公开的行政机关',
  rightContact: '该机关的联系方式',
  earlier: '前次答复的编号',
  channel: '应当通过的渠道',
  publication: '公开出版物名称和获取途径',
} as const
export type Detail = keyof typeof DETAILS

/** One way in which an outcome is answered: its sub-ground, and what it must say. */
export interface OutcomeForm {
  /** Stable: part of the letter's template and of the record. */
  readonly code: string
  readonly label: string
  /** The article, where it is narrower than the outcome's. */
  readonly cites?: string
  readonly details: readonly Detail[]
  /** The letter's template. */
  readonly template: string
}

/** What must have happened in the case before this answer can be given. */
export type Before = 'correction' | 'reasons' | 'opinion'

/** An outcome as the statutory table has it: the group is its second level. */
export interface RequestOutcome extends Outcome {
  readonly group: string
  readonly needsReason: boolean
  readonly forms: readonly OutcomeForm[]
  readonly before?: Before
  /** Reached by a step of its own, not by an answer. */
  readonly byStep?: true
}

const form = (
  code: string,
  label: string,
  details: readonly Detail[] = [],
  more: { cites?: string; template?: string } = {},
): OutcomeForm => ({
  code,
  label,
  details,
  template:
    more.template ??
    `requests.answer.${code
      .split('.')
      .slice(0, code.startsWith('C1') ? 1 : 2)
      .join('.')}`,
  ...(more.cites === undefined ? {} : { cites: more.cites }),
})

const R = '政府信息公开条例'

const outcome = (
  code: string,
  group: string,
  label: string,
  cites: string,
  more: Partial<Pick<RequestOutcome, 'needsReason' | 'forms' | 'before' | 'byStep'>> = {},
): RequestOutcome => ({
  code,
  group,
  label,
  cites,
  needsReason: true,
  forms: [form(code, label)],
  ...more,
})

const withheld = (
  code: string,
  label: string,
  cites: string,
  forms: readonly OutcomeForm[],
  before?: Before,
) => outcome(code, '不予公开', label, cites, { forms, ...(before ? { before } : {}) })

/**
 * The closed list of the statutory table (国办公开办函〔2021〕30号), each with the article of the Regulation behind it and
 * the ways in which it is answered.
 */
export const outcomes: readonly RequestOutcome[] = [
  outcome('C1', '予以公开', '予以公开', `${R} 第三十六条第（一）项、第（二）项`, {
    needsReason: false,
    forms: [
      form('C1.provided', '提供信息', [], { cites: `${R} 第三十六条第（二）项` }),
      form('C1.public', '已主动公开，告知获取方式、途径', ['where'], {
        cites: `${R} 第三十六条第（一）项`,
        template: 'requests.answer.C1.public',
      }),
      form('C1.fetch', '可以公开，告知获取方式、途径和时间', ['where', 'when'], {
        cites: `${R} 第三十六条第（二）项`,
        template: 'requests.answer.C1.fetch',
      }),
    ],
  }),
  outcome('C2', '部分公开', '部分公开（区分处理的，只计这一情形，不计其他情形）', `${R} 第三十七条`, {
    forms: [form('C2', '部分公开', [], { template: 'requests.answer.C2' })],
  }),
  withheld('C3.1', '属于国家秘密', `${R} 第十四条`, [form('C3.1', '属于国家秘密')]),
  withheld('C3.2', '其他法律行政法规禁止公开', `${R} 第十四条`, [
    form('C3.2', '法律、行政法规禁止公开', ['law']),
  ]),
  withheld('C3.3', '危及“三安全一稳定”', `${R} 第十四条`, [
    form('C3.3.state', '可能危及国家安全'),
    form('C3.3.public', '可能危及公共安全'),
    form('C3.3.economic', '可能危及经济安全'),
    form('C3.3.social', '可能危及社会稳定'),
  ]),
  withheld(
    'C3.4',
    '保护第三方合法权益',
    `${R} 第十五条、第三十二条`,
    [
      form('C3.4.trade', '涉及商业秘密'),
      form('C3.4.privacy', '涉及个人隐私'),
      form('C3.4.other', '涉及第三方其他合法权益'),
    ],
    'opinion',
  ),
  withheld('C3.5', '属于三类内部事务信息', `${R} 第十六条第一款`, [
    form('C3.5.staff', '人事管理信息'),
    form('C3.5.logistics', '后勤管理信息'),
    form('C3.5.workflow', '内部工作流程信息'),
  ]),
  withheld('C3.6', '属于四类过程性信息', `${R} 第十六条第二款`, [
    form('C3.6.discussion', '讨论记录'),
    form('C3.6.draft', '过程稿'),
    form('C3.6.letters', '磋商信函'),
    form('C3.6.reports', '请示报告'),
  ]),
  withheld('C3.7', '属于行政执法案卷', `${R} 第十六条第二款`, [form('C3.7', '行政执法案卷信息')]),
  withheld('C3.8', '属于行政查询事项', `${R} 第三十六条第（七）项`, [
    form('C3.8', '有关法律、行政法规对信息的获取另有规定', ['law', 'channel']),
  ]),
  outcome('C4.1', '无法提供', '本机关不掌握相关政府信息', `${R} 第三十六条第（四）项、第（五）项`, {
    forms: [
      form('C4.1.absent', '经检索，信息不存在', ['retrieval'], { cites: `${R} 第三十六条第（四）项` }),
      form('C4.1.elsewhere', '不属于本机关负责公开，能够确定负责机关', ['rightUnit', 'rightContact'], {
        cites: `${R} 第三十六条第（五）项`,
        template: 'requests.answer.C4.1.elsewhere',
      }),
      form('C4.1.unknown', '不属于本机关负责公开，不能确定负责机关', ['retrieval'], {
        cites: `${R} 第三十六条第（五）项`,
      }),
    ],
  }),
  outcome('C4.2', '无法提供', '没有现成信息需要另行制作', `${R} 第三十八条`),
  outcome('C4.3', '无法提供', '补正后申请内容仍不明确', `${R} 第三十条`, { before: 'correction' }),
  outcome('C5.1', '不予处理', '信访举报投诉类申请', `${R} 第三十九条第一款`, {
    forms: [form('C5.1', '信访、投诉、举报等活动', ['channel'])],
  }),
  outcome('C5.2', '不予处理', '重复申请', `${R} 第三十六条第（六）项`, {
    forms: [form('C5.2', '已就同一信息答复，重复申请', ['earlier'])],
  }),
  outcome('C5.3', '不予处理', '要求提供公开出版物', `${R} 第三十九条第二款`, {
    forms: [form('C5.3', '政府公报、报刊、书籍等公开出版物', ['publication'])],
  }),
  outcome('C5.4', '不予处理', '无正当理由大量反复申请', `${R} 第三十五条`, { before: 'reasons' }),
  outcome('C5.5', '不予处理', '要求行政机关确认或重新出具已获取信息', '国办公开办函〔2021〕30号'),
  outcome(
    'C6.1',
    '其他处理',
    '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    `${R} 第三十条`,
    { byStep: true },
  ),
  outcome(
    'C6.2',
    '其他处理',
    '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    '国办函〔2020〕109号',
    { byStep: true },
  ),
  outcome('C6.3', '其他处理', '其他', '国办公开办函〔2021〕30号'),
]

export function findOutcome(code: string): RequestOutcome | undefined {
  return outcomes.find((one) => one.code === code)
}

export function findForm(code: string): { outcome: RequestOutcome; form: OutcomeForm } | undefined {
  for (const one of outcomes) {
    const found = one.forms.find((candidate) => candidate.code === code)
    if (found) return { outcome: one, form: found }
  }
  return undefined
}

/** What may be withheld within a partial answer (第三十七条): the grounds on which information is not disclosed. */
export const withholdable = outcomes.filter((one) => one.group === '不予公开' && one.code !== 'C3.8')
