import { ask, minus, term, type Relation } from '#kernel/figures/index.ts'
import { remediesCharts, requestsCharts } from './charts.ts'
import { contentTable, type ContentBlock, type ContentRow } from './content.ts'
import { type ReportForm } from './form.ts'
import { remediesRelations, remediesTable } from './remedies.ts'
import { requestsRelations, requestsTable } from './requests.ts'
import { textSections } from './sections.ts'

function documentRow(kind: string, label: string): ContentRow {
  const figures = ['documents.issued', 'documents.repealed', 'documents.in_force']
  return { id: kind, label, cells: figures.map((figure) => [term(ask(figure, { kind }))]) }
}

function powerRow(id: string, label: string): ContentRow {
  return { id, label, cells: [[term(ask(`powers.${id}`))]] }
}

const DOCUMENTS = [documentRow('regulation', '规章'), documentRow('normative', '行政规范性文件')]

const BLOCKS: readonly ContentBlock[] = [
  {
    heading: '第二十条第（一）项',
    columns: [{ label: '本年制发件数' }, { label: '本年废止件数' }, { label: '现行有效件数' }],
    rows: DOCUMENTS,
  },
  {
    heading: '第二十条第（五）项',
    columns: [{ label: '本年处理决定数量' }],
    rows: [powerRow('permits', '行政许可')],
  },
  {
    heading: '第二十条第（六）项',
    columns: [{ label: '本年处理决定数量' }],
    rows: [powerRow('penalties', '行政处罚'), powerRow('coercions', '行政强制')],
  },
  {
    heading: '第二十条第（八）项',
    columns: [{ label: '本年收费金额（单位：万元）', money: true }],
    rows: [powerRow('fees', '行政事业性收费')],
  },
]

const stocks = DOCUMENTS.map((row): Relation => {
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

/** 《中华人民共和国政府信息公开工作年度报告格式》, in force for the years from 2021. */
export const form2021: ReportForm = {
  name: '国办公开办函〔2021〕30号',
  from: 2021,
  cites: '政府信息公开条例（2019）第四十九条、第五十条；国办公开办函〔2021〕30号',
  sections: textSections(
    contentTable(BLOCKS, 3),
    { table: requestsTable(2021), charts: requestsCharts(2021) },
    { table: remediesTable(), charts: remediesCharts },
  ),
  relations: [...requestsRelations(2021), ...remediesRelations()],
  warnings: stocks,
}
