import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'

const cites = '政府信息公开条例 第二十三条'

export const figures: readonly Figure[] = [
  defineFigure({
    name: 'gazette.issues',
    label: '政府公报期数',
    unit: '期',
    cohort: 'ended',
    dimensions: [],
    cites,
    changedBy: ['gazette'],
    records: ({ period, unitIds }) => sql`
      select 'gazette:' || i.id as record, i.name || ' ' || i.year || '年第' || i.number || '期' as label, i.unit_id,
             i.issued_on as on_date, 1 as amount
        from gazette.issue i
       where i.state = 'issued' and i.unit_id = any(${[...unitIds]}::bigint[])
         and i.issued_on between ${period.from} and ${period.to}`,
  }),
  defineFigure({
    name: 'gazette.documents',
    label: '政府公报公开政府信息数',
    unit: '条',
    cohort: 'ended',
    dimensions: [],
    cites,
    changedBy: ['gazette'],
    records: ({ period, unitIds }) => sql`
      select 'document:' || e.document_id as record, v.title as label, i.unit_id, i.issued_on as on_date, 1 as amount
        from gazette.entry e
        join gazette.issue i on i.id = e.issue_id and i.state = 'issued'
        join documents.version v on v.document_id = e.document_id and v.version = e.version
       where i.unit_id = any(${[...unitIds]}::bigint[]) and i.issued_on between ${period.from} and ${period.to}`,
    address: (id) => `/documents/${id}`,
  }),
  defineFigure({
    name: 'gazette.copies',
    label: '政府公报寄送份数',
    unit: '份',
    cohort: 'ended',
    dimensions: ['category'],
    cites: '政府信息公开条例 第二十五条',
    changedBy: ['gazette'],
    records: ({ period, unitIds }) => sql`
      select 'copies:' || c.id as record, c.recipient as label, i.unit_id, c.sent_on as on_date, c.copies as amount, c.category
        from gazette.copies c join gazette.issue i on i.id = c.issue_id
       where c.struck_on is null and i.unit_id = any(${[...unitIds]}::bigint[])
         and c.sent_on between ${period.from} and ${period.to}`,
  }),
]
