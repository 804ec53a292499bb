import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { countRows } from '#kernel/registers/index.ts'
import { registers as outreach } from '#modules/outreach/index.ts'
import { registers as powers } from '#modules/powers/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { importRegisterRows, type ImportedRow } from './index.ts'

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())

const fee = (place: number): ImportedRow => ({
  id: `f${place}`,
  occurredOn: '2013-05-06',
  data: { item: `第${place}项`, amountFen: 100 },
})
const fees = (count: number) => Array.from({ length: count }, (_, place) => fee(place + 1))
const standing = () => countRows(city.db, powers.fees, {})

describe('rows of an earlier register', () => {
  test('come in by batches, one entry of the ledger for each; brought in again they are left alone', async () => {
    const officer = await city.as('disclosure_officer')
    const read: number[] = []
    const asked = { unitId: city.one.id, rows: fees(2500), progress: (done: number) => read.push(done) }
    expect(await importRegisterRows(officer, powers.fees, asked)).toMatchObject({
      imported: 2500,
      unchanged: 0,
    })
    expect(read).toEqual([2000, 2500])
    expect(await standing()).toBe(2500)
    const entries = await listEntries(city.db, { subject: 'register:powers.fees', limit: 10 })
    expect(entries.map((entry) => [entry.verb, entry.detail])).toEqual([
      ['registers.imported', { register: 'powers.fees', rows: 2000 }],
      ['registers.imported', { register: 'powers.fees', rows: 500 }],
    ])
    const again = await importRegisterRows(officer, powers.fees, { ...asked, rows: fees(2501) })
    expect(again).toMatchObject({ imported: 1, unchanged: 2500 })
    expect(await standing()).toBe(2501)
  })

  test('tell everything that is wrong with a row, and a document that is not public', async () => {
    const officer = await city.as('disclosure_officer')
    const bad = await importRegisterRows(officer, powers.fees, {
      unitId: city.one.id,
      rows: [{ id: 'x', occurredOn: '2013-02-30', data: { item: '', amountFen: -1 } }],
    })
    expect(bad.errors).toEqual([
      { id: 'x', reason: 'occurredOn not_a_date; item required; amountFen not_an_amount' },
    ])
    const linked = await importRegisterRows(officer, outreach.bulletins, {
      unitId: city.one.id,
      rows: [
        {
          id: 'b1',
          occurredOn: '2013-02-04',
          data: { title: '简报', outlet: '简报', issue: '1', documentId: 99 },
        },
        { id: 'b2', occurredOn: '2013-02-04', data: { title: '简报', outlet: '简报', issue: '2' } },
      ],
    })
    expect(linked).toMatchObject({
      imported: 1,
      errors: [{ id: 'b1', reason: 'documentId document_not_public' }],
    })
  })

  test('of another unit are refused', async () => {
    const foreign = await city.as('disclosure_officer', city.other)
    await expect(
      importRegisterRows(foreign, powers.fees, { unitId: city.one.id, rows: fees(1) }),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })
})
