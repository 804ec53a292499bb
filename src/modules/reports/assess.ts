import { civilDate, type CivilDate } from '#platform/dates.ts'
import { issue, type Issue } from '#platform/decision.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  answerTerms,
  checkRelation,
  digestTerms,
  yearPeriod,
  type CheckedRelation,
  type Question,
  type RecordsDigest,
  type Term,
  type ValueOf,
} from '#kernel/figures/index.ts'
import { unitScope, type Unit } from '#kernel/organisation/index.ts'
import { findPersonalData } from '#modules/checking/index.ts'
import type { Paragraph } from './contract/edition.ts'
import type { BareNumberView } from './contract/life.ts'
import type { Scope } from './contract/report.ts'
import { cellsOf, FIRST_YEAR, formOf, printedValue, termsOf, type ReportForm } from './forms/index.ts'
import type { Findings } from './rules.ts'
import type { ReferenceProblem } from './texts/grammar.ts'
import { findBareNumbers } from './texts/numbers.ts'
import { suggestFor } from './texts/offers.ts'
import { plainText, printText, readText, type ReadText } from './texts/read.ts'
import { shiftTerms, type Known, type Resolved } from './texts/resolve.ts'

/** Whose report, of which year. */
export interface Asked {
  readonly unit: Unit
  readonly year: number
  readonly scope: Scope
  readonly today: CivilDate
}

export interface AssessedText {
  readonly id: string
  readonly title: string
  readonly guidance: string
  readonly body: string
  readonly paragraphs: readonly Paragraph[]
  readonly problems: readonly Issue[]
  readonly bare: readonly BareNumberView[]
  readonly personal: Findings['texts'][number]['personal']
}

type Values = Readonly<Record<string, number | null>>

/** A report as the records and its words make it at one moment. */
export interface Assessed {
  readonly form: ReportForm
  readonly unitIds: readonly number[]
  readonly values: Values
  readonly lastYear: Values
  readonly relations: readonly CheckedRelation[]
  readonly warnings: readonly CheckedRelation[]
  readonly texts: readonly AssessedText[]
  readonly yearOver: boolean
  /** Every question that was asked, and of the records behind each cell how many they are and which. */
  readonly name: () => Promise<{
    readonly questions: readonly Question[]
    readonly records: Readonly<Record<string, RecordsDigest>>
  }>
}

/** Everything about a report, read in one transaction. */
export async function assess(
  tx: Tx,
  declared: Declared,
  asked: Asked,
  bodies: ReadonlyMap<string, string>,
): Promise<Assessed> {
  const { unit, year, today } = asked
  const form = formOf(year, today)
  const known: Known = { form, figures: declared.figures }
  const texts = form.sections.flatMap((section) => {
    if (section.kind !== 'text') return []
    const body = bodies.get(section.id) ?? ''
    return [{ section, body, read: readText(body, known) }]
  })
  const cells = cellsOf(form)
  const shown: Term[] = [...termsOf(form), ...texts.flatMap(({ read }) => read.terms)]
  const scope = { period: yearPeriod(year), unitIds: await unitScope(tx, unit, asked.scope) }
  const before = cells.flatMap((cell) => shiftTerms(cell.terms, -1))
  const valueOf = await answerTerms(tx, declared.figures, [...shown, ...before], scope)
  const values = Object.fromEntries(cells.map((cell) => [cell.id, printedValue(cell, valueOf)]))
  return {
    form,
    unitIds: scope.unitIds,
    values,
    lastYear: Object.fromEntries(
      cells.map((cell) => [cell.id, printedValue({ ...cell, terms: shiftTerms(cell.terms, -1) }, valueOf)]),
    ),
    relations: form.relations.map((relation) => checkRelation(relation, valueOf)),
    warnings: form.warnings.map((relation) => checkRelation(relation, valueOf)),
    texts: texts.map(({ section, body, read }) => ({
      ...section,
      ...assessText(section, body, read, valueOf, { form, values, addressOf: addressIn(asked) }),
    })),
    yearOver: today > civilDate(`${year}-12-31`),
    name: async () => {
      const { of, questions } = await digestTerms(tx, declared.figures, shown, scope)
      return {
        questions,
        records: Object.fromEntries(
          cells.filter((cell) => cell.terms.length > 0).map((cell) => [cell.id, of(cell.terms)]),
        ),
      }
    },
  }
}

interface Surroundings {
  readonly form: ReportForm
  readonly values: Values
  readonly addressOf: (resolved: Resolved) => string | null
}

function assessText(
  section: { readonly id: string; readonly title: string },
  body: string,
  read: ReadText,
  valueOf: ValueOf,
  { form, values, addressOf }: Surroundings,
): Pick<AssessedText, 'body' | 'paragraphs' | 'problems' | 'bare' | 'personal'> {
  const printed = printText(read, valueOf, addressOf)
  const problem = ({ token, code, params }: ReferenceProblem) =>
    issue(`texts.${section.id}`, code, { section: section.title, token, ...params })
  return {
    body,
    paragraphs: printed.paragraphs,
    problems: printed.problems.map(problem),
    bare: findBareNumbers(body).map((bare) => ({
      line: bare.line,
      text: bare.text,
      around: bare.around,
      suggestions: suggestFor(bare, form, values),
    })),
    personal: personalIn(printed.paragraphs),
  }
}

/** What in the printed words looks like a person's data. */
export function personalIn(paragraphs: readonly Paragraph[]): AssessedText['personal'] {
  return findPersonalData(plainText(paragraphs)).map(({ severity, masked }) => ({
    blocking: severity === 'blocking',
    masked,
  }))
}

/** Where the records of a cell are, of the year that the reference names; a figure has no page of its own. */
function addressIn({ unit, year, today }: Asked): (resolved: Resolved) => string | null {
  return ({ source, written }) => {
    const of = year + written.year
    const { cell } = source
    if (!cell || of < FIRST_YEAR) return null
    const there = cellsOf(formOf(of, today)).some((one) => one.id === cell.id && one.terms.length > 0)
    return there ? `/reports/${unit.code}/${of}/cells/${cell.id}` : null
  }
}

/** As the rules judge it. */
export function findingsOf(assessed: Assessed): Findings {
  return {
    yearOver: assessed.yearOver,
    relations: assessed.relations,
    warnings: assessed.warnings,
    texts: assessed.texts.map(({ id, title, body, problems, bare, personal }) => ({
      id,
      title,
      empty: body.trim() === '',
      problems,
      bare,
      personal,
    })),
    cells: cellsOf(assessed.form).map(({ id, label }) => ({
      label,
      value: assessed.values[id] ?? null,
      before: assessed.lastYear[id] ?? null,
    })),
  }
}
