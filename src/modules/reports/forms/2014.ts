import { ask, term, type Relation, type Term } from '#kernel/figures/index.ts'
import { annexTable, type Indicator } from './annex.ts'
import { annexChart } from './charts.ts'
import type { ReportForm } from './form.ts'
import { oldSections } from './sections.ts'

const one = (figure: string, filter: Record<string, string> = {}): readonly Term[] => [
  term(ask(figure, filter)),
]
const ways = (...names: readonly string[]): readonly Term[] =>
  names.map((way) => term(ask('requests.received_by_way', { way })))
const reply = (name: string) => one('requests.replies', { reply: name })

const refusals = (...names: readonly string[]): readonly Term[] =>
  names.map((name) => term(ask('requests.replies', { reply: `refused.${name}` })))

// Matters of the inside and of the process were then not information in the sense of the Regulation (国办发〔2010〕5号).
const REFUSED: readonly (readonly [text: string, terms: readonly Term[]])[] = [
  ['涉及国家秘密', refusals('secret')],
  ['涉及商业秘密', refusals('trade')],
  ['涉及个人隐私', refusals('privacy')],
  ['危及国家安全、公共安全、经济安全和社会稳定', refusals('stability')],
  ['不是《条例》所指政府信息', refusals('internal', 'process')],
  ['法律法规规定的其他情形', refusals('law', 'enforcement', 'rights')],
]

function remedyRows(
  number: string,
  id: string,
  title: string,
  ways_: readonly string[],
  upheld: string,
): Indicator[] {
  const of = (result?: string) =>
    ways_.map((way) => term(ask('remedies.results', result === undefined ? { way } : { way, result })))
  return [
    {
      id,
      text: `${number}、${title}`,
      unit: '件',
      terms: ['upheld', 'corrected', 'other'].flatMap((result) => of(result)),
    },
    { id: `${id}.1`, text: `（一）${upheld}`, unit: '件', terms: of('upheld') },
    { id: `${id}.2`, text: '（二）被依法纠错数', unit: '件', terms: of('corrected') },
    { id: `${id}.3`, text: '（三）其他情形数', unit: '件', terms: of('other') },
  ]
}

/** In the order of the form; a line without terms is not carried by any capability yet. */
const INDICATORS: readonly Indicator[] = [
  { id: '1', text: '一、主动公开情况' },
  {
    id: '1.1',
    text: '（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）',
    unit: '条',
    terms: one('documents.published'),
  },
  {
    id: '1.1.1',
    text: '其中：主动公开规范性文件数',
    unit: '条',
    terms: one('documents.published', { kind: 'normative' }),
  },
  {
    id: '1.1.2',
    text: '制发规范性文件总数',
    unit: '件',
    terms: one('documents.issued', { kind: 'normative' }),
  },
  { id: '1.2', text: '（二）通过不同渠道和方式公开政府信息的情况' },
  { id: '1.2.1', text: '1.政府公报公开政府信息数', unit: '条', terms: one('gazette.documents') },
  { id: '1.2.2', text: '2.政府网站公开政府信息数', unit: '条', terms: one('documents.published') },
  { id: '1.2.3', text: '3.政务微博公开政府信息数', unit: '条' },
  { id: '1.2.4', text: '4.政务微信公开政府信息数', unit: '条' },
  { id: '1.2.5', text: '5.其他方式公开政府信息数', unit: '条' },
  { id: '2', text: '二、回应解读情况' },
  { id: '2.1', text: '（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）', unit: '次' },
  { id: '2.2', text: '（二）通过不同渠道和方式回应解读的情况' },
  {
    id: '2.2.1',
    text: '1.参加或举办新闻发布会总次数',
    unit: '次',
    terms: one('outreach.conferences'),
  },
  {
    id: '2.2.1.1',
    text: '其中：主要负责同志参加新闻发布会次数',
    unit: '次',
    terms: one('outreach.conferences', { leader: 'yes' }),
  },
  { id: '2.2.2', text: '2.政府网站在线访谈次数', unit: '次', terms: one('outreach.interviews') },
  {
    id: '2.2.2.1',
    text: '其中：主要负责同志参加政府网站在线访谈次数',
    unit: '次',
    terms: one('outreach.interviews', { leader: 'yes' }),
  },
  { id: '2.2.3', text: '3.政策解读稿件发布数', unit: '篇' },
  { id: '2.2.4', text: '4.微博微信回应事件数', unit: '次' },
  { id: '2.2.5', text: '5.其他方式回应事件数', unit: '次' },
  { id: '3', text: '三、依申请公开情况' },
  { id: '3.1', text: '（一）收到申请数', unit: '件', terms: one('requests.received_by_way') },
  { id: '3.1.1', text: '1.当面申请数', unit: '件', terms: ways('in_person') },
  { id: '3.1.2', text: '2.传真申请数', unit: '件', terms: ways('fax') },
  { id: '3.1.3', text: '3.网络申请数', unit: '件', terms: ways('online', 'email') },
  { id: '3.1.4', text: '4.信函申请数', unit: '件', terms: ways('post_signed', 'post_ordinary') },
  { id: '3.2', text: '（二）申请办结数', unit: '件', terms: one('requests.timing') },
  { id: '3.2.1', text: '1.按时办结数', unit: '件', terms: one('requests.timing', { timing: 'usual' }) },
  { id: '3.2.2', text: '2.延期办结数', unit: '件', terms: one('requests.timing', { timing: 'extended' }) },
  { id: '3.3', text: '（三）申请答复数', unit: '件', terms: one('requests.replies') },
  { id: '3.3.1', text: '1.属于已主动公开范围数', unit: '件', terms: reply('public') },
  { id: '3.3.2', text: '2.同意公开答复数', unit: '件', terms: reply('agreed') },
  { id: '3.3.3', text: '3.同意部分公开答复数', unit: '件', terms: reply('partial') },
  { id: '3.3.4', text: '4.不同意公开答复数', unit: '件', terms: REFUSED.flatMap(([, terms]) => terms) },
  ...REFUSED.map(([text, terms], index) => ({
    id: `3.3.4.${index + 1}`,
    text: `${index === 0 ? '其中：' : ''}${text}`,
    unit: '件',
    terms,
  })),
  { id: '3.3.5', text: '5.不属于本行政机关公开数', unit: '件', terms: reply('elsewhere') },
  { id: '3.3.6', text: '6.申请信息不存在数', unit: '件', terms: reply('absent') },
  { id: '3.3.7', text: '7.告知作出更改补充数', unit: '件', terms: reply('unclear') },
  { id: '3.3.8', text: '8.告知通过其他途径办理数', unit: '件', terms: reply('other_channel') },
  ...remedyRows('四', '4', '行政复议数量', ['reconsideration'], '维持具体行政行为数'),
  ...remedyRows(
    '五',
    '5',
    '行政诉讼数量',
    ['litigation_direct', 'litigation_after_review'],
    '维持具体行政行为或者驳回原告诉讼请求数',
  ),
  { id: '6', text: '六、举报投诉数量', unit: '件', terms: one('remedies.complaints') },
  {
    id: '7',
    text: '七、依申请公开信息收取的费用',
    unit: '万元',
    terms: one('requests.fees_paid'),
    money: true,
  },
  { id: '8', text: '八、机构建设和保障经费情况' },
  { id: '8.1', text: '（一）政府信息公开工作专门机构数', unit: '个' },
  { id: '8.2', text: '（二）设置政府信息公开查阅点数', unit: '个' },
  { id: '8.3', text: '（三）从事政府信息公开工作人员数', unit: '人' },
  { id: '8.3.1', text: '1.专职人员数（不包括政府公报及政府网站工作人员数）', unit: '人' },
  { id: '8.3.2', text: '2.兼职人员数', unit: '人' },
  {
    id: '8.4',
    text: '（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）',
    unit: '万元',
  },
  { id: '9', text: '九、政府信息公开会议和培训情况' },
  { id: '9.1', text: '（一）召开政府信息公开工作会议或专题会议数', unit: '次' },
  { id: '9.2', text: '（二）举办各类培训班数', unit: '次' },
  { id: '9.3', text: '（三）接受培训人员数', unit: '人次' },
]

function termsOf(id: string): readonly Term[] {
  return INDICATORS.find((indicator) => indicator.id === id)?.terms ?? []
}

const sum = (whole: string, label: string, parts: readonly string[]): Relation => ({
  name: `annex.${whole}`,
  label,
  left: termsOf(whole),
  right: parts.flatMap(termsOf),
})

const under = (whole: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${whole}.${index + 1}`)

const CHARTS = [
  annexChart('ways', '收到政府信息公开申请的渠道（件）', [
    ['3.1.1', '当面申请'],
    ['3.1.2', '传真申请'],
    ['3.1.3', '网络申请'],
    ['3.1.4', '信函申请'],
  ]),
  annexChart('replies', '政府信息公开申请的答复（件）', [
    ['3.3.1', '属于已主动公开范围'],
    ['3.3.2', '同意公开答复'],
    ['3.3.3', '同意部分公开答复'],
    ['3.3.4', '不同意公开答复'],
    ['3.3.5', '不属于本行政机关公开'],
    ['3.3.6', '申请信息不存在'],
    ['3.3.7', '告知作出更改补充'],
    ['3.3.8', '告知通过其他途径办理'],
  ]),
]

/** 《政府信息公开情况统计表》, for the reports of 2014 to 2018. */
export const form2014: ReportForm = {
  name: '政府信息公开情况统计表（2014）',
  from: 2014,
  to: 2018,
  cites: '政府信息公开条例（2007）第三十一条、第三十二条',
  sections: oldSections(annexTable(INDICATORS), CHARTS),
  relations: [
    sum('3.1', '收到申请数等于当面、传真、网络、信函申请数之和', under('3.1', 4)),
    sum('3.2', '申请办结数等于按时办结数与延期办结数之和', under('3.2', 2)),
    sum('3.3', '申请答复数等于八类答复数之和', under('3.3', 8)),
    sum('3.3.4', '不同意公开答复数等于六种情形之和', under('3.3.4', 6)),
    sum('4', '行政复议数量等于三种结果之和', under('4', 3)),
    sum('5', '行政诉讼数量等于三种结果之和', under('5', 3)),
  ],
  warnings: [],
}
