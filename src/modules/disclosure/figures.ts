import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'
import type { ItemState } from './contract.ts'
import { statutoryItems } from './items.ts'
import { guideClock } from './kinds.ts'

/** Items of the scope's units that stand so at the end of the period, since the day on which they came to. */
function itemsStanding(name: string, label: string, state: ItemState): Figure {
  return defineFigure({
    name,
    label,
    unit: '项',
    cohort: 'as_of',
    dimensions: ['item', 'unit_kind'],
    cites: '政府信息公开条例（2019）第十九条至第二十一条',
    changedBy: ['documents'],
    records: ({ period, unitIds }) => sql`
      select 'standing:' || s.id as record, u.short_name || '：' || n.label as label, s.unit_id, s.since as on_date,
             1 as amount, s.item, u.kind as unit_kind
        from disclosure.standing s join organisation.unit u on u.id = s.unit_id
        join unnest(${statutoryItems.map((item) => item.code)}::text[],
                    ${statutoryItems.map((item) => item.label)}::text[]) as n (code, label) on n.code = s.item
       where s.unit_id = any(${[...unitIds]}::bigint[]) and s.state = ${state} and s.since <= ${period.to}::date`,
  })
}

export const figures: readonly Figure[] = [
  itemsStanding('disclosure.missing_items', '尚未公开的法定事项', 'missing'),
  itemsStanding('disclosure.stale_items', '超过更新期限的法定事项', 'stale'),
  defineFigure({
    name: 'disclosure.unconfirmed_guides',
    label: '未确认的政府信息公开指南',
    unit: '份',
    cohort: 'as_of',
    dimensions: ['why'],
    cites: '政府信息公开条例（2019）第十二条',
    changedBy: ['units'],
    records: ({ period, unitIds }) => sql`
      select * from (
        select 'unit:' || u.id as record, u.name || '政府信息公开指南' as label, u.id as unit_id, 1 as amount,
               case when g.confirmed_on is null or g.confirmed_on > ${period.to}::date then ${period.from}::date
                    when c.due_on < ${period.to}::date then c.due_on + 1
                    else g.confirmed_on end as on_date,
               case when g.confirmed_on is null or g.confirmed_on > ${period.to}::date then 'unconfirmed'
                    when c.due_on < ${period.to}::date then 'expired'
                    when g.version <> g.confirmed_version or g.confirmed_facts <> jsonb_build_object(
                      'name', u.name, 'address', u.address, 'office_hours', u.office_hours, 'phone', u.phone,
                      'fax', u.fax, 'email', u.email, 'postcode', u.postcode, 'functions', u.functions)
                    then 'changed' end as why
          from organisation.unit u
          left join disclosure.guide g on g.unit_id = u.id
          left join clock.clock c on c.name = ${guideClock.name} and c.subject = 'guide:' || u.id || '-' || g.confirmations
         where u.id = any(${[...unitIds]}::bigint[]) and u.kind <> 'village' and u.closed_on is null
      ) open where why is not null`,
  }),
]
