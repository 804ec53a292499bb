import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import { loadNotices, seedNotices } from '#kernel/clock/index.ts'
import {
  addStaff,
  createContext,
  grantRole,
  hashPassword,
  loadActor,
  operatorActor,
  publicActor,
  roleLabels,
  systemActor,
  type Context,
  type Role,
} from '#kernel/identity/index.ts'
import { addUnit } from '#kernel/organisation/index.ts'
import { addChannel, addSite, MAIN_SITE } from '#modules/publishing/index.ts'
import type { OpenCity } from '../city.ts'
import { demoChannels, type DemoChannel } from './channels.ts'
import { makeDrafts, publishDemoDocuments } from './publish.ts'
import { fillRegisters } from './registers.ts'
import { fileRequests } from './requests.ts'
import { demoStaff, shownLogins } from './staff.ts'
import { demoUnits } from './units.ts'

export const DEMO_PASSWORD = 'mingjing-demo-2026'

/** What the parts of the demo share: units and people by their codes and logins. */
export interface Demo {
  readonly city: OpenCity
  readonly now: Date
  readonly unitIds: ReadonlyMap<string, number>
  readonly staffIds: ReadonlyMap<string, number>
  readonly channelIds: ReadonlyMap<string, number>
  /** This person at work at this time. */
  as(login: string, at?: Date): Promise<Context>
  /** A citizen without an account at this time. */
  asPublic(at: Date): Context
}

/** Makes the demo city in an empty database: everything in it through the modules' own actions. */
export async function makeDemoCity(city: OpenCity, now: Date, say: (line: string) => void): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const { db } = city.database
  const made = await createContext(db, systemActor, now).transaction(async (tx) => {
    await loadNotices(tx, seedNotices())
    const unitIds = new Map<string, number>()
    for (const { parentCode, ...unit } of demoUnits()) {
      const parentId = parentCode === null ? null : (unitIds.get(parentCode) ?? null)
      unitIds.set(unit.code, (await addUnit(tx, systemActor, { ...unit, parentId })).id)
    }
    const staffIds = new Map<string, number>()
    for (const person of demoStaff) {
      const staffId = await addStaff(tx, systemActor, { login: person.login, name: person.name, passwordHash })
      staffIds.set(person.login, staffId)
      for (const { role, unit, covers } of person.grants) {
        await grantRole(tx, systemActor, { staffId, role, unitId: idOf(unitIds, unit), covers })
      }
    }
    const siteId = await addSite(tx, systemActor, {
      slug: MAIN_SITE, name: '云岚市人民政府门户网站', unitId: idOf(unitIds, 'yunlan'), domain: 'www.yunlan.example',
      idCode: '9801000001', icpNumber: '云备2026000001号（演示）', policeNumber: '云公网安备98010002000001号（演示）',
    })
    const channelIds = new Map<string, number>()
    const add = async (channel: DemoChannel, parentId: number | null, position: number): Promise<void> => {
      const { slug, name, kind, description } = channel
      const id = await addChannel(tx, systemActor, { siteId, parentId, slug, name, kind, description, position })
      channelIds.set(slug, id)
      for (const [place, below] of (channel.below ?? []).entries()) await add(below, id, place)
    }
    for (const [position, channel] of demoChannels.entries()) await add(channel, null, position)
    return { unitIds, staffIds, channelIds }
  })
  const actors = new Map<string, Context['actor']>()
  const demo: Demo = {
    city,
    now,
    ...made,
    async as(login, at = now) {
      const actor = actors.get(login) ?? (await loadActor(db, idOf(made.staffIds, login)))
      actors.set(login, actor)
      return createContext(db, actor, at)
    },
    asPublic: (at) => createContext(db, publicActor, at),
  }
  say('  units, people, channels')
  await publishDemoDocuments(demo, createContext(db, operatorActor, now))
  await makeDrafts(demo)
  say('  documents')
  await fillRegisters(demo)
  say('  registers')
  await fileRequests(demo)
  say('  disclosure requests')
  await sql`analyze`.execute(db)
}

export function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`the demo city has no ${name}`)
  return id
}

/** One demo login for each role, with the words printed at start; none when this is no demo city. */
export async function demoLogins(db: Db): Promise<{ login: string; role: string; unit: string }[]> {
  const { rows } = await sql<{ login: string; role: Role; unit: string }>`
    select s.login, g.role, u.short_name as unit
      from identity.staff s
      join identity.role_grant g on g.staff_id = s.id
      join organisation.unit u on u.id = g.unit_id
     where s.login = any(${[...shownLogins]}::text[])
       and exists (select 1 from publishing.site where slug = 'main' and domain = 'www.yunlan.example')
     order by s.id`.execute(db)
  return rows.map((row) => ({ ...row, role: roleLabels[row.role] }))
}
