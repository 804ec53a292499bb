import { sql } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'
import { OUTLET, registers } from './kinds.ts'

/** One figure for each register, by outlet, and by whether the leader took part where it is asked; a row taken back counts in no year. */
const rows: readonly Figure[] = Object.values(registers).map((register) =>
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

/** What people asked and were answered in interviews, and how many took part, added up over the rows that tell it. */
const sums = (
  [
    ['questions', '在线访谈回答问题数', '个'],
    ['audience', '在线访谈参与人次', '人次'],
  ] as const
).map(([field, label, unit]) =>
  defineFigure({
    name: `outreach.interview_${field}`,
    label,
    unit,
    cohort: 'ended',
    dimensions: ['outlet'],
    cites: registers.interviews.cites,
    changedBy: [`register:${registers.interviews.name}`],
    records: ({ period, unitIds }) => sql`
      select 'register_row:' || row.id as record, row.data ->> 'title' as label, row.unit_id,
             row.occurred_on as on_date, (row.data ->> ${field})::bigint as amount, row.data ->> ${OUTLET} as outlet
        from registers.row
       where row.register = ${registers.interviews.name} and row.revoked_on is null and row.data ? ${field}
         and row.unit_id = any(${[...unitIds]}::bigint[])
         and row.occurred_on between ${period.from} and ${period.to}`,
    address: (id) => `/registers/${registers.interviews.name}/rows/${id}`,
  }),
)

export const figures: readonly Figure[] = [...rows, ...sums]
