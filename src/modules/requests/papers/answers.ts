import type { Template } from '#kernel/papers/index.ts'
import { article, letter, TAKEN_IN } from './fields.ts'

/** What an answer of this outcome says of the information; the rest is the same in all of them. */
interface Said {
  readonly code: string
  readonly label: string
  readonly cites: string
  readonly says: string
  /** What stands before the reason. */
  readonly because?: string
  readonly must?: readonly string[]
  /** Told after the decision: where, who else, what was searched. */
  readonly also?: string
}

const ASKED = '您（贵单位）申请公开的政府信息'
const REFUSED = '{{ground}}，本机关决定不予公开。'
const WHERE = '{{#where}}{{where}}{{/where}}'

const said: readonly Said[] = [
  {
    code: 'C1',
    label: '予以公开',
    cites: article('三十六条第（二）项'),
    says: `经审查，${ASKED}属于公开范围。{{ground}}，本机关决定予以公开，现将该信息提供给您（贵单位）。`,
  },
  {
    code: 'C1.public',
    label: '予以公开：已经主动公开',
    cites: article('三十六条第（一）项'),
    says: `经查，${ASKED}已经主动公开。{{ground}}，现将获取该信息的方式和途径告知如下：`,
    also: '{{where}}',
    must: ['where'],
  },
  {
    code: 'C1.fetch',
    label: '予以公开：告知获取方式',
    cites: article('三十六条第（二）项'),
    says: `经审查，${ASKED}属于公开范围。{{ground}}，本机关决定予以公开，现将获取该信息的方式、途径和时间告知如下：`,
    also: '{{where}}{{#onDay}}\n获取时间：{{onDay}}{{/onDay}}',
    must: ['where'],
  },
  {
    code: 'C2',
    label: '部分公开',
    cites: article('三十七条'),
    says: `经审查，${ASKED}含有不应当公开或者不属于政府信息的内容，能够作区分处理。{{ground}}，本机关决定将可以公开的内容提供给您（贵单位），其余内容不予公开。`,
    because: '不予公开的理由：',
  },
  {
    code: 'C3.1',
    label: '不予公开：国家秘密',
    cites: article('十四条'),
    says: `经审查，${ASKED}依法确定为国家秘密。${REFUSED}`,
  },
  {
    code: 'C3.2',
    label: '不予公开：法律、行政法规禁止公开',
    cites: article('十四条'),
    says: `经审查，${ASKED}是{{law}}禁止公开的信息。${REFUSED}`,
    must: ['law'],
  },
  {
    code: 'C3.3',
    label: '不予公开：危及“三安全一稳定”',
    cites: article('十四条'),
    says: `经审查，${ASKED}公开后可能危及国家安全、公共安全、经济安全、社会稳定。${REFUSED}`,
  },
  {
    code: 'C3.4',
    label: '不予公开：保护第三方合法权益',
    cites: article('十五条', '三十二条'),
    says: `经审查，${ASKED}涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害。${REFUSED}`,
  },
  {
    code: 'C3.5',
    label: '不予公开：内部事务信息',
    cites: article('十六条第一款'),
    says: `经审查，${ASKED}是本机关人事管理、后勤管理、内部工作流程等方面的内部事务信息。${REFUSED}`,
  },
  {
    code: 'C3.6',
    label: '不予公开：过程性信息',
    cites: article('十六条第二款'),
    says: `经审查，${ASKED}是本机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息，法律、法规、规章没有规定应当公开。${REFUSED}`,
  },
  {
    code: 'C3.7',
    label: '不予公开：行政执法案卷',
    cites: article('十六条第二款'),
    says: `经审查，${ASKED}是行政执法案卷信息，法律、法规、规章没有规定应当公开。${REFUSED}`,
  },
  {
    code: 'C3.8',
    label: '不予公开：行政查询事项',
    cites: article('三十六条第（七）项'),
    says: `经审查，${ASKED}属于登记资料等信息，有关法律、行政法规对其获取有特别规定。{{ground}}，请您（贵单位）依照{{law}}的规定办理。`,
    also: WHERE,
    must: ['law'],
  },
  {
    code: 'C4.1',
    label: '无法提供：信息不存在',
    cites: article('三十六条第（四）项'),
    says: `经检索，本机关没有制作或者保存您（贵单位）申请公开的政府信息，该信息不存在。{{ground}}，现予告知。`,
    also: '检索情况：{{retrieval}}',
    must: ['retrieval'],
  },
  {
    code: 'C4.1.elsewhere',
    label: '无法提供：不属于本机关负责公开',
    cites: article('三十六条第（五）项'),
    says: `经审查，${ASKED}不属于本机关负责公开。{{ground}}，现予告知。`,
    also: '{{#rightUnit}}负责公开该信息的行政机关是：{{rightUnit}}{{/rightUnit}}',
  },
  {
    code: 'C4.2',
    label: '无法提供：需要另行制作',
    cites: article('三十八条'),
    says: `经审查，本机关没有现成的相关政府信息，提供该信息需要对现有政府信息进行加工、分析。{{ground}}，本机关不予提供。`,
  },
  {
    code: 'C4.3',
    label: '无法提供：补正后仍不明确',
    cites: article('三十条'),
    says: '经审查，该申请{{#onDay}}于{{onDay}}{{/onDay}}补正后，申请内容仍不明确，本机关无法据以确定所申请的政府信息。{{ground}}，本机关无法提供。',
  },
  {
    code: 'C5.1',
    label: '不予处理：信访举报投诉类申请',
    cites: article('三十九条第一款'),
    says: '经审查，您（贵单位）以政府信息公开申请的形式进行信访、投诉、举报等活动。{{ground}}，本机关不作为政府信息公开申请处理。',
    also: '{{#where}}您（贵单位）可以通过以下渠道提出：{{where}}{{/where}}',
  },
  {
    code: 'C5.2',
    label: '不予处理：重复申请',
    cites: article('三十六条第（六）项'),
    says: '经查，本机关已就您（贵单位）提出的相同申请作出答复，见{{earlier}}。{{ground}}，本机关不予重复处理。',
    must: ['earlier'],
  },
  {
    code: 'C5.3',
    label: '不予处理：要求提供公开出版物',
    cites: article('三十九条第二款'),
    says: '经审查，您（贵单位）要求提供的是政府公报、报刊、书籍等公开出版物。{{ground}}，本机关不予提供。',
    also: '{{#where}}获取该出版物的途径：{{where}}{{/where}}',
  },
  {
    code: 'C5.4',
    label: '不予处理：无正当理由大量反复申请',
    cites: article('三十五条'),
    says: '您（贵单位）申请公开政府信息的数量、频次明显超过合理范围，本机关已要求说明理由。经审查，申请理由不合理。{{ground}}，本机关不予处理。',
  },
  {
    code: 'C5.5',
    label: '不予处理：要求确认或者重新出具已获取信息',
    cites: '国办公开办函〔2021〕30号',
    says: '经审查，您（贵单位）要求本机关对已经获取的政府信息予以确认或者重新出具。{{ground}}，本机关不予处理。',
  },
  {
    code: 'C6.3',
    label: '其他处理',
    cites: '国办公开办函〔2021〕30号',
    says: '{{ground}}，本机关对该申请的处理情况告知如下。',
    because: '',
  },
]

function answerLetter({ code, label, cites, says, because = '理由：', must = [], also }: Said): Template {
  // 第三十六条第（三）项、第三十七条: what is not given is given reasons for.
  const given = code.startsWith('C1')
  return letter({
    name: `answer.${code}`,
    label: `答复书（${label}）`,
    title: '政府信息公开申请答复书',
    cites,
    must: ['ground', 'remedy', ...(given ? [] : ['reason']), ...must],
    body: [
      TAKEN_IN,
      says,
      ...(also === undefined ? [] : [also]),
      ...(given ? [] : [`${because}{{reason}}`]),
      '{{#content}}{{content}}{{/content}}',
      '{{remedy}}',
    ],
  })
}

/** One answer for each outcome, and more where an outcome is told in several ways. */
export const answers: readonly Template[] = said.map(answerLetter)
