import type { CsvRow } from '#platform/http/csv.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { GuideState, ItemState, MatrixRow } from './contract.ts'
import { statutoryItems } from './items.ts'
import { readCatalogue, type CatalogueFilter } from './store/catalogue.ts'

/** 政府信息公开目录: 索引、名称、内容概述、生成日期 first, as the article names them. */
export const CATALOGUE_HEADER = [
  '索引',
  '名称',
  '内容概述',
  '生成日期',
  '发文字号',
  '公开日期',
  '公开机关',
  '网址',
]

export async function* catalogueLines(
  handle: Handle,
  of: CatalogueFilter,
  publicUrl: string,
): AsyncGenerator<CsvRow[]> {
  for await (const entries of readCatalogue(handle, of)) {
    yield entries.map((one) => [
      one.index_number,
      one.title,
      one.summary,
      one.written_on,
      one.document_number,
      one.shown_on,
      one.unit_name,
      `${publicUrl}/documents/${one.id}`,
    ])
  }
}

const STATES: Readonly<Record<ItemState, string>> = {
  published: '已公开',
  stale: '久未更新',
  missing: '尚未公开',
  declared: '声明没有',
}
const GUIDES: Readonly<Record<GuideState, string>> = {
  unconfirmed: '未确认',
  expired: '确认已过期',
  changed: '有变化待确认',
  soon: '即将到期',
  confirmed: '已确认',
}

export const MATRIX_HEADER = [
  '单位',
  '指南',
  '指南确认期限',
  '尚未公开项数',
  '久未更新项数',
  ...statutoryItems.map((item) => item.label),
]

export function matrixLine(row: MatrixRow): CsvRow {
  return [
    row.unit.name,
    GUIDES[row.guide],
    row.guideDueOn ?? '',
    String(row.missing),
    String(row.stale),
    ...statutoryItems.map((item) => {
      const cell = row.cells[item.code]
      if (!cell) return '不适用'
      return cell.count === 0
        ? STATES[cell.state]
        : `${STATES[cell.state]} ${cell.count} 条${cell.newestOn ? `，最近 ${cell.newestOn}` : ''}`
    }),
  ]
}
