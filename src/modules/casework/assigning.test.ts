import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { takeStep } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { caseworkServices, closeLetter, letter, openLetter } from '../../testing/casework.ts'
import { assign, giveCase, handOver, releaseCase } from './actions/assign.ts'
import { arrangeDeputy, endDeputy } from './actions/deputies.ts'
import { presentAssignment } from './present/cases.ts'
import { presentDeputies, presentLoad, presentOpenCases } from './present/lists.ts'
import { answeredFor } from './store/assignments.ts'

let database: TestDatabase
let city: SmallCity
let head: Context
let anna: Context
let ben: Context
let cara: Context
const today = civilDateOf(TODAY)
const { services, told } = caseworkServices([letter])

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  head = await city.as('section_head')
  anna = await city.as('drafter')
  ben = await city.as('drafter')
  cara = await city.as('drafter')
})
afterAll(() => database.close())

const idOf = (ctx: Context) => ctx.actor.staffId ?? 0
const later = (ctx: Context, days: number): Context => ({
  ...ctx,
  today: addDays(today, days),
  now: new Date(TODAY.getTime() + days * 86_400_000),
})
const open = () => openLetter(anna, city.one)
const give = (ctx: Context, caseIds: readonly number[], to: Context) =>
  assign(ctx, services, { caseIds: [...caseIds], staffId: idOf(to), note: '' })
const holderOf = async (caseId: number) =>
  (await presentAssignment(head, services, caseId)).holder?.id ?? null
const away = (from: Context, to: Context, fromOn = today, toOn: typeof today | null = null) => ({
  fromStaffId: idOf(from),
  toStaffId: idOf(to),
  fromOn,
  toOn,
  reason: '病假',
})

describe('giving cases', () => {
  test('moves each, writes an entry for each, and tells the person once', async () => {
    const cases = [await open(), await open()]
    const ids = cases.map((row) => row.id)
    told.length = 0
    expect(valueOf(await give(head, ids, anna))).toBe(2)
    for (const id of ids) {
      expect(await holderOf(id)).toBe(idOf(anna))
      const entries = await listEntries(city.db, { subject: `letter:${id}`, limit: 9 })
      expect(entries.map(({ verb, detail }) => [verb, detail])).toEqual([
        ['casework.assigned', { to: idOf(anna), from: null }],
      ])
    }
    expect(told).toMatchObject([{ staffIds: [idOf(anna)], title: '有 2 件办件分派给您办理' }])
    // Given again to the same person nothing happens.
    expect(valueOf(await give(head, ids, anna))).toBe(0)
    expect(told).toHaveLength(1)
  })

  test('tells every problem of every case at once, with its number, and moves none', async () => {
    const [good, closed] = [await open(), await open()]
    await closeLetter(anna, closed)
    const leader = await city.as('unit_leader')
    const refused = await give(head, [good.id, closed.id], leader)
    expect(refused).toMatchObject({ ok: false })
    expect(refused.ok ? [] : refused.issues.map(({ code, params }) => [code, params?.['number']])).toEqual([
      ['not_a_handler', good.number],
      ['case_is_closed', closed.number],
      ['not_a_handler', closed.number],
    ])
    expect(await holderOf(good.id)).toBeNull()
  })

  test('a case thrown away without an outcome is closed as well', async () => {
    const row = await open()
    await anna.transaction((tx) => takeStep(tx, anna, letter, row, { name: 'discard', on: today }))
    expect(await give(head, [row.id], anna)).toMatchObject({ issues: [{ code: 'case_is_closed' }] })
  })

  test('a drafter takes what nobody has, hands on what is theirs, and takes nothing from a colleague', async () => {
    const { id } = await open()
    expect(await presentAssignment(anna, services, id)).toMatchObject({ mayTake: true, mayGive: false })
    expect(await give(anna, [id], ben)).toMatchObject({ issues: [{ code: 'not_yours_to_give' }] })
    valueOf(await give(anna, [id], anna))
    expect(await give(ben, [id], ben)).toMatchObject({ issues: [{ code: 'held_by_another' }] })
    expect(await presentAssignment(ben, services, id)).toMatchObject({ mayTake: false, mayGive: false })
    valueOf(await give(anna, [id], ben))
    expect(await holderOf(id)).toBe(idOf(ben))
  })

  test('a case of another unit is not found, and two who take it at once leave it with one', async () => {
    const { id } = await open()
    const foreign = await city.as('section_head', city.other)
    await expect(give(foreign, [id], anna)).rejects.toMatchObject({ code: 'not_found' })
    const both = await Promise.all([give(anna, [id], anna), give(ben, [id], ben)])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
  })

  test('another module gives and takes within its own action', async () => {
    const row = await open()
    const subject = `letter:${row.id}`
    await anna.transaction((tx) => giveCase(tx, anna, subject, row, idOf(anna)))
    expect(await holderOf(row.id)).toBe(idOf(anna))
    await anna.transaction((tx) => releaseCase(tx, anna, subject, row))
    expect(await holderOf(row.id)).toBeNull()
    const entries = await listEntries(city.db, { subject, limit: 9 })
    expect(entries.map((entry) => entry.verb)).toEqual(['casework.assigned', 'casework.released'])
  })
})

describe('a deputy', () => {
  test('answers for the cases of who is absent from the first to the last day, and the list says whose they are', async () => {
    const [sick, stand] = [await city.as('drafter'), await city.as('drafter')]
    const { id } = await open()
    valueOf(await give(head, [id], sick))
    const last = addDays(today, 2)
    const deputyId = valueOf(await arrangeDeputy(sick, services, away(sick, stand, today, last)))
    expect(await presentAssignment(head, services, id)).toMatchObject({
      holder: { id: idOf(sick) },
      deputy: { id: idOf(stand) },
    })
    expect(await answeredFor(city.db, idOf(stand), last)).toEqual([idOf(stand), idOf(sick)])
    expect(await answeredFor(city.db, idOf(sick), last)).toEqual([])
    expect(await answeredFor(city.db, idOf(sick), addDays(last, 1))).toEqual([idOf(sick)])
    const load = await presentLoad(head, services, { kind: letter.name, unitId: city.one.id })
    const rowOf = (ctx: Context) => load.rows.find((row) => row.person?.id === idOf(ctx))
    expect(rowOf(stand)).toMatchObject({ open: 1, deputising: 1, deputy: null })
    expect(rowOf(sick)).toMatchObject({ open: 0, deputy: { id: idOf(stand) } })
    const theirs = { kind: letter.name, unitId: city.one.id, staffId: idOf(stand) }
    expect(await presentOpenCases(head, services, theirs)).toMatchObject({
      total: 1,
      items: [{ id, holder: { id: idOf(sick) }, deputy: { id: idOf(stand) } }],
    })
    // The deputy may hand on what they answer for.
    valueOf(await give(stand, [id], anna))
    expect((await presentDeputies(head, services, city.one.id)).map((one) => one.id)).toContain(deputyId)
    valueOf(await endDeputy(later(head, 1), services, deputyId))
    expect(await answeredFor(city.db, idOf(sick), addDays(today, 1))).toEqual([idOf(sick)])
    const entries = await listEntries(city.db, { subject: `staff:${idOf(sick)}`, limit: 50 })
    expect(entries.map((entry) => entry.verb)).toEqual(
      expect.arrayContaining(['casework.deputy_arranged', 'casework.deputy_ended']),
    )
  })

  test('who is absent too is followed to their own deputy', async () => {
    const [one, two, three] = [await city.as('drafter'), await city.as('drafter'), await city.as('drafter')]
    valueOf(await arrangeDeputy(head, services, away(one, two)))
    valueOf(await arrangeDeputy(head, services, away(two, three)))
    expect(await answeredFor(city.db, idOf(three), today)).toEqual(
      expect.arrayContaining([idOf(one), idOf(two), idOf(three)]),
    )
    expect(await answeredFor(city.db, idOf(two), today)).toEqual([])
    // Nobody can close the ring: whoever is absent stands in for nobody.
    expect(await arrangeDeputy(head, services, away(three, one))).toMatchObject({
      issues: [{ code: 'deputy_away' }],
    })
  })

  test('is refused with every reason at once', async () => {
    const leader = await city.as('unit_leader')
    const { id, number } = await open()
    valueOf(await give(head, [id], cara))
    const asked = { ...away(cara, leader, addDays(today, -1), addDays(today, -3)), reason: ' ' }
    const refused = await arrangeDeputy(head, services, asked)
    expect(refused.ok ? [] : refused.issues.map((one) => one.code)).toEqual([
      'required',
      'before_today',
      'before_begin',
      'deputy_may_not_handle',
    ])
    expect(refused).toMatchObject({ issues: [{}, {}, {}, { params: { number } }] })
    expect(await arrangeDeputy(ben, services, away(cara, anna))).toMatchObject({
      issues: [{ code: 'not_yours_to_arrange' }],
    })
    const foreign = await city.as('section_head', city.other)
    await expect(arrangeDeputy(foreign, services, away(cara, anna))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('two at a time are refused by the rule and by the database', async () => {
    const gone = await city.as('drafter')
    valueOf(await arrangeDeputy(head, services, away(gone, anna, today, addDays(today, 5))))
    expect(await arrangeDeputy(head, services, away(gone, ben, addDays(today, 5)))).toMatchObject({
      issues: [{ code: 'away_already' }],
    })
    valueOf(await arrangeDeputy(head, services, away(gone, ben, addDays(today, 6))))
    await expect(
      sql`insert into casework.deputy (from_staff, to_staff, from_on, reason)
          values (${idOf(gone)}, ${idOf(cara)}, ${addDays(today, 3)}, '病假')`.execute(city.db),
    ).rejects.toThrow(/exclusion/)
  })
})

describe('handing everything over', () => {
  test('splits the open cases evenly, leaves the closed ones, and writes an entry for each', async () => {
    const leaving = await city.as('drafter')
    const [x, y] = [await city.as('drafter'), await city.as('drafter')]
    const cases = []
    for (let count = 0; count < 5; count += 1) cases.push(await open())
    const done = await open()
    valueOf(await give(head, [...cases.map((row) => row.id), done.id], leaving))
    await closeLetter(leaving, done)
    const discarded = await open()
    valueOf(await give(head, [discarded.id], leaving))
    await leaving.transaction((tx) =>
      takeStep(tx, leaving, letter, discarded, { name: 'discard', on: today }),
    )
    const asked = { fromStaffId: idOf(leaving), toStaffIds: [idOf(x), idOf(y)], note: '调离' }
    const moved = valueOf(await handOver(head, services, asked))
    expect(moved.moved).toBe(5)
    expect(new Set(moved.to.map((one) => one.cases))).toEqual(new Set([2, 3]))
    for (const { id } of [done, discarded]) expect(await holderOf(id)).toBe(idOf(leaving))
    for (const { id } of cases) {
      const entries = await listEntries(city.db, { subject: `letter:${id}`, limit: 9 })
      expect(entries.at(-1)).toMatchObject({ verb: 'casework.assigned', detail: { from: idOf(leaving) } })
      expect(JSON.stringify(entries)).not.toContain('调离')
    }
  })

  test('is done by the person or by who distributes; a colleague and another unit move nothing', async () => {
    const person = await city.as('drafter')
    const { id } = await open()
    valueOf(await give(head, [id], person))
    const asked = { fromStaffId: idOf(person), toStaffIds: [idOf(anna)], note: '' }
    expect(await handOver(ben, services, asked)).toMatchObject({ issues: [{ code: 'may_not_distribute' }] })
    const idle = await city.as('drafter')
    expect(await handOver(idle, services, { ...asked, fromStaffId: idOf(idle) })).toMatchObject({
      issues: [{ code: 'no_open_cases' }],
    })
    const foreign = await city.as('section_head', city.other)
    await expect(handOver(foreign, services, asked)).rejects.toMatchObject({ code: 'not_found' })
    const outsider = await city.as('drafter', city.other)
    expect(await handOver(person, services, { ...asked, toStaffIds: [idOf(outsider)] })).toMatchObject({
      issues: [{ code: 'nobody_may_handle' }],
    })
    expect(await holderOf(id)).toBe(idOf(person))
    valueOf(await handOver(person, services, asked))
    expect(await holderOf(id)).toBe(idOf(anna))
  })
})

test('the views name who has a case and who answers for it on a day', async () => {
  const [sick, stand] = [await city.as('drafter'), await city.as('drafter')]
  const { id } = await open()
  valueOf(await give(head, [id], sick))
  const day = civilDate('2030-05-01')
  valueOf(await arrangeDeputy(head, services, away(sick, stand, day, day)))
  const { rows: held } =
    await sql<object>`select case_id, staff_id from casework.v_assignment where case_id = ${id}`.execute(
      city.db,
    )
  expect(held).toEqual([{ case_id: id, staff_id: idOf(sick) }])
  const { rows } =
    await sql<object>`select staff_id, assigned_id, deputising from casework.responsible(${day}) where case_id = ${id}`.execute(
      city.db,
    )
  expect(rows).toEqual([{ staff_id: idOf(stand), assigned_id: idOf(sick), deputising: true }])
  const { rows: now } =
    await sql<object>`select deputising from casework.v_responsible where case_id = ${id}`.execute(city.db)
  expect(now).toHaveLength(1)
})
