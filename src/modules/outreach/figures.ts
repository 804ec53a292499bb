import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'
import { OUTLET, registers } from './kinds.ts'

/** One figure for each register, by outlet, and by whether the leader took part where it is asked; a row taken back counts in no year. */
export const figures: readonly Figure[] = Object.values(registers).map((register) =>
  defineFigure({
    name: register.name,
    label: register.label,
    unit: '次',
    cohort: 'ended',
    dimensions: ['outlet', 'leader'],
    cites: register.cites,
    changedBy: [`register:${register.name}`],
    records: ({ period, unitIds }) => sql`
      select 'register_row:' || row.id as record, row.data ->> 'title' as label, row.unit_id,
             row.occurred_on as on_date, 1 as amount, row.data ->> ${OUTLET} as outlet,
             row.data ->> 'leader' as leader
        from registers.row
       where row.register = ${register.name} and row.revoked_on is null
         and row.unit_id = any(${[...unitIds]}::bigint[])
         and row.occurred_on between ${period.from} and ${period.to}`,
    address: (id) => `/registers/${register.name}/rows/${id}`,
  }),
)
