import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { valueOf } from '#platform/decision.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { loadCalendar } from '#kernel/clock/index.ts'
import { createContext, loadActor, publicActor, signIn } from '#kernel/identity/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import { getUnitByCode, makeCreditCode } from '#kernel/organisation/index.ts'
import { findChannel } from '#modules/sites/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import * as actions from './actions.ts'
import type { NewUnitBody, SetUp } from './contract.ts'

const secrets = createSecrets(Buffer.alloc(32, 5))
const PASSWORD = 'twelve letters'

describe('the first set-up', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())
  const nobody = () => createContext(database.db, publicActor, TODAY)
  const asked = (part: Partial<SetUp> = {}): SetUp => ({
    token: actions.setUpToken(secrets),
    cityName: '青岚市人民政府',
    name: '林初',
    login: 'linchu',
    password: PASSWORD,
    ...part,
  })

  test('needs the token of this installation and a city whose codes are right, and leaves nothing behind', async () => {
    const wrong = actions.setUp(nobody(), secrets, asked({ token: 'x'.repeat(32) }))
    await expect(wrong).rejects.toMatchObject({ code: 'wrong_token', status: 403 })
    const misspelt = await actions.setUp(
      nobody(),
      secrets,
      asked({ cityName: ' ', creditCode: '11480100MB0000000X', divisionCode: '48' }),
    )
    expect(issuesOf(misspelt)).toEqual([
      'cityName required',
      'divisionCode division_code_form',
      'creditCode credit_code',
    ])
    expect(await countEntries(database.db)).toBe(0)
  })

  test('makes the city, its portal with columns, its calendar and an administrator of all of it, once', async () => {
    const creditCode = makeCreditCode('11480100', '00000009')
    const both = await Promise.allSettled([
      actions.setUp(nobody(), secrets, asked({ creditCode: ` ${creditCode} `, divisionCode: '' })),
      actions.setUp(nobody(), secrets, asked({ login: 'second' })),
    ])
    const done = both.filter((one) => one.status === 'fulfilled')
    const refused = both.filter((one) => one.status === 'rejected')
    expect(done).toHaveLength(1)
    expect(refused.map((one) => one.reason as unknown)).toMatchObject([{ code: 'set_up_done', status: 409 }])
    const city = await getUnitByCode(database.db, 'city')
    expect(city).toMatchObject({ name: '青岚市人民政府', kind: 'city', division_code: null })
    expect(await findChannel(database.db, 'normative')).toMatchObject({ name: '行政规范性文件' })
    expect((await loadCalendar(database.db)).years.at(-1)).toBe(2026)
    const staffId = valueOf(
      (done[0] as PromiseFulfilledResult<Awaited<ReturnType<typeof actions.setUp>>>).value,
    )
    const actor = await loadActor(database.db, staffId)
    expect(actor.holds('administrator', city.id)).toBe(true)
    await expect(actions.setUp(nobody(), secrets, asked())).rejects.toMatchObject({ code: 'set_up_done' })
  })
})

describe('units and people', () => {
  let database: TestDatabase
  let city: SmallCity
  beforeAll(async () => {
    database = await testDatabase()
    city = await buildCity(database.db)
  })
  afterAll(() => database.close())
  const admin = (covers: 'unit' | 'subtree' = 'subtree') => city.as('administrator', city.city, { covers })
  const unit = (part: Partial<NewUnitBody> = {}): NewUnitBody => ({
    code: 'fresh',
    name: '水务局',
    shortName: '水务局',
    kind: 'department',
    parentId: city.city.id,
    divisionCode: null,
    creditCode: null,
    ...part,
  })
  const person = { name: '何青', password: PASSWORD, role: 'drafter' as const }

  test('a unit stands below one that the administrator administers; every problem is said at once', async () => {
    const ctx = await admin()
    const bad = unit({ code: 'Bad code', name: ' ', creditCode: '123', divisionCode: '9' })
    expect(issuesOf(await actions.createUnit(ctx, bad))).toHaveLength(4)
    expect(issuesOf(await actions.createUnit(ctx, unit({ parentId: null })))).toEqual(['parentId required'])
    const taken = unit({ code: 'one', creditCode: city.one.credit_code })
    expect(issuesOf(await actions.createUnit(ctx, taken))).toEqual(['code taken', 'creditCode taken'])
    const id = valueOf(await actions.createUnit(ctx, unit()))
    expect(await getUnitByCode(city.db, 'fresh')).toMatchObject({ id, parent_id: city.city.id })
    const elsewhere = await city.as('administrator', city.other)
    await expect(actions.createUnit(elsewhere, unit({ code: 'more' }))).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })

  test('a new person can sign in and work for the unit; a login is given once', async () => {
    const ctx = await admin()
    const id = valueOf(await actions.createStaff(ctx, { ...person, login: 'heqing', unitId: city.one.id }))
    const session = await signIn(createContext(city.db, publicActor, TODAY), 'heqing', PASSWORD)
    expect(session.session.staff).toMatchObject({ id, name: '何青' })
    expect((await loadActor(city.db, id)).holds('drafter', city.one.id)).toBe(true)
    const again = actions.createStaff(ctx, { ...person, login: 'heqing', unitId: city.one.id })
    await expect(again).rejects.toMatchObject({ code: 'login_taken', status: 409 })
    const foreign = await city.as('administrator', city.other)
    await expect(
      actions.createStaff(foreign, { ...person, login: 'another', unitId: city.one.id }),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('a role over a subtree is given only by who administers all of it', async () => {
    const somebody = await city.as('drafter')
    const staffId = somebody.actor.staffId ?? 0
    const asked = { role: 'inspector', unitId: city.city.id, covers: 'subtree' } as const
    await expect(actions.grant(await admin('unit'), staffId, asked)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    valueOf(await actions.grant(await admin(), staffId, asked))
    expect((await loadActor(city.db, staffId)).holds('inspector', city.other.id)).toBe(true)
    valueOf(await actions.revoke(await admin(), staffId, 'inspector', city.city.id))
    expect((await loadActor(city.db, staffId)).holds('inspector', city.other.id)).toBe(false)
    const entries = await listEntries(city.db, { subject: `staff:${staffId}`, limit: 50 })
    expect(entries.map((entry) => entry.verb).slice(-2)).toEqual([
      'identity.role_granted',
      'identity.role_revoked',
    ])
    await expect(actions.revoke(await admin(), staffId, 'inspector', city.city.id)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('nobody gives himself a role, nor takes one of his own away', async () => {
    const ctx = await admin()
    const own = ctx.actor.staffId ?? 0
    const asked = { role: 'secrecy_reviewer', unitId: city.one.id, covers: 'unit' } as const
    await expect(actions.grant(ctx, own, asked)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(actions.revoke(ctx, own, 'administrator', city.city.id)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    expect((await loadActor(city.db, own)).holds('administrator', city.one.id)).toBe(true)
  })
})
