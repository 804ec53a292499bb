import { sql } from 'kysely'
import { defineFigure, type Figure, type FigureScope } from '#kernel/figures/index.ts'

const SOURCE = '国办公开办函〔2021〕30号；政府信息公开条例 第五十条'

/** Disclosure requests of the scope's units under one more condition, with the dimensions of the statutory table. */
function requestsWhere(
  scope: FigureScope,
  onDate: 'received_on' | 'concluded_on',
  condition: ReturnType<typeof sql>,
) {
  return sql`
    select 'request:' || c.id as record, c.number as label, c.unit_id, c.${sql.ref(onDate)} as on_date, 1 as amount,
           c.category as applicant, c.outcome
      from cases.case c
     where c.kind = 'requests.disclosure' and c.unit_id = any(${[...scope.unitIds]}::bigint[]) and ${condition}`
}

export const figures: readonly Figure[] = [
  defineFigure({
    name: 'requests.received',
    label: '本年新收政府信息公开申请数量',
    unit: '件',
    cohort: 'received',
    dimensions: ['applicant'],
    cites: SOURCE,
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'received_on',
        sql`c.received_on between ${scope.period.from} and ${scope.period.to}`,
      ),
  }),
  defineFigure({
    name: 'requests.carried_in',
    label: '上年结转政府信息公开申请数量',
    unit: '件',
    cohort: 'as_of',
    dimensions: ['applicant'],
    cites: SOURCE,
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'received_on',
        sql`c.received_on < ${scope.period.from} and (c.concluded_on is null or c.concluded_on >= ${scope.period.from})`,
      ),
  }),
  defineFigure({
    name: 'requests.concluded',
    label: '本年度办理结果',
    unit: '件',
    cohort: 'ended',
    dimensions: ['outcome', 'applicant'],
    cites: SOURCE,
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'concluded_on',
        sql`c.concluded_on between ${scope.period.from} and ${scope.period.to}`,
      ),
  }),
  defineFigure({
    name: 'requests.carried_out',
    label: '结转下年度继续办理',
    unit: '件',
    cohort: 'as_of',
    dimensions: ['applicant'],
    cites: SOURCE,
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'received_on',
        sql`c.received_on <= ${scope.period.to} and (c.concluded_on is null or c.concluded_on > ${scope.period.to})`,
      ),
  }),
  defineFigure({
    name: 'requests.late',
    label: '逾期答复的政府信息公开申请数量',
    unit: '件',
    cohort: 'ended',
    dimensions: ['outcome', 'applicant'],
    cites: '政府信息公开条例 第三十三条',
    changedBy: ['requests'],
    records: (scope) =>
      requestsWhere(
        scope,
        'concluded_on',
        sql`c.concluded_on between ${scope.period.from} and ${scope.period.to}
          and exists (select 1 from clock.clock k
                       where k.name = 'requests.reply' and k.subject = 'request:' || c.id and k.result = 'missed')`,
      ),
  }),
  defineFigure({
    name: 'requests.fees_paid',
    label: '实际收取的信息处理费',
    unit: '分',
    cohort: 'ended',
    dimensions: ['basis'],
    cites: '国办函〔2020〕109号',
    changedBy: ['requests'],
    records: (scope) => sql`
      select 'request:' || c.id as record, c.number as label, c.unit_id, f.paid_on as on_date, f.paid_fen as amount, f.basis
        from requests.fee f join cases.case c on c.id = f.case_id
       where c.unit_id = any(${[...scope.unitIds]}::bigint[])
         and f.paid_on between ${scope.period.from} and ${scope.period.to}`,
  }),
]
