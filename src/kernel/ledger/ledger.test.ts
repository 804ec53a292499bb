import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { countEntries, listEntries, record, recordMany } from './index.ts'

const actor = { kind: 'operator', staffId: null, unitId: null } as const
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.db
    .transaction()
    .execute((tx) =>
      record(tx, actor, { verb: 'testing.done', subject: 'document:1', detail: { version: 1 } }),
    )
})
afterAll(() => database.close())

describe('the ledger', () => {
  test.each(["update ledger.entry set verb = 'a.b'", 'delete from ledger.entry', 'truncate ledger.entry'])(
    '%s is refused by the database',
    async (text) => {
      await expect(sql.raw(text).execute(database.db)).rejects.toThrow(/append-only/)
    },
  )

  test('the time is the database’s own, whatever a statement says', async () => {
    await sql`insert into ledger.entry (at, actor_kind, verb, subject) values ('2001-01-01', 'system', 'testing.forged', 'document:2')`.execute(
      database.db,
    )
    const { rows } = await sql<{ age: number }>`
      select extract(epoch from clock_timestamp() - at)::float as age from ledger.entry where subject = 'document:2'`.execute(
      database.db,
    )
    expect(rows[0]?.age).toBeLessThan(60)
  })

  test('an entry and what it tells of go together or not at all', async () => {
    const before = await countEntries(database.db)
    const broken = database.db.transaction().execute(async (tx) => {
      await record(tx, actor, { verb: 'testing.lost', subject: 'document:3' })
      throw new Error('something else went wrong')
    })
    await expect(broken).rejects.toThrow('something else')
    expect(await countEntries(database.db)).toBe(before)
  })

  test('a subject’s history comes oldest first, page by page', async () => {
    await database.db.transaction().execute((tx) =>
      recordMany(
        tx,
        actor,
        [1, 2, 3].map((step) => ({ verb: 'testing.step', subject: 'document:9', detail: { step } })),
      ),
    )
    const first = await listEntries(database.db, { subject: 'document:9', limit: 2 })
    const rest = await listEntries(database.db, {
      subject: 'document:9',
      limit: 2,
      after: first.at(-1)?.id ?? 0,
    })
    expect([...first, ...rest].map((entry) => entry.detail)).toEqual([{ step: 1 }, { step: 2 }, { step: 3 }])
    expect(await countEntries(database.db, { subject: 'document:9' })).toBe(3)
  })
})
