import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'

export const figures: readonly Figure[] = [
  defineFigure({
    name: 'subscriptions.active',
    label: '邮件订阅数',
    unit: '个',
    cohort: 'as_of',
    dimensions: ['kind', 'rhythm'],
    cites: '政府网站发展指引（国办发〔2017〕47号）',
    changedBy: [],
    // A column counts for the unit of its site; a topic or a search is of the whole portal and counts for its unit. What
    // ended is gone with its address: the figure of a past day is of those that still stand.
    records: ({ period, unitIds }) => sql`
      select 'subscription:' || s.id as record, '邮件订阅' as label, u.unit_id,
             (s.confirmed_at at time zone 'Asia/Shanghai')::date as on_date, 1 as amount, s.kind, s.rhythm
        from subscriptions.subscription s
        left join sites.channel c on c.id = s.channel_id
       cross join lateral (
         select coalesce(s.unit_id,
           (select i.unit_id from sites.site i where i.id = c.site_id),
           (select i.unit_id from sites.site i where i.slug = 'main')) as unit_id
       ) u
       where s.confirmed_at is not null
         and (s.confirmed_at at time zone 'Asia/Shanghai')::date <= ${period.to}
         and u.unit_id = any(${[...unitIds]}::bigint[])`,
  }),
]
