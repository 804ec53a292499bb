import type { Db } from '#platform/db/connect.ts'
import { loadNotices, seedNotices } from '#kernel/clock/index.ts'
import {
  addStaff,
  createContext,
  grantRole,
  loadActor,
  systemActor,
  type Context,
  type Role,
} from '#kernel/identity/index.ts'
import { addUnit, makeCreditCode, type NewUnit, type Unit } from '#kernel/organisation/index.ts'
import { addChannel, addSite, MAIN_SITE } from '#modules/sites/index.ts'

/** A day on which the tests' people work, unless a test says another. */
export const TODAY = new Date('2026-03-10T02:00:00Z')

const GUIDE = {
  address: '',
  postcode: '',
  phone: '',
  fax: '',
  email: '',
  officeHours: '',
  functions: '',
  position: 0,
}

/** A valid unit; what matters to the test is passed in. */
export function buildUnit(unit: Partial<NewUnit> & { code: string }): NewUnit {
  return {
    name: `${unit.code}局`,
    shortName: unit.code,
    kind: 'department',
    parentId: null,
    divisionCode: null,
    creditCode: null,
    ...GUIDE,
    ...unit,
  }
}

/** A small city: the government, two departments, a site with the channel `news`, and people on demand. */
export interface SmallCity {
  readonly db: Db
  readonly city: Unit
  readonly one: Unit
  readonly other: Unit
  readonly channelId: number
  /** Somebody new who holds this role for this unit, at work now. */
  as(role: Role, unit?: Unit, options?: { now?: Date; covers?: 'unit' | 'subtree' }): Promise<Context>
}

// A real hash would cost a fifth of a second for each person; nobody signs in with this one.
const NO_PASSWORD = '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA'

export async function buildCity(db: Db): Promise<SmallCity> {
  const made = await db.transaction().execute(async (tx) => {
    await loadNotices(tx, seedNotices())
    const city = await addUnit(
      tx,
      systemActor,
      buildUnit({
        code: 'city',
        name: '试验市人民政府',
        kind: 'city',
        creditCode: makeCreditCode('11980100', '00000001'),
      }),
    )
    const one = await addUnit(
      tx,
      systemActor,
      buildUnit({ code: 'one', parentId: city.id, creditCode: makeCreditCode('11980100', '00000002') }),
    )
    const other = await addUnit(
      tx,
      systemActor,
      buildUnit({ code: 'other', parentId: city.id, creditCode: makeCreditCode('11980100', '00000003') }),
    )
    const siteId = await addSite(tx, systemActor, {
      slug: MAIN_SITE,
      name: '试验市人民政府门户网站',
      unitId: city.id,
    })
    const channelId = await addChannel(tx, systemActor, {
      siteId,
      parentId: null,
      slug: 'news',
      name: '要闻',
      kind: '动态要闻',
      description: '',
      position: 1,
    })
    return { city, one, other, channelId }
  })
  let people = 0
  return {
    db,
    ...made,
    async as(role, unit = made.one, options = {}) {
      people += 1
      const login = `${role.replace('_', '')}${people}`
      const staffId = await db.transaction().execute(async (tx) => {
        const id = await addStaff(tx, systemActor, {
          login,
          name: `第${people}号`,
          passwordHash: NO_PASSWORD,
        })
        await grantRole(tx, systemActor, {
          staffId: id,
          role,
          unitId: unit.id,
          covers: options.covers ?? 'unit',
        })
        return id
      })
      return createContext(db, await loadActor(db, staffId), options.now ?? TODAY)
    },
  }
}
