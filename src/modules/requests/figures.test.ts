import { sql } from 'kysely'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  countFigure,
  countRecords,
  figureBy,
  listRecords,
  yearPeriod,
  type Figure,
} from '#kernel/figures/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { addRequestRows, type RequestRow } from '../../testing/request-rows.ts'
import { APPLICANT_KINDS } from './contract/intake.ts'
import { figures } from './figures.ts'
import { outcomes } from './kinds/outcomes.ts'

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  await sql`truncate cases.case cascade`.execute(city.db)
})

const seed = (cases: readonly RequestRow[]) => addRequestRows(city.db, cases)

function figure(name: string): Figure {
  const found = figures.find((one) => one.name === name)
  if (!found) throw new Error(`no figure ${name}`)
  return found
}

const day = civilDate
const scope = (year: number, unitIds = [city.one.id]) => ({ period: yearPeriod(year), unitIds })
const count = (name: string, year: number, filter: Record<string, string> = {}, unitIds = [city.one.id]) =>
  countFigure(city.db, figure(name), scope(year, unitIds), filter)

describe('the figures of the statutory table', () => {
  test('the first and the last day of the year belong to it', async () => {
    const one = { unitId: city.one.id, applicant: 'natural' } as const
    await seed([
      { ...one, receivedOn: day('2024-12-31') },
      { ...one, receivedOn: day('2025-01-01') },
      { ...one, receivedOn: day('2025-12-31') },
      { ...one, receivedOn: day('2026-01-01') },
      { ...one, receivedOn: day('2024-06-03'), concludedOn: day('2024-12-31'), outcome: 'C1' },
      { ...one, receivedOn: day('2024-06-03'), concludedOn: day('2025-01-01'), outcome: 'C2' },
      { ...one, receivedOn: day('2024-06-03'), concludedOn: day('2025-12-31'), outcome: 'C3.1' },
      { ...one, receivedOn: day('2024-06-03'), concludedOn: day('2026-01-01'), outcome: 'C4.1' },
    ])
    expect(await count('requests.received', 2025)).toBe(2)
    // of 2024, all but the one that was concluded on its last day
    expect(await count('requests.carried_in', 2025)).toBe(4)
    expect(await figureBy(city.db, figure('requests.concluded'), scope(2025), ['outcome'])).toEqual(
      new Map([
        ['C2', 1],
        ['C3.1', 1],
      ]),
    )
    expect(await count('requests.carried_out', 2025)).toBe(4)
  })

  test('what is not registered has no day of receipt and is counted nowhere', async () => {
    await seed([{ unitId: city.one.id, applicant: 'natural' }])
    for (const { name } of figures) expect(await count(name, 2026)).toBe(0)
  })

  test('what is carried out of a year is what is carried into the next, record by record', async () => {
    const at = (n: number) => addDays(day('2025-10-01'), n * 9)
    await seed(
      Array.from({ length: 24 }, (_, n) => ({
        unitId: city.one.id,
        applicant: 'research' as const,
        receivedOn: at(n),
        ...(n % 3 === 0 ? {} : { concludedOn: addDays(at(n), 20), outcome: 'C1' }),
      })),
    )
    const page = { offset: 0, limit: 100 }
    const out = await listRecords(city.db, figure('requests.carried_out'), scope(2025), {}, page)
    const into = await listRecords(city.db, figure('requests.carried_in'), scope(2026), {}, page)
    expect(out.length).toBeGreaterThan(3)
    expect(into).toEqual(out)
  })

  test('only the units asked for are counted; the drill-down names the request by its number', async () => {
    const received = { applicant: 'welfare', receivedOn: day('2025-05-06') } as const
    await seed([
      { ...received, unitId: city.one.id },
      { ...received, unitId: city.other.id },
    ])
    expect(await count('requests.received', 2025)).toBe(1)
    expect(await count('requests.received', 2025, {}, [city.one.id, city.other.id])).toBe(2)
    const records = await listRecords(
      city.db,
      figure('requests.received'),
      scope(2025),
      {},
      { offset: 0, limit: 9 },
    )
    expect(records).toEqual([
      {
        record: expect.stringMatching(/^request:\d+$/),
        label: expect.stringMatching(/^YSQ-ROW-\d+$/),
        unitId: city.one.id,
        on: '2025-05-06',
        amount: 1,
      },
    ])
  })
})

describe('国办公开办函〔2021〕30号: new + carried in = results + carried out', () => {
  const FIRST = day('2023-06-01')
  const anyCase = fc.record({
    unit: fc.boolean(),
    applicant: fc.constantFrom(...APPLICANT_KINDS),
    received: fc.option(fc.integer({ min: 0, max: 1200 }), { freq: 10 }),
    took: fc.option(fc.integer({ min: 0, max: 500 }), { freq: 3 }),
    outcome: fc.constantFrom(...outcomes.map((one) => one.code)),
  })

  test('in every column of every year, whatever was filed and however long it took', async () => {
    const run = async (cases: readonly (typeof anyCase extends fc.Arbitrary<infer T> ? T : never)[]) => {
      await sql`truncate cases.case cascade`.execute(city.db)
      await seed(
        cases.map(({ unit, applicant, received, took, outcome }) => {
          const base = { unitId: unit ? city.one.id : city.other.id, applicant }
          if (received === null) return base
          const receivedOn = addDays(FIRST, received)
          if (took === null) return { ...base, receivedOn }
          return { ...base, receivedOn, concludedOn: addDays(receivedOn, took), outcome }
        }),
      )
      for (const unitIds of [[city.one.id], [city.one.id, city.other.id]]) {
        for (const year of [2023, 2024, 2025, 2026]) {
          const by = async (name: string) =>
            figureBy(city.db, figure(name), scope(year, unitIds), ['applicant'])
          const [fresh, carriedIn, concluded, carriedOut] = await Promise.all(
            ['received', 'carried_in', 'concluded', 'carried_out'].map((name) => by(`requests.${name}`)),
          )
          for (const kind of APPLICANT_KINDS) {
            const left = (fresh?.get(kind) ?? 0) + (carriedIn?.get(kind) ?? 0)
            const right = (concluded?.get(kind) ?? 0) + (carriedOut?.get(kind) ?? 0)
            expect([year, kind, left]).toEqual([year, kind, right])
          }
        }
      }
    }
    await fc.assert(fc.asyncProperty(fc.array(anyCase, { maxLength: 40 }), run), { numRuns: 25 })
  })

  test('the parts make the whole, and the drill-down is as long as the figure is large', async () => {
    await seed(
      outcomes.flatMap((one, n) =>
        APPLICANT_KINDS.slice(0, 1 + (n % 6)).map((applicant) => ({
          unitId: city.one.id,
          applicant,
          receivedOn: day('2025-03-03'),
          concludedOn: day('2025-03-20'),
          outcome: one.code,
        })),
      ),
    )
    const concluded = figure('requests.concluded')
    const whole = await countFigure(city.db, concluded, scope(2025))
    for (const dimensions of [['outcome'], ['applicant'], ['outcome', 'applicant']]) {
      const parts = await figureBy(city.db, concluded, scope(2025), dimensions)
      expect([...parts.values()].reduce((sum, value) => sum + value, 0)).toBe(whole)
    }
    expect(await countRecords(city.db, concluded, scope(2025), { outcome: 'C3.6' })).toBe(
      await count('requests.concluded', 2025, { outcome: 'C3.6' }),
    )
  })
})
