import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildApplication, requestServices } from '../../testing/requests.ts'
import { submitApplication } from './actions/intake.ts'
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
    const find = (by: string, code: string) => findByQueryCode(asPublic(), by, code, 'home')
    expect(await find(number, queryCode)).toBe(id)
    const halves = `${queryCode.slice(0, 5)} ${queryCode.slice(5).toLowerCase()}`
    expect(await find(` ${number.toLowerCase().replaceAll('-', '－')} `, halves)).toBe(id)
  })

  test('an unknown number and a wrong code are answered alike', async () => {
    const { number } = await submit()
    const find = (by: string, code: string) => findByQueryCode(asPublic(), by, code, 'home')
    expect(await find('YSQ-ONE-2026-99999', 'AAAAAAAAAA')).toBeUndefined()
    expect(await find(number, 'AAAAAAAAAA')).toBeUndefined()
    expect(await find(`${number}\u0000`, '\u0000')).toBeUndefined()
  })

  const after = (minutes: number) => asPublic(new Date(TODAY.getTime() + minutes * 60_000))

  test('five wrong codes shut out for fifteen minutes whoever typed them, and nobody else', async () => {
    const { id, number, queryCode } = await submit()
    const wrong = async (times: number) => {
      for (let n = 0; n < times; n++) await findByQueryCode(after(0), number, 'AAAAAAAAAA', 'stranger')
    }
    const find = (minutes: number, client: string) =>
      findByQueryCode(after(minutes), number, queryCode, client)
    await wrong(4)
    expect(await find(0, 'stranger')).toBe(id)
    await wrong(4)
    expect(await find(0, 'stranger')).toBe(id)
    await wrong(5)
    expect(await find(0, 'stranger')).toBeUndefined()
    expect(await find(14, 'stranger')).toBeUndefined()
    expect(await find(14, 'home')).toBe(id)
    expect(await find(16, 'stranger')).toBe(id)
    expect(await verbs(id)).toEqual(['requests.submitted'])
  })

  test('tries at the same moment are counted one after another', async () => {
    const { number, queryCode } = await submit()
    const codes = Array.from({ length: 9 }, () => 'AAAAAAAAAA')
    await Promise.all(codes.map((code) => findByQueryCode(after(0), number, code, 'stranger')))
    expect(await findByQueryCode(after(0), number, queryCode, 'stranger')).toBeUndefined()
  })

  test('a hundred wrong codes in a day, from many places, shut the case for everybody for an hour', async () => {
    const { id, number, queryCode } = await submit()
    for (let n = 0; n < 99; n++) await findByQueryCode(after(n), number, 'AAAAAAAAAA', `place ${n}`)
    expect(await findByQueryCode(after(99), number, queryCode, 'home')).toBe(id)
    await findByQueryCode(after(99), number, 'AAAAAAAAAA', 'place 99')
    expect(await findByQueryCode(after(99), number, queryCode, 'home')).toBeUndefined()
    expect(await findByQueryCode(after(158), number, queryCode, 'home')).toBeUndefined()
    expect(await findByQueryCode(after(160), number, queryCode, 'home')).toBe(id)
    expect(await verbs(id)).toEqual(['requests.submitted', 'requests.query_locked'])
  })

  const verbs = async (id: number) =>
    (await listEntries(city.db, { subject: `request:${id}`, limit: 50 })).map((entry) => entry.verb)
})
