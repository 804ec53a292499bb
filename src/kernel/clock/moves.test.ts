import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import type { Tx } from '#platform/db/connect.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { systemActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { pauseForAnswer, seedNotices } from './calendar.ts'
import { lightOf } from './light.ts'
import { findClock, loadNotices, startClock, stopClock, voidClock, watchClocks } from './clocks.ts'
import { endPause, extendClock, listPauses, pauseClock, restartClock } from './moves.ts'
import { defineClock } from './rule.ts'

const d = civilDate
const rule = defineClock({
  name: 'tests.moving',
  label: '答复',
  yellowBefore: 5,
  versions: [{ from: d('2019-05-15'), days: 20, dayKind: 'working', extension: 20, cites: '第三十三条' }],
})

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await within((tx) => loadNotices(tx, seedNotices()))
})
afterAll(() => database.close())

const within = <T>(run: (tx: Tx) => Promise<T>) => city.db.transaction().execute(run)
const start = (subject: string, on: string) =>
  within((tx) => startClock(tx, rule, { subject, unitId: city.one.id, on: d(on) }))
const verbs = async (subject: string) =>
  (await listEntries(city.db, { subject, limit: 50 })).map(({ verb, detail }) => ({
    verb,
    ...(detail as object),
  }))

describe('a limit stands still while somebody outside is asked', () => {
  test('the worked example: asked on 2024-02-06, opinion in on 2024-02-22, due on 2024-03-11', async () => {
    expect(await start('case:1', '2024-01-26')).toMatchObject({ due_on: '2024-02-28' })
    const open = await within((tx) =>
      pauseClock(tx, systemActor, rule, 'case:1', { ref: 'opinion:1', from: d('2024-02-07'), to: null }),
    )
    expect(open).toMatchObject({ due_on: '2024-02-28', paused_from: '2024-02-07', paused_to: null })
    expect(lightOf(open, d('2024-02-06'))).toBe('green')
    expect(lightOf(open, d('2024-06-01'))).toBe('paused')
    const { to } = pauseForAnswer(d('2024-02-06'), d('2024-02-22'))
    const ended = await within((tx) => endPause(tx, systemActor, rule, 'case:1', 'opinion:1', to))
    expect(ended).toMatchObject({ due_on: '2024-03-11', paused_to: '2024-02-22' })
    expect(lightOf(ended, d('2024-02-22'))).toBe('paused')
    expect(lightOf(ended, d('2024-02-23'))).toBe('green')
    expect(await listPauses(city.db, ended.id)).toEqual([
      { ref: 'opinion:1', from: '2024-02-07', to: '2024-02-22' },
    ])
    expect(await verbs('case:1')).toEqual([
      { verb: 'clock.paused', clock: rule.name, ref: 'opinion:1', from: '2024-02-28', to: '2024-02-28' },
      { verb: 'clock.resumed', clock: rule.name, ref: 'opinion:1', from: '2024-02-28', to: '2024-03-11' },
    ])
  })

  test('two pauses that overlap hold each day once', async () => {
    await start('case:2', '2026-03-02')
    const pause = (ref: string, from: string, to: string) =>
      within((tx) => pauseClock(tx, systemActor, rule, 'case:2', { ref, from: d(from), to: d(to) }))
    expect(await pause('opinion:1', '2026-03-09', '2026-03-13')).toMatchObject({ due_on: '2026-04-07' })
    expect(await pause('opinion:2', '2026-03-11', '2026-03-17')).toMatchObject({
      due_on: '2026-04-09',
      paused_from: '2026-03-11',
      paused_to: '2026-03-17',
    })
  })

  test('a pause begun after the due day does not hide that it passed', async () => {
    await start('case:3', '2026-03-02')
    const late = await within((tx) =>
      pauseClock(tx, systemActor, rule, 'case:3', { ref: 'opinion:1', from: d('2026-04-20'), to: null }),
    )
    expect(lightOf(late, d('2026-04-21'))).toBe('red')
  })
})

test('an extension adds days, and a restart counts from another day', async () => {
  await start('case:4', '2024-01-26')
  const extended = await within((tx) =>
    extendClock(tx, systemActor, rule, 'case:4', { ref: 'extension:4', days: 20 }),
  )
  expect(extended).toMatchObject({ due_on: '2024-03-27', extended_days: 20 })
  await start('case:5', '2024-01-26')
  await within((tx) =>
    pauseClock(tx, systemActor, rule, 'case:5', { ref: 'correction:5', from: d('2024-02-01'), to: null }),
  )
  await within((tx) => endPause(tx, systemActor, rule, 'case:5', 'correction:5', d('2024-03-01')))
  const again = await within((tx) =>
    restartClock(tx, systemActor, rule, 'case:5', { ref: 'correction:5', on: d('2024-03-01') }),
  )
  expect(again).toMatchObject({ started_on: '2024-03-01', due_on: '2024-03-29', paused_from: null })
})

describe('the passing of a day stands in the ledger', () => {
  test('once, when the day is looked at; a limit that stands still passes nothing', async () => {
    await start('case:6', '2026-05-06')
    const before = await within((tx) => watchClocks(tx, d('2026-05-10')))
    expect(before.filter((one) => one.subject === 'case:6')).toEqual([])
    const yellow = await within((tx) => watchClocks(tx, d('2026-06-01')))
    expect(yellow.filter((one) => one.subject === 'case:6')).toMatchObject([{ what: 'yellow' }])
    const red = await within((tx) => watchClocks(tx, d('2026-06-05')))
    expect(red.filter((one) => one.subject === 'case:6')).toMatchObject([{ what: 'overdue' }])
    expect(await within((tx) => watchClocks(tx, d('2026-06-06')))).toEqual([])
    expect((await verbs('case:6')).map((one) => one.verb)).toEqual(['clock.turned_yellow', 'clock.overdue'])
  })

  test('when a duty is done late before anybody looked; and a limit void after its due day stays missed', async () => {
    await start('case:7', '2026-03-02')
    await within((tx) => stopClock(tx, rule, 'case:7', d('2026-06-01')))
    expect((await verbs('case:7')).map((one) => one.verb)).toEqual(['clock.overdue'])
    await start('case:8', '2026-03-02')
    expect(await within((tx) => voidClock(tx, rule, 'case:8', d('2026-06-01')))).toMatchObject({
      result: 'missed',
    })
    await start('case:9', '2026-03-02')
    expect(await within((tx) => voidClock(tx, rule, 'case:9', d('2026-03-10')))).toMatchObject({
      result: 'void',
    })
    expect(await findClock(city.db, rule, 'case:9')).toMatchObject({ stopped_on: '2026-03-10' })
  })
})
