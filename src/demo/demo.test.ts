import { sql } from 'kysely'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import { connect, type Database } from '#platform/db/connect.ts'
import { folderStore } from '#platform/files/index.ts'
import { folderMailer } from '#platform/mail/index.ts'
import { folderTexter } from '#platform/sms/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { lightOf, type RunningClock } from '#kernel/clock/index.ts'
import { createContext, publicActor, roleLabels, signIn, systemActor } from '#kernel/identity/index.ts'
import { answerTerms, checkRelation, figureNamed, relationsOf, yearPeriod } from '#kernel/figures/index.ts'
import { checkCreditCode, getUnitByCode, listUnits, unitScope } from '#kernel/organisation/index.ts'
import { computeReport, findEdition, listEditions } from '#modules/reports/index.ts'
import { deliver, planDigests } from '#modules/subscriptions/index.ts'
import type { OpenCity } from '../city.ts'
import { buildHouse } from '../modules.ts'
import { demoDocuments } from './documents/index.ts'
import { DEMO_PASSWORD, demoLogins, makeDemoCity } from './index.ts'
import { demoStaff } from './staff.ts'

const NOW = new Date('2026-11-23T05:00:00Z')
const TODAY = civilDateOf(NOW)

let template: TestDatabase
let database: Database
let folder: string
let city: OpenCity
beforeAll(async () => {
  template = await testDatabase()
  database = connect(template.url)
  folder = await mkdtemp(join(tmpdir(), 'mingjing-demo-test-'))
  const secrets = createSecrets(Buffer.alloc(32, 7))
  city = {
    database,
    databaseUrl: template.url,
    files: folderStore(folder),
    secrets,
    mailer: folderMailer(join(folder, 'mail'), 'test@localhost'),
    texter: folderTexter(join(folder, 'sms')),
    publicUrl: 'http://localhost',
    close: async () => undefined,
  }
  await makeDemoCity(city, NOW, () => undefined)
}, 120_000)
afterAll(async () => {
  await database.close()
  await template.close()
  await rm(folder, { recursive: true, force: true })
})

/** One number or text by one question. */
async function ask<T>(question: ReturnType<typeof sql<{ value: T }>>): Promise<T[]> {
  return (await question.execute(database.db)).rows.map((row) => row.value)
}

const idIn = (units: readonly { readonly id: number; readonly code: string }[], code: string) =>
  units.find((unit) => unit.code === code)?.id ?? 0

describe('the units', () => {
  test('one city, 45 departments, five districts, 44 towns and streets, each with a valid credit code', async () => {
    const units = await listUnits(database.db)
    const count = (kind: string) => units.filter((unit) => unit.kind === kind).length
    expect([count('city'), count('department'), count('district'), count('town')]).toEqual([1, 45, 5, 44])
    expect(units.filter((unit) => !checkCreditCode(unit.credit_code ?? '').ok)).toEqual([])
    expect(new Set(units.map((unit) => unit.credit_code)).size).toBe(units.length)
    expect(
      units.filter(
        (unit) => !unit.address || !unit.office_hours || !unit.functions || !unit.phone.startsWith('0000-'),
      ),
    ).toEqual([])
  })

  test('no two people of the demo have one name', () => {
    expect(new Set(demoStaff.map((person) => person.name)).size).toBe(demoStaff.length)
  })
})

describe('the documents', () => {
  test('every channel without channels below it has something to read', async () => {
    const empty = await ask(sql<{ value: string }>`
      select c.slug as value from sites.channel c
       where not exists (select 1 from sites.channel below where below.parent_id = c.id)
         and not exists (select 1 from publishing.placement p where p.channel_id = c.id and p.shown_on is not null)`)
    expect(empty).toEqual([])
  })

  test('the news were touched within the last two weeks', async () => {
    const [newest] = await ask(sql<{ value: string }>`
      select max(p.shown_on) as value from publishing.placement p join sites.channel c on c.id = p.channel_id
       where c.slug = 'department-news'`)
    expect(newest && newest > civilDate('2026-11-09')).toBe(true)
  })

  test('some are drafts, in review, kept inside, withdrawn, repealed and replaced; one went through all four signatures', async () => {
    const states = await ask(
      sql<{ value: string }>`select distinct state as value from documents.document order by 1`,
    )
    expect(states).toEqual([
      'approved',
      'draft',
      'in_review',
      'not_public',
      'published',
      'redirected',
      'repealed',
      'replaced',
      'withdrawn',
    ])
    const signed = await ask(sql<{ value: string }>`
      select distinct d.state as value from review.process p join documents.document d on p.subject = 'document:' || d.id
       where p.signed = 4 and p.state = 'approved' order by 1`)
    expect(signed).toEqual(['approved', 'not_public', 'published', 'redirected', 'replaced'])
  })

  test('a city made on an earlier day knows nothing of later documents', () => {
    const day = civilDate('2025-03-01')
    expect(demoDocuments(day).filter((document) => document.publishDate > day)).toEqual([])
    expect(demoDocuments(day).length).toBeGreaterThan(20)
  })
})

describe('the people', () => {
  test('every role has a shown login, and each of them signs in', async () => {
    const logins = await demoLogins(database.db)
    expect(new Set(logins.map((login) => login.role))).toEqual(new Set(Object.values(roleLabels)))
    for (const { login } of logins) {
      const { session } = await signIn(createContext(database.db, publicActor, NOW), login, DEMO_PASSWORD)
      expect(session.staff.login).toBe(login)
    }
  })
})

describe('the requests and the registers', () => {
  test('about 25 requests are open, at every light', async () => {
    const { rows } = await sql<RunningClock>`
      select * from clock.clock where name = 'requests.reply' and stopped_on is null`.execute(database.db)
    const lights = rows.map((clock) => lightOf(clock, TODAY))
    expect(lights.filter((light) => light === 'green').length).toBeGreaterThan(8)
    expect(lights.filter((light) => light === 'yellow').length).toBeGreaterThan(4)
    expect(lights.filter((light) => light === 'red').length).toBe(3)
    const [open] = await ask(
      sql<{
        value: number
      }>`select count(*)::int as value from cases.case where kind = 'requests.disclosure' and concluded_on is null`,
    )
    expect(open).toBe(26)
  })

  test('answers of every group were given, a few of them late', async () => {
    const groups = await ask(
      sql<{
        value: string
      }>`select distinct left(outcome, 2) as value from cases.case where kind = 'requests.disclosure' and outcome is not null order by 1`,
    )
    expect(groups).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'C6'])
    const [late] = await ask(
      sql<{
        value: number
      }>`select count(*)::int as value from clock.clock where name = 'requests.reply' and result = 'missed'`,
    )
    expect(late).toBeGreaterThan(2)
    expect(late).toBeLessThan(12)
  })

  test('what every figure says of itself holds for the city, each district and each department', async () => {
    const { declared } = buildHouse({ ...city, secure: false })
    const labelOf = (name: string) => figureNamed(declared.figures, name).label
    const relations = declared.figures.flatMap((figure) => relationsOf(figure, labelOf))
    const terms = relations.flatMap(({ left, right }) => [...left, ...right])
    const units = (await listUnits(database.db)).filter((unit) => unit.kind !== 'village')
    let counted = 0
    for (const unit of units)
      for (const scope of ['own', 'consolidated'] as const) {
        const unitIds = await unitScope(database.db, unit, scope)
        const asked = { period: yearPeriod(2025), unitIds }
        const valueOf = await answerTerms(database.db, declared.figures, terms, asked)
        const checked = relations.map((relation) => checkRelation(relation, valueOf))
        expect(checked.filter((one) => !one.holds).map((one) => `${unit.code} ${one.name}`)).toEqual([])
        counted += checked.filter((one) => one.left > 0).length
      }
    expect(counted).toBeGreaterThan(300)
  }, 120_000)

  test('the reports of 2025 are public but of one given back, one waiting and one not begun; one was restated', async () => {
    const states = await ask<string>(
      sql`select state || ' ' || count(*) as value from reports.report group by state order by state`,
    )
    expect(states).toEqual(['drafting 1', 'published 53', 'returned 1', 'submitted 1'])
    const unitId = idIn(await listUnits(database.db), 'jyj')
    expect((await findEdition(database.db, unitId, 2025))?.restated).toMatchObject({
      values: [{ cell: '2.permits.1' }],
      sections: ['其他需要报告的事项'],
    })
    expect(await listEditions(database.db, unitId, 2025)).toHaveLength(2)
    expect(await findEdition(database.db, unitId, 2026)).toBeUndefined()
  })

  test('the annual report of the city for 2025 adds up, and none of its tables is empty', async () => {
    const { declared } = buildHouse({
      files: city.files,
      secrets: city.secrets,
      mailer: city.mailer,
      texter: city.texter,
      secure: false,
      publicUrl: '',
    })
    const report = await computeReport(
      database.db,
      declared,
      await getUnitByCode(database.db, 'yunlan'),
      2025,
      undefined,
      TODAY,
    )
    expect(report.relations.filter((relation) => !relation.holds)).toEqual([])
    expect(report.values['3.B.7']).toBeGreaterThan(0)
    const counted = (cells: RegExp) =>
      Object.entries(report.values).some(([cell, value]) => cells.test(cell) && (value ?? 0) > 0)
    for (const row of [
      /^2\.(regulation|normative)/,
      /^2\.permits/,
      /^2\.(penalties|coercions)/,
      /^2\.fees/,
      /^3/,
      /^4/,
    ])
      expect([row.source, counted(row)]).toEqual([row.source, true])
  })
})

describe('guides and catalogue', () => {
  test('most guides are confirmed, some never were, some are late, and every unit stands somewhere', async () => {
    const [confirmed] = await ask(
      sql<{
        value: number
      }>`select count(*)::int as value from disclosure.guide where confirmed_on is not null`,
    )
    expect(confirmed).toBeGreaterThan(80)
    const { rows } = await sql<RunningClock>`
      select * from clock.clock where name = 'disclosure.guide' and stopped_on is null`.execute(database.db)
    expect(new Set(rows.map((clock) => lightOf(clock, TODAY)))).toEqual(new Set(['green', 'yellow', 'red']))
    const states = await ask(
      sql<{ value: string }>`select distinct state as value from disclosure.standing order by 1`,
    )
    expect(states).toEqual(['declared', 'missing', 'published', 'stale'])
  })
})

describe('the subscriptions', () => {
  test('six are confirmed and one waits; the morning writes a file for each that has news, to no real address', async () => {
    const states = await ask(sql<{ value: boolean }>`
      select confirmed_at is not null as value from subscriptions.subscription`)
    expect(states.filter(Boolean)).toHaveLength(6)
    expect(states).toHaveLength(7)
    // As if the last month were still to be told.
    await sql`update subscriptions.subscription set bookmark = 0`.execute(database.db)
    const morning = createContext(database.db, systemActor, new Date(NOW.getTime() + 86_400_000))
    const { mails } = await planDigests(morning)
    expect(mails).toBeGreaterThan(1)
    const ids = await ask(sql<{ value: number }>`select id as value from subscriptions.delivery`)
    for (const id of ids) await deliver(morning, city, id)
    const files = await readdir(join(folder, 'mail'))
    expect(files).toHaveLength(mails)
    for (const file of files)
      expect(await readFile(join(folder, 'mail', file), 'utf8')).toMatch(/^To: [a-z-]+@[a-z]+\.example\r?$/m)
  })
})
