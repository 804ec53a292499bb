import { deliveryWays, discardReasons, feeBases, opinionKinds, redoOrders } from '../words.ts'
import { orNull, text, type StepSpec } from './spec.ts'

const yes = { yes: '合理', no: '不合理' }
const words = { kind: 'area', maxLength: 4000, rows: 4, required: true } as const

/** Before the answer: taking on, correcting, asking others. */
const under: Readonly<Record<string, StepSpec>> = {
  register: {
    title: '登记',
    submit: '登记',
    intro: () => '以双方确认之日为收到申请之日（第三十一条），答复期限从次日起算。',
    path: 'registrations',
    done: '已登记，答复期限开始计算',
    fields: [{ name: 'confirmedOn', label: '与申请人确认的日期', kind: 'past', required: true }],
    initial: (_, today) => ({ confirmedOn: today }),
    body: (values) => ({ confirmedOn: orNull(values['confirmedOn']) }),
  },
  discard: {
    title: '不予登记',
    submit: '不予登记',
    intro: (request) => `${request.number} 将不再办理，也不计入统计。原因留有记录。`,
    path: 'discards',
    done: '已作不予登记处理',
    fields: [
      { name: 'why', label: '原因', kind: 'choice', required: true, options: discardReasons },
      { name: 'words', label: '说明', ...words },
    ],
    initial: () => ({ why: 'applicant_withdrew', words: '' }),
  },
  ask_correction: {
    title: '通知补正',
    submit: '发出补正告知书',
    intro: (request) =>
      `只能通知一次，应当在收到申请之日起七个工作日内（第三十条）。合理期限一般为${request.suggested.correction}个工作日。发出以后期限暂停，收到补正重新计算。`,
    path: 'corrections',
    done: '补正告知书已发出，期限暂停计算',
    fields: [
      { name: 'missing', label: '需要补正的事项', ...words },
      { name: 'dueOn', label: '补正截止日期', kind: 'future', required: true },
    ],
    initial: () => ({ missing: '' }),
    dueAfter: (request) => request.suggested.correction,
  },
  receive_correction: {
    title: '收到补正',
    submit: '登记补正',
    intro: () => '答复期限自收到补正之日起重新计算（第三十条）。',
    path: 'correction-replies',
    done: '已登记补正，期限重新计算',
    fields: [
      { name: 'receivedOn', label: '收到补正的日期', kind: 'past', required: true },
      { name: 'reply', label: '补正内容', ...words },
      { name: 'wantedTitle', label: '补正后的信息名称', kind: 'text', maxLength: 200 },
      { name: 'wantedNumber', label: '补正后的文号', kind: 'text', maxLength: 60 },
      { name: 'description', label: '补正后的描述', kind: 'area', maxLength: 2000, rows: 3 },
    ],
    initial: (request, today) => ({
      receivedOn: today,
      reply: '',
      wantedTitle: request.wantedTitle,
      wantedNumber: request.wantedNumber,
      description: request.description,
    }),
  },
  abandon: {
    title: '逾期不补正，终止',
    submit: '终止办理',
    intro: () => '申请人无正当理由逾期不补正，视为放弃申请（第三十条）。将发出终止办理告知书。',
    path: 'abandonments',
    done: '已终止办理',
    fields: [],
  },
  ask_reasons: {
    title: '要求说明理由',
    submit: '发出通知',
    intro: (request) =>
      `申请数量、频次明显超过合理范围的，可以要求说明理由（第三十五条）。期限一般为${request.suggested.reasons}个工作日。答复期限照常计算。`,
    path: 'reasons',
    done: '说明理由通知书已发出',
    fields: [
      { name: 'why', label: '超过合理范围的情况', ...words },
      { name: 'dueOn', label: '说明理由的截止日期', kind: 'future', required: true },
    ],
    initial: () => ({ why: '' }),
    dueAfter: (request) => request.suggested.reasons,
  },
  receive_reasons: {
    title: '收到理由',
    submit: '登记理由',
    intro: () =>
      '理由不合理的，可以告知不予处理；合理但不能按期答复的，可以确定延迟答复的期限（第三十五条）。',
    path: 'reasons-replies',
    done: '已登记理由',
    fields: [
      { name: 'receivedOn', label: '收到的日期', kind: 'past', required: true },
      { name: 'reply', label: '申请人的理由', ...words },
      { name: 'reasonable', label: '理由是否合理', kind: 'choice', required: true, options: yes },
    ],
    initial: (_, today) => ({ receivedOn: today, reply: '', reasonable: 'yes' }),
    body: (values) => ({ ...values, reasonable: values['reasonable'] === 'yes' }),
  },
  pass_reasons: {
    title: '逾期未说明理由',
    submit: '确认',
    intro: () => '申请人没有在期限内说明理由，继续办理。',
    path: 'reasons-passings',
    done: '已登记',
    fields: [],
  },
  delay: {
    title: '告知延迟答复',
    submit: '发出告知书',
    intro: () => '理由合理，但是无法在期限内答复的，可以确定延迟答复的合理期限并告知申请人（第三十五条）。',
    path: 'delays',
    done: '延迟答复告知书已发出',
    fields: [
      { name: 'days', label: '延迟的工作日数', kind: 'number', required: true },
      { name: 'reason', label: '原因', ...words },
    ],
    initial: () => ({ reason: '' }),
  },
  consult: {
    title: '征求意见',
    submit: '发出征求意见书',
    intro: () =>
      '涉及第三方合法权益的，书面征求第三方意见；共同制作的，征求其他机关意见。对方有十五个工作日（第三十二条、第三十四条），征求意见的时间不计入答复期限（第三十三条）。',
    path: 'consultations',
    done: '征求意见书已发出，期限暂停计算',
    fields: [
      { name: 'kind', label: '征求谁的意见', kind: 'choice', required: true, options: opinionKinds },
      { name: 'addressee', label: '对方姓名或者名称', kind: 'text', required: true, maxLength: 100 },
      { name: 'question', label: '征求意见的内容', ...words },
      { name: 'sentOn', label: '发出日期', kind: 'past', required: true },
    ],
    initial: (_, today) => ({ kind: 'third_party', addressee: '', question: '', sentOn: today }),
  },
}

/** The limit and the fee. */
const limits: Readonly<Record<string, StepSpec>> = {
  extend: {
    title: '延长答复期限',
    submit: '同意延长并告知申请人',
    intro: (request) =>
      `现在应当在${request.dueOn ?? ''}前答复。延长须经信息公开工作机构负责人同意，只能一次，最多二十个工作日（第三十三条）。将发出延长答复期限告知书。`,
    path: 'extensions',
    done: '已延长，告知书已发出',
    fields: [
      { name: 'days', label: '延长的工作日数', kind: 'number', required: true },
      { name: 'reason', label: '理由', ...words },
    ],
    initial: () => ({ days: 20, reason: '' }),
  },
  charge: {
    title: '通知缴费',
    submit: '发出收费通知书',
    intro: (request) =>
      `按件或者按量计收，金额由系统计算（国办函〔2020〕109号）。缴费期限为${request.suggested.payment}个工作日，等待缴费的时间不计入答复期限。`,
    path: 'fees',
    done: '收费通知书已发出，期限暂停计算',
    fields: [
      { name: 'basis', label: '计收方式', kind: 'choice', required: true, options: feeBases },
      { name: 'pages', label: '页数', kind: 'number', hint: '按量计收的填写' },
      { name: 'where', label: '缴纳方式', kind: 'area', required: true, rows: 2, maxLength: 500 },
    ],
    initial: () => ({ basis: 'items', where: '' }),
    body: (values) => ({ ...values, pages: values['basis'] === 'pages' ? (values['pages'] ?? null) : null }),
  },
  pay: {
    title: '收到费用',
    submit: '登记缴费',
    intro: () => '答复期限从缴费之日起恢复计算。',
    path: 'payments',
    done: '已登记缴费，期限恢复计算',
    fields: [
      { name: 'paidOn', label: '缴费日期', kind: 'past', required: true },
      {
        name: 'how',
        label: '实际缴纳方式',
        kind: 'text',
        hint: '申请人可以看到，不写账号',
        maxLength: 200,
      },
    ],
    initial: (_, today) => ({ paidOn: today, how: '' }),
    body: (values) => ({ ...values, how: text(values['how']) }),
  },
  lapse: {
    title: '逾期未缴费，终止',
    submit: '终止办理',
    intro: () => '申请人逾期未缴纳费用，视为放弃申请。将发出终止办理告知书。',
    path: 'lapses',
    done: '已终止办理',
    fields: [],
  },
}

/** The answer on its way, and what comes after it. */
const after: Readonly<Record<string, StepSpec>> = {
  return: {
    title: '退回修改',
    submit: '退回',
    intro: () => '退回以后由承办人修改，再次提交审签。',
    path: 'returns',
    done: '已退回',
    fields: [{ name: 'opinion', label: '修改意见', ...words }],
    initial: () => ({ opinion: '' }),
  },
  deliver: {
    title: '送达',
    submit: '确认送达',
    intro: () => '送达之日即答复之日，时限以这一天为准；邮寄的以交邮之日为准（国办公开办函〔2016〕235号）。',
    path: 'deliveries',
    done: '已送达，时限停止',
    fields: [
      { name: 'way', label: '送达方式', kind: 'select', required: true, options: deliveryWays },
      { name: 'deliveredOn', label: '送达日期', kind: 'past', required: true },
      {
        name: 'proof',
        label: '送达凭证',
        kind: 'text',
        hint: '邮件号、签收人等；邮寄的必填',
        maxLength: 200,
      },
    ],
    initial: (request, today) => ({ way: request.wantedWay, deliveredOn: today, proof: '' }),
    body: (values) => ({ ...values, proof: text(values['proof']) }),
  },
  withdraw: {
    title: '申请人撤回',
    submit: '登记撤回',
    intro: () => '申请人书面或者当面撤回申请的，终止办理，计入“其他”。将发出终止办理告知书。',
    path: 'withdrawals',
    done: '已登记撤回',
    fields: [{ name: 'words', label: '撤回的情况', ...words }],
    initial: () => ({ words: '' }),
  },
  redo: {
    title: '重新办理',
    submit: '重新办理',
    intro: ({ orders }) =>
      `复议、诉讼或者上级责令重新答复的，重新拟办。当年的办理结果不变，纠正情况计入报告第四部分。${orders.length > 0 ? '按已登记的决定重新办理的，请从“复议、诉讼情况”一栏开始。' : ''}`,
    path: 'redos',
    done: '已开始重新办理',
    fields: [
      { name: 'orderedBy', label: '依据', kind: 'select', required: true, options: redoOrders },
      { name: 'reason', label: '说明', ...words },
      { name: 'orderedOn', label: '收到决定的日期', kind: 'past', required: true },
      {
        name: 'days',
        label: '决定给定的天数',
        kind: 'number',
        hint: '自然日；没有给定的不填',
      },
    ],
    initial: (_, today) => ({ orderedBy: 'reconsideration', reason: '', orderedOn: today }),
    body: (values) => ({ ...values, days: values['days'] ?? null }),
  },
  close: {
    title: '归档',
    submit: '归档',
    intro: (request) => `${request.number} 归档以后不再办理；需要重新答复的仍可重新办理。`,
    path: 'closures',
    done: '已归档',
    fields: [],
  },
}

const all: Readonly<Record<string, StepSpec>> = { ...under, ...limits, ...after }

/** Steps of one meaning have a row of the procedure for each state; their form is the same. */
const TWINS: Readonly<Record<string, string>> = {
  extend_consulting: 'extend',
  return_redo: 'return',
  deliver_redo: 'deliver',
}

export function specOf(step: string): StepSpec | undefined {
  return all[TWINS[step] ?? step]
}
