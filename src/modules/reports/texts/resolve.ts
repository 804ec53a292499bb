import { formatWan } from '#platform/money.ts'
import {
  ask,
  BY_UNIT,
  formatRate,
  narrow,
  sumOf,
  term,
  type Figure,
  type Term,
  type ValueOf,
} from '#kernel/figures/index.ts'
import {
  cellsOf,
  printedText,
  printedValue,
  termsOf,
  type ReportForm,
  type ValueCell,
} from '../forms/index.ts'
import type { ReferenceProblem, Written } from './grammar.ts'

/** What a reference may name. */
export interface Known {
  readonly form: ReportForm
  readonly figures: readonly Figure[]
}

/** A sum of figures that a number in a text is a value of. */
interface Source {
  readonly label: string
  readonly cell: ValueCell | null
  readonly measure: ValueCell['measure']
  readonly terms: readonly Term[]
}

/** A reference as it can be asked. */
export interface Resolved {
  readonly written: Written
  readonly source: Source
  /** Of a change: the same a year before. */
  readonly before: readonly Term[]
  /** Of a rate. */
  readonly whole: Source | null
}

export type Resolution =
  | { readonly ok: true; readonly value: Resolved }
  | { readonly ok: false; readonly problems: readonly ReferenceProblem[] }

export function shiftTerms(terms: readonly Term[], years: number): Term[] {
  return terms.map((one) => ({ ...one, year: one.year + years }))
}

/** The values of a dimension that the house knows of: from what the figure says of itself, and from the form. */
function valuesOf({ form }: Known, figure: Figure, dimension: string): ReadonlySet<string> {
  const said = (figure.relations ?? []).flatMap((relation) =>
    relation.kind === 'parts' && relation.dimension === dimension ? relation.values : [],
  )
  const asked = termsOf(form).flatMap(({ ask: one }) =>
    one.figure === figure.name ? (one.filter[dimension] ?? []) : [],
  )
  return new Set([...said, ...asked])
}

/** What a reference asks, or everything that is wrong with it. */
export function resolve(written: Written, known: Known): Resolution {
  const problems: ReferenceProblem[] = []
  const find = (name: string, filter: Written['filter']): Source | undefined => {
    const [source, wrong] = sourceOf(name, filter, known)
    problems.push(...wrong.map((one) => ({ token: written.token, ...one })))
    return source && { ...source, terms: shiftTerms(source.terms, written.year) }
  }
  const source = find(written.name, written.filter)
  const whole = written.of === null ? null : find(written.of, {})
  if (problems.length > 0 || !source || whole === undefined) return { ok: false, problems }
  const before = written.show === 'change' ? shiftTerms(source.terms, -1) : []
  return { ok: true, value: { written, source, before, whole } }
}

type Wrong = Omit<ReferenceProblem, 'token'>

function sourceOf(
  name: string,
  filter: Written['filter'],
  known: Known,
): [source: Source | undefined, wrong: readonly Wrong[]] {
  const keys = Object.keys(filter)
  const cell = cellsOf(known.form).find((one) => one.id === name)
  if (cell) {
    const wrong = keys.map((key) => ({ code: 'reference_dimension', params: { dimension: key, name } }))
    if (cell.terms.length === 0)
      wrong.push({ code: 'reference_empty', params: { dimension: '', name: cell.label } })
    return [{ label: cell.label, cell, measure: cell.measure, terms: cell.terms }, wrong]
  }
  const figure = known.figures.find((one) => one.name === name)
  if (!figure) return [undefined, [{ code: 'reference_unknown', params: { name } }]]
  const wrong = keys.flatMap((key): Wrong[] => {
    const value = filter[key] ?? ''
    if (key !== BY_UNIT && !figure.dimensions.includes(key))
      return [{ code: 'reference_dimension', params: { dimension: key, name } }]
    const values = valuesOf(known, figure, key)
    const fits = key === BY_UNIT ? /^\d{1,15}$/.test(value) : values.size === 0 || values.has(value)
    return fits ? [] : [{ code: 'reference_value', params: { dimension: key, value } }]
  })
  const narrowed = keys.length === 0 ? '' : `（${keys.map((key) => filter[key]).join('、')}）`
  return [
    {
      label: `${figure.label}${narrowed}`,
      cell: null,
      measure: figure.unit === '分' ? 'money' : 'count',
      terms: [term(narrow(ask(figure.name), filter))],
    },
    wrong,
  ]
}

export function termsAsked({ source, before, whole }: Resolved): readonly Term[] {
  return [...source.terms, ...before, ...(whole?.terms ?? [])]
}

/** What a number is, for who opens it. */
export function labelOf({ written, source, whole }: Resolved): string {
  const year = written.year === 0 ? '' : written.year === -1 ? '上年' : `${-written.year}年前`
  const base = `${year}${source.label}`
  if (written.show === 'change') return `${base}比前一年的变化`
  return whole === null ? base : `${base}占${whole.label}的比例`
}

const amountText = (measure: Source['measure'], amount: number) =>
  measure === 'money' ? formatWan(amount) : String(amount)

/** The number in words, by the answers of the records; or that there is nothing to be a share of. */
export function printReference(
  { written, source, before, whole }: Resolved,
  valueOf: ValueOf,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: ReferenceProblem } {
  const amount = sumOf(source.terms, valueOf)
  if (whole !== null) {
    const text = formatRate(amount, sumOf(whole.terms, valueOf))
    return text === undefined
      ? {
          ok: false,
          problem: { token: written.token, code: 'reference_division', params: { name: whole.label } },
        }
      : { ok: true, text }
  }
  if (written.show === 'change') {
    const change = amount - sumOf(before, valueOf)
    const by = amountText(source.measure, Math.abs(change))
    return { ok: true, text: change === 0 ? '持平' : `${change > 0 ? '增加' : '减少'}${by}` }
  }
  const { cell } = source
  if (cell)
    return { ok: true, text: printedText(cell, printedValue({ ...cell, terms: source.terms }, valueOf)) }
  return { ok: true, text: amountText(source.measure, amount) }
}
