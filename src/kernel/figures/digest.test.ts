import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { ask, narrow, term } from './asks.ts'
import { digestTerms } from './digest.ts'
import { defineFigure, yearPeriod } from './figure.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** So many records of two colours, one of each five without one. */
const figureOf = (names: readonly number[]) =>
  defineFigure({
    name: 'things',
    label: '东西',
    unit: '件',
    cohort: 'received',
    dimensions: ['colour'],
    cites: '试验',
    changedBy: [],
    records: ({ unitIds }) => sql`
      select 'thing:' || n as record, 'x' as label, 1::bigint as unit_id, current_date as on_date, 1 as amount,
             (array['red', 'blue', null])[1 + n % 3] as colour
        from unnest(${[...names]}::int[]) n where 1 = any(${[...unitIds]}::bigint[])`,
  })
const things = ask('things')
const scope = { period: yearPeriod(2025), unitIds: [1] }
const digest = async (names: readonly number[], filter = {}) => {
  const terms = [term(things), term(narrow(things, { colour: 'red' }))]
  const { of } = await digestTerms(database.db, [figureOf(names)], terms, scope)
  return of([term(narrow(things, filter))])
}

test('the same records in another order are the same, another record in place of one is not', async () => {
  const [one, turned, other] = [await digest([1, 2, 3]), await digest([3, 1, 2]), await digest([1, 2, 4])]
  expect(one).toEqual(turned)
  expect(one.count).toBe(3)
  expect(other.count).toBe(3)
  expect(other.digest).not.toBe(one.digest)
})

test('a part has the records of the part, the whole also those without the dimension', async () => {
  const names = Array.from({ length: 30 }, (_, index) => index)
  expect((await digest(names)).count).toBe(30)
  expect((await digest(names, { colour: 'red' })).count).toBe(10)
  const [whole, part] = [
    await digest(names.filter((n) => n % 3 === 0)),
    await digest(names, { colour: 'red' }),
  ]
  expect(part).toEqual(whole)
})

test('the questions are what the database was asked', async () => {
  const { questions } = await digestTerms(
    database.db,
    [figureOf([1])],
    [term(things), term(things, -1)],
    scope,
  )
  expect(questions.map((one) => [one.figure, one.year])).toEqual([
    ['things', 0],
    ['things', -1],
  ])
  expect(questions[0]?.parameters).toEqual([[1], [1]])
  expect(questions[0]?.sql).toContain("'thing:' || n as record")
})
