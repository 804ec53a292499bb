import { ask, narrow, term, type Ask, type Relation, type Term } from '#kernel/figures/index.ts'
import { label, type FormTable, type GridCell, type LabelCell } from './form.ts'

// 三、收到和处理政府信息公开申请情况: one table in two printings, which differ in the rows of （六）其他处理 alone.

interface Column {
  readonly label: string
  readonly filter: Ask['filter']
}
/** A figure in this column, of so many years before. */
type At = (figure: string, year?: number) => Term

const COLUMNS: readonly Column[] = [
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
type Group = readonly [id: string, label: string, rows: readonly string[]]

const GROUPS: readonly Group[] = [
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
]

const OTHERS: readonly string[] = [
  '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  '3.其他',
]

interface Row {
  readonly id: string
  /** The label with that of its group, for where the row stands alone. */
  readonly title: string
  readonly head: readonly LabelCell[]
  readonly asks: readonly Ask[]
}

const concluded = 'requests.concluded'
const outcome = (code: string) => ask(concluded, { outcome: code })

function wholeRow(id: string, text: string, figure: string): Row {
  return { id, title: text, head: [label(text, 'row', { columns: 3 })], asks: [ask(figure)] }
}

function groupRows([group, text, numbered]: Group): Row[] {
  if (numbered.length === 0)
    return [{ id: group, title: text, head: [label(text, 'row', { columns: 2 })], asks: [outcome(group)] }]
  return numbered.map((own, index) => ({
    id: `${group}.${index + 1}`,
    title: `${text}${own}`,
    head: [...(index === 0 ? [label(text, 'rowgroup', { rows: numbered.length })] : []), label(own, 'row')],
    asks: [outcome(`${group}.${index + 1}`)],
  }))
}

/** In the printing of 2019 （六）其他处理 is one row: whatever the later form counts below it. */
function othersRows(printing: 2019 | 2021): Row[] {
  const text = '（六）其他处理'
  if (printing === 2021) return groupRows(['C6', text, OTHERS])
  const asks = OTHERS.map((_, index) => outcome(`C6.${index + 1}`))
  return [{ id: 'C6', title: text, head: [label(text, 'row', { columns: 2 })], asks }]
}

function rowsOf(printing: 2019 | 2021): readonly Row[] {
  const total = '（七）总计'
  const results: Row[] = [
    ...GROUPS.flatMap(groupRows),
    ...othersRows(printing),
    // No filter on the outcome: a question of its own, so that the groups can be held against it.
    {
      id: 'C7',
      title: `办理结果${total}`,
      head: [label(total, 'row', { columns: 2 })],
      asks: [ask(concluded)],
    },
  ]
  const heading = label('三、本年度办理结果', 'rowgroup', { rows: results.length })
  return [
    wholeRow('A', '一、本年新收政府信息公开申请数量', 'requests.received'),
    wholeRow('B', '二、上年结转政府信息公开申请数量', 'requests.carried_in'),
    ...results.map((row, index) => (index === 0 ? { ...row, head: [heading, ...row.head] } : row)),
    wholeRow('D', '四、结转下年度继续办理', 'requests.carried_out'),
  ]
}

const TITLE = '收到和处理政府信息公开申请情况'

export function requestsTable(printing: 2019 | 2021): FormTable {
  const organisations = COLUMNS.slice(1, -1)
  return {
    id: '3',
    title: TITLE,
    columns: 3 + COLUMNS.length,
    head: [
      [
        label('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 'none', {
          rows: 3,
          columns: 3,
        }),
        label('申请人情况', 'colgroup', { columns: COLUMNS.length }),
      ],
      [
        label('自然人', 'col', { rows: 2 }),
        label('法人或其他组织', 'colgroup', { columns: organisations.length }),
        label('总计', 'col', { rows: 2 }),
      ],
      organisations.map((column) => label(column.label, 'col')),
    ],
    rows: rowsOf(printing).map((row): GridCell[] => [
      ...row.head,
      ...COLUMNS.map((column, index) => ({
        id: `3.${row.id}.${index + 1}`,
        label: `${row.title}：${column.label}`,
        terms: row.asks.map((one) => term(narrow(one, column.filter))),
        measure: 'count' as const,
      })),
    ]),
  }
}

/** The relation printed in the form, and those that follow from its labels. */
export function requestsRelations(printing: 2019 | 2021): Relation[] {
  const rows = rowsOf(printing)
  const parts = rows.filter((row) => /^C[1-6]/.test(row.id)).flatMap((row) => row.asks)
  const perColumn = (
    relation: (column: Column, at: At) => Omit<Relation, 'name'>,
    name: string,
  ): Relation[] =>
    COLUMNS.map((column, index) => ({
      name: `3.${name}.${index + 1}`,
      ...relation(column, (figure, year = 0) => term(narrow(ask(figure), column.filter), year)),
    }))
  const balances = perColumn(
    (column, at) => ({
      label: `${column.label}：第一项加第二项之和，等于第三项加第四项之和`,
      left: [at('requests.received'), at('requests.carried_in')],
      right: [at(concluded), at('requests.carried_out')],
    }),
    'balance',
  )
  const totals = perColumn(
    (column, at) => ({
      label: `${column.label}：（七）总计等于（一）至（六）之和`,
      left: [at(concluded)],
      right: parts.map((part) => term(narrow(part, column.filter))),
    }),
    'outcomes',
  )
  const carried = perColumn(
    (column, at) => ({
      label: `${column.label}：上年结转数量等于上年年报的结转下年度数量`,
      left: [at('requests.carried_in')],
      right: [at('requests.carried_out', -1)],
    }),
    'carried',
  )
  const perRow = rows.map((row): Relation => ({
    name: `3.applicants.${row.id}`,
    label: `${row.title}：总计等于各类申请人之和`,
    left: row.asks.map((one) => term(one)),
    right: COLUMNS.slice(0, -1).flatMap(({ filter }) => row.asks.map((one) => term(narrow(one, filter)))),
  }))
  return [...balances, ...totals, ...perRow, ...carried]
}
