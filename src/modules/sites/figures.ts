import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'

const cites = '政府信息公开条例（2019）第二十三条、第二十四条；国办发〔2017〕47号'

/**
 * Sites keep the day on which they close and none on which they opened, columns keep no day: of an earlier day they tell
 * what stands now, with the sites that closed since.
 */
export const figures: readonly Figure[] = [
  defineFigure({
    name: 'sites.sites',
    label: '政府网站数',
    unit: '个',
    cohort: 'as_of',
    dimensions: ['site'],
    cites,
    changedBy: ['site', 'channels'],
    records: ({ period, unitIds }) => sql`
      select 'site:' || s.id as record, s.name as label, s.unit_id, ${period.to}::date as on_date, 1 as amount, s.slug as site
        from sites.site s
       where (s.state <> 'closed' or s.closing_on > ${period.to}) and s.unit_id = any(${[...unitIds]}::bigint[])`,
  }),
  defineFigure({
    name: 'sites.columns',
    label: '网站栏目数',
    unit: '个',
    cohort: 'as_of',
    dimensions: ['site', 'level'],
    cites,
    changedBy: ['site', 'channels'],
    // Level 1 stands on the site itself (频道), each further level below the one before.
    records: ({ period, unitIds }) => sql`
      with recursive tree as (
        select c.id, c.site_id, c.name, 1 as level from sites.channel c where c.parent_id is null
        union all
        select c.id, c.site_id, c.name, tree.level + 1 from sites.channel c join tree on c.parent_id = tree.id
      )
      select 'channel:' || t.id as record, t.name as label, s.unit_id, ${period.to}::date as on_date, 1 as amount,
             s.slug as site, t.level::text as level
        from tree t join sites.site s on s.id = t.site_id
       where s.state <> 'closed' and s.unit_id = any(${[...unitIds]}::bigint[])`,
  }),
  defineFigure({
    name: 'sites.closed',
    label: '关停的政府网站',
    unit: '个',
    cohort: 'ended',
    dimensions: [],
    cites,
    changedBy: ['site'],
    records: ({ period, unitIds }) => sql`
      select 'site:' || s.id as record, s.name as label, s.unit_id, s.closing_on as on_date, 1 as amount
        from sites.site s
       where s.state = 'closed' and s.closing_on between ${period.from} and ${period.to}
         and s.unit_id = any(${[...unitIds]}::bigint[])`,
  }),
]
