import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type Declared } from '#kernel/declaration/index.ts'
import { type Figure } from '#kernel/figures/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { APPLICANTS, declare, OUTCOMES, requestFigures, ROWS, seedReports } from '../../testing/reports.ts'
import { computeReport, listCellRecords } from './compute.ts'
import type { Report, Scope } from './contract/report.ts'
import { cellsOf, form2021 } from './forms/index.ts'

const TODAY = civilDate('2026-03-10')
const declared = declare()

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await seedReports(city)
})
afterAll(() => database.close())

const report = (unit: Unit, year = 2025, scope?: Scope, of: Declared = declared): Promise<Report> =>
  computeReport(city.db, of, unit, year, scope, TODAY)

/** A row's numbers in their order. */
function row({ values }: Report, id: string): (number | null)[] {
  return Object.entries(values).flatMap(([cell, value]) => (cell.replace(/\.\d$/, '') === id ? [value] : []))
}

async function count(query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(city.db)).rows[0]?.n ?? -1
}

describe('国办公开办函〔2021〕30号: every cell is what the records say', () => {
  test.each([
    ['own', 'one'],
    ['consolidated', 'city'],
  ] as const)('table 3, %s', async (scope, name) => {
    const unit = city[name]
    const units = scope === 'own' ? [unit.id] : [city.city.id, city.one.id, city.other.id]
    const { values } = await report(unit, 2025, scope)
    const conditions: Record<string, ReturnType<typeof sql>> = {
      A: sql`c.received_on >= '2025-01-01' and c.received_on < '2026-01-01'`,
      B: sql`c.received_on < '2025-01-01' and coalesce(c.concluded_on, 'infinity') >= '2025-01-01'`,
      C7: sql`extract(year from c.concluded_on) = 2025`,
      D: sql`c.received_on < '2026-01-01' and coalesce(c.concluded_on, 'infinity') >= '2026-01-01'`,
    }
    for (const outcome of OUTCOMES)
      conditions[outcome] = sql`c.outcome = ${outcome} and extract(year from c.concluded_on) = 2025`
    const seen: number[][] = []
    for (const id of ROWS) {
      const cells: number[] = []
      for (const [index, applicant] of [...APPLICANTS, null].entries()) {
        const expected = await count(sql<{ n: number }>`
          select count(*) as n from cases.case c join requests.request q on q.case_id = c.id
           where c.unit_id in (${sql.join(units)}) and ${conditions[id] ?? sql`false`} and ${applicant === null ? sql`true` : sql`q.applicant_kind = ${applicant}`}`)
        expect([id, index + 1, values[`3.${id}.${index + 1}`]]).toEqual([id, index + 1, expected])
        cells.push(expected)
      }
      seen.push(cells)
    }
    // A column exchanged for another would be seen: no two columns are alike, nothing is empty.
    const columns = [0, 1, 2, 3, 4, 5].map((column) => seen.map((cells) => cells[column]).join())
    expect(new Set(columns).size).toBe(6)
    expect(seen.flat().every((value) => value > 0)).toBe(true)
  })

  test('table 2: documents by kind and their own days, rows that stand, fees in 万元', async () => {
    const own = await report(city.one)
    // 2020 and 2021, the latter repealed; written this year: one, one repealed later, one withdrawn later.
    expect(row(own, '2.regulation')).toEqual([0, 1, 1])
    expect(row(own, '2.normative')).toEqual([3, 1, 3])
    expect(['permits', 'penalties', 'coercions', 'fees'].map((id) => row(own, `2.${id}`))).toEqual([
      [3],
      [4],
      [5],
      [1.234567],
    ])
    const whole = await report(city.city)
    expect(whole.values['2.normative.1']).toBe(4)
    expect(whole.values['2.normative.3']).toBe(4)
    expect(whole.values['2.fees.1']).toBe(1.234568)
  })

  test('table 4: decided in the year, or filed by its last day and still open then', async () => {
    const own = await report(city.one)
    expect(row(own, '4.reconsideration')).toEqual([1, 4, 5, 3, 13])
    expect(row(own, '4.litigation_direct')).toEqual([2, 5, 6, 4, 17])
    expect(row(own, '4.litigation_after_review')).toEqual([3, 6, 7, 5, 21])
  })
})

describe('勾稽关系', () => {
  test('all hold over true records, and there are as many as the form has', async () => {
    const { relations } = await report(city.city)
    expect(relations.filter((relation) => !relation.holds)).toEqual([])
    expect(relations).toHaveLength(7 + 7 + 25 + 7 + 3)
    expect(relations.every((relation) => relation.left > 0)).toBe(true)
  })

  test('the stock of documents is no relation but a warning: what is withdrawn leaves a gap', async () => {
    const stock = async (year: number) =>
      (await report(city.one, year)).warnings.map(({ name, holds }) => [name, holds])
    expect(await stock(2025)).toEqual([
      ['2.in_force.regulation', true],
      ['2.in_force.normative', true],
    ])
    expect(await stock(2026)).toEqual([
      ['2.in_force.regulation', true],
      ['2.in_force.normative', false],
    ])
  })

  const broken = (name: string, change: (figure: Figure) => Figure) =>
    declare(requestFigures.map((figure) => (figure.name === name ? change(figure) : figure)))
  const failing = async (of: Declared) =>
    (await report(city.one, 2025, 'own', of)).relations.filter((one) => !one.holds).map((one) => one.name)

  test('第一项加第二项: a case left out of the received breaks the balance of its column and of the total', async () => {
    const of = broken('requests.received', (figure) => ({
      ...figure,
      records: (scope) => sql`select * from (${figure.records(scope)}) r where r.record <> (
        select min(x.record) from (${figure.records(scope)}) x where x.applicant = 'research')`,
    }))
    expect(await failing(of)).toEqual(['3.balance.3', '3.balance.7'])
  })

  test('（七）总计: an outcome that the form does not know is in the total only', async () => {
    const of = broken('requests.concluded', (figure) => ({
      ...figure,
      records: (scope) =>
        sql`select record, label, unit_id, on_date, amount, applicant, replace(outcome, 'C5.3', 'C9') as outcome from (${figure.records(scope)}) r`,
    }))
    expect(await failing(of)).toEqual([1, 2, 3, 4, 5, 6, 7].map((column) => `3.outcomes.${column}`))
  })

  test('总计列: an applicant that the form does not know breaks the row', async () => {
    const of = broken('requests.carried_out', (figure) => ({
      ...figure,
      records: (scope) =>
        sql`select record, label, unit_id, on_date, amount, replace(applicant, 'welfare', 'party') as applicant from (${figure.records(scope)}) r`,
    }))
    expect(await failing(of)).toEqual(['3.balance.4', '3.applicants.D', '3.carried.4'])
  })

  test('across years: what this year carries in is what the last one carried out', async () => {
    const of = broken('requests.carried_in', (figure) => ({
      ...figure,
      records: (scope) => sql`select * from (${figure.records(scope)}) r where r.on_date > date '2022-12-31'`,
    }))
    expect(await failing(of)).toEqual(
      [1, 2, 3, 4, 5, 6, 7]
        .flatMap((column) => `3.balance.${column}`)
        .concat([1, 2, 3, 4, 5, 6, 7].map((column) => `3.carried.${column}`)),
    )
  })
})

describe('whose and when', () => {
  test('a government counts itself and all below it, each case once; a department itself', async () => {
    const units = [city.city, city.one, city.other]
    const [whole, ...parts] = await Promise.all([
      report(city.city),
      ...units.map((unit) => report(unit, 2025, 'own')),
    ])
    expect([whole?.scope, (await report(city.one)).scope]).toEqual(['consolidated', 'own'])
    for (const cell of cellsOf(form2021).filter((one) => one.measure === 'count')) {
      const added = parts.reduce((sum, part) => sum + (part.values[cell.id] ?? 0), 0)
      expect([cell.id, whole?.values[cell.id]]).toEqual([cell.id, added])
    }
  })

  test('the forms begin with 2008; a year that has not begun has no report; a running one says so', async () => {
    await expect(report(city.one, 2007)).rejects.toMatchObject({
      code: 'year_not_supported',
      params: { year: 2007, since: 2008 },
    })
    await expect(report(city.one, 2027)).rejects.toMatchObject({ code: 'year_in_future' })
    expect([(await report(city.one, 2026)).complete, (await report(city.one, 2025)).complete]).toEqual([
      false,
      true,
    ])
  })
})

describe('behind the number', () => {
  test('every cell opens to exactly its records', async () => {
    const { values } = await report(city.city)
    for (const { id, measure } of cellsOf(form2021)) {
      const found = []
      for (let page = 1; ; page += 1) {
        const list = await listCellRecords(city.db, declared, {
          unit: city.city,
          year: 2025,
          scope: undefined,
          cell: id,
          today: TODAY,
          window: { page, size: 200, offset: (page - 1) * 200, limit: 200 },
        })
        found.push(...list.items)
        if (found.length >= list.total) break
      }
      expect(new Set(found.map((record) => record.record)).size).toBe(found.length)
      const total = found.reduce((sum, record) => sum + record.amount, 0)
      expect([id, measure === 'money' ? total / 1_000_000 : total]).toEqual([id, values[id]])
    }
  }, 60_000)

  test('a record says unit, day and address, and a cell that the form does not have is not found', async () => {
    const window = { page: 1, size: 50, offset: 0, limit: 50 }
    const asked = { unit: city.city, year: 2025, scope: undefined, today: TODAY, window }
    const list = await listCellRecords(city.db, declared, { ...asked, cell: '2.fees.1' })
    expect(list).toMatchObject({
      label: '行政事业性收费：本年收费金额（单位：万元）',
      value: 1.234568,
      measure: 'money',
      total: 2,
    })
    expect(list.items[0]).toMatchObject({
      label: '工本费',
      unit: { id: city.other.id },
      on: '2025-03-02',
      amount: 1,
      address: expect.stringMatching(/^\/registers\/powers\.fees\/rows\/\d+$/),
    })
    await expect(listCellRecords(city.db, declared, { ...asked, cell: '3.C8.1' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
