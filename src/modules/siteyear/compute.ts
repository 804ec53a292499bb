import type { Handle, Tx } from '#platform/db/connect.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  answerTerms,
  digestTerms,
  formatPer,
  narrow,
  sumOf,
  yearPeriod,
  type FigureScope,
  type Question,
  type Term,
  type ValueOf,
} from '#kernel/figures/index.ts'
import { getUnit, unitScope, type Unit } from '#kernel/organisation/index.ts'
import { getSite, listHosts, MAIN_SITE, type SiteRow } from '#modules/sites/index.ts'
import { choicesOf, type GroupView, type RowView } from './contract.ts'
import { formOf, type FormRow, type SheetForm, type SiteFact } from './forms.ts'
import type { Facts } from './rules.ts'
import type { SheetRow } from './store.ts'

/** A sheet as the records and what was filled in make it now. */
export interface Computed {
  readonly form: SheetForm
  readonly title: string
  readonly unit: Unit
  readonly site: SiteRow | null
  readonly groups: readonly GroupView[]
  /** What was asked of the database for its numbers. */
  readonly questions: () => Promise<readonly Question[]>
}

export async function computeSheet(
  tx: Tx,
  declared: Declared,
  sheet: Pick<SheetRow, 'kind' | 'year' | 'unit_id' | 'site_id' | 'facts'>,
  publicUrl: string,
): Promise<Computed> {
  const form = formOf(sheet.kind, sheet.year)
  const unit = await getUnit(tx, sheet.unit_id)
  const site = sheet.site_id === null ? null : await getSite(tx, sheet.site_id)
  const rows = form.groups.flatMap((group) => group.rows)
  const numbers = rows.filter((row) => row.kind === 'number')
  // A site may show what other units published: its own numbers are asked of all of them, narrowed to the site.
  const whole = site === null ? unit : await topOf(tx, unit)
  const ask = async (some: readonly NumberRow[], of: Unit): Promise<Asked> => {
    const terms = some.flatMap((row) => [...termsOf(row, site), ...(row.each ?? [])])
    const scope = { period: yearPeriod(sheet.year), unitIds: await unitScope(tx, of, 'consolidated') }
    return { unit: of, terms, scope, valueOf: await answerTerms(tx, declared.figures, terms, scope) }
  }
  const ofSite = await ask(
    numbers.filter((row) => row.ofSite),
    whole,
  )
  const ofUnit = await ask(
    numbers.filter((row) => !row.ofSite),
    unit,
  )
  const home = site === null ? '' : await homeOf(tx, site, publicUrl)
  const whose = { unit, site, home, year: sheet.year, facts: sheet.facts, ofSite, ofUnit }
  return {
    form,
    title: `${site?.name ?? unit.name}${sheet.year}年${form.name}`,
    unit,
    site,
    groups: form.groups.map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => viewRow(row, whose)),
    })),
    questions: async () => [
      ...(await digestTerms(tx, declared.figures, ofSite.terms, ofSite.scope)).questions,
      ...(await digestTerms(tx, declared.figures, ofUnit.terms, ofUnit.scope)).questions,
    ],
  }
}

async function homeOf(handle: Handle, site: SiteRow, publicUrl: string): Promise<string> {
  if (site.slug === MAIN_SITE) return publicUrl
  const host = (await listHosts(handle)).find((one) => one.site_id === site.id)?.host
  return host === undefined ? '' : `https://${host}`
}

type NumberRow = Extract<FormRow, { kind: 'number' }>

/** Of the site alone where the row says so. */
function termsOf(row: NumberRow, site: SiteRow | null): readonly Term[] {
  if (!row.ofSite || site === null) return row.terms
  return row.terms.map((one) => ({ ...one, ask: narrow(one.ask, { site: site.slug }) }))
}

/** Questions with their answers, and of whom they were asked. */
interface Asked {
  readonly unit: Unit
  readonly terms: readonly Term[]
  readonly scope: FigureScope
  readonly valueOf: ValueOf
}

/** The government at the head of the tree in which the unit stands. */
async function topOf(handle: Handle, unit: Unit): Promise<Unit> {
  let at = unit
  while (at.parent_id !== null) at = await getUnit(handle, at.parent_id)
  return at
}

interface Whose {
  readonly ofSite: Asked
  readonly ofUnit: Asked
  readonly unit: Unit
  readonly site: SiteRow | null
  readonly home: string
  readonly year: number
  readonly facts: Facts
}

function viewRow(row: FormRow, whose: Whose): RowView {
  const { id, label, kind } = row
  const shown = { id, label, kind, unit: null, carried: true, address: null }
  if (row.kind === 'site') return { ...shown, value: siteFact(row.id, whose) || null }
  if (row.kind === 'fact') {
    const value = whose.facts[id] ?? ''
    return { ...shown, value: (choicesOf(row.field)?.[value] ?? value) || null }
  }
  const terms = termsOf(row, whose.site)
  if (terms.length === 0) return { ...shown, unit: row.unit, carried: false, value: null }
  const { valueOf, unit } = row.ofSite ? whose.ofSite : whose.ofUnit
  const sum = sumOf(terms, valueOf)
  const value = row.each === undefined ? String(sum) : formatPer(sum, sumOf(row.each, valueOf), 1, 1)
  return { ...shown, unit: row.unit, value: value ?? null, address: addressOf(terms, unit, whose.year) }
}

function siteFact(id: SiteFact, { site, unit, home }: Whose): string {
  if (site === null) return ''
  return {
    name: site.name,
    home,
    unit: unit.name,
    idCode: site.id_code,
    icpNumber: site.icp_number,
    policeNumber: site.police_number,
  }[id]
}

/** The records of a single figure; a sum of several has no page of its own. */
function addressOf(terms: readonly Term[], unit: Unit, year: number): string | null {
  const [only, ...others] = terms
  if (!only || others.length > 0) return null
  const { from, to } = yearPeriod(year)
  const where = Object.entries(only.ask.filter)
    .map(([name, value]) => `${name}:${value}`)
    .join('|')
  const query = new URLSearchParams({ unit: unit.code, from, to, ...(where === '' ? {} : { where }) })
  return `/figures/${only.ask.figure}/records?${query.toString()}`
}
