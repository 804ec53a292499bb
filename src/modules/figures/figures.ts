import { sql } from 'kysely'
import { ask, defineFigure, defineRate, type Figure, type Rate } from '#kernel/figures/index.ts'
import { population } from './registers.ts'

const { name: REGISTER } = population

/**
 * Inhabitants of the scope's topmost places that have a number, the newest by the end of the period: those of a place
 * below are among them. A department has none.
 */
const inhabitants: Figure = defineFigure({
  name: REGISTER,
  label: population.label,
  unit: '人',
  cohort: 'as_of',
  dimensions: [],
  additive: false,
  cites: population.cites,
  changedBy: [`register:${REGISTER}`],
  records: ({ period, unitIds }) => sql`
    with recursive known as (
      select distinct on (r.unit_id) r.id, r.unit_id, r.occurred_on, (r.data ->> 'inhabitants')::bigint as amount,
             r.data ->> 'source' as label
        from registers.row r
       where r.register = ${REGISTER} and r.revoked_on is null and r.occurred_on <= ${period.to}
         and r.unit_id = any(${[...unitIds]}::bigint[])
       order by r.unit_id, r.occurred_on desc, r.id desc
    ), above as (
      select k.unit_id, u.parent_id from known k join organisation.unit u on u.id = k.unit_id
      union
      select a.unit_id, u.parent_id from above a join organisation.unit u on u.id = a.parent_id
    )
    select 'register_row:' || k.id as record, k.label, k.unit_id, k.occurred_on as on_date, k.amount
      from known k
     where not exists (select from above a join known o on o.unit_id = a.parent_id where a.unit_id = k.unit_id)`,
  address: (id) => `/registers/${REGISTER}/rows/${id}`,
})

export const figures: readonly Figure[] = [inhabitants]

const PER = { count: 10_000, measure: '件/万人' }

export const rates: readonly Rate[] = [
  defineRate({
    name: 'requests.per_inhabitants',
    label: '每万人政府信息公开申请量',
    part: ask('requests.received'),
    whole: ask(REGISTER),
    per: PER,
    cites: `政府信息公开条例（2019）第五十条；${population.cites}`,
  }),
  defineRate({
    name: 'documents.per_inhabitants',
    label: '每万人主动公开政府信息数',
    part: ask('documents.published'),
    whole: ask(REGISTER),
    per: PER,
    cites: `政府信息公开条例（2019）第五十条；${population.cites}`,
  }),
]
