import { ask, term, type Term } from '#kernel/figures/index.ts'
import { remediesCharts, requestsCharts } from './charts.ts'
import { contentTable, type ContentBlock, type ContentRow } from './content.ts'
import { type ReportForm } from './form.ts'
import { remediesRelations, remediesTable } from './remedies.ts'
import { requestsRelations, requestsTable } from './requests.ts'
import { textSections } from './sections.ts'

/** Nothing carries it yet: the cell stays empty, which is not zero. */
const NOTHING: readonly Term[] = []

function documentRow(kind: string, label: string): ContentRow {
  const figures = ['documents.issued', 'documents.published', 'documents.public']
  return { id: kind, label, cells: figures.map((figure) => [term(ask(figure, { kind }))]) }
}

/** How many items the unit has is in its list of powers, which no register holds yet; how many decisions it made is. */
function powerRow(id: string, label: string, figure: string | undefined): ContentRow {
  return { id, label, cells: [NOTHING, NOTHING, figure === undefined ? NOTHING : [term(ask(figure))]] }
}

const ITEMS = { label: '上一年项目数量' }
const CHANGE = { label: '本年增/减', signed: true } as const
const DECISIONS = { label: '处理决定数量' }

const BLOCKS: readonly ContentBlock[] = [
  {
    heading: '第二十条第（一）项',
    columns: [{ label: '本年新制作数量' }, { label: '本年新公开数量' }, { label: '对外公开总数量' }],
    rows: [documentRow('regulation', '规章'), documentRow('normative', '规范性文件')],
  },
  {
    heading: '第二十条第（五）项',
    columns: [ITEMS, CHANGE, DECISIONS],
    rows: [
      powerRow('permits', '行政许可', 'powers.permits'),
      powerRow('services', '其他对外管理服务事项', undefined),
    ],
  },
  {
    heading: '第二十条第（六）项',
    columns: [ITEMS, CHANGE, DECISIONS],
    rows: [
      powerRow('penalties', '行政处罚', 'powers.penalties'),
      powerRow('coercions', '行政强制', 'powers.coercions'),
    ],
  },
  {
    heading: '第二十条第（八）项',
    columns: [ITEMS, CHANGE],
    rows: [{ id: 'fees', label: '行政事业性收费', cells: [NOTHING, NOTHING] }],
  },
  {
    heading: '第二十条第（九）项',
    columns: [{ label: '采购项目数量' }, { label: '采购总金额', money: true }],
    rows: [{ id: 'procurement', label: '政府集中采购', cells: [NOTHING, NOTHING] }],
  },
]

/** 《…年度报告格式（试行）》, in force for the years 2019 and 2020. */
export const form2019: ReportForm = {
  name: '国办公开办函〔2019〕60号',
  from: 2019,
  to: 2020,
  cites: '政府信息公开条例（2019）第四十九条、第五十条；国办公开办函〔2019〕60号',
  // Its blocks have two or three heads.
  sections: textSections(
    contentTable(BLOCKS, 6),
    { table: requestsTable(2019), charts: requestsCharts(2019) },
    { table: remediesTable(), charts: remediesCharts },
  ),
  relations: [...requestsRelations(2019), ...remediesRelations()],
  warnings: [],
}
