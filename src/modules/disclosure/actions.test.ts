import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findClock } from '#kernel/clock/index.ts'
import { countFigure, listRecords } from '#kernel/figures/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { countEntries } from '#kernel/ledger/index.ts'
import { addRow } from '#kernel/registers/index.ts'
import { registers } from '#modules/powers/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import * as actions from './actions.ts'
import { countChanged, countEverything } from './counting.ts'
import { disclosureDesk } from './desk.ts'
import { figures } from './figures.ts'
import { itemsFor } from './items.ts'
import { clockSubject, guideClock } from './kinds.ts'
import { readMatrix } from './matrix.ts'
import { presentGuide, presentStanding, readPublicGuide } from './present.ts'
import { emptyText } from './rules.ts'

let database: TestDatabase
let city: SmallCity
let officer: Context
const text = {
  ...emptyText,
  office: '办公室',
  address: '一号',
  hours: '九点',
  phone: '1',
  fax: '2',
  online: 'a@b.example',
}
const reason = '本机关不承担这项职能，没有这类信息'
const at = (on: string) => new Date(`${on}T02:00:00Z`)
const systemAt = (on: Date) => createContext(city.db, systemActor, on)
const later = (ctx: Context, on: string) => createContext(city.db, ctx.actor, at(on))

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  officer = await city.as('disclosure_officer', city.one)
})
afterAll(() => database.close())

async function addPenalty(unitId: number, occurredOn: string): Promise<void> {
  await city.db.transaction().execute((tx) =>
    addRow(tx, registers.penalties, {
      unitId,
      occurredOn: civilDate(occurredOn),
      data: { party: '某公司', documentNumber: '一号', kind: 'fine', content: '罚款' },
      enteredBy: null,
    }),
  )
  // What `addRegisterRow` writes, without its form.
  await sql`
    insert into ledger.entry (actor_kind, unit_id, verb, subject)
    values ('system', ${unitId}, 'registers.row_added', 'register_row:1')`.execute(city.db)
}

const stateOf = async (ctx: Context, unitId: number, code: string) =>
  (await presentStanding(ctx, unitId)).items.find((item) => item.code === code)?.state
const counted = async (unitId: number, item: string) =>
  (
    await sql<{ state: string; count: number; since: string }>`
      select state, count, since::text from disclosure.standing where unit_id = ${unitId} and item = ${item}`.execute(
      city.db,
    )
  ).rows[0]

describe('counting', () => {
  test('finds for every agency each of its items, and what is missing', async () => {
    await countEverything(systemAt(TODAY))
    const { rows } = await sql<{ unit_id: number; items: number }>`
      select unit_id, count(*)::int as items from disclosure.standing group by 1 order by 1`.execute(city.db)
    expect(rows.map((row) => row.items)).toEqual([22, 22, 22])
    expect(itemsFor('department')).toHaveLength(22)
    expect(await counted(city.one.id, 'R20-06')).toEqual({ state: 'missing', count: 0, since: '2026-03-10' })
  })

  test('follows the ledger for the units that changed, and goes stale by the day alone', async () => {
    await addPenalty(city.other.id, '2026-03-01')
    expect(await countChanged(systemAt(at('2026-03-11')))).toBeGreaterThan(0)
    expect(await counted(city.other.id, 'R20-06')).toEqual({
      state: 'published',
      count: 1,
      since: '2026-03-11',
    })
    await countEverything(systemAt(at('2026-07-15')))
    expect(await counted(city.other.id, 'R20-06')).toEqual({ state: 'stale', count: 1, since: '2026-07-15' })
    await countEverything(systemAt(TODAY))
  })

  test('goes by the city’s own interval and columns once these are set', async () => {
    const admin = await city.as('administrator', city.city)
    valueOf(await actions.setItem(admin, 'R20-06', { renewDays: 5, channels: [] }))
    await countChanged(systemAt(TODAY))
    expect((await counted(city.other.id, 'R20-06'))?.state).toBe('stale')
    expect(issuesOf(await actions.setItem(admin, 'R20-03', { renewDays: 5, channels: ['nowhere'] }))).toEqual(
      ['channels no_such_channel'],
    )
    await expect(actions.setItem(officer, 'R20-03', { renewDays: 5, channels: [] })).rejects.toThrow(
      'not_found',
    )
  })
})

describe('a declaration that there is nothing', () => {
  test('shows with its reason, and is refused where something stands', async () => {
    valueOf(await actions.declareNone(officer, city.one.id, { items: ['R20-06', 'R20-08'], reason }))
    expect(await stateOf(officer, city.one.id, 'R20-06')).toBe('declared')
    expect((await counted(city.one.id, 'R20-08'))?.state).toBe('declared')
    expect(issuesOf(await actions.declareNone(officer, city.one.id, { items: ['R20-08'], reason }))).toEqual([
      'items already_declared',
    ])
    const other = await city.as('disclosure_officer', city.other)
    expect(issuesOf(await actions.declareNone(other, city.other.id, { items: ['R20-06'], reason }))).toEqual([
      'items something_published',
    ])
    await expect(actions.declareNone(other, city.one.id, { items: ['R20-09'], reason })).rejects.toThrow(
      'not_permitted',
    )
  })

  test('lapses when something is published there, with an entry in the ledger', async () => {
    const before = await countEntries(city.db)
    await addPenalty(city.one.id, '2026-03-10')
    expect(await stateOf(officer, city.one.id, 'R20-06')).toBe('published')
    await countChanged(systemAt(TODAY))
    const { rows } = await sql<{ item: string; end_reason: string }>`
      select item, end_reason from disclosure.declaration where ended_on is not null`.execute(city.db)
    expect(rows).toEqual([{ item: 'R20-06', end_reason: 'published' }])
    expect(await countEntries(city.db)).toBe(before + 2)
  })

  test('lapses after a year, and is gone from the page that day without any counting', async () => {
    expect(await stateOf(later(officer, '2027-03-10'), city.one.id, 'R20-08')).toBe('declared')
    expect(await stateOf(later(officer, '2027-03-11'), city.one.id, 'R20-08')).toBe('missing')
    await countEverything(systemAt(at('2027-03-11')))
    expect((await counted(city.one.id, 'R20-08'))?.state).toBe('missing')
    await countEverything(systemAt(TODAY))
  })

  test('is taken back by its unit, once', async () => {
    valueOf(await actions.declareNone(officer, city.one.id, { items: ['R20-09'], reason }))
    const found = (await presentStanding(officer, city.one.id)).items.find((item) => item.code === 'R20-09')
    const id = found?.declaration?.id ?? 0
    valueOf(await actions.withdrawDeclaration(officer, id))
    expect(await stateOf(officer, city.one.id, 'R20-09')).toBe('missing')
    expect(issuesOf(await actions.withdrawDeclaration(officer, id))).toEqual([
      'declaration not_in_this_state',
    ])
  })
})

describe('a guide', () => {
  test('第十二条: is not confirmed while something is missing, nor by what nobody has read', async () => {
    const view = await presentGuide(officer, city.one.id)
    expect([view.state, view.version, view.missing.length]).toEqual(['unconfirmed', 0, 6])
    expect(issuesOf(await actions.confirmGuide(officer, city.one.id, 0))).toHaveLength(6)
    expect(valueOf(await actions.saveGuide(officer, city.one.id, { ...text, basedOn: 0 }))).toBe(1)
    await expect(actions.saveGuide(officer, city.one.id, { ...text, basedOn: 0 })).rejects.toThrow(
      'changed_meanwhile',
    )
    await expect(actions.confirmGuide(officer, city.one.id, 0)).rejects.toThrow('changed_meanwhile')
  })

  test('starts a year with its confirmation, yellow thirty days before its end', async () => {
    valueOf(await actions.confirmGuide(officer, city.one.id, 1))
    const clock = await findClock(city.db, guideClock, clockSubject(city.one.id, 1))
    expect(clock).toMatchObject({ started_on: '2026-03-10', due_on: '2027-03-10', stopped_on: null })
    const stateOn = async (on: string) => (await presentGuide(later(officer, on), city.one.id)).state
    expect(await stateOn('2027-02-01')).toBe('confirmed')
    expect(await stateOn('2027-02-10')).toBe('soon')
    expect(await stateOn('2027-03-11')).toBe('expired')
    expect((await disclosureDesk(later(officer, '2027-03-11'))).items).toMatchObject([
      { kind: 'guide', id: city.one.id, light: 'red' },
    ])
    expect((await disclosureDesk(officer)).items).toEqual([])
  })

  test('shows the public what was confirmed, not what is being written', async () => {
    valueOf(await actions.saveGuide(officer, city.one.id, { ...text, notes: '将要搬迁', basedOn: 1 }))
    expect(await readPublicGuide(city.db, city.one, officer.today)).toMatchObject({
      state: 'changed',
      confirmedOn: '2026-03-10',
      text: { notes: '' },
    })
    valueOf(await actions.confirmGuide(later(officer, '2026-04-01'), city.one.id, 2))
    expect((await readPublicGuide(city.db, city.one, officer.today)).text.notes).toBe('将要搬迁')
    const [first, second] = await Promise.all(
      [1, 2].map((number) => findClock(city.db, guideClock, clockSubject(city.one.id, number))),
    )
    expect(first).toMatchObject({ stopped_on: '2026-04-01', result: 'met' })
    expect(second).toMatchObject({ started_on: '2026-04-01', stopped_on: null })
  })

  test('asks for another confirmation once the unit’s data change', async () => {
    await sql`update organisation.unit set phone = '0000-1' where id = ${city.one.id}`.execute(city.db)
    const view = await presentGuide(later(officer, '2026-04-02'), city.one.id)
    expect([view.state, view.changes]).toEqual(['changed', ['联系电话']])
  })

  test('keeps every version as it was written', async () => {
    await expect(sql`update disclosure.guide_version set notes = 'x'`.execute(city.db)).rejects.toThrow(
      'never changed',
    )
  })
})

describe('who watches all units', () => {
  test('sees the worst first, and finds the same by filters', async () => {
    const ids = [city.city.id, city.one.id, city.other.id]
    const all = await readMatrix(city.db, ids, {}, officer.today)
    expect(all.map((row) => row.missing)).toEqual([22, 21, 21])
    expect(await readMatrix(city.db, [city.one.id], {}, officer.today)).toHaveLength(1)
    const rows = async (filter: Parameters<typeof readMatrix>[2]) =>
      (await readMatrix(city.db, ids, filter, officer.today)).map((row) => row.unit.code)
    expect(await rows({ kind: 'city' })).toEqual(['city'])
    expect(await rows({ item: 'R20-06', state: 'stale' })).toEqual(['other'])
    expect(await rows({ item: 'R20-06', state: 'missing' })).toEqual(['city'])
    expect((await rows({ guide: 'open' })).toSorted()).toEqual(['city', 'one', 'other'])
    expect(await rows({ guide: 'confirmed' })).toEqual([])
    expect(await rows({ name: 'other' })).toEqual(['other'])
  })

  test('a figure is the number of records behind it, and of the units asked alone', async () => {
    const period = { from: officer.today, to: officer.today }
    const unitIds = [city.city.id, city.one.id, city.other.id]
    for (const figure of figures) {
      const records = await listRecords(city.db, figure, { period, unitIds }, {}, { offset: 0, limit: 200 })
      expect(await countFigure(city.db, figure, { period, unitIds }), figure.name).toBe(records.length)
    }
    const [missing, , guides] = figures
    // One of the 21 came to be missing only in 2027, when its declaration ended.
    expect(await countFigure(city.db, missing!, { period, unitIds: [city.one.id] })).toBe(20)
    expect(await countFigure(city.db, missing!, { period, unitIds }, { item: 'R20-06' })).toBe(1)
    expect(await countFigure(city.db, guides!, { period, unitIds })).toBe(3)
    expect(await countFigure(city.db, guides!, { period, unitIds }, { why: 'unconfirmed' })).toBe(3)
  })
})
