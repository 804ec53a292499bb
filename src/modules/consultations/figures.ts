import { sql } from 'kysely'
import {
  ask,
  defineFigure,
  defineRate,
  type Figure,
  type FigureScope,
  type Rate,
} from '#kernel/figures/index.ts'
import { CITES, wayLabels } from './kinds.ts'

/** Consultations of the scope's units whose day lies in its period. */
const consultationsOf = (
  { period, unitIds }: FigureScope,
  day: 'received_on' | 'concluded_on',
  condition = sql`true`,
  amount = sql`1`,
) => sql`
  select 'consultation:' || c.id as record, c.number as label, c.unit_id, c.${sql.ref(day)} as on_date, ${amount} as amount, q.way
    from cases.case c join consultations.consultation q on q.case_id = c.id
   where c.kind = 'consultations.consultation' and c.unit_id = any(${[...unitIds]}::bigint[])
     and c.${sql.ref(day)} between ${period.from} and ${period.to} and ${condition}`

const common = {
  unit: '件',
  dimensions: ['way'],
  words: { way: { label: '来源', values: wayLabels } },
  relations: [{ kind: 'parts', dimension: 'way', values: Object.keys(wayLabels) }],
  cites: CITES,
  changedBy: ['consultations'],
} as const

export const figures: readonly Figure[] = [
  defineFigure({
    ...common,
    name: 'consultations.received',
    label: '收到咨询',
    cohort: 'received',
    records: (scope) => consultationsOf(scope, 'received_on'),
  }),
  defineFigure({
    ...common,
    name: 'consultations.answered',
    label: '答复咨询',
    cohort: 'ended',
    records: (scope) => consultationsOf(scope, 'concluded_on'),
  }),
  defineFigure({
    ...common,
    name: 'consultations.answered_in_time',
    label: '按期答复咨询',
    cohort: 'ended',
    records: (scope) =>
      consultationsOf(
        scope,
        'concluded_on',
        sql`exists (
          select from clock.clock k
           where k.name = 'consultations.reply' and k.subject = 'consultation:' || c.id and k.result = 'met')`,
      ),
  }),
  defineFigure({
    ...common,
    name: 'consultations.days_taken',
    label: '答复咨询用时合计',
    unit: '天',
    cohort: 'ended',
    records: (scope) =>
      consultationsOf(scope, 'concluded_on', sql`true`, sql`c.concluded_on - c.received_on`),
  }),
]

export const rates: readonly Rate[] = [
  defineRate({
    name: 'consultations.on_time_share',
    label: '咨询按期答复率',
    part: ask('consultations.answered_in_time'),
    whole: ask('consultations.answered'),
    cites: CITES,
  }),
]
