import { compare, times, toText, whole } from '../grammar/decimal.ts'
import { foldEven } from '../grammar/fold.ts'
import { judgeEqual, judgeRate, quantity, total } from '../grammar/quantity.ts'
import { powerOf, sameUnit, unitAt } from '../grammar/units.ts'
import { shift } from '../grammar/decimal.ts'
import type { Figure } from '../figures/figure.ts'
import type { TableBlock } from '../reading/index.ts'
import { rateRelation, printed, sumRelation, type Relation } from '../relations/relation.ts'
import { cellValue } from './values.ts'

/** Any other table: its numbers with the words of their row and column. */
export interface Matrix {
  readonly figures: readonly Figure[]
  /** By row and column; undefined where the cell holds no number. */
  readonly at: readonly (readonly (Figure | undefined)[])[]
  readonly rowLabels: readonly string[]
  readonly columnLabels: readonly string[]
}

const CAPTION = /单位[:：]?\s*[(（]?([^\s)）,，;；。]{1,6})/

/** 单位：万元 above the table; 某单位2023年度 names no unit of measure. */
function unitSaid(text: string): string | undefined {
  const said = CAPTION.exec(text)?.[1]
  return said !== undefined && unitAt(said.replace(/^[万亿千百]+(?!元)/, ''), 0) !== undefined
    ? said
    : undefined
}
const SERIAL = /^(?:序号|编号|排名|名次|年份|年度|电话|代码|行次|备注|日期|时间|月份)$/

export function readMatrix(table: TableBlock, block: number, caption: string): Matrix {
  const rows = table.rows.map((row) => row.map((cell) => foldEven(cell.text).trim()))
  const width = Math.max(0, ...rows.map((row) => row.length))
  const values = rows.map((row) => row.map((text) => (text === '' ? undefined : cellValue(text, 0))))
  const numeric = (row: number) => values[row]?.filter((one) => one?.value).length ?? 0
  const first = rows.findIndex(
    (row, y) => numeric(y) >= Math.max(1, Math.floor(row.filter((one) => one !== '').length / 3)),
  )
  const head = first < 0 ? rows.length : first
  const labelColumns = leadingLabels(rows, values, head, width)
  const columnLabels = Array.from({ length: width }, (_, x) => headOf(table, rows, head, x))
  const rowLabels = rows.map((row) =>
    [...new Set(row.slice(0, labelColumns).filter((one) => one !== '' && !/^\d+$/.test(one)))].join(' '),
  )
  const unitColumn = columnLabels.findIndex((one) => /^(?:计量)?单位$/.test(one.replace(/\s/g, '')))
  const general =
    unitSaid(caption) ?? rows.flatMap((row) => row.map(unitSaid)).find((one) => one !== undefined)
  const figures: Figure[] = []
  const at = rows.map((row, y) =>
    row.map((text, x): Figure | undefined => {
      if (y < head || x < labelColumns || x === unitColumn || SERIAL.test(columnLabels[x] ?? ''))
        return undefined
      const read = values[y]?.[x]
      if (!read?.value || (columnLabels[x] === '' && rowLabels[y] === '')) return undefined
      const own = /[\u4e00-\u9fff%‰]+$/.exec(text)?.[0]
      const unit =
        own ?? unitOf(unitColumn < 0 ? undefined : row[unitColumn], rowLabels[y], columnLabels[x], general)
      const label = [rowLabels[y], columnLabels[x]].filter((one) => one !== '').join('|')
      const figure = cellFigure(label, read.value, unit, { block, row: y, column: x, length: text.length })
      figures.push(figure)
      return figure
    }),
  )
  return { figures, at, rowLabels, columnLabels }
}

function leadingLabels(
  rows: readonly (readonly string[])[],
  values: readonly (readonly unknown[])[],
  head: number,
  width: number,
): number {
  for (let x = 0; x < width; x += 1) {
    const body = rows.slice(head)
    const numbers = body.filter((row, y) => row[x] !== '' && values[head + y]?.[x] !== undefined).length
    const serial =
      SERIAL.test(rows[Math.max(0, head - 1)]?.[x] ?? '') ||
      body.every((row, y) => row[x] === String(y + 1) || row[x] === '')
    if (numbers * 2 > body.length && !serial) {
      // A first column of amounts names no rows: all its words stand above.
      const amounts = body.every((row) => row[x] === '' || /\d[.,]\d/.test(row[x] ?? ''))
      return amounts ? x : Math.max(1, x)
    }
  }
  return 1
}

/** The words above a column, those of merged heads among them. */
function headOf(table: TableBlock, rows: readonly (readonly string[])[], head: number, x: number): string {
  const words: string[] = []
  for (let y = 0; y < head; y += 1) {
    let from = x
    while (from > 0 && table.rows[y]?.[from]?.covered) from -= 1
    const text = rows[y]?.[from] ?? ''
    const wide = rows[y]?.filter((one) => one !== '').length === 1
    if (text !== '' && !words.includes(text) && !(wide && head > 1)) words.push(text)
  }
  return words.join(' ').replace(/\s+/g, ' ')
}

function unitOf(...sources: readonly (string | undefined)[]): string {
  const [own, row = '', column = '', general] = sources
  if (own !== undefined && own !== '' && !/^[-—]+$/.test(own)) return own
  for (const text of [column, row]) {
    const bracket = /[(（](?:单位[:：])?\s*([^()（）]{1,5})[)）]/.exec(text)?.[1]
    const unit = bracket?.replace(/^(?=[万亿千百])?/, '')
    if (unit !== undefined && unitAt(unit.replace(/^[万亿千百]+/, ''), 0) !== undefined) return unit
    if (/率|占比|比例|比重/.test(text) && /%/.test(text)) return '%'
  }
  return general ?? ''
}

function cellFigure(
  label: string,
  value: NonNullable<Figure['value']>,
  unit: string,
  place: { block: number; row: number; column: number; length: number },
): Figure {
  const power = powerOf(unit)
  const rate = unit === '%' || unit === '‰'
  const scaled = shift(value, power)
  return {
    kind: rate ? 'rate' : unit.endsWith('百分点') ? 'points' : 'count',
    block: place.block,
    start: 0,
    end: place.length,
    label,
    value,
    unit: unit === '' ? null : unit,
    counts: sameUnit(power === 0 ? unit : unit.slice(1)),
    quantity: quantity(
      scaled,
      rate || value.scale > 0 ? shift({ digits: 1n, scale: value.scale }, power) : undefined,
    ),
    before: label,
    after: '',
    cell: { row: place.row, column: place.column },
  }
}

const TOTAL = /^(?:总\s*计|合\s*计|共\s*计|总\s*数|小\s*计)(?:\s*[(（].*)?$/
const NOT_A_PART = /其中|占比|比例|率|同比|环比|增减|增幅|比上年|上年|排名|人均|平均/

/** Totals of rows and of columns. What most lines of a table keep, the others break; what few keep is no rule of it. */
export function checkMatrix(matrix: Matrix): Relation[] {
  return [...byTotal(matrix, 'column'), ...byTotal(matrix, 'row'), ...byRate(matrix), ...bySangong(matrix)]
}

function byTotal(matrix: Matrix, way: 'row' | 'column'): Relation[] {
  const labels = way === 'column' ? matrix.rowLabels : matrix.columnLabels
  const others = way === 'column' ? matrix.columnLabels : matrix.rowLabels
  const totals = labels.flatMap((label, index) => (TOTAL.test(last(label)) ? [index] : []))
  const [whole_] = totals
  if (whole_ === undefined || totals.length > 1) return []
  const lines = others.flatMap((label, index): { all: Figure; parts: Figure[] }[] => {
    if (NOT_A_PART.test(last(label)) && /率|比/.test(label)) return []
    const at = (one: number) => (way === 'column' ? matrix.at[one]?.[index] : matrix.at[index]?.[one])
    const all = at(whole_)
    if (!all || all.kind !== 'count') return []
    const parts = labels.flatMap((name, one) => {
      const figure = one === whole_ || NOT_A_PART.test(last(name)) ? undefined : at(one)
      return figure && figure.kind === 'count' && figure.counts === all.counts ? [figure] : []
    })
    return parts.length >= 2 ? [{ all, parts }] : []
  })
  const judged = lines.map(({ all, parts }) => {
    const computed = total(parts.map((one) => one.quantity))
    return { all, parts, computed, verdict: judgeEqual(computed, all.quantity) }
  })
  const keep = judged.filter((one) => one.verdict !== 'broken' && one.all.quantity.value.digits !== 0n).length
  const zero = judged.filter((one) => one.verdict !== 'broken').length - keep
  const ruled = keep >= 2 && keep * 5 >= (judged.length - zero) * 3
  return judged.flatMap(({ all, parts, computed, verdict }): Relation[] => {
    if (verdict !== 'broken')
      return keep === 0 && all.quantity.value.digits === 0n
        ? []
        : [sumRelation('table', parts, all, verdict, computed)]
    const close =
      parts.length >= 3 &&
      compare(times(computed.value, whole(10)), times(all.quantity.value, whole(9))) >= 0 &&
      compare(times(computed.value, whole(10)), times(all.quantity.value, whole(11))) <= 0
    const sure = ruled || (judged.length === 1 && close)
    return sure
      ? [sumRelation('table', parts, all, 'broken', computed)]
      : [sumRelation('table', parts, all, 'unknown', computed, '表中合计不是各项之和')]
  })
}

const last = (label: string): string => label.split(' ').at(-1) ?? ''

/** A column of rates: which two other columns make it, if two do so in nearly every row. */
function byRate(matrix: Matrix): Relation[] {
  return matrix.columnLabels.flatMap((_, column): Relation[] => {
    const rates = matrix.at.flatMap((row, y) =>
      row[column]?.kind === 'rate' ? [{ rate: row[column], y }] : [],
    )
    if (rates.length < 3) return []
    const counts = matrix.columnLabels.flatMap((__, x) =>
      rates.every(({ y }) => matrix.at[y]?.[x]?.kind === 'count') ? [x] : [],
    )
    for (const part of counts)
      for (const all of counts) {
        if (part === all) continue
        const judged = rates.flatMap(({ rate, y }) => {
          const [one, other] = [matrix.at[y]?.[part], matrix.at[y]?.[all]]
          if (!one || !other || compare(one.quantity.value, other.quantity.value) > 0) return []
          return [{ rate, one, other, verdict: judgeRate(one.quantity, other.quantity, rate.quantity, 100) }]
        })
        const keep = judged.filter((one) => one.verdict === 'holds' || one.verdict === 'rounding').length
        if (keep < 3 || keep * 5 < rates.length * 4) continue
        return judged.map(({ rate, one, other, verdict }) =>
          rateRelation(
            rate,
            { value: one.quantity.value, text: printed(one) },
            { value: other.quantity.value, text: printed(other) },
            verdict,
            { figures: [one, other] },
          ),
        )
      }
    return []
  })
}

// 三公经费: the parts of the whole are named by law and stand in rows or in columns.
const SANGONG = {
  all: /^(?:.*["“”]?三公["“”]?经费.*)?(?:合\s*计|总\s*计|总额|支出|小计)$|三公["“”]?经费(?:支出|预算|决算)?(?:合计|总额|数)?$/,
  abroad: /因公出国|出国\(境\)/,
  reception: /公务接待/,
  cars: /公务用车购置(?:及|和)运行|公务用车(?:购置及运行维护)?费?(?:小计|合计)$|公务用车费$/,
  buying: /公务用车购置(?:费)?$|(?:^|\s)购置费$/,
  running: /公务用车运行|(?:^|\s)运行(?:维护)?费$/,
} as const

function bySangong(matrix: Matrix): Relation[] {
  const lines = [
    ...matrix.at.map((row) => ({ labels: matrix.columnLabels, cells: row })),
    ...matrix.columnLabels.map((_, x) => ({
      labels: matrix.rowLabels,
      cells: matrix.at.map((row) => row[x]),
    })),
  ]
  return lines.flatMap(({ labels, cells }): Relation[] => {
    const find = (pattern: RegExp) =>
      cells.find(
        (cell, index) =>
          cell !== undefined && pattern.test((labels[index] ?? '').replace(/^\d+[.、]\s*/, '').trim()),
      )
    const cars = find(SANGONG.cars)
    const all = find(SANGONG.all)
    const named = [SANGONG.abroad, SANGONG.reception].flatMap((pattern) => find(pattern) ?? [])
    const below = [SANGONG.buying, SANGONG.running].flatMap((pattern) => find(pattern) ?? [])
    if (named.length === 0 || !cars) return []
    return [
      ...(all ? sangongSum(all, [...named, cars]) : []),
      ...(below.length > 0 && below.every((one) => one !== cars) ? sangongSum(cars, below) : []),
    ]
  })
}

function sangongSum(all: Figure, parts: readonly Figure[]): Relation[] {
  const computed = total(parts.map((one) => one.quantity))
  const verdict = judgeEqual(computed, all.quantity)
  return [
    sumRelation(
      'table',
      parts,
      all,
      verdict,
      computed,
      verdict === 'broken' && toText(all.quantity.value) === '0' ? '总数为零而分项不为零' : undefined,
    ),
  ]
}
