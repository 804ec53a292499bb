import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'

export const figures: readonly Figure[] = [
  defineFigure({
    name: 'normative.cleaned',
    label: '规范性文件清理件数',
    unit: '件',
    cohort: 'ended',
    dimensions: ['decision'],
    cites: '国办发〔2018〕37号',
    changedBy: ['normative'],
    records: ({ period, unitIds }) => sql`
      select 'document:' || i.document_id as record, v.title as label, i.unit_id, c.closed_on as on_date, 1 as amount, i.decision
        from normative.cleanup_item i
        join normative.cleanup c on c.id = i.cleanup_id and c.closed_on between ${period.from} and ${period.to}
        join documents.document d on d.id = i.document_id
        join documents.version v on v.document_id = d.id and v.version = d.published_version
        join normative.cleanup_unit n on n.cleanup_id = i.cleanup_id and n.unit_id = i.unit_id and n.confirmed_on is not null
       where i.decision is not null and i.unit_id = any(${[...unitIds]}::bigint[])`,
    address: (id) => `/documents/${id}`,
  }),
]
