import { sql } from 'kysely'
import { defineFigure, type Figure, type FigureScope } from '#kernel/figures/index.ts'
import { reportClock } from './kinds.ts'

const CITES = '政府信息公开条例 第二十条（重大建设项目的批准和实施情况）'
const address = (id: number) => `/topics/items/${id}`

/** Items of topics open on the last day of the period, each as its last report up to that day has it. */
const standingAt = ({ period, unitIds }: FigureScope, condition: ReturnType<typeof sql>) => sql`
  select 'topic_item:' || i.id as record, i.goal as label, i.unit_id, i.opened_on as on_date, 1 as amount,
         t.slug as topic, coalesce(r.stage, 'not_started') as stage
    from topics.item i
    join topics.topic t on t.id = i.topic_id
    left join lateral (
      select stage from topics.report where item_id = i.id and reported_on <= ${period.to}
       order by reported_on desc, id desc limit 1) r on true
   where i.unit_id = any(${[...unitIds]}::bigint[])
     and i.opened_on <= ${period.to} and (t.closed_on is null or t.closed_on > ${period.to})
     and ${condition}`

export const figures: readonly Figure[] = [
  defineFigure({
    name: 'topics.items',
    label: '专题任务',
    unit: '项',
    cohort: 'as_of',
    dimensions: ['topic', 'stage'],
    cites: CITES,
    changedBy: ['topics'],
    records: (scope) => standingAt(scope, sql`true`),
    address,
  }),
  defineFigure({
    name: 'topics.overdue',
    label: '逾期的专题任务',
    unit: '项',
    cohort: 'as_of',
    dimensions: ['topic', 'stage'],
    cites: CITES,
    changedBy: ['topics'],
    records: (scope) =>
      standingAt(
        scope,
        sql`coalesce(r.stage, 'not_started') <> 'done' and (i.due_on < ${scope.period.to} or exists (
          select 1 from clock.clock c
           where c.name = ${reportClock.name}
             and c.subject = any(array(select 'topic_item:' || i.id || '/' || n from generate_series(1, i.round) n))
             and c.due_on < ${scope.period.to} and (c.stopped_on is null or c.stopped_on > ${scope.period.to})))`,
      ),
    address,
  }),
  ...(
    [
      [
        'topics.kept',
        '维护的专题',
        'as_of',
        (from: string, to: string) =>
          sql`t.opened_on <= ${to} and (t.closed_on is null or t.closed_on > ${from})`,
      ],
      [
        'topics.opened',
        '新开设的专题',
        'received',
        (from: string, to: string) => sql`t.opened_on between ${from} and ${to}`,
      ],
    ] as const
  ).map(([name, label, cohort, condition]) =>
    defineFigure({
      name,
      label,
      unit: '个',
      cohort,
      dimensions: [],
      cites: '政府网站发展指引（国办发〔2017〕47号）',
      changedBy: ['topics'],
      records: ({ period, unitIds }) => sql`
        select 'topic:' || t.id as record, t.title as label, t.unit_id, t.opened_on as on_date, 1 as amount
          from topics.topic t
         where t.unit_id = any(${[...unitIds]}::bigint[]) and ${condition(period.from, period.to)}`,
    }),
  ),
]
