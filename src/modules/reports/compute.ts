import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { notFound, Refusal } from '#platform/errors.ts'
import { formatWan } from '#platform/money.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  countFigure,
  countRecords,
  figureBySets,
  listRecords,
  yearPeriod,
  type Figure,
} from '#kernel/figures/index.ts'
import { unitScope, type Unit, type UnitKind } from '#kernel/organisation/index.ts'
import type { CellRecords, CheckedRelation, Report, Scope } from './contract.ts'
import { format2021, narrow, type Ask, type Relation, type ReportFormat, type Term } from './format2021.ts'

/** The form of a year's report; refused before the first form that is known, and for years that have not begun. */
function formatOf(year: number, today: CivilDate): ReportFormat {
  if (year < format2021.since) throw new Refusal('year_not_supported', 422, { year, since: format2021.since })
  const last = Number(today.slice(0, 4))
  if (year > last) throw new Refusal('year_in_future', 422, { year, last })
  return format2021
}

/** A government publishes the whole of what is below it, a department its own (政府信息公开条例 第四十九条). */
export function defaultScope(unit: Unit): Scope {
  const kind = unit.kind as UnitKind
  return kind === 'city' || kind === 'district' || kind === 'town' ? 'consolidated' : 'own'
}

/** One moment for all questions: a record that changes between two of them would break the sums. */
function atOneMoment<T>(handle: Handle, read: (tx: Tx) => Promise<T>): Promise<T> {
  if (handle.isTransaction) return read(handle as Tx)
  return handle.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
}

function figureOf(declared: Declared, name: string): Figure {
  const figure = declared.figures.find((candidate) => candidate.name === name)
  if (!figure) throw new Error(`no module declares the figure ${name}`)
  return figure
}

interface Form {
  /** Every cell with what fills it. */
  readonly cells: readonly Cell[]
  readonly terms: readonly Term[]
}

export interface Cell {
  /** Table, row and column: `3.C3.4.2`. */
  readonly id: string
  readonly label: string
  readonly ask: Ask
  readonly measure: 'count' | 'money'
}

/** Every cell of the form, in its order. */
export function cellsOf(format: ReportFormat): readonly Cell[] {
  const { table2, table3, table4 } = format
  return [
    ...table2.blocks.flatMap((block) =>
      block.rows.flatMap((row) =>
        row.cells.map((ask, index) => ({
          id: `2.${row.id}.${index + 1}`,
          label: `${row.label}：${block.columns[index] ?? ''}`,
          ask,
          measure: block.money ? ('money' as const) : ('count' as const),
        })),
      ),
    ),
    ...table3.rows.flatMap((row) =>
      table3.columns.map((column, index) => ({
        id: `3.${row.id}.${index + 1}`,
        label: `${row.title}：${column.label}`,
        ask: narrow(row.ask, column),
        measure: 'count' as const,
      })),
    ),
    ...table4.groups.flatMap((group) =>
      table4.columns.map((column, index) => ({
        id: `4.${group.id}.${index + 1}`,
        label: `${group.label}：${column.label}`,
        ask: narrow({ figure: table4.figure, filter: group.filter }, column),
        measure: 'count' as const,
      })),
    ),
  ]
}

function formParts(format: ReportFormat): Form {
  const relations = [...format.relations, ...format.warnings]
  return { cells: cellsOf(format), terms: relations.flatMap(({ left, right }) => [...left, ...right]) }
}

type ValueOf = (ask: Ask, year?: Term['year']) => number

/**
 * Answers every question of the form, in one pass over the records of each figure and year. A total is summed over the
 * records without the dimension, not added up from its parts.
 */
async function answer(
  tx: Tx,
  declared: Declared,
  form: Form,
  year: number,
  unitIds: readonly number[],
): Promise<ValueOf> {
  const passes = new Map<string, { term: Term; sets: Map<string, string[]> }>()
  for (const term of [...form.cells.map((cell): Term => ({ ask: cell.ask, year: 0 })), ...form.terms]) {
    const pass = `${term.ask.figure} ${term.year}`
    const known = passes.get(pass) ?? { term, sets: new Map() }
    passes.set(pass, known)
    known.sets.set(setOf(term), dimensionsOf(term.ask))
  }
  const values = new Map<string, ReadonlyMap<string, number>>()
  for (const { term, sets } of passes.values()) {
    const scope = { period: yearPeriod(year + term.year), unitIds }
    const found = await figureBySets(tx, figureOf(declared, term.ask.figure), scope, [...sets.values()])
    for (const [index, set] of [...sets.keys()].entries()) values.set(set, found[index] ?? new Map())
  }
  return (ask, offset = 0) => {
    const key = dimensionsOf(ask)
      .map((dimension) => ask.filter[dimension])
      .join('|')
    return values.get(setOf({ ask, year: offset }))?.get(key) ?? 0
  }
}

function dimensionsOf(ask: Ask): string[] {
  return Object.keys(ask.filter).toSorted()
}

function setOf(term: Pick<Term, 'ask' | 'year'>): string {
  return [term.ask.figure, term.year, ...dimensionsOf(term.ask)].join(' ')
}

function sum(terms: readonly Term[], valueOf: ValueOf): number {
  return terms.reduce((total, term) => total + (term.minus ? -1 : 1) * valueOf(term.ask, term.year), 0)
}

function check(relation: Relation, valueOf: ValueOf): CheckedRelation {
  const [left, right] = [sum(relation.left, valueOf), sum(relation.right, valueOf)]
  return { name: relation.name, label: relation.label, left, right, holds: left === right }
}

/** A unit's report for a year, computed from the records as they are on this day; nothing of it is stored. */
export async function computeReport(
  handle: Handle,
  declared: Declared,
  unit: Unit,
  year: number,
  scope: Scope | undefined,
  today: CivilDate,
): Promise<Report> {
  const format = formatOf(year, today)
  const reach = scope ?? defaultScope(unit)
  const form = formParts(format)
  const valueOf = await atOneMoment(handle, async (tx) =>
    answer(tx, declared, form, year, await unitScope(tx, unit, reach)),
  )
  const printed = new Map(form.cells.map((cell) => [cell.id, printedValue(cell, valueOf(cell.ask))]))
  const row = (table: number, id: string, length: number) =>
    Array.from({ length }, (_, index) => printed.get(`${table}.${id}.${index + 1}`) ?? 0)
  const { table2, table3, table4 } = format
  return {
    unit: unit.code,
    unitName: unit.name,
    year,
    scope: reach,
    format: format.name,
    asOf: today,
    complete: today > civilDate(`${year}-12-31`),
    tables: {
      2: {
        title: table2.title,
        blocks: table2.blocks.map((block) => ({
          id: block.id,
          heading: block.heading,
          columns: block.columns,
          rows: block.rows.map(({ id, label, cells }) => ({ id, label, cells: row(2, id, cells.length) })),
        })),
      },
      3: {
        title: table3.title,
        columns: table3.columns.map((column) => column.label),
        rows: table3.rows.map(({ id, label }) => ({ id, label, cells: row(3, id, table3.columns.length) })),
      },
      4: {
        title: table4.title,
        groups: table4.groups.map(({ id, label }) => ({
          id,
          label,
          columns: table4.columns.map((column) => column.label),
          cells: row(4, id, table4.columns.length),
        })),
      },
    },
    relations: format.relations.map((relation) => check(relation, valueOf)),
    warnings: format.warnings.map((relation) => check(relation, valueOf)),
  }
}

/** The number as the form has it; 万元 by its text, so that no division rounds it. */
function printedValue(cell: Cell, value: number): number {
  return cell.measure === 'money' ? Number(formatWan(value)) : value
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
  const cell = cellsOf(formatOf(year, asked.today)).find((candidate) => candidate.id === asked.cell)
  if (!cell) throw notFound('cell', asked.cell)
  const figure = figureOf(declared, cell.ask.figure)
  return atOneMoment(handle, async (tx) => {
    const unitIds = await unitScope(tx, unit, asked.scope ?? defaultScope(unit))
    const scope = { period: yearPeriod(year), unitIds }
    const value = await countFigure(tx, figure, scope, cell.ask.filter)
    const records = await listRecords(tx, figure, scope, cell.ask.filter, window)
    const names = await unitNames(
      tx,
      records.map((record) => record.unitId),
    )
    return {
      cell: cell.id,
      label: cell.label,
      value: printedValue(cell, value),
      measure: cell.measure,
      items: records.map(({ record, label, unitId, on, amount }) => ({
        record,
        label,
        unit: { id: unitId, name: names.get(unitId) ?? '' },
        on,
        amount,
        address: figure.address?.(Number(record.slice(record.indexOf(':') + 1))) ?? null,
      })),
      total: await countRecords(tx, figure, scope, cell.ask.filter),
      page: window.page,
      size: window.size,
    }
  })
}

async function unitNames(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from organisation.unit where id = any(${[...new Set(ids)]}::bigint[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.name]))
}
