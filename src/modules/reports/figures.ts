import { sql } from 'kysely'
import { defineFigure } from '#kernel/figures/index.ts'
import { remedies } from './kinds.ts'

/** What a year's table 4 counts: what was decided in the year, and what was filed by its last day and still open then. */
export const remediesFigure = defineFigure({
  name: remedies.name,
  label: '政府信息公开行政复议、行政诉讼',
  unit: '件',
  cohort: 'ended',
  dimensions: ['way', 'result'],
  cites: '政府信息公开条例（2019）第五十条第（四）项；国办公开办函〔2021〕30号',
  changedBy: ['register:reports.remedies'],
  records: ({ period, unitIds }) => sql`
    select 'register_row:' || m.id as record, m.data ->> 'requestNumber' as label, m.unit_id,
           case when m.open then m.filed_on else m.decided_on end as on_date, 1 as amount,
           m.data ->> 'way' as way, case when m.open then 'pending' else m.data ->> 'result' end as result
      from (select row.id, row.unit_id, row.data, row.occurred_on as filed_on, d.decided_on,
                   d.decided_on is null or d.decided_on > ${period.to} as open
              from registers.row, lateral (select (row.data ->> 'decidedOn')::date as decided_on) d
             where row.register = ${remedies.name} and row.revoked_on is null
               and row.unit_id = any(${[...unitIds]}::bigint[]) and row.occurred_on <= ${period.to}
           ) m
     where m.open or m.decided_on >= ${period.from}`,
  address: (id) => `/registers/${remedies.name}/rows/${id}`,
})
