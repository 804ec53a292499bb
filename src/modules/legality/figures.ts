import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'

export const figures: readonly Figure[] = [
  defineFigure({
    name: 'legality.filed',
    label: '规范性文件备案件数',
    unit: '件',
    cohort: 'ended',
    dimensions: ['result'],
    cites: '规章制定程序条例 第三十四条；本市规范性文件备案规定',
    changedBy: ['documents'],
    records: ({ period, unitIds }) => sql`
      select 'document:' || f.document_id as record, v.title as label, f.unit_id, f.filed_on as on_date, 1 as amount, f.result
        from legality.filing f
        join documents.document d on d.id = f.document_id
        join documents.version v on v.document_id = d.id and v.version = d.published_version
       where f.unit_id = any(${[...unitIds]}::bigint[]) and f.filed_on between ${period.from} and ${period.to}`,
    address: (id) => `/documents/${id}`,
  }),
]
