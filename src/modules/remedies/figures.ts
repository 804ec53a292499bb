import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'
import { REMANDED } from './kinds.ts'

/**
 * What table 4 of a year's report counts, as it stood on the last day of the year: a case whose latest instance by then was
 * decided counts in the year in which it was decided; one that was still open counts as not yet decided. What came later, an
 * appeal of the next January for one, changes no report of a year that is over. A lawsuit that was sent back is open though
 * the court below has not taken it up yet. An entry made by mistake counts nowhere.
 */
export const section4 = defineFigure({
  name: 'remedies.results',
  label: '政府信息公开行政复议、行政诉讼',
  unit: '件',
  cohort: 'ended',
  dimensions: ['way', 'result'],
  words: {
    way: {
      label: '途径',
      values: {
        reconsideration: '行政复议',
        litigation_direct: '未经复议直接起诉',
        litigation_after_review: '复议后起诉',
      },
    },
    result: {
      label: '结果',
      values: { upheld: '结果维持', corrected: '结果纠正', other: '其他结果', pending: '尚未审结' },
    },
  },
  relations: [
    {
      kind: 'parts',
      dimension: 'way',
      values: ['reconsideration', 'litigation_direct', 'litigation_after_review'],
    },
    { kind: 'parts', dimension: 'result', values: ['upheld', 'corrected', 'other', 'pending'] },
  ],
  cites: '政府信息公开条例（2019）第五十条第（四）项；国办公开办函〔2021〕30号',
  changedBy: ['remedies'],
  records: ({ period, unitIds }) => sql`
    select replace(m.kind, 'remedies.', '') || ':' || m.id as record, m.number as label, m.unit_id,
           case when m.open then m.received_on else m.decided_on end as on_date, 1 as amount,
           m.way, case when m.open then 'pending' else split_part(m.result, '.', 1) end as result
      from (select c.id, c.kind, c.number, c.unit_id, r.way, c.received_on, i.decided_on, i.result,
                   i.decided_on is null or i.decided_on > ${period.to} or i.result = ${REMANDED} as open
              from cases.case c
              join remedies.remedy r on r.case_id = c.id
              join lateral (select o.decided_on, o.result from remedies.instance o
                             where o.case_id = c.id and o.received_on <= ${period.to}
                             order by o.position desc limit 1) i on true
             where c.kind in ('remedies.reconsideration', 'remedies.litigation') and r.annulled_on is null
               and c.unit_id = any(${[...unitIds]}::bigint[]) and c.received_on <= ${period.to}
               and (c.concluded_on is null or c.concluded_on >= ${period.from})
           ) m
     where m.open or m.decided_on >= ${period.from}`,
})

/** Complaints that were dealt with, by what was found. */
const complaintsFigure = defineFigure({
  name: 'remedies.complaints',
  label: '政府信息公开投诉、举报办结件数',
  unit: '件',
  cohort: 'ended',
  dimensions: ['result'],
  cites: '政府信息公开条例 第四十七条、第五十一条',
  changedBy: ['remedies'],
  records: ({ period, unitIds }) => sql`
    select 'complaint:' || c.id as record, c.number as label, c.unit_id, c.concluded_on as on_date, 1 as amount,
           split_part(c.outcome, '.', 1) as result
      from cases.case c
      join remedies.remedy r on r.case_id = c.id
     where c.kind = 'remedies.complaint' and r.annulled_on is null
       and c.unit_id = any(${[...unitIds]}::bigint[])
       and c.concluded_on between ${period.from} and ${period.to}`,
})

export const figures: readonly Figure[] = [section4, complaintsFigure]
