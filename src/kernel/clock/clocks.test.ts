import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { operatorActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { findClock, loadCalendar, startClock, stopClock, takeInNotice } from './clocks.ts'
import { defineClock } from './rule.ts'

const d = civilDate
const rule = defineClock({
  name: 'tests.reply',
  label: '答复',
  yellowBefore: 5,
  versions: [{ from: d('2019-05-15'), days: 20, dayKind: 'working', cites: '第三十三条' }],
})
const papers = ['https://www.gov.cn/a-notice']

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())

const start = (subject: string, on: string) =>
  city.db.transaction().execute((tx) => startClock(tx, rule, { subject, unitId: city.one.id, on: d(on) }))
const takeIn = (days: [date: string, working: boolean][]) =>
  city.db.transaction().execute((tx) =>
    takeInNotice(tx, operatorActor, [rule], {
      year: 2027,
      papers,
      days: days.map(([date, working]) => ({ date: d(date), working, name: '元旦' })),
    }),
  )
const entriesOf = (subject: string) => listEntries(city.db, { subject, limit: 50 })

test('a notice counts the running limits anew and leaves what is over as it was', async () => {
  const before = await start('case:1', '2026-11-01')
  const across = await start('case:2', '2026-12-21')
  const over = await start('case:3', '2026-12-21')
  await city.db.transaction().execute((tx) => stopClock(tx, rule, 'case:3', d('2027-01-18')))
  expect(before).toMatchObject({ due_on: '2026-11-27', provisional: false })
  expect(across).toMatchObject({ due_on: '2027-01-18', yellow_on: '2027-01-11', provisional: true })

  const moved = await takeIn([
    ['2027-01-01', false],
    ['2027-01-04', false],
    ['2027-01-10', true],
  ])

  // Two days off more, one Sunday worked: a day later.
  expect(moved).toMatchObject([
    { name: 'tests.reply', subject: 'case:2', unitId: city.one.id, from: '2027-01-18', to: '2027-01-19' },
  ])
  expect(await findClock(city.db, rule, 'case:2')).toMatchObject({
    due_on: '2027-01-19',
    yellow_on: '2027-01-12',
    provisional: false,
  })
  expect(await findClock(city.db, rule, 'case:1')).toEqual(before)
  expect(await findClock(city.db, rule, 'case:3')).toMatchObject({ due_on: over.due_on, result: 'met' })
  expect(await entriesOf('case:2')).toMatchObject([
    {
      verb: 'clock.recomputed',
      actorKind: 'operator',
      unitId: city.one.id,
      detail: { clock: 'tests.reply', notice: 2027, from: '2027-01-18', to: '2027-01-19' },
    },
  ])
  expect(await entriesOf('notice:2027')).toMatchObject([
    { verb: 'clock.notice_loaded', detail: { papers, days: 3, moved: 1 } },
  ])
  expect((await loadCalendar(city.db)).years.at(-1)).toBe(2027)
})

test('an amended notice replaces the year; the same one again moves nothing', async () => {
  const amended: [string, boolean][] = [
    ['2027-01-01', false],
    ['2027-01-04', false],
  ]
  expect(await takeIn(amended)).toMatchObject([{ from: '2027-01-19', to: '2027-01-20' }])
  expect(await takeIn(amended)).toEqual([])
})

test('a running limit that nobody declares stops the loading, and nothing is changed', async () => {
  const entries = await entriesOf('notice:2027')
  const loading = city.db
    .transaction()
    .execute((tx) => takeInNotice(tx, operatorActor, [], { year: 2028, papers, days: [] }))
  await expect(loading).rejects.toThrow('no module declares the clock tests.reply')
  expect((await loadCalendar(city.db)).years.at(-1)).toBe(2027)
  expect(await entriesOf('notice:2027')).toEqual(entries)
})
