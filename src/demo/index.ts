import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'
import { valueOf } from '#platform/decision.ts'
import { loadNotices, seedNotices } from '#kernel/clock/index.ts'
import {
  addStaff,
  createContext,
  grantRole,
  hashPassword,
  roleLabels,
  systemActor,
  type Role,
} from '#kernel/identity/index.ts'
import { addUnit, decideUnit } from '#kernel/organisation/index.ts'
import { addSite, addStandardColumns, MAIN_SITE } from '#modules/sites/index.ts'
import type { OpenCity } from '../city.ts'
import { buildHouse } from '../modules.ts'
import { idOf, type Demo } from './demo.ts'
import { cleanUpRules } from './cleanups.ts'
import { printGazettes } from './gazettes.ts'
import { showLives } from './life.ts'
import { lookOver } from './checking.ts'
import { shareWork } from './casework.ts'
import { askQuestions } from './consultations.ts'
import { keepDisclosure } from './disclosure.ts'
import { fillComparison } from './comparison.ts'
import { fillOutreach } from './outreach.ts'
import { makeDrafts, publishDemoDocuments } from './publish.ts'
import { fillReports } from './reports.ts'
import { fillRegisters } from './registers.ts'
import { openDemoRemedies } from './remedies.ts'
import { fileRequests } from './requests.ts'
import { openDemoSites } from './sites.ts'
import { openDemoDisplays, openDemoSubscriptions } from './subscriptions.ts'
import { demoStaff, shownLogins } from './staff.ts'
import { fillSiteYear } from './siteyear.ts'
import { openDemoTopics } from './topics.ts'
import { demoUnits } from './units/index.ts'

/** Of every demo login; a real city never has it, for its first administrator chooses his own. */
export const DEMO_PASSWORD = 'mingjing-demo-2026'

const DOMAIN = 'www.yunlan.example'

/** Makes the demo city in an empty database: everything in it through the modules' own actions. */
export async function makeDemoCity(city: OpenCity, now: Date, say: (line: string) => void): Promise<void> {
  const { db } = city.database
  // Hashing is made slow on purpose; everybody has the same password, so it is hashed once.
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const made = await createContext(db, systemActor, now).transaction(async (tx) => {
    await loadNotices(tx, seedNotices())
    const unitIds = await addUnits(tx)
    const staffIds = await addPeople(tx, unitIds, passwordHash)
    return { unitIds, staffIds, channelIds: await addPortal(tx, idOf(unitIds, 'yunlan')) }
  })
  const demo: Demo = { city, now, ...made }
  say('  units, people, channels')
  await publishDemoDocuments(demo)
  await makeDrafts(demo)
  await showLives(demo)
  await openDemoSites(demo)
  await cleanUpRules(demo)
  await printGazettes(demo)
  await openDemoDisplays(demo)
  await openDemoSubscriptions(demo)
  say('  documents, sites of units, gazettes, displays, subscriptions')
  const requests = await fileRequests(demo)
  await shareWork(demo)
  await askQuestions(demo)
  say('  disclosure requests, consultations')
  await openDemoRemedies(demo, requests)
  await fillRegisters(demo)
  await fillOutreach(demo)
  await fillComparison(demo)
  say('  registers')
  await keepDisclosure(demo)
  say('  guides, declarations')
  await fillReports(demo, buildHouse({ ...city, secure: false }).declared)
  await fillSiteYear(demo, buildHouse({ ...city, secure: false }).declared)
  say('  annual reports, yearly sheets of sites')
  await openDemoTopics(demo)
  await lookOver(demo)
  say('  topics')
  await sql`analyze`.execute(db)
}

async function addUnits(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  for (const { parentCode, ...unit } of demoUnits()) {
    const parentId = parentCode === null ? null : idOf(ids, parentCode)
    const { id } = await addUnit(tx, systemActor, valueOf(decideUnit({ ...unit, parentId })))
    ids.set(unit.code, id)
  }
  return ids
}

async function addPeople(
  tx: Tx,
  unitIds: ReadonlyMap<string, number>,
  passwordHash: string,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  for (const { login, name, grants } of demoStaff) {
    const staffId = await addStaff(tx, systemActor, { login, name, passwordHash })
    ids.set(login, staffId)
    for (const { role, unit, covers } of grants) {
      await grantRole(tx, systemActor, { staffId, role, unitId: idOf(unitIds, unit), covers })
    }
  }
  return ids
}

async function addPortal(tx: Tx, unitId: number): Promise<ReadonlyMap<string, number>> {
  const siteId = await addSite(tx, systemActor, {
    slug: MAIN_SITE,
    name: '云岚市人民政府门户网站',
    unitId,
    domain: DOMAIN,
    idCode: '4801000001',
    icpNumber: '云备00000000号（演示）',
    policeNumber: '云公网安备00000000000000号（演示）',
  })
  return addStandardColumns(tx, systemActor, siteId)
}

/** One demo login for each role, with the words printed at start; none when this is no demo city. */
export async function demoLogins(db: Db): Promise<{ login: string; role: string; unit: string }[]> {
  const { rows } = await sql<{ login: string; role: Role; unit: string }>`
    select s.login, g.role, u.short_name as unit
      from identity.staff s
      join identity.role_grant g on g.staff_id = s.id
      join organisation.unit u on u.id = g.unit_id
     where s.login = any(${[...shownLogins]}::text[])
       and exists (select 1 from sites.site where slug = ${MAIN_SITE} and domain = ${DOMAIN})
     order by s.id`.execute(db)
  return rows.map((row) => ({ ...row, role: roleLabels[row.role] }))
}
