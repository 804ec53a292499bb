import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  countFigure,
  countRecords,
  defineFigure,
  figureBy,
  figureBySets,
  listRecords,
  yearPeriod,
  type Figure,
} from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Records without a table: two units, two years, one that fits no answer of its dimension. */
const harvest: Figure = defineFigure({
  name: 'test.harvest',
  label: '收成',
  unit: '件',
  cohort: 'received',
  dimensions: ['fruit', 'colour'],
  cites: '试验',
  changedBy: [],
  records: ({ period, unitIds }) => sql`
    select * from (values
      ('tree:1', '甲', 1::bigint, date '2025-01-01', 3, 'apple', 'red'),
      ('tree:2', '乙', 1::bigint, date '2025-12-31', 4, 'apple', 'green'),
      ('tree:3', '丙', 2::bigint, date '2025-06-01', 5, 'pear', 'green'),
      ('tree:4', '丁', 2::bigint, date '2025-06-01', 1, null, 'green'),
      ('tree:5', '戊', 1::bigint, date '2024-12-31', 9, 'pear', 'green'),
      ('tree:6', '己', 1::bigint, date '2026-01-01', 9, 'pear', 'green')
    ) t (record, label, unit_id, on_date, amount, fruit, colour)
    where unit_id = any(${[...unitIds]}::bigint[]) and on_date between ${period.from} and ${period.to}`,
})
const all = { period: yearPeriod(2025), unitIds: [1, 2] }

describe('a figure is one question, asked in three ways', () => {
  test('its value is the sum of its records’ amounts, both days of the period included', async () => {
    expect(await countFigure(database.db, harvest, all)).toBe(13)
    expect(await countFigure(database.db, harvest, { ...all, unitIds: [1] })).toBe(7)
    expect(await countFigure(database.db, harvest, all, { fruit: 'apple', colour: 'green' })).toBe(4)
    expect(await countFigure(database.db, harvest, { ...all, unitIds: [] })).toBe(0)
  })

  test('one pass gives every combination; what has no answer to a dimension is in the total only', async () => {
    expect(await figureBy(database.db, harvest, all, ['colour', 'fruit'])).toEqual(
      new Map([
        ['red|apple', 3],
        ['green|apple', 4],
        ['green|pear', 5],
        ['green|', 1],
      ]),
    )
    const byFruit = await figureBy(database.db, harvest, all, ['fruit'])
    expect((byFruit.get('apple') ?? 0) + (byFruit.get('pear') ?? 0)).toBe(12)
  })

  test('several sets of dimensions cost one pass, and a total is not added up from its parts', async () => {
    const [byBoth, byFruit, whole] = await figureBySets(database.db, harvest, all, [
      ['fruit', 'colour'],
      ['fruit'],
      [],
    ])
    expect(byBoth?.get('apple|green')).toBe(4)
    expect(byFruit).toEqual(
      new Map([
        ['apple', 7],
        ['pear', 5],
        ['', 1],
      ]),
    )
    expect(whole).toEqual(new Map([['', 13]]))
    const nothing = await figureBySets(database.db, harvest, { ...all, unitIds: [] }, [['fruit'], []])
    expect(nothing).toEqual([new Map(), new Map([['', 0]])])
  })

  test('the drill-down is the records themselves, newest first, a page at a time', async () => {
    const page = await listRecords(database.db, harvest, all, { colour: 'green' }, { offset: 0, limit: 2 })
    expect(page.map((row) => [row.record, row.unitId, row.on, row.amount])).toEqual([
      ['tree:2', 1, '2025-12-31', 4],
      ['tree:4', 2, '2025-06-01', 1],
    ])
    const rest = await listRecords(database.db, harvest, all, { colour: 'green' }, { offset: 2, limit: 2 })
    expect(rest.map((row) => row.record)).toEqual(['tree:3'])
    expect(await countRecords(database.db, harvest, all, { colour: 'green' })).toBe(3)
  })

  test('a dimension that it does not have is a fault, not an empty answer', async () => {
    await expect(countFigure(database.db, harvest, all, { weight: '1' })).rejects.toThrow(
      'no dimension weight',
    )
    await expect(figureBy(database.db, harvest, all, ['weight'])).rejects.toThrow('no dimension weight')
    expect(() => defineFigure({ ...harvest, cites: '' })).toThrow('cites no source')
  })
})
