import { civilDate } from '#platform/dates.ts'
import { defineCaseKind, type Outcome } from '#kernel/cases/index.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'requests.read',
    label: '查看公开申请',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  handle: definePermission({
    name: 'requests.handle',
    label: '办理公开申请',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
}

export const applicantKindLabels = {
  natural: '自然人',
  enterprise: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal_service: '法律服务机构',
  other: '其他',
} as const

export const receiptWayLabels = {
  in_person: '当面提交',
  post_signed: '邮寄（签收）',
  post_ordinary: '平常信函',
  online: '网上提交',
  fax: '传真',
} as const

export const wantedFormLabels = { paper: '纸质', electronic: '电子文件', inspection: '查阅、抄录' } as const

export const deliveryWayLabels = {
  online: '网上查看下载',
  email: '电子邮件',
  post: '邮寄',
  pickup: '当面领取',
  fax: '传真',
} as const

export const identityKindLabels = {
  citizen_id: '居民身份证',
  passport: '护照',
  other_paper: '其他证件',
  credit_code: '统一社会信用代码',
} as const

/** The limit for the answer, by the version of the Regulation in force on the day of receipt. */
export const replyClock = defineClock({
  name: 'requests.reply',
  label: '答复期限',
  yellowBefore: 5,
  versions: [
    {
      from: civilDate('2008-05-01'),
      days: 15,
      dayKind: 'working',
      extension: 15,
      cites: '政府信息公开条例（2007）第二十四条',
    },
    {
      from: civilDate('2019-05-15'),
      days: 20,
      dayKind: 'working',
      extension: 20,
      cites: '政府信息公开条例（2019）第三十三条',
    },
  ],
})

/** An outcome as the statutory table has it: the group is its second level. */
export interface RequestOutcome extends Outcome {
  readonly group: string
  readonly needsReason: boolean
}

const outcome = (
  code: string,
  group: string,
  label: string,
  cites: string,
  needsReason = true,
): RequestOutcome => ({
  code,
  group,
  label,
  cites,
  needsReason,
})

/** The closed list of the statutory table (国办公开办函〔2021〕30号), each with the article of the Regulation behind it. */
export const outcomes: readonly RequestOutcome[] = [
  outcome('C1', '予以公开', '予以公开', '政府信息公开条例 第三十六条第（一）项、第（二）项', false),
  outcome(
    'C2',
    '部分公开',
    '部分公开（区分处理的，只计这一情形，不计其他情形）',
    '政府信息公开条例 第三十七条',
  ),
  outcome('C3.1', '不予公开', '属于国家秘密', '政府信息公开条例 第十四条'),
  outcome('C3.2', '不予公开', '其他法律行政法规禁止公开', '政府信息公开条例 第十四条'),
  outcome('C3.3', '不予公开', '危及“三安全一稳定”', '政府信息公开条例 第十四条'),
  outcome('C3.4', '不予公开', '保护第三方合法权益', '政府信息公开条例 第十五条、第三十二条'),
  outcome('C3.5', '不予公开', '属于三类内部事务信息', '政府信息公开条例 第十六条第一款'),
  outcome('C3.6', '不予公开', '属于四类过程性信息', '政府信息公开条例 第十六条第二款'),
  outcome('C3.7', '不予公开', '属于行政执法案卷', '政府信息公开条例 第十六条第二款'),
  outcome('C3.8', '不予公开', '属于行政查询事项', '政府信息公开条例 第三十六条第（七）项'),
  outcome(
    'C4.1',
    '无法提供',
    '本机关不掌握相关政府信息',
    '政府信息公开条例 第三十六条第（四）项、第（五）项',
  ),
  outcome('C4.2', '无法提供', '没有现成信息需要另行制作', '政府信息公开条例 第三十八条'),
  outcome('C4.3', '无法提供', '补正后申请内容仍不明确', '政府信息公开条例 第三十条'),
  outcome('C5.1', '不予处理', '信访举报投诉类申请', '政府信息公开条例 第三十九条第一款'),
  outcome('C5.2', '不予处理', '重复申请', '政府信息公开条例 第三十六条第（六）项'),
  outcome('C5.3', '不予处理', '要求提供公开出版物', '政府信息公开条例 第三十九条第二款'),
  outcome('C5.4', '不予处理', '无正当理由大量反复申请', '政府信息公开条例 第三十五条'),
  outcome('C5.5', '不予处理', '要求行政机关确认或重新出具已获取信息', '国办公开办函〔2021〕30号'),
  outcome(
    'C6.1',
    '其他处理',
    '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    '政府信息公开条例 第三十条',
  ),
  outcome(
    'C6.2',
    '其他处理',
    '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    '国办函〔2020〕109号',
  ),
  outcome('C6.3', '其他处理', '其他', '国办公开办函〔2021〕30号'),
]

export function findOutcome(code: string): RequestOutcome | undefined {
  return outcomes.find((one) => one.code === code)
}

const SUBJECT = 'request:'

/** The procedure as a transition table; correction, extension, third parties and fees are further rows of it. */
export const disclosureRequest = defineCaseKind({
  name: 'requests.disclosure',
  label: '政府信息公开申请',
  cites: '政府信息公开条例 第二十九条至第四十五条',
  readBy: permissions.read,
  handledBy: permissions.handle,
  subjectPrefix: SUBJECT,
  clock: replyClock.name,
  page: '/requests',
  prefix: 'YSQ',
  initial: ['submitted', 'registered'],
  states: {
    submitted: { label: '待登记' },
    registered: { label: '办理中' },
    answered: { label: '已答复待送达' },
    delivered: { label: '已送达' },
    closed: { label: '已归档', final: true },
  },
  steps: [
    {
      name: 'register',
      label: '登记',
      from: ['submitted'],
      to: 'registered',
      permission: permissions.handle,
      cites: '政府信息公开条例 第三十一条',
    },
    {
      name: 'answer',
      label: '答复',
      from: ['registered'],
      to: 'answered',
      permission: permissions.handle,
      cites: '政府信息公开条例 第三十六条',
    },
    {
      name: 'deliver',
      label: '送达',
      from: ['answered'],
      to: 'delivered',
      permission: permissions.handle,
      cites: '国办公开办函〔2016〕235号',
    },
    {
      name: 'close',
      label: '归档',
      from: ['delivered'],
      to: 'closed',
      permission: permissions.handle,
      cites: '政府信息公开条例 第四十五条',
    },
  ],
  outcomes,
})

/** A request as clocks and the ledger name it. */
export const subjectOf = (id: number) => `${SUBJECT}${id}`
