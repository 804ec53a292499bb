import type { Template } from '#kernel/papers/index.ts'
import { answers } from './answers.ts'
import { article, letter, REGULATION, TAKEN_IN } from './fields.ts'

const notices: readonly Template[] = [
  letter({
    name: 'receipt',
    label: '政府信息公开申请登记回执',
    cites: article('三十一条', '三十三条'),
    must: ['number', 'receivedOn', 'dueOn'],
    body: [
      TAKEN_IN,
      `该申请已经登记。依照${REGULATION}第三十三条，本机关将在{{dueOn}}前答复；需要延长答复期限的，另行书面告知。`,
      '{{#statusAddress}}您（贵单位）可以凭登记编号和查询码，在{{statusAddress}}查询办理进度。{{/statusAddress}}',
    ],
  }),
  letter({
    name: 'correction',
    label: '政府信息公开申请补正告知书',
    cites: article('三十条'),
    must: ['content', 'dueOn'],
    body: [
      TAKEN_IN,
      '经审查，该申请的内容不明确。{{#reason}}{{reason}}{{/reason}}',
      `依照${REGULATION}第三十条，请您（贵单位）在{{dueOn}}前一次补正以下事项：`,
      '{{content}}',
      '答复期限自本机关收到补正的申请之日起计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。',
      '{{#where}}补正的提交方式：{{where}}{{/where}}',
    ],
  }),
  letter({
    name: 'third_party',
    label: '征求第三方意见书',
    title: '政府信息公开征求第三方意见书',
    cites: article('十五条', '三十二条'),
    must: ['wanted', 'days'],
    // Who asks is not told to the third party: they are asked about the information.
    body: [
      '本机关收到政府信息公开申请一件（登记编号：{{number}}），申请公开“{{wanted}}”。该信息公开后可能损害您（贵单位）的合法权益。',
      '{{#content}}涉及您（贵单位）的内容是：{{content}}{{/content}}',
      `依照${REGULATION}第三十二条，现书面征求您（贵单位）的意见。请自收到本征求意见书之日起{{days}}个工作日内，书面告知是否同意公开；不同意公开的，请说明理由。`,
      `逾期未提出意见的，由本机关依照${REGULATION}的规定决定是否公开。`,
      '{{#where}}意见的提交方式：{{where}}{{/where}}',
    ],
  }),
  letter({
    name: 'joint_maker',
    label: '征求共同制作机关意见函',
    title: '关于征求政府信息公开意见的函',
    cites: article('三十四条'),
    must: ['wanted', 'days'],
    body: [
      '本机关收到政府信息公开申请一件（登记编号：{{number}}），申请公开“{{wanted}}”。经查，该信息由贵单位和本机关共同制作。',
      '{{#content}}{{content}}{{/content}}',
      `依照${REGULATION}第三十四条，现征求贵单位意见。请自收到本函之日起{{days}}个工作日内提出意见；逾期未提出意见的，视为同意公开。`,
    ],
  }),
  letter({
    name: 'third_party_told',
    label: '第三方告知书',
    title: '政府信息公开第三方告知书',
    cites: article('三十二条'),
    must: ['content', 'reason', 'remedy'],
    body: [
      '本机关收到政府信息公开申请一件（登记编号：{{number}}），{{#onDay}}并于{{onDay}}书面征求了您（贵单位）的意见。{{/onDay}}经审查，本机关认为不公开可能对公共利益造成重大影响，决定予以公开。',
      `依照${REGULATION}第三十二条，现将决定公开的政府信息内容和理由告知如下：`,
      '一、公开的内容：{{content}}',
      '二、公开的理由：{{reason}}',
      '{{remedy}}',
    ],
  }),
  letter({
    name: 'extension',
    label: '延长答复期限告知书',
    title: '政府信息公开申请延长答复期限告知书',
    cites: article('三十三条'),
    must: ['days', 'dueOn'],
    body: [
      TAKEN_IN,
      `本机关不能在法定期限内作出答复。{{#reason}}{{reason}}{{/reason}}\n依照${REGULATION}第三十三条，经本机关政府信息公开工作机构负责人同意，答复期限延长{{days}}个工作日，本机关将在{{dueOn}}前答复。`,
    ],
  }),
  letter({
    name: 'reasons',
    label: '说明理由通知书',
    title: '政府信息公开申请说明理由通知书',
    cites: article('三十五条'),
    must: ['dueOn'],
    body: [
      TAKEN_IN,
      '您（贵单位）申请公开政府信息的数量、频次明显超过合理范围。{{#content}}{{content}}{{/content}}',
      `依照${REGULATION}第三十五条，请您（贵单位）在{{dueOn}}前书面说明理由。本机关认为申请理由不合理的，不予处理；认为申请理由合理，但是无法在法定期限内答复的，可以确定延迟答复的合理期限并告知您（贵单位）。`,
    ],
  }),
  letter({
    name: 'delay',
    label: '延迟答复告知书',
    title: '政府信息公开申请延迟答复告知书',
    cites: article('三十五条'),
    must: ['dueOn'],
    body: [
      TAKEN_IN,
      `您（贵单位）{{#onDay}}于{{onDay}}{{/onDay}}说明了申请的理由。经审查，该理由合理，但是本机关无法在${REGULATION}第三十三条规定的期限内答复。{{#reason}}{{reason}}{{/reason}}`,
      `依照${REGULATION}第三十五条，本机关确定延迟答复的期限，将在{{dueOn}}前答复。`,
    ],
  }),
  letter({
    name: 'fee',
    label: '收费通知书',
    title: '政府信息公开信息处理费收费通知书',
    cites: `${article('四十二条')}；国办函〔2020〕109号`,
    must: ['amount', 'content', 'payBy', 'where'],
    body: [
      TAKEN_IN,
      `您（贵单位）申请公开政府信息的数量、频次明显超过合理范围。依照${REGULATION}第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），应当收取信息处理费{{amount}}。`,
      '一、收费标准和计算方法：{{content}}',
      '二、缴纳方式：{{where}}',
      '三、缴纳期限：请在{{payBy}}前缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。等待缴费的时间不计入答复期限。',
    ],
  }),
  letter({
    name: 'ended',
    label: '终止办理告知书',
    title: '政府信息公开申请终止办理告知书',
    cites: `${article('三十条')}；国办函〔2020〕109号`,
    must: ['reason', 'ground', 'remedy'],
    body: [TAKEN_IN, '{{reason}}', '{{ground}}，本机关不再处理该申请，办理程序终止。', '{{remedy}}'],
  }),
]

/** Every letter of the disclosure procedure. */
export const requestTemplates: readonly Template[] = [...notices, ...answers]
