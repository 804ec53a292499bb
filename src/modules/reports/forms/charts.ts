import type { FormChart } from './form.ts'

// Charts over cells of the tables, for every printing of them.

const TOTAL = 7
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const bar = (label: string, ...cells: readonly string[]) => ({ label, cells: [cells] })

/** In how many numbered rows the groups of 本年度办理结果 are told. */
const GROUPS: readonly (readonly [id: string, label: string, rows: number])[] = [
  ['C1', '予以公开', 0],
  ['C2', '部分公开', 0],
  ['C3', '不予公开', 8],
  ['C4', '无法提供', 3],
  ['C5', '不予处理', 5],
  ['C6', '其他处理', 3],
]
const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他']

/** Of 三: how the requests ended, and who made them. */
export function requestsCharts(printing: 2019 | 2021): readonly FormChart[] {
  const cellsOf = (id: string, rows: number) =>
    rows === 0 || (id === 'C6' && printing === 2019)
      ? [`3.${id}.${TOTAL}`]
      : upTo(rows).map((row) => `3.${id}.${row}.${TOTAL}`)
  return [
    {
      id: 'results',
      title: '政府信息公开申请本年度办理结果（件）',
      series: [''],
      bars: GROUPS.map(([id, label, rows]) => bar(label, ...cellsOf(id, rows))),
    },
    {
      id: 'applicants',
      title: '本年新收政府信息公开申请的申请人（件）',
      series: [''],
      bars: APPLICANTS.map((label, index) => bar(label, `3.A.${index + 1}`)),
    },
  ]
}

/** Of 四. */
export const remediesCharts: readonly FormChart[] = [
  {
    id: 'remedies',
    title: '政府信息公开行政复议、行政诉讼结果（件）',
    series: ['结果维持', '结果纠正', '其他结果', '尚未审结'],
    bars: [
      ['reconsideration', '行政复议'],
      ['litigation_direct', '未经复议直接起诉'],
      ['litigation_after_review', '复议后起诉'],
    ].map(([way = '', label = '']) => ({ label, cells: upTo(4).map((column) => [`4.${way}.${column}`]) })),
  },
]

/** Of an annex: lines of it as bars. */
export function annexChart(
  id: string,
  title: string,
  lines: readonly (readonly [line: string, label: string])[],
): FormChart {
  return { id, title, series: [''], bars: lines.map(([line, label]) => bar(label, `annex.${line}`)) }
}
