import { ask, narrow, term, type Ask, type Relation } from '#kernel/figures/index.ts'
import { label, type FormTable } from './form.ts'

// 四、政府信息公开行政复议、行政诉讼情况: the same in both printings.

const FIGURE = 'remedies.results'

const COLUMNS: readonly { readonly label: string; readonly filter: Ask['filter'] }[] = [
  { label: '结果维持', filter: { result: 'upheld' } },
  { label: '结果纠正', filter: { result: 'corrected' } },
  { label: '其他结果', filter: { result: 'other' } },
  { label: '尚未审结', filter: { result: 'pending' } },
  { label: '总计', filter: {} },
]

const GROUPS = [
  { id: 'reconsideration', label: '行政复议' },
  { id: 'litigation_direct', label: '行政诉讼（未经复议直接起诉）', under: '未经复议直接起诉' },
  { id: 'litigation_after_review', label: '行政诉讼（复议后起诉）', under: '复议后起诉' },
] as const

const groupAsk = (id: string) => ask(FIGURE, { way: id })

export function remediesTable(): FormTable {
  const width = COLUMNS.length
  const [first, ...lawsuits] = GROUPS
  return {
    id: '4',
    title: '政府信息公开行政复议、行政诉讼情况',
    columns: width * GROUPS.length,
    head: [
      [
        label(first.label, 'colgroup', { columns: width }),
        label('行政诉讼', 'colgroup', { columns: width * lawsuits.length }),
      ],
      [
        ...COLUMNS.map((column) => label(column.label, 'col', { rows: 2 })),
        ...lawsuits.map((group) => label(group.under, 'colgroup', { columns: width })),
      ],
      lawsuits.flatMap(() => COLUMNS.map((column) => label(column.label, 'col'))),
    ],
    rows: [
      GROUPS.flatMap((group) =>
        COLUMNS.map((column, index) => ({
          id: `4.${group.id}.${index + 1}`,
          label: `${group.label}：${column.label}`,
          terms: [term(narrow(groupAsk(group.id), column.filter))],
          measure: 'count' as const,
        })),
      ),
    ],
  }
}

export function remediesRelations(): Relation[] {
  return GROUPS.map((group) => ({
    name: `4.results.${group.id}`,
    label: `${group.label}：总计等于四种情形之和`,
    left: [term(groupAsk(group.id))],
    right: COLUMNS.slice(0, -1).map(({ filter }) => term(narrow(groupAsk(group.id), filter))),
  }))
}
