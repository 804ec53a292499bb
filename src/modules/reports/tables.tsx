import { StatTable, type StatCell } from '#ui/portal/index.ts'
import type { Report } from './contract/report.ts'
import { numberedTitle } from './words.ts'
import { isValue, printedText, type FormTable, type GridCell, type ReportForm } from './forms/index.ts'

/** Where a cell's records are, by the cell's id; undefined on paper. */
export type CellAddress = (cell: string) => string

type Values = Report['values']

function statCell(cell: GridCell, values: Values, address: CellAddress | undefined): StatCell {
  const span = cell.columns === undefined ? {} : { colSpan: cell.columns }
  if (!isValue(cell)) {
    return {
      text: cell.text,
      ...(cell.head === 'none' ? {} : { head: cell.head }),
      ...(cell.rows === undefined ? {} : { rowSpan: cell.rows }),
      ...span,
    }
  }
  const value = values[cell.id] ?? null
  const text = printedText(cell, value)
  return {
    text,
    numeric: true,
    ...span,
    ...(address && value !== null
      ? { href: address(cell.id), label: `${cell.label}：${text}，查看记录` }
      : {}),
  }
}

/** A table of the form with its numbers, each a link to its records where there is an address. */
function ReportTable({
  table,
  values,
  address,
}: {
  table: FormTable
  values: Values
  address?: CellAddress | undefined
}) {
  return (
    <StatTable
      caption={table.title}
      wide={table.columns > 4}
      head={table.head.map((row) => row.map((cell) => statCell(cell, values, undefined)))}
      rows={table.rows.map((row) => row.map((cell) => statCell(cell, values, address)))}
    />
  )
}

/** The tables of the form under the numbers that it gives their sections. */
export function ReportTables({
  form,
  values,
  address,
}: {
  form: ReportForm
  values: Values
  address?: CellAddress
}) {
  return (
    <>
      {form.sections.map((section, index) =>
        section.kind === 'table' ? (
          <section key={section.id}>
            <h2>{numberedTitle(section.title, index)}</h2>
            <ReportTable table={section.table} values={values} address={address} />
          </section>
        ) : null,
      )}
    </>
  )
}
