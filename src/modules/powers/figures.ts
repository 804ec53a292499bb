import { sql, type RawBuilder } from 'kysely'
import { defineFigure, type Figure } from '#kernel/figures/index.ts'
import type { Register } from '#kernel/registers/index.ts'
import { registers } from './kinds.ts'

/** Rows of a register by their own date; a row taken back counts in no year. */
function rowFigure(
  register: Register,
  unit: string,
  label: RawBuilder<unknown>,
  amount: RawBuilder<unknown>,
): Figure {
  return defineFigure({
    name: register.name,
    label: register.label,
    unit,
    cohort: 'ended',
    dimensions: [],
    cites: `${register.cites}；国办公开办函〔2021〕30号`,
    changedBy: [`register:${register.name}`],
    records: ({ period, unitIds }) => sql`
      select 'register_row:' || row.id as record, ${label} as label, row.unit_id, row.occurred_on as on_date,
             ${amount} as amount
        from registers.row
       where row.register = ${register.name} and row.revoked_on is null
         and row.unit_id = any(${[...unitIds]}::bigint[])
         and row.occurred_on between ${period.from} and ${period.to}`,
    address: (id) => `/registers/${register.name}/rows/${id}`,
  })
}

// The document's number, never the party: parties may be natural persons.
const byNumber = sql`row.data ->> 'documentNumber'`

export const figures: readonly Figure[] = [
  rowFigure(registers.permits, '件', byNumber, sql`1`),
  rowFigure(registers.penalties, '件', byNumber, sql`1`),
  rowFigure(registers.coercions, '件', byNumber, sql`1`),
  rowFigure(registers.fees, '分', sql`row.data ->> 'item'`, sql`(row.data ->> 'amountFen')::bigint`),
]
