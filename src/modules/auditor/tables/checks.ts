import { compare, isWhole, isZero, toText } from '../grammar/decimal.ts'
import { quantity, total, type Verdict } from '../grammar/quantity.ts'
import { sameUnit } from '../grammar/units.ts'
import type { Figure } from '../figures/figure.ts'
import { sumRelation, type Relation } from '../relations/relation.ts'
import {
  form2014,
  form2019,
  form2021,
  cellsOf,
  type ReportForm,
  type ValueCell,
} from '#modules/reports/index.ts'
import { annexSums, annexUnits } from './form.ts'
import type { StatutoryTable } from './statutory.ts'
import type { Stream } from './stream.ts'
import type { CellValue } from './values.ts'

/** A cell of the form with what is printed in it. */
export type FormFigures = ReadonlyMap<string, Figure>

const forms: Readonly<Record<number, ReportForm>> = {
  2014: form2014,
  2019: form2019,
  2021: form2021,
}

export function figuresOfTable(table: StatutoryTable, stream: Stream): Map<string, Figure> {
  const form = forms[table.printing] ?? form2021
  const figures = new Map<string, Figure>()
  for (const cell of cellsOf(form)) {
    const value = table.values.get(cell.id)
    if (value) figures.set(cell.id, figureOf(cell, value, stream))
  }
  return figures
}

const UNITS: Readonly<Record<string, string>> = {
  services: '项',
  permits: '项',
  penalties: '项',
  coercions: '项',
  fees: '项',
  procurement: '项',
}

function figureOf(cell: ValueCell, { value, raw, offset, odd }: CellValue, stream: Stream): Figure {
  const spot = stream.spotAt(offset)
  const [table = '', row = ''] = cell.id.split('.')
  const items = table === '2' && /上一年项目|本年增|采购项目/.test(cell.label)
  const money = cell.measure === 'money'
  const own = odd ? /[\u4e00-\u9fff%]+$/.exec(raw)?.[0] : undefined
  const unit = own ?? annexUnits.get(cell.id) ?? (money ? '万元' : items ? (UNITS[row] ?? '项') : '件')
  return {
    kind: value === null ? 'blank' : 'count',
    block: spot.block,
    start: spot.start,
    end: spot.start + raw.length,
    label: cell.label.replace('：', '|'),
    value,
    unit,
    counts: sameUnit(unit.replace(/^万/, '')),
    quantity: value === null ? quantity({ digits: 0n, scale: 0 }) : quantity(value),
    before: cell.label,
    after: '',
    ...(spot.cell ? { cell: spot.cell } : {}),
  }
}

/** Cells that are added up on one side of a relation of the form. */
interface Side {
  readonly ids: readonly string[]
}

/** Each term of a form's relation is a figure under a filter; the cell that prints it is the one filled by it. */
function sidesOf(
  form: ReportForm,
  table: string,
): readonly { name: string; label: string; left: Side; right: Side }[] {
  const cells = cellsOf(form).filter((cell) => cell.id.startsWith(`${table}.`) && cell.terms.length > 0)
  const side = (terms: ReportForm['relations'][number]['left']): Side | undefined => {
    const wanted = terms.map((term) => JSON.stringify(term))
    const ids: string[] = []
    let left = wanted
    for (const cell of cells) {
      const own = cell.terms.map((term) => JSON.stringify(term))
      if (!own.every((term) => left.includes(term))) continue
      left = left.filter((term) => !own.includes(term))
      ids.push(cell.id)
    }
    return left.length === 0 && ids.length > 0 ? { ids } : undefined
  }
  return form.relations
    .filter((relation) => relation.name.startsWith(`${table}.`))
    .flatMap(({ name, label, left, right }) => {
      const [one, other] = [side(left), side(right)]
      return one && other ? [{ name, label, left: one, right: other }] : []
    })
}

const relationsOf = new Map<string, ReturnType<typeof sidesOf>>()
function houseRelations(printing: number, table: string) {
  const key = `${printing}.${table}`
  const known = relationsOf.get(key) ?? sidesOf(forms[printing] ?? form2021, table)
  relationsOf.set(key, known)
  return known
}

/** The 勾稽关系 of the form, and what must be true of single cells. */
export function checkTable(table: StatutoryTable, figures: FormFigures): Relation[] {
  if (table.table === 'annex') return [...annexRelations(figures), ...cellFaults(figures)]
  const sums = houseRelations(table.printing, table.table).flatMap(
    ({ name, label, left, right }): Relation[] => {
      // What is computed stands on the left of a verdict; the form writes the total there.
      const [computed, stated] = name.startsWith('3.balance') ? [left, right] : [right, left]
      return judge(name, label, computed, stated, figures)
    },
  )
  return [...sums, ...cellFaults(figures)]
}

function annexRelations(figures: FormFigures): Relation[] {
  return annexSums.flatMap(([whole, count]) => {
    const ids = Array.from({ length: count }, (_, index) => `annex.${whole}.${index + 1}`)
    const label = figures.get(`annex.${whole}`)?.label ?? ''
    return judge(whole, `${label}等于各分项之和`, { ids }, { ids: [`annex.${whole}`] }, figures)
  })
}

function judge(name: string, label: string, computed: Side, stated: Side, figures: FormFigures): Relation[] {
  const find = (side: Side) => side.ids.map((id) => figures.get(id))
  const [parts, wholes] = [find(computed), find(stated)]
  const present = (some: readonly (Figure | undefined)[]) =>
    some.filter((one): one is Figure => one !== undefined && one.value !== null)
  const [given, said] = [present(parts), present(wholes)]
  const anchor = said.at(-1) ?? given[0]
  // A row or column of which nothing could be read is not a relation that was found.
  if (!anchor || said.length === 0 || given.length === 0) return []
  const left = total(given.map((one) => one.quantity))
  const right = total(said.map((one) => one.quantity))
  const complete = given.length === parts.length && said.length === wholes.length
  const order = compare(left.value, right.value)
  const unreadSides = { parts: given.length < parts.length, wholes: said.length < wholes.length }
  const verdict: Verdict =
    order === 0
      ? 'holds'
      : complete ||
          (order > 0 && unreadSides.parts && !unreadSides.wholes) ||
          (order < 0 && unreadSides.wholes && !unreadSides.parts)
        ? 'broken'
        : 'unknown'
  // Zero equals nothing printed: it says nothing.
  if (!complete && order === 0 && isZero(left.value)) return []
  const relation = sumRelation('table', given, { ...anchor, quantity: right }, verdict, left)
  const terms = (some: readonly Figure[]) => some.map((one) => toText(one.quantity.value)).join(' + ')
  const sign = verdict === 'broken' ? '≠' : verdict === 'unknown' ? '?' : '='
  return [
    {
      ...relation,
      kind: name.startsWith('3.balance') ? 'tie' : 'table',
      label,
      computation:
        said.length > 1
          ? `${terms(given)} = ${toText(left.value)} ${sign} ${toText(right.value)} = ${terms(said)}`
          : `${terms(given)} = ${toText(left.value)} ${sign} ${toText(right.value)}`,
      right: right.value,
      ...(complete ? {} : { note: '有空白或不能读出的格子' }),
    },
  ]
}

/** Numbers of things are whole and not below nothing; an amount of money does not belong among them. */
function cellFaults(figures: FormFigures): Relation[] {
  return [...figures].flatMap(([id, figure]): Relation[] => {
    if (figure.value === null || /\.procurement\.2$|\.fees\./.test(id)) return []
    const signed = /增\/减/.test(figure.label)
    const fault =
      !isWhole(figure.value) || (figure.value.digits < 0n && !signed) || /元|%/.test(figure.unit ?? '')
    if (!fault) return []
    return [
      {
        kind: 'cell',
        left: null,
        right: figure.value,
        verdict: 'broken',
        computation: `${toText(figure.value)}${figure.unit ?? ''}`,
        label: figure.label,
        note: '这一格应是件数，为不小于零的整数',
        at: {
          block: figure.block,
          start: figure.start,
          end: figure.end,
          ...(figure.cell ? { cell: figure.cell } : {}),
        },
        figures: [figure],
      },
    ]
  })
}
