import { ask, term, type Relation, type Term } from '#kernel/figures/index.ts'
import { annexTable, type Indicator } from './annex.ts'
import { annexChart } from './charts.ts'
import type { ReportForm } from './form.ts'
import { oldSections } from './sections.ts'

// Before 2014 each place had a form of its own. This is the coded form that is known in full (35 indicators).

const one = (figure: string, filter: Record<string, string> = {}): readonly Term[] => [
  term(ask(figure, filter)),
]
const ways = (...names: readonly string[]): readonly Term[] =>
  names.map((way) => term(ask('requests.received_by_way', { way })))
const replies = (...names: readonly string[]): readonly Term[] =>
  names.map((reply) => term(ask('requests.replies', { reply })))
const remedies = (...names: readonly string[]): readonly Term[] =>
  names.flatMap((way) =>
    ['upheld', 'corrected', 'other'].map((result) => term(ask('remedies.results', { way, result }))),
  )

const REFUSALS: readonly (readonly [text: string, terms: readonly Term[]])[] = [
  ['“非《规定》所指政府信息”数', replies('refused.internal')],
  ['“信息不存在”数', replies('absent')],
  ['“非本部门掌握”数', replies('elsewhere')],
  ['“申请内容不明确”数', replies('unclear')],
  ['“免予公开范围1”数（国家秘密）', replies('refused.secret')],
  ['“免予公开范围2”数（商业秘密）', replies('refused.trade')],
  ['“免予公开范围3”数（个人隐私）', replies('refused.privacy')],
  ['“免予公开范围4”数（正在调查、讨论、处理过程中）', replies('refused.process')],
  ['“免予公开范围5”数（与行政执法有关）', replies('refused.enforcement')],
  ['“免予公开范围6”数（法律、法规规定免予公开）', replies('refused.law')],
  ['其它原因', replies('other_channel', 'refused.rights', 'refused.stability')],
]
const refused = REFUSALS.flatMap(([, terms]) => terms)

type Line = readonly [text: string, unit: string, terms?: readonly Term[]]
const LINES: readonly Line[] = [
  ['主动公开信息数', '条', one('documents.published')],
  ['其中：全文电子化的主动公开信息数', '条', one('documents.published')],
  ['新增的行政规范性文件数', '条', one('documents.issued', { kind: 'normative' })],
  ['提供服务类信息数', '条'],
  ['网站专栏页面访问量', '人次'],
  ['现场接待人数', '人次'],
  ['网上咨询数', '人次', one('consultations.received')],
  ['咨询电话接听数', '人次'],
  ['依申请公开信息目录数', '条'],
  ['申请总数', '条', one('requests.received_by_way')],
  ['当面申请数', '条', ways('in_person')],
  ['传真申请数', '条', ways('fax')],
  ['电子邮件申请数', '条', ways('email')],
  ['网上申请数', '条', ways('online')],
  ['信函申请数', '条', ways('post_signed', 'post_ordinary')],
  ['其他形式申请数', '条'],
  ['对申请的答复总数', '条', one('requests.replies')],
  ['同意公开答复数', '条', replies('public', 'agreed')],
  ['同意部分公开答复数', '条', replies('partial')],
  ['否决公开答复总数', '条', refused],
  ...REFUSALS.map(([text, terms]): Line => [text, '条', terms]),
  ['行政复议数', '件', remedies('reconsideration')],
  ['行政诉讼数', '件', remedies('litigation_direct', 'litigation_after_review')],
  ['行政申诉数', '件', one('remedies.complaints')],
  ['其中：对本部门首次处理不满意的行政申诉数', '件'],
]

const code = (index: number) => String(index + 1).padStart(2, '0')

const INDICATORS: readonly Indicator[] = LINES.map(([text, unit, terms = []], index) => ({
  id: code(index),
  text: `${code(index)}　${text}`,
  unit,
  terms,
}))

const termsOf = (from: number, to = from): readonly Term[] =>
  LINES.slice(from - 1, to).flatMap(([, , terms = []]) => terms)

const RELATIONS: readonly Relation[] = [
  {
    name: 'annex.10',
    label: '申请总数等于各种形式申请数之和',
    left: termsOf(10),
    right: termsOf(11, 16),
  },
  {
    name: 'annex.17',
    label: '对申请的答复总数等于同意公开、同意部分公开、否决公开答复数之和',
    left: termsOf(17),
    right: termsOf(18, 20),
  },
  {
    name: 'annex.20',
    label: '否决公开答复总数等于十一种原因之和',
    left: termsOf(20),
    right: termsOf(21, 31),
  },
]

const CHARTS = [
  annexChart('replies', '对政府信息公开申请的答复（条）', [
    ['18', '同意公开答复'],
    ['19', '同意部分公开答复'],
    ['20', '否决公开答复'],
  ]),
]

/** The statistics form of the reports of 2008 to 2013, as one city had it. */
export const form2008: ReportForm = {
  name: '政府信息公开统计表（2008）',
  from: 2008,
  to: 2013,
  cites: '政府信息公开条例（2007）第三十一条、第三十二条',
  sections: oldSections(annexTable(INDICATORS), CHARTS),
  relations: RELATIONS,
  warnings: [],
}
