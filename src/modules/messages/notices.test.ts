import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  createContext,
  definePermission,
  listHolders,
  type Permission,
  systemActor,
  type Context,
} from '#kernel/identity/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { countUnread, deleteReadBefore, listNotices, markAllRead, markRead, notifyStaff } from './notices.ts'

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())

const idOf = ({ actor }: Context) => actor.staffId ?? 0
const tell = (ctx: Context, staffIds: readonly number[], title = '申请已转您办理') =>
  ctx.transaction((tx) =>
    notifyStaff(tx, ctx, { staffIds, title, about: 'request:12', link: '/requests/12' }),
  )
const list = (staffId: number, unread = false) =>
  listNotices(database.db, { staffId, unread }, { offset: 0, limit: 50 })

describe('a notice', () => {
  test('is for whom it names, once until it was read, and not for who did it', async () => {
    const [officer, drafter, other] = [
      await city.as('disclosure_officer'),
      await city.as('drafter'),
      await city.as('drafter', city.other),
    ]
    expect(await tell(officer, [idOf(drafter), idOf(drafter), idOf(officer)])).toBe(1)
    expect(await tell(officer, [idOf(drafter)])).toBe(0)
    expect((await list(idOf(drafter))).items).toMatchObject([
      { title: '申请已转您办理', link: '/requests/12', read_at: null },
    ])
    expect([
      await countUnread(database.db, idOf(officer)),
      await countUnread(database.db, idOf(other)),
    ]).toEqual([0, 0])
    const [notice] = (await list(idOf(drafter))).items
    await expect(markRead(other, idOf(other), notice?.id ?? 0)).rejects.toMatchObject({ code: 'not_found' })
    await markRead(drafter, idOf(drafter), notice?.id ?? 0)
    await markRead({ ...drafter, now: new Date('2027-01-01') }, idOf(drafter), notice?.id ?? 0)
    expect((await list(idOf(drafter))).items[0]?.read_at).toEqual(TODAY)
    expect(await tell(officer, [idOf(drafter)])).toBe(1)
    expect(await list(idOf(drafter), true)).toMatchObject({ total: 1 })
  })

  test('all are read up to the newest that the person saw', async () => {
    const system = createContext(database.db, systemActor, TODAY)
    const drafter = await city.as('drafter')
    for (const title of ['甲', '乙', '丙']) await tell(system, [idOf(drafter)], title)
    const seen = (await list(idOf(drafter))).items[1]?.id ?? 0
    await markAllRead(drafter, idOf(drafter), seen)
    expect((await list(idOf(drafter), true)).items.map(({ title }) => title)).toEqual(['丙'])
    await system.transaction((tx) => deleteReadBefore(tx, new Date(TODAY.getTime() + 1)))
    expect((await list(idOf(drafter))).items.map(({ title }) => title)).toEqual(['丙'])
  })

  test('leads into the console only', async () => {
    const system = createContext(database.db, systemActor, TODAY)
    const staffIds = [idOf(await city.as('drafter'))]
    for (const link of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      'requests',
    ])
      await expect(
        system.transaction((tx) =>
          notifyStaff(tx, system, { staffIds, title: '试', about: 'request:1', link }),
        ),
      ).rejects.toThrow(/notice_link_check|violates check/)
  })
})

test('who holds a permission for a unit: by its own grant or one from above, nobody of another, nobody who left', async () => {
  const permission = definePermission({
    name: 'tests.handle',
    label: '',
    roles: ['legality_reviewer', 'secrecy_reviewer'],
    scope: 'unit',
  })
  const [own, above, foreign, gone] = [
    await city.as('legality_reviewer'),
    await city.as('secrecy_reviewer', city.city, { covers: 'subtree' }),
    await city.as('legality_reviewer', city.other),
    await city.as('legality_reviewer'),
  ]
  await city.as('legality_reviewer', city.city)
  await sql`update identity.staff set disabled_at = now() where id = ${gone.actor.staffId}`.execute(
    database.db,
  )
  const idsOf = async (asked: Permission) =>
    (await listHolders(database.db, asked, city.one.id)).map((holder) => holder.id)
  expect(new Set(await idsOf(permission))).toEqual(new Set([idOf(own), idOf(above)]))
  const anywhere = await idsOf({ ...permission, scope: 'anywhere' })
  expect(anywhere).toContain(idOf(foreign))
  expect(anywhere).not.toContain(idOf(gone))
})
