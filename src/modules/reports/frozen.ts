import { createHash } from 'node:crypto'
import type { Unit } from '#kernel/organisation/index.ts'
import type { Assessed } from './assess.ts'
import { viewTable } from './compute.ts'
import type { Edition, EditionChart, EditionSection, Paragraph, RestatedValue } from './contract/edition.ts'
import type { ComparedCell } from './contract/life.ts'
import type { Scope } from './contract/report.ts'
import { cellsOf, type FormChart, type ReportForm } from './forms/index.ts'
import type { StoredEdition } from './store/editions.ts'
import { plainText } from './texts/read.ts'

/** What is frozen of a report. */
export function makeEdition(
  assessed: Assessed,
  about: {
    readonly unit: Unit
    readonly year: number
    readonly scope: Scope
    readonly number: number
    readonly frozenAt: Date
    readonly ledgerEntry: number
    /** Of a restatement: what it corrects, and why. */
    readonly corrects: { readonly edition: Edition; readonly why: string } | null
  },
): Edition {
  const { form, values, relations, warnings } = assessed
  const sections = form.sections.map((section): EditionSection => {
    const { id, title } = section
    if (section.kind === 'table')
      return {
        kind: 'table',
        id,
        title,
        table: viewTable(section.table, values),
        charts: section.charts.flatMap((chart) => chartOf(chart, values) ?? []),
      }
    const text = assessed.texts.find((one) => one.id === id)
    return { kind: 'text', id, title, paragraphs: text?.paragraphs ?? [] }
  })
  return {
    unit: about.unit.code,
    unitName: about.unit.name,
    year: about.year,
    scope: about.scope,
    form: form.name,
    number: about.number,
    frozenAt: about.frozenAt.toISOString(),
    ledgerEntry: about.ledgerEntry,
    sections,
    values,
    relations,
    warnings,
    restated: about.corrects && {
      why: about.corrects.why,
      values: changedValues(form, about.corrects.edition.values, values),
      sections: changedSections(about.corrects.edition.sections, sections),
    },
  }
}

/** The chart with its values; none where all are zero, or where nothing carries one of its cells yet. */
function chartOf(chart: FormChart, values: Edition['values']): EditionChart | undefined {
  const { id, title, series } = chart
  const cells = chart.bars.flatMap((bar) => bar.cells.flat())
  if (cells.some((cell) => (values[cell] ?? null) === null) || cells.every((cell) => values[cell] === 0))
    return undefined
  const sum = (of: readonly string[]) => of.reduce((total, cell) => total + (values[cell] ?? 0), 0)
  const bars = chart.bars.map((bar) => ({
    label: bar.label,
    values: bar.cells.map((of) => ({ value: sum(of), cells: of })),
  }))
  return { id, title, series, bars }
}

function changedValues(
  form: ReportForm,
  before: Edition['values'],
  after: Edition['values'],
): RestatedValue[] {
  return cellsOf(form).flatMap(({ id, label }) => {
    const [was, is] = [before[id] ?? null, after[id] ?? null]
    return was === is ? [] : [{ cell: id, label, before: was, after: is }]
  })
}

const textsIn = (sections: readonly EditionSection[]) =>
  new Map(
    sections.flatMap((one) => (one.kind === 'text' ? [[one.id, plainText(one.paragraphs)] as const] : [])),
  )

/** The titles of the sections whose words are others. */
export function changedSections(
  before: readonly EditionSection[],
  after: readonly EditionSection[],
): string[] {
  const was = textsIn(before)
  return after.flatMap((one) =>
    one.kind === 'text' && was.get(one.id) !== plainText(one.paragraphs) ? [one.title] : [],
  )
}

/** A frozen text as its writer put it, to be read again. */
function bodyOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(({ parts }) => parts.map((part) => (typeof part === 'string' ? part : part.token)).join(''))
    .join('\n')
}

export function bodiesOf(edition: Edition): ReadonlyMap<string, string> {
  return new Map(
    edition.sections.flatMap((one) =>
      one.kind === 'text' ? [[one.id, bodyOf(one.paragraphs)] as const] : [],
    ),
  )
}

/** The published numbers that the records of now do not give, or give by other records of the same number. */
export function compareCells(
  stored: StoredEdition,
  now: {
    readonly form: ReportForm
    readonly values: Edition['values']
    readonly records: StoredEdition['records']
  },
): ComparedCell[] {
  return cellsOf(now.form).flatMap(({ id, label }) => {
    const [was, is] = [stored.content.values[id] ?? null, now.values[id] ?? null]
    const [behind, present] = [stored.records[id], now.records[id]]
    if (was === is && behind?.digest === present?.digest && behind?.count === present?.count) return []
    return [
      {
        cell: id,
        label,
        before: was,
        after: is,
        recordsBefore: behind?.count ?? 0,
        recordsAfter: present?.count ?? 0,
      },
    ]
  })
}

/** sha256 over everything that was frozen, each part by its length so that no two can be told as one. */
export function digestOf(parts: {
  readonly content: string
  readonly questions: string
  readonly records: string
  readonly basis: string
}): string {
  const hash = createHash('sha256')
  for (const part of [parts.content, parts.questions, parts.records, parts.basis])
    hash.update(`${Buffer.byteLength(part)}\n`).update(part)
  return hash.digest('hex')
}
