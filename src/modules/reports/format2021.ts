/**
 * The form of the annual report for 2021 and later (国办公开办函〔2021〕30号, 《中华人民共和国政府信息公开工作年度报告格式》),
 * as data: every cell names the figure that fills it, every 勾稽关系 the figures on its two sides.
 */

/** What fills a cell: a figure under a filter on its dimensions. */
export interface Ask {
  readonly figure: string
  readonly filter: Readonly<Record<string, string>>
}

export interface FormColumn {
  readonly label: string
  readonly filter: Readonly<Record<string, string>>
}

/** A row of table 2; its cells stand under the numeric columns of its block. */
export interface ContentRow {
  readonly id: string
  readonly label: string
  readonly cells: readonly Ask[]
}

export interface ContentBlock {
  readonly id: string
  readonly heading: string
  /** Heads of the numeric columns; the column 信息内容 stands before them. */
  readonly columns: readonly string[]
  readonly rows: readonly ContentRow[]
  /** The figure counts fen, the form prints 万元. */
  readonly money?: true
}

/** A row of table 3. `head` are the label cells that begin at this row, each with its spans. */
export interface RequestRow {
  readonly id: string
  readonly label: string
  /** The label with that of its group, for where the row stands alone. */
  readonly title: string
  readonly head: readonly { readonly text: string; readonly rows: number; readonly columns: number }[]
  readonly ask: Ask
}

export interface RemedyGroup {
  readonly id: string
  readonly heading: string
  readonly subheading?: string
  readonly label: string
  readonly filter: Readonly<Record<string, string>>
}

/** One side of a relation adds figures up; a figure may be that of the year before. */
export interface Term {
  readonly ask: Ask
  readonly year: 0 | -1
  readonly minus?: true
}

export interface Relation {
  readonly name: string
  readonly label: string
  readonly left: readonly Term[]
  readonly right: readonly Term[]
}

export interface ReportFormat {
  readonly name: string
  readonly since: number
  readonly cites: string
  readonly table2: {
    readonly title: string
    readonly contentLabel: string
    readonly blocks: readonly ContentBlock[]
  }
  readonly table3: {
    readonly title: string
    readonly corner: string
    readonly applicants: string
    readonly organisations: string
    readonly columns: readonly FormColumn[]
    readonly rows: readonly RequestRow[]
  }
  readonly table4: {
    readonly title: string
    readonly figure: string
    readonly columns: readonly FormColumn[]
    readonly groups: readonly RemedyGroup[]
  }
  /** Must hold. */
  readonly relations: readonly Relation[]
  /** Usually hold: where they do not, the records were put in order, or something is wrong. */
  readonly warnings: readonly Relation[]
}

const ask = (figure: string, filter: Ask['filter'] = {}): Ask => ({ figure, filter })

function documentRow(kind: string, label: string): ContentRow {
  const figures = ['documents.issued', 'documents.repealed', 'documents.in_force']
  return { id: kind, label, cells: figures.map((figure) => ask(figure, { kind })) }
}

function powerRow(id: string, label: string): ContentRow {
  return { id, label, cells: [ask(`powers.${id}`)] }
}

const blocks: readonly ContentBlock[] = [
  {
    id: '20.1',
    heading: '第二十条第（一）项',
    columns: ['本年制发件数', '本年废止件数', '现行有效件数'],
    rows: [documentRow('regulation', '规章'), documentRow('normative', '行政规范性文件')],
  },
  {
    id: '20.5',
    heading: '第二十条第（五）项',
    columns: ['本年处理决定数量'],
    rows: [powerRow('permits', '行政许可')],
  },
  {
    id: '20.6',
    heading: '第二十条第（六）项',
    columns: ['本年处理决定数量'],
    rows: [powerRow('penalties', '行政处罚'), powerRow('coercions', '行政强制')],
  },
  {
    id: '20.8',
    heading: '第二十条第（八）项',
    columns: ['本年收费金额（单位：万元）'],
    rows: [powerRow('fees', '行政事业性收费')],
    money: true,
  },
]

const applicants: readonly FormColumn[] = [
  { label: '自然人', filter: { applicant: 'natural' } },
  { label: '商业企业', filter: { applicant: 'enterprise' } },
  { label: '科研机构', filter: { applicant: 'research' } },
  { label: '社会公益组织', filter: { applicant: 'welfare' } },
  { label: '法律服务机构', filter: { applicant: 'legal_service' } },
  { label: '其他', filter: { applicant: 'other' } },
  // No filter: a question of its own, so that the six before it can be held against it.
  { label: '总计', filter: {} },
]

/** 三、本年度办理结果: a group with one row, or a group whose rows are numbered. */
const outcomes: readonly (readonly [id: string, label: string, rows: readonly string[]])[] = [
  ['C1', '（一）予以公开', []],
  ['C2', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', []],
  [
    'C3',
    '（三）不予公开',
    [
      '1.属于国家秘密',
      '2.其他法律行政法规禁止公开',
      '3.危及“三安全一稳定”',
      '4.保护第三方合法权益',
      '5.属于三类内部事务信息',
      '6.属于四类过程性信息',
      '7.属于行政执法案卷',
      '8.属于行政查询事项',
    ],
  ],
  [
    'C4',
    '（四）无法提供',
    ['1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确'],
  ],
  [
    'C5',
    '（五）不予处理',
    [
      '1.信访举报投诉类申请',
      '2.重复申请',
      '3.要求提供公开出版物',
      '4.无正当理由大量反复申请',
      '5.要求行政机关确认或重新出具已获取信息',
    ],
  ],
  [
    'C6',
    '（六）其他处理',
    [
      '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      '3.其他',
    ],
  ],
]

const concluded = 'requests.concluded'

function wholeRow(id: string, label: string, figure: string): RequestRow {
  return { id, label, title: label, head: [{ text: label, rows: 1, columns: 3 }], ask: ask(figure) }
}

function outcomeRows(): RequestRow[] {
  const rows = outcomes.flatMap(([group, label, numbered]): RequestRow[] =>
    numbered.length === 0
      ? [
          {
            id: group,
            label,
            title: label,
            head: [{ text: label, rows: 1, columns: 2 }],
            ask: ask(concluded, { outcome: group }),
          },
        ]
      : numbered.map((text, index) => ({
          id: `${group}.${index + 1}`,
          label: text,
          title: `${label}${text}`,
          head: [
            ...(index === 0 ? [{ text: label, rows: numbered.length, columns: 1 }] : []),
            { text, rows: 1, columns: 1 },
          ],
          ask: ask(concluded, { outcome: `${group}.${index + 1}` }),
        })),
  )
  const total = '（七）总计'
  // No filter on the outcome: a question of its own, so that C1 to C6 can be held against it.
  rows.push({
    id: 'C7',
    label: total,
    title: `办理结果${total}`,
    head: [{ text: total, rows: 1, columns: 2 }],
    ask: ask(concluded),
  })
  const heading = { text: '三、本年度办理结果', rows: rows.length, columns: 1 }
  return rows.map((row, index) => (index === 0 ? { ...row, head: [heading, ...row.head] } : row))
}

const requestRows: readonly RequestRow[] = [
  wholeRow('A', '一、本年新收政府信息公开申请数量', 'requests.received'),
  wholeRow('B', '二、上年结转政府信息公开申请数量', 'requests.carried_in'),
  ...outcomeRows(),
  wholeRow('D', '四、结转下年度继续办理', 'requests.carried_out'),
]

const results: readonly FormColumn[] = [
  { label: '结果维持', filter: { result: 'upheld' } },
  { label: '结果纠正', filter: { result: 'corrected' } },
  { label: '其他结果', filter: { result: 'other' } },
  { label: '尚未审结', filter: { result: 'pending' } },
  { label: '总计', filter: {} },
]

const groups: readonly RemedyGroup[] = [
  { id: 'reconsideration', heading: '行政复议', label: '行政复议', filter: { way: 'reconsideration' } },
  {
    id: 'litigation_direct',
    heading: '行政诉讼',
    subheading: '未经复议直接起诉',
    label: '行政诉讼（未经复议直接起诉）',
    filter: { way: 'litigation_direct' },
  },
  {
    id: 'litigation_after_review',
    heading: '行政诉讼',
    subheading: '复议后起诉',
    label: '行政诉讼（复议后起诉）',
    filter: { way: 'litigation_after_review' },
  },
]

/** A row's question, narrowed to a column: what fills a cell of tables 3 and 4. */
export function narrow(asked: Ask, column: Pick<FormColumn, 'filter'>): Ask {
  return { figure: asked.figure, filter: { ...asked.filter, ...column.filter } }
}

const term = (asked: Ask, year: Term['year'] = 0): Term => ({ ask: asked, year })
const minus = (asked: Ask): Term => ({ ask: asked, year: 0, minus: true })

function relationsOfTable3(): Relation[] {
  const outcomeAsks = requestRows.filter((row) => /^C[1-6]/.test(row.id)).map((row) => row.ask)
  const balances = applicants.map((column, index): Relation => ({
    name: `3.balance.${index + 1}`,
    label: `${column.label}：第一项加第二项之和，等于第三项加第四项之和`,
    left: [term(narrow(ask('requests.received'), column)), term(narrow(ask('requests.carried_in'), column))],
    right: [term(narrow(ask(concluded), column)), term(narrow(ask('requests.carried_out'), column))],
  }))
  const totals = applicants.map((column, index): Relation => ({
    name: `3.outcomes.${index + 1}`,
    label: `${column.label}：（七）总计等于（一）至（六）之和`,
    left: [term(narrow(ask(concluded), column))],
    right: outcomeAsks.map((asked) => term(narrow(asked, column))),
  }))
  const rows = requestRows.map((row): Relation => ({
    name: `3.applicants.${row.id}`,
    label: `${row.title}：总计等于各类申请人之和`,
    left: [term(row.ask)],
    right: applicants.slice(0, -1).map((column) => term(narrow(row.ask, column))),
  }))
  const carried = applicants.map((column, index): Relation => ({
    name: `3.carried.${index + 1}`,
    label: `${column.label}：上年结转数量等于上年年报的结转下年度数量`,
    left: [term(narrow(ask('requests.carried_in'), column))],
    right: [term(narrow(ask('requests.carried_out'), column), -1)],
  }))
  return [...balances, ...totals, ...rows, ...carried]
}

const remedyAsk = (group: RemedyGroup): Ask => ask('remedies.results', group.filter)

function relationsOfTable4(): Relation[] {
  const parts = results.slice(0, -1)
  return groups.map((group) => ({
    name: `4.results.${group.id}`,
    label: `${group.label}：总计等于四种情形之和`,
    left: [term(remedyAsk(group))],
    right: parts.map((column) => term(narrow(remedyAsk(group), column))),
  }))
}

function warningsOfTable2(): Relation[] {
  return (blocks[0]?.rows ?? []).map((row) => {
    const at = (figure: string) => ask(figure, { kind: row.id })
    return {
      name: `2.in_force.${row.id}`,
      label: `${row.label}：现行有效件数等于上年现行有效件数加本年制发件数减本年废止件数`,
      left: [term(at('documents.in_force'))],
      right: [
        term(at('documents.in_force'), -1),
        term(at('documents.issued')),
        minus(at('documents.repealed')),
      ],
    }
  })
}

export const format2021: ReportFormat = {
  name: '国办公开办函〔2021〕30号',
  since: 2021,
  cites: '政府信息公开条例（2019）第四十九条、第五十条；国办公开办函〔2021〕30号',
  table2: { title: '主动公开政府信息情况', contentLabel: '信息内容', blocks },
  table3: {
    title: '收到和处理政府信息公开申请情况',
    corner: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    applicants: '申请人情况',
    organisations: '法人或其他组织',
    columns: applicants,
    rows: requestRows,
  },
  table4: {
    title: '政府信息公开行政复议、行政诉讼情况',
    figure: 'remedies.results',
    columns: results,
    groups,
  },
  relations: [...relationsOfTable3(), ...relationsOfTable4()],
  warnings: warningsOfTable2(),
}
