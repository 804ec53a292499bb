import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { searchVector } from '#platform/text/words.ts'
import { buildCity } from '../../testing/city.ts'
import { findClosest, indexEntries } from './index.ts'

let database: TestDatabase
let unitId: number
const TITLES: Readonly<Record<number, readonly [title: string, on: string]>> = {
  1: ['古井台公园夜间照明设施维护记录', '2011-05-04'],
  2: ['体育场馆向市民惠民开放补贴办法', '2012-05-04'],
  3: ['公园门票减免办法', '2025-05-04'],
  4: ['中小学学区划分方案', '2024-05-04'],
  5: ['2024年部门预算', '2024-02-01'],
  6: ['2025年部门预算', '2025-02-01'],
}

async function index(entries: readonly (readonly [id: number, title: string, on: string])[]) {
  await database.db.transaction().execute((tx) =>
    indexEntries(
      tx,
      entries.map(([sourceId, title, on]) => {
        const vector = searchVector(title, '')
        return { source: 'document', sourceId, unitId, shownOn: civilDate(on), vector }
      }),
    ),
  )
}

beforeAll(async () => {
  database = await testDatabase()
  unitId = (await buildCity(database.db)).one.id
  await index(Object.entries(TITLES).map(([id, [title, on]]) => [Number(id), title, on]))
  // What the city writes every day.
  await index(Array.from({ length: 400 }, (_, at) => [100 + at, '城市管理办法的通知', '2025-06-01']))
  await sql`analyze search.entry`.execute(database.db)
})
afterAll(() => database.close())

const closest = async (typed: string, limit = 5) =>
  (await findClosest(database.db, { sources: ['document'], typed, limit })).map((one) => one.sourceId)

describe('what comes closest to a few words', () => {
  test('holds all of them', async () => {
    expect(await closest('学区划分方案')).toEqual([4])
  })

  test('or most of what they tell, however old it is', async () => {
    expect(await closest('古井台公园夜间路灯')).toEqual([1])
    expect(await closest('体育场馆惠民开放补贴标准')).toEqual([2])
  })

  test('not what has one of several words alone, nor what has only what stands everywhere', async () => {
    expect(await closest('公园噪声监测')).toEqual([])
    expect(await closest('公园夜间噪声监测设备')).toEqual([])
    expect(await closest('学区管理办法')).toEqual([])
    expect(await closest('城市管理部门')).toEqual([])
  })

  test('what holds the year too comes first, and the same of other years after it', async () => {
    expect(await closest('2024年部门预算')).toEqual([5, 6])
    expect(await closest('2023年部门预算')).toEqual([6, 5])
  })

  test('one word is enough where it is all that was typed, unless it stands everywhere', async () => {
    expect(await closest('学区')).toEqual([4])
    expect(await closest('通知')).toEqual([])
  })

  test('nothing typed, or nothing that tells, finds nothing', async () => {
    for (const typed of ['', '　', '的', '2024', "'':*&|!"]) expect(await closest(typed), typed).toEqual([])
  })

  test('never more than asked for', async () => {
    expect(await closest('城市管理办法', 3)).toHaveLength(3)
  })
})
