import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
let folder: string
beforeEach(async () => {
  database = await testDatabase()
  await sql`truncate platform.migration`.execute(database.db)
  folder = mkdtempSync(join(tmpdir(), 'mingjing-migrations-'))
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

describe('bringing a database up to date', () => {
  test('each migration runs once, in the order of the names', async () => {
    write('202601010002_b.sql', 'insert into made values (2)')
    write('202601010001_a.sql', 'create table made (n int)')
    expect(await migrate(database.url, folder)).toEqual(['202601010001_a.sql', '202601010002_b.sql'])
    expect(await migrate(database.url, folder)).toEqual([])
    expect((await sql`select n from made`.execute(database.db)).rows).toEqual([{ n: 2 }])
  })

  test('two processes at once do it once', async () => {
    write('202601010001_a.sql', 'create table made (n int)')
    const runs = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)])
    expect(runs.flat()).toEqual(['202601010001_a.sql'])
  })

  test('one that fails leaves the database as it was', async () => {
    write('202601010001_a.sql', 'create table made (n int); select 1 / 0')
    await expect(migrate(database.url, folder)).rejects.toThrow(/202601010001_a.sql failed/)
    await expect(sql`select 1 from made`.execute(database.db)).rejects.toThrow(/does not exist/)
    expect((await sql`select 1 from platform.migration`.execute(database.db)).rows).toEqual([])
  })

  test('a database newer than the program is refused in one sentence', async () => {
    write('202601010001_a.sql', 'select 1')
    await migrate(database.url, folder)
    rmSync(join(folder, '202601010001_a.sql'))
    await expect(migrate(database.url, folder)).rejects.toThrow(/newer than this program/)
  })

  test('a migration changed after it ran is refused', async () => {
    write('202601010001_a.sql', 'select 1')
    await migrate(database.url, folder)
    write('202601010001_a.sql', 'select 2')
    await expect(migrate(database.url, folder)).rejects.toThrow(/was changed after it ran/)
  })

  test('a database that cannot be reached is one sentence', async () => {
    await expect(migrate('postgres://nobody@127.0.0.1:1/none', folder)).rejects.toThrow(
      /cannot be reached.*check DATABASE_URL/,
    )
  })
})
