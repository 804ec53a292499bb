import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { lightOf } from './light.ts'
import { lightOn, lightWords } from './light-figure.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const day = fc.integer({ min: 1, max: 28 }).map((n) => civilDate(`2026-03-${String(n).padStart(2, '0')}`))
const clock = fc
  .record({ due_on: day, yellow_on: day, from: fc.option(day), to: fc.option(day), today: day })
  .map(({ due_on, yellow_on, from, to, today }) => ({
    due_on: due_on < yellow_on ? yellow_on : due_on,
    yellow_on: due_on < yellow_on ? due_on : yellow_on,
    stopped_on: null,
    result: null,
    paused_from: from,
    paused_to: from === null || (to !== null && to < from) ? null : to,
    today,
  }))

test('the light in SQL is the light of the rule, whatever the days', async () => {
  const clocks = fc.sample(clock, { numRuns: 500, seed: 11 })
  for (const today of new Set(clocks.map((one) => one.today))) {
    const some = clocks.filter((one) => one.today === today)
    const { rows } = await sql<{ light: string }>`
      select ${lightOn(today)} as light
        from jsonb_to_recordset(${JSON.stringify(some.map((one, place) => ({ ...one, place })))}::jsonb) as
             k (due_on date, yellow_on date, paused_from date, paused_to date, place bigint)
       order by place`.execute(database.db)
    expect(rows.map((row) => row.light)).toEqual(some.map((one) => lightOf(one, today)))
  }
  const none = await sql<{ light: string }>`
    select ${lightOn(civilDate('2026-03-02'))} as light
      from (select null::date as due_on, null::date as yellow_on, null::date as paused_from, null::date as paused_to) k`.execute(
    database.db,
  )
  expect(none.rows).toEqual([{ light: 'none' }])
  expect(Object.keys(lightWords.values)).toEqual(
    expect.arrayContaining(['red', 'yellow', 'green', 'paused', 'none']),
  )
})
