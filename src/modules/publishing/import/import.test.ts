import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findPublicDocument } from '#kernel/documents/index.ts'
import { createContext, operatorActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { find } from '#kernel/search/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../../testing/city.ts'
import { importDocuments, openSource } from './index.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const SAMPLE = join(ROOT, 'samples/documents.jsonl')
const LAWS = join(ROOT, '../shared/data/laws/laws.jsonl.gz')

let database: TestDatabase
let city: SmallCity
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await city.as('disclosure_officer', city.one)
  await city.as('disclosure_officer', city.other)
  folder = mkdtempSync(join(tmpdir(), 'mingjing-import-'))
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

function bring(path: string, unitCode = 'one') {
  return importDocuments(createContext(city.db, operatorActor, TODAY), {
    unitCode,
    channel: 'news',
    officerLogin: undefined,
    source: openSource(path),
    progress: () => undefined,
  })
}

async function idOf(key: string): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`select id from documents.document where source_key = ${key} and unit_id = ${city.one.id}`.execute(
    city.db,
  )
  return rows[0]?.id ?? 0
}

describe('bringing documents in', () => {
  test('good rows are public, searchable and in the ledger; each bad row is told with its line', async () => {
    const result = await bring(SAMPLE)
    expect(result).toMatchObject({ read: 8, imported: 3, unchanged: 0, failed: 5 })
    expect(result.errors.map((error) => error.line)).toEqual([3, 4, 5, 6, 8])
    expect(result.errors.map((error) => error.reason).join('\n')).toMatch(
      /2019-02-30.*\ntitle is missing\n.*not JSON.*\n.*stands twice.*\n.*not a JSON object/,
    )
    const id = await idOf('sample-1')
    expect(await findPublicDocument(city.db, id)).toMatchObject({
      kind: 'law',
      state: 'published',
      index_number: `${city.one.credit_code}/2021-00001`,
    })
    expect(
      (await find(city.db, { source: 'document', typed: '公园 开放', offset: 0, limit: 5 })).ids,
    ).toEqual([id])
    expect(
      (await listEntries(city.db, { subject: `document:${id}`, limit: 5 })).map((entry) => entry.verb),
    ).toEqual(['publishing.imported'])
  })

  test('what the source calls expired says so, its number takes the one form, and no script survives', async () => {
    const found = await findPublicDocument(city.db, await idOf('sample-2'))
    expect(found).toMatchObject({
      state: 'expired',
      title: '样例市 集市管理办法',
      document_number: '样政发〔2019〕7号',
    })
    expect(found?.body_html).not.toContain('<script')
  })

  test('a second run changes nothing and decides nothing', async () => {
    const before = await sql<{ count: number }>`select count(*) from ledger.entry`.execute(city.db)
    expect(await bring(SAMPLE)).toMatchObject({ imported: 0, unchanged: 3, failed: 5 })
    expect((await sql<{ count: number }>`select count(*) from ledger.entry`.execute(city.db)).rows).toEqual(
      before.rows,
    )
  })

  test('a row that changed becomes a further version at the same address', async () => {
    const id = await idOf('sample-2')
    const changed = join(folder, 'changed.jsonl')
    writeFileSync(
      changed,
      readFileSync(SAMPLE, 'utf8')
        .replace('"expired":true', '"expired":false')
        .replace('摊位费公开', '摊位费标准公开'),
    )
    expect(await bring(changed)).toMatchObject({ imported: 1, unchanged: 2 })
    expect(await findPublicDocument(city.db, id)).toMatchObject({
      version: 2,
      state: 'published',
      end_reason: null,
    })
  })

  test('a gzipped file and a folder of Markdown are read as well', async () => {
    const gz = join(folder, 'sample.jsonl.gz')
    writeFileSync(gz, gzipSync(readFileSync(SAMPLE)))
    expect(await bring(gz, 'other')).toMatchObject({ read: 8, imported: 3 })
    expect(await bring(join(ROOT, 'samples/folder'), 'other')).toMatchObject({
      read: 1,
      imported: 1,
      failed: 0,
    })
    const { rows } = await sql<{
      title: string
      issuer: string
    }>`select title, issuer from documents.version where document_number = '样河告〔2022〕1号'`.execute(
      city.db,
    )
    expect(rows).toEqual([{ title: '样例区河道告示', issuer: '样例区水务所' }])
  })

  test('an archive that breaks off is an error, and what came before it is in', async () => {
    const broken = join(folder, 'broken.jsonl.gz')
    const lines = Array.from({ length: 2000 }, (_, index) =>
      JSON.stringify({ id: `b${index}`, title: `第${index}件`, text: `第一条 ${Math.random()}` }),
    ).join('\n')
    writeFileSync(broken, gzipSync(lines).subarray(0, 30_000))
    await expect(bring(broken, 'other')).rejects.toMatchObject({ code: 'source_broken' })
    const { rows } = await sql<{ count: number; approved: number }>`
      select count(*), count(a.document_id) as approved from documents.document d left join documents.approval a on a.document_id = d.id
       where d.source_key like 'b%'`.execute(city.db)
    expect(rows[0]?.count).toBe(rows[0]?.approved)
  })

  test('without an officer who could decide, nothing is brought in', async () => {
    await expect(bring(SAMPLE, 'city')).rejects.toMatchObject({ code: 'no_officer' })
    await expect(bring(SAMPLE, 'nowhere')).rejects.toMatchObject({ code: 'not_found' })
  })

  // The corpus is kept outside the project; the sample above stands in for it elsewhere.
  test.skipIf(!existsSync(LAWS))(
    '2,564 real laws and regulations: every row in (runs where the shared corpus is present)',
    async () => {
      const copy = join(folder, 'laws.jsonl.gz')
      copyFileSync(LAWS, copy)
      expect(await bring(copy)).toMatchObject({ read: 2564, imported: 2564, failed: 0 })
    },
    120_000,
  )
})
