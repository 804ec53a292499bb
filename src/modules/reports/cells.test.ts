import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { answerTerms, checkRelation, figureNamed, relationsOf, yearPeriod } from '#kernel/figures/index.ts'
import { unitScope, type Unit } from '#kernel/organisation/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { nextDay } from '../../testing/days.ts'
import { APPLICANTS, declare, OUTCOMES } from '../../testing/reports.ts'
import { addRequestRows, type RequestRow } from '../../testing/request-rows.ts'
import { figures as requestFigures } from '../requests/figures.ts'
import { outcomes } from '../requests/kinds/outcomes.ts'
import { computeReport } from './compute.ts'
import type { Scope } from './contract/report.ts'

// Every number of every form over ten thousand random requests, counted a second time here, case by case.

const CASES = 10_000
const FIRST = civilDate('2011-01-01')
const DAYS = 15 * 365
const TODAY = civilDate('2026-03-10')
const WAYS = ['in_person', 'post_signed', 'post_ordinary', 'online', 'email', 'fax']
const declared = declare(requestFigures)

let database: TestDatabase
let city: SmallCity
let rows: readonly RequestRow[]
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await city.as('disclosure_officer')
  rows = fc.sample(anyRow(), { numRuns: CASES, seed: 20_260_310 })
  for (let at = 0; at < rows.length; at += 2_000) await addRequestRows(city.db, rows.slice(at, at + 2_000))
}, 120_000)
afterAll(() => database.close())

function anyRow(): fc.Arbitrary<RequestRow> {
  return fc
    .record({
      unit: fc.constantFrom(city.city, city.one, city.other),
      applicant: fc.constantFrom(...APPLICANTS),
      outcome: fc.constantFrom(...outcomes),
      pick: fc.nat(),
      way: fc.constantFrom(...WAYS),
      received: fc.integer({ min: 0, max: DAYS }),
      took: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 20 }),
    })
    .map(({ unit, applicant, outcome, pick, way, received, took }) => {
      const receivedOn = nextDay(FIRST, received)
      const row = { unitId: unit.id, applicant, way, receivedOn }
      if (took === null) return row
      const form = outcome.byStep ? undefined : outcome.forms[pick % outcome.forms.length]?.code
      return { ...row, concludedOn: nextDay(receivedOn, took), outcome: outcome.code, form }
    })
}

const yearOf = (date: CivilDate | undefined) => (date === undefined ? undefined : Number(date.slice(0, 4)))

/** What the rows A, B, C… and D of the statutory table count in a year. */
function inRow(id: string, year: number, row: RequestRow): boolean {
  const received = yearOf(row.receivedOn) ?? 0
  const concluded = yearOf(row.concludedOn) ?? Number.POSITIVE_INFINITY
  if (id === 'A') return received === year
  if (id === 'B') return received < year && concluded >= year
  if (id === 'D') return received <= year && concluded > year
  if (concluded !== year) return false
  return id === 'C7' || row.outcome === id || (id === 'C6' && row.outcome?.startsWith('C6.') === true)
}

const SCOPES = [
  ['one', 'own'],
  ['other', 'own'],
  ['city', 'own'],
  ['city', 'consolidated'],
] as const

const mine = (unit: Unit, scope: Scope) =>
  rows.filter((row) => scope === 'consolidated' || row.unitId === unit.id)
const report = (unit: Unit, scope: Scope, year: number) =>
  computeReport(city.db, declared, unit, year, scope, TODAY)

const ROWS_2021 = ['A', 'B', ...OUTCOMES, 'C7', 'D']
const ROWS_2019 = ['A', 'B', ...OUTCOMES.filter((id) => !id.startsWith('C6')), 'C6', 'C7', 'D']

describe.each([
  [2019, ROWS_2019],
  [2020, ROWS_2019],
  [2021, ROWS_2021],
  [2025, ROWS_2021],
] as const)('the statutory table of %i', (year, ids) => {
  test.each(SCOPES)('of %s, %s: each of its cells, and every relation', async (name, scope) => {
    const own = mine(city[name], scope)
    const { values, relations } = await report(city[name], scope, year)
    const expected = ids.flatMap((id) => {
      const counted = own.filter((row) => inRow(id, year, row))
      const byApplicant = APPLICANTS.map((kind) => counted.filter((row) => row.applicant === kind).length)
      return [...byApplicant, counted.length].map((value, index) => [`3.${id}.${index + 1}`, value] as const)
    })
    expect(Object.fromEntries(Object.entries(values).filter(([cell]) => cell.startsWith('3.')))).toEqual(
      Object.fromEntries(expected),
    )
    expect(expected.filter(([, value]) => value > 0).length).toBeGreaterThan(100)
    expect(relations.filter((one) => !one.holds)).toEqual([])
  })
})

test.each(SCOPES)('of %s, %s: what each figure says of itself holds, year by year', async (name, scope) => {
  const unitIds = await unitScope(city.db, city[name], scope)
  const relations = requestFigures.flatMap((figure) =>
    relationsOf(figure, (other) => figureNamed(requestFigures, other).label),
  )
  expect(relations.length).toBeGreaterThan(6)
  const terms = relations.flatMap(({ left, right }) => [...left, ...right])
  for (let year = 2012; year <= 2025; year += 1) {
    const valueOf = await answerTerms(city.db, requestFigures, terms, { period: yearPeriod(year), unitIds })
    const checked = relations.map((relation) => checkRelation(relation, valueOf))
    expect(checked.filter((one) => !one.holds)).toEqual([])
    expect(checked.filter((one) => one.left > 0).length).toBeGreaterThan(3)
  }
})

describe.each([2012, 2016])('the annex of %i', (year) => {
  test.each(SCOPES)(
    'of %s, %s: requests by how they came and how they were answered',
    async (name, scope) => {
      const own = mine(city[name], scope)
      const { values, relations } = await report(city[name], scope, year)
      const came = (...ways: readonly string[]) =>
        own.filter((row) => yearOf(row.receivedOn) === year && ways.includes(row.way ?? '')).length
      const answered = (...forms: readonly string[]) =>
        own.filter(
          (row) => yearOf(row.concludedOn) === year && forms.some((form) => row.form?.startsWith(form)),
        ).length
      expect(values).toMatchObject(
        year < 2014
          ? {
              'annex.10': came(...WAYS),
              'annex.13': came('email'),
              'annex.14': came('online'),
              'annex.15': came('post_signed', 'post_ordinary'),
              'annex.18': answered('C1'),
              'annex.19': answered('C2'),
              'annex.28': answered('C3.6'),
              'annex.30': answered('C3.2', 'C3.8'),
              'annex.16': null,
            }
          : {
              'annex.3.1': came(...WAYS),
              'annex.3.1.3': came('online', 'email'),
              'annex.3.3.1': answered('C1.public'),
              'annex.3.3.2': answered('C1.provided', 'C1.fetch'),
              'annex.3.3.4.3': answered('C3.4.privacy'),
              'annex.3.3.4.5': answered('C3.5', 'C3.6'),
              'annex.3.3.4.6': answered('C3.2', 'C3.7', 'C3.8', 'C3.4.other'),
              'annex.3.3.5': answered('C4.1.elsewhere', 'C4.1.unknown'),
              'annex.3.3.6': answered('C4.1.absent', 'C4.2'),
              'annex.3.3.8': answered('C5'),
              'annex.8.1': null,
            },
      )
      expect(relations.filter((one) => !one.holds)).toEqual([])
      expect(relations.filter((one) => one.left > 0).length).toBeGreaterThan(1)
    },
  )
})
