import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildApplication, requestServices } from '../../testing/requests.ts'
import { submitApplication } from './actions.ts'
import { findByQueryCode } from './code.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const asPublic = (now = TODAY) => createContext(city.db, publicActor, now)
const submit = async () =>
  valueOf(await submitApplication(asPublic(), services, city.one.id, buildApplication(), randomUUID()))

describe('number and query code', () => {
  test('open the request, in small letters, in full width and with blanks too', async () => {
    const { id, number, queryCode } = await submit()
    const find = (by: string, code: string) => findByQueryCode(asPublic(), by, code)
    expect(await find(number, queryCode)).toBe(id)
    const halves = `${queryCode.slice(0, 5)} ${queryCode.slice(5).toLowerCase()}`
    expect(await find(` ${number.toLowerCase().replaceAll('-', '－')} `, halves)).toBe(id)
  })

  test('an unknown number and a wrong code are answered alike', async () => {
    const { number } = await submit()
    expect(await findByQueryCode(asPublic(), 'YSQ-ONE-2026-99999', 'AAAAAAAAAA')).toBeUndefined()
    expect(await findByQueryCode(asPublic(), number, 'AAAAAAAAAA')).toBeUndefined()
    expect(await findByQueryCode(asPublic(), `${number}\u0000`, '\u0000')).toBeUndefined()
  })

  test('after five wrong codes the right one opens nothing for fifteen minutes', async () => {
    const { id, number, queryCode } = await submit()
    const after = (minutes: number) => asPublic(new Date(TODAY.getTime() + minutes * 60_000))
    const wrong = async (times: number) => {
      for (let n = 0; n < times; n++) await findByQueryCode(asPublic(), number, 'AAAAAAAAAA')
    }
    await wrong(4)
    expect(await findByQueryCode(asPublic(), number, queryCode)).toBe(id)
    await wrong(4)
    expect(await findByQueryCode(asPublic(), number, queryCode)).toBe(id)
    await wrong(5)
    expect(await findByQueryCode(after(0), number, queryCode)).toBeUndefined()
    expect(await findByQueryCode(after(14), number, queryCode)).toBeUndefined()
    expect(await findByQueryCode(after(16), number, queryCode)).toBe(id)
    expect(
      (await listEntries(city.db, { subject: `request:${id}`, limit: 50 })).map((entry) => entry.verb),
    ).toEqual(['requests.submitted', 'requests.query_locked'])
  })
})
