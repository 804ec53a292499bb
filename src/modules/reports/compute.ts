import { atOneMoment, type Handle } from '#platform/db/connect.ts'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  answerTerms,
  checkRelation,
  figureNamed,
  listTermRecords,
  yearPeriod,
} from '#kernel/figures/index.ts'
import { unitNames, unitScope, type Unit, type UnitKind } from '#kernel/organisation/index.ts'
import type { CellRecords, Report, ReportView, Scope, TableView } from './contract/report.ts'
import {
  cellsOf,
  formOf,
  isValue,
  printedValue,
  tablesOf,
  termsOf,
  type FormTable,
  type GridCell,
} from './forms/index.ts'

/** A government publishes the whole of what is below it, a department its own (政府信息公开条例 第四十九条). */
export function defaultScope(unit: Unit): Scope {
  const kind = unit.kind as UnitKind
  return kind === 'city' || kind === 'district' || kind === 'town' ? 'consolidated' : 'own'
}

/** The numbers of a unit's report for a year, from the records as they are on this day; nothing of it is stored. */
export async function computeReport(
  handle: Handle,
  declared: Declared,
  unit: Unit,
  year: number,
  scope: Scope | undefined,
  today: CivilDate,
): Promise<Report> {
  const form = formOf(year, today)
  const reach = scope ?? defaultScope(unit)
  const valueOf = await atOneMoment(handle, async (tx) =>
    answerTerms(tx, declared.figures, termsOf(form), {
      period: yearPeriod(year),
      unitIds: await unitScope(tx, unit, reach),
    }),
  )
  return {
    unit: unit.code,
    unitName: unit.name,
    year,
    scope: reach,
    form: form.name,
    asOf: today,
    complete: today > civilDate(`${year}-12-31`),
    values: Object.fromEntries(cellsOf(form).map((cell) => [cell.id, printedValue(cell, valueOf)])),
    relations: form.relations.map((relation) => checkRelation(relation, valueOf)),
    warnings: form.warnings.map((relation) => checkRelation(relation, valueOf)),
  }
}

/** The same with its tables, for machines. */
export function viewReport(report: Report): ReportView {
  const form = formOf(report.year, civilDate(report.asOf))
  return { ...report, tables: tablesOf(form).map((table) => viewTable(table, report.values)) }
}

/** A table of the form with its numbers. */
export function viewTable({ id, title, head, rows }: FormTable, values: Report['values']): TableView {
  const cellView = (cell: GridCell) => ({
    ...(isValue(cell)
      ? {
          cell: cell.id,
          label: cell.label,
          value: values[cell.id] ?? null,
          ...(cell.signed ? { signed: cell.signed } : {}),
        }
      : {
          text: cell.text,
          ...(cell.head === 'none' ? {} : { head: cell.head }),
          ...(cell.rows === undefined ? {} : { rows: cell.rows }),
        }),
    ...(cell.columns === undefined ? {} : { columns: cell.columns }),
  })
  return {
    id,
    title,
    head: head.map((row) => row.map(cellView)),
    rows: rows.map((row) => row.map(cellView)),
  }
}

/** The records behind a cell, newest first, under its value; both are the same question to the records. */
export async function listCellRecords(
  handle: Handle,
  declared: Declared,
  asked: {
    unit: Unit
    year: number
    scope: Scope | undefined
    cell: string
    today: CivilDate
    window: { page: number; size: number; offset: number; limit: number }
  },
): Promise<CellRecords> {
  const { unit, year, window } = asked
  const cell = cellsOf(formOf(year, asked.today)).find((candidate) => candidate.id === asked.cell)
  if (!cell || cell.terms.length === 0) throw notFound('cell', asked.cell)
  return atOneMoment(handle, async (tx) => {
    const unitIds = await unitScope(tx, unit, asked.scope ?? defaultScope(unit))
    const scope = { period: yearPeriod(year), unitIds }
    const valueOf = await answerTerms(tx, declared.figures, cell.terms, scope)
    const { items, total } = await listTermRecords(tx, declared.figures, cell.terms, scope, window)
    const names = await unitNames(
      tx,
      items.map((record) => record.unitId),
    )
    const { address } = figureNamed(declared.figures, cell.terms[0]?.ask.figure ?? '')
    return {
      cell: cell.id,
      label: cell.label,
      value: printedValue(cell, valueOf) ?? 0,
      measure: cell.measure,
      items: items.map(({ record, label, unitId, on, amount }) => ({
        record,
        label,
        unit: { id: unitId, name: names.get(unitId) ?? '' },
        on,
        amount,
        address: address?.(Number(record.slice(record.indexOf(':') + 1))) ?? null,
      })),
      total,
      page: window.page,
      size: window.size,
    }
  })
}
