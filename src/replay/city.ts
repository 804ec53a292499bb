import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '#platform/db/connect.ts'
import { valueOf } from '#platform/decision.ts'
import { StartupError } from '#platform/errors.ts'
import { loadNotices, seedNotices } from '#kernel/clock/index.ts'
import { addStaff, createContext, grantRole, hashPassword, operatorActor } from '#kernel/identity/index.ts'
import { listEntries, record } from '#kernel/ledger/index.ts'
import {
  addUnit,
  decideUnit,
  getRootUnit,
  getUnitByCode,
  listUnits,
  makeCreditCode,
  type NewUnit,
} from '#kernel/organisation/index.ts'
import { addChannel, addSite, MAIN_SITE } from '#modules/sites/index.ts'
import type { Plan } from './plan.ts'

/** By whom everything is done: a post, never a person. */
export const OFFICER = 'officer'

const subjectOf = (name: string) => `replay:${name}`

/**
 * Makes the city of the plan in an empty database, or finds the one that an earlier run of the same profile and scale left
 * unfinished. Anything else is somebody's city, and refused.
 */
export async function openReplayCity(
  db: Db,
  plan: Plan,
  { now, password = randomUUID() }: { now: Date; password: string | undefined },
): Promise<'begun' | 'resumed'> {
  const { profile, scale } = plan
  const units = await listUnits(db)
  if (units.length > 0) {
    const history = await listEntries(db, { subject: subjectOf(profile.name), limit: 10 })
    const begun = history.find((entry) => entry.verb === 'replay.begun')
    if (!begun)
      throw new StartupError('This database holds a city already: a replay wants an empty data folder.')
    if (history.some((entry) => entry.verb === 'replay.finished'))
      throw new StartupError(`The replay of ${profile.name} is finished here: its report is in the city.`)
    const { scale: before } = begun.detail as { scale?: number }
    if (before !== scale)
      throw new StartupError(
        `The replay here was begun at scale ${before}: go on with it, or take an empty folder.`,
      )
    return 'resumed'
  }
  await createContext(db, operatorActor, now).transaction(async (tx) => {
    await loadNotices(tx, seedNotices())
    const governmentId = await addUnits(tx, plan)
    await addStaffOf(tx, password)
    await addSites(tx, plan, governmentId)
    await record(tx, operatorActor, {
      verb: 'replay.begun',
      subject: subjectOf(profile.name),
      unitId: governmentId,
      detail: { scale, source: profile.source.title },
    })
  })
  return 'begun'
}

export async function finishReplay(db: Db, plan: Plan, now: Date): Promise<void> {
  await createContext(db, operatorActor, now).transaction((tx) =>
    record(tx, operatorActor, {
      verb: 'replay.finished',
      subject: subjectOf(plan.profile.name),
      detail: { scale: plan.scale },
    }),
  )
}

export const departmentCode = (plan: Plan, place: number) =>
  `${plan.profile.government.code}-${String(place + 1).padStart(2, '0')}`

async function addUnits(tx: Tx, plan: Plan): Promise<number> {
  const { government, departments } = plan.profile
  let serial = 0
  const add = async (
    unit: Pick<NewUnit, 'code' | 'name' | 'shortName' | 'kind' | 'parentId' | 'position'>,
    divisionCode: string,
  ) => {
    serial += 1
    const whole: NewUnit = {
      ...unit,
      divisionCode: unit.kind === 'department' ? null : divisionCode,
      // Of no register: made so that index numbers can be.
      creditCode: makeCreditCode(`11${divisionCode}`, String(serial).padStart(8, '0')),
      address: '',
      postcode: '',
      phone: '',
      fax: '',
      email: '',
      officeHours: '',
      functions: '',
    }
    return (await addUnit(tx, operatorActor, valueOf(decideUnit(whole)))).id
  }
  const { above } = government
  const top =
    above === undefined
      ? null
      : await add(
          {
            code: 'above',
            name: above.name,
            shortName: above.shortName,
            kind: 'city',
            parentId: null,
            position: 0,
          },
          above.divisionCode,
        )
  const { code, name, shortName, divisionCode } = government
  const kind = top === null ? 'city' : 'district'
  const id = await add({ code, name, shortName, kind, parentId: top, position: 0 }, divisionCode)
  for (const [place, department] of departments.entries()) {
    const town = department.name.endsWith('人民政府')
    await add(
      {
        code: departmentCode(plan, place),
        ...department,
        kind: town ? 'town' : 'department',
        parentId: id,
        position: place + 1,
      },
      divisionCode,
    )
  }
  return id
}

async function addStaffOf(tx: Tx, password: string): Promise<void> {
  const { id: unitId } = await getRootUnit(tx)
  const passwordHash = await hashPassword(password)
  const posts = [
    { login: OFFICER, name: '政府信息公开工作机构（重演）', role: 'disclosure_officer' },
    { login: 'admin', name: '系统管理（重演）', role: 'administrator' },
  ] as const
  for (const { login, name, role } of posts) {
    const staffId = await addStaff(tx, operatorActor, { login, name, passwordHash })
    await grantRole(tx, operatorActor, { staffId, role, unitId, covers: 'subtree' })
  }
}

const CHANNEL_NAMES = ['政务公开', '政务服务', '互动交流', '走进本地', '新闻资讯', '专题专栏', '数据资源']

async function addSites(tx: Tx, plan: Plan, governmentId: number): Promise<void> {
  const { government, departments, columns } = plan.profile
  const siteId = await addSite(tx, operatorActor, {
    slug: MAIN_SITE,
    name: `${government.name}门户网站`,
    unitId: governmentId,
  })
  const named = { siteId, description: '' }
  const levels: number[] = []
  for (let level = 1; level <= 6; level += 1)
    levels.push(plan.of((by) => 'columns' in by && by.columns === level))
  // Where the source counts columns of a second level, the columns of its catalogue are among them.
  const below = (levels[1] ?? 0) > 0
  let above: number[] = []
  for (const [index, count] of levels.entries()) {
    const own = index === (below ? 1 : 0) ? columns : []
    const made: number[] = []
    for (let place = 0; place < Math.max(count, own.length); place += 1) {
      const parentId = index === 0 ? null : (above[own[place] ? 0 : place % above.length] ?? null)
      const plain = {
        slug: `c${index + 1}-${place + 1}`,
        name: nameOf(plan, index, place),
        kind: '信息公开',
        position: place,
      }
      const { slug, name, kind, position } = { ...plain, ...own[place] }
      made.push(await addChannel(tx, operatorActor, { ...named, parentId, slug, name, kind, position }))
    }
    above = made
    if (made.length === 0) break
  }
  const sites = plan.of((by) => 'sites' in by)
  for (let place = 0; place < sites; place += 1) {
    const department = departments[place % departments.length]
    const unit = await getUnitByCode(tx, departmentCode(plan, place % departments.length))
    const name = `${department?.name ?? ''}网站`
    await addSite(tx, operatorActor, { slug: `d${place + 1}`, name, unitId: unit.id })
  }
}

/** A column that the source counts without naming it: after a department and what it tells. */
function nameOf({ profile }: Plan, level: number, place: number): string {
  if (level === 0) return CHANNEL_NAMES[place] ?? `频道${place + 1}`
  const { departments, columns } = profile
  const department = departments[place % departments.length]?.shortName ?? ''
  const subjects = columns.flatMap((one) => one.subjects)
  return `${department}${subjects[(place * 7 + level) % Math.max(subjects.length, 1)] ?? '信息'}`
}
