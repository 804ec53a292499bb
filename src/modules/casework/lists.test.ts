import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findClock, lightOf, pauseClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { caseworkServices, closeLetter, letter, letterClock, openLetter } from '../../testing/casework.ts'
import { assign } from './actions/assign.ts'
import { changeView, orderViews, removeView, saveView, myUnits } from './actions/views.ts'
import { presentLoad, presentOpenCases, presentOverview } from './present/lists.ts'
import { listViews } from './store/views.ts'

let database: TestDatabase
let city: SmallCity
let drafter: Context
const today = civilDateOf(TODAY)
const { services } = caseworkServices([letter])

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  drafter = await city.as('drafter')
})
afterAll(() => database.close())

const idOf = (ctx: Context) => ctx.actor.staffId ?? 0

describe('the load and the overview', () => {
  test('count the same cases: by person, by unit, by light, and together they make the whole', async () => {
    const head = await city.as('section_head')
    const inspector = await city.as('inspector', city.city, { covers: 'subtree' })
    const red = await openLetter(drafter, city.one, addDays(today, -30))
    const yellow = await openLetter(drafter, city.one, addDays(today, -12))
    const dueToday = await openLetter(drafter, city.one, addDays(today, -1), 1)
    const paused = await openLetter(drafter, city.one, addDays(today, -1))
    const green = await openLetter(drafter, city.one)
    await drafter.transaction((tx) =>
      pauseClock(tx, drafter.actor, letterClock, `letter:${paused.id}`, {
        ref: 'question:1',
        from: today,
        to: null,
      }),
    )
    const inTime = await openLetter(drafter, city.one)
    await closeLetter(drafter, inTime)
    const late = await openLetter(drafter, city.one, addDays(today, -40))
    await closeLetter(drafter, late)
    await openLetter(drafter, city.other)
    valueOf(
      await assign(head, services, {
        caseIds: [red.id, yellow.id, dueToday.id],
        staffId: idOf(drafter),
        note: '',
      }),
    )

    const load = await presentLoad(head, services, { kind: letter.name, unitId: city.one.id })
    expect(load.rows[0]).toMatchObject({ person: null, open: 2, yellow: 0, red: 0 })
    expect(load.rows.find((row) => row.person?.id === idOf(drafter))).toMatchObject({
      open: 3,
      yellow: 2,
      red: 1,
      dueToday: 1,
    })
    const open = { kind: letter.name, unitId: city.one.id }
    const nobodys = await presentOpenCases(head, services, { ...open, staffId: 0 })
    expect(nobodys.items.map(({ id, light }) => [id, light])).toEqual([
      [paused.id, 'paused'],
      [green.id, 'green'],
    ])
    expect((await presentOpenCases(head, services, open)).total).toBe(5)
    await expect(presentOpenCases(head, services, { ...open, unitId: city.other.id })).rejects.toMatchObject({
      code: 'not_found',
    })

    const overview = await presentOverview(inspector, services, {
      kind: letter.name,
      sort: 'red',
      descending: true,
    })
    expect(overview.rows[0]).toMatchObject({
      unit: { id: city.one.id },
      open: 5,
      yellow: 2,
      red: 1,
      paused: 1,
      closed: 2,
      judged: 2,
      onTime: 1,
    })
    const whole = load.rows.reduce((sum, row) => sum + row.open, 0)
    expect(whole).toBe(overview.rows.find((row) => row.unit.id === city.one.id)?.open)
    expect(overview.rows.map((row) => row.unit.id)).toContain(city.city.id)
    // A person of one unit sees that unit's row and no other.
    const own = await presentOverview(head, services, { kind: letter.name })
    expect(own.rows.map((row) => row.unit.id)).toEqual([city.one.id])
    await expect(
      presentLoad(head, services, { kind: letter.name, unitId: city.other.id }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(presentLoad(head, services, { kind: 'no.such', unitId: city.one.id })).rejects.toMatchObject(
      { code: 'not_found' },
    )
  })
})

test('a list shows on every day the light that the clock itself shows', async () => {
  const head = await city.as('section_head')
  const row = await openLetter(drafter, city.one)
  const subject = `letter:${row.id}`
  const pause = { ref: 'question:2', from: addDays(today, 3), to: addDays(today, 9) }
  await drafter.transaction((tx) => pauseClock(tx, drafter.actor, letterClock, subject, pause))
  const clock = await findClock(city.db, letterClock, subject)
  if (!clock) throw new Error('no clock')
  const seen = new Set<string | null>()
  for (let days = 0; days < 40; days += 1) {
    const day = { ...head, today: addDays(today, days) }
    const { items } = await presentOpenCases(day, services, { kind: letter.name, unitId: city.one.id })
    const light = items.find((one) => one.id === row.id)?.light ?? null
    expect([day.today, light]).toEqual([day.today, lightOf(clock, day.today)])
    seen.add(light)
  }
  expect(seen).toEqual(new Set(['green', 'paused', 'yellow', 'red']))
})

describe('saved views', () => {
  const view = (name: string, part: { unitId?: number | null; list?: string } = {}) => ({
    list: 'letters',
    name,
    search: '?light=red',
    unitId: null,
    ...part,
  })
  const namesFor = async (ctx: Context) =>
    (await listViews(city.db, idOf(ctx), [...myUnits(ctx)], 'letters')).map((one) => one.name)

  test('are kept in one’s own order, renamed, and removed; another list keeps its own', async () => {
    const me = await city.as('drafter')
    const a = valueOf(await saveView(me, view('超期')))
    const b = valueOf(await saveView(me, view('我的')))
    valueOf(await saveView(me, view('超期', { list: 'papers' })))
    expect(await saveView(me, view(' 超期 '))).toMatchObject({ issues: [{ code: 'taken' }] })
    valueOf(await orderViews(me, { list: 'letters', ids: [b, a] }))
    valueOf(await changeView(me, a, { name: '已超期', unitId: null }))
    expect(await namesFor(me)).toEqual(['我的', '已超期'])
    expect(await orderViews(me, { list: 'letters', ids: [b] })).toMatchObject({
      issues: [{ code: 'views_changed' }],
    })
    valueOf(await removeView(me, b))
    expect(await namesFor(me)).toEqual(['已超期'])
  })

  test('are shared with a unit of one’s own; colleagues see them and cannot change them', async () => {
    const [me, colleague] = [await city.as('drafter'), await city.as('inspector')]
    const outsider = await city.as('drafter', city.other)
    const id = valueOf(await saveView(me, view('本周到期', { unitId: city.one.id })))
    expect(await namesFor(colleague)).toContain('本周到期')
    expect(await namesFor(outsider)).not.toContain('本周到期')
    expect(await saveView(me, view('别处', { unitId: city.other.id }))).toMatchObject({
      issues: [{ code: 'not_a_choice' }],
    })
    await expect(removeView(colleague, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('are twenty at most, also when two are saved at once', async () => {
    const me = await city.as('drafter')
    for (let count = 0; count < 19; count += 1) valueOf(await saveView(me, view(`第${count}个`)))
    const both = await Promise.all([saveView(me, view('甲')), saveView(me, view('乙'))])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.find((one) => !one.ok)).toMatchObject({ issues: [{ code: 'too_many_views' }] })
  })
})
