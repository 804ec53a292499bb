import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findClock } from '#kernel/clock/index.ts'
import { countFigure, listRecords, yearPeriod } from '#kernel/figures/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import * as actions from './actions.ts'
import type { ItemBody, ReportBody } from './contract.ts'
import { topicsDesk } from './desk.ts'
import { figures } from './figures.ts'
import { reportClock } from './kinds.ts'
import { getListedItem } from './present.ts'
import * as store from './store.ts'

let database: TestDatabase
let city: SmallCity
let owner: Context
let reporter: Context
const today = civilDateOf(TODAY)
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  owner = await city.as('disclosure_officer', city.city)
  reporter = await city.as('drafter', city.one)
})
afterAll(() => database.close())

let number = 0
async function makeTopic(): Promise<number> {
  number += 1
  const topic = { slug: `t${number}`, title: '重点项目', introduction: '', position: 0, rhythmDays: 30 }
  return valueOf(await actions.openTopic(owner, { ...topic, unitId: city.city.id }))
}
const item = (): ItemBody => ({
  heading: '交通',
  goal: '建成大桥',
  unitId: city.one.id,
  furtherUnitIds: [city.other.id],
  dueOn: civilDate('2026-12-31'),
  source: '政府工作报告',
  sourceDocumentId: null,
})
const report = (change: Partial<ReportBody> = {}): ReportBody => ({
  stage: 'under_way',
  percent: 40,
  done: '主体封顶',
  reason: '',
  basedOn: 1,
  ...change,
})
const later = (ctx: Context, days: number): Context => ({
  ...ctx,
  today: addDays(today, days),
  now: new Date(TODAY.getTime() + days * 86_400_000),
})

describe('a report', () => {
  test('moves the item, stops its clock and starts the next in the topic’s rhythm', async () => {
    const id = valueOf(await actions.addItem(owner, await makeTopic(), item()))
    expect(await findClock(city.db, reportClock, `topic_item:${id}/1`)).toMatchObject({
      days: 30,
      due_on: '2026-04-09',
      stopped_on: null,
    })
    valueOf(await actions.reportProgress(later(reporter, 10), id, report()))
    expect(await findClock(city.db, reportClock, `topic_item:${id}/1`)).toMatchObject({ result: 'met' })
    expect(await findClock(city.db, reportClock, `topic_item:${id}/2`)).toMatchObject({
      started_on: '2026-03-20',
      stopped_on: null,
    })
    expect(await getListedItem(city.db, id, today)).toMatchObject({
      stage: 'under_way',
      percent: 40,
      reported_on: '2026-03-20',
      further: [{ id: city.other.id }],
    })
    const entries = await listEntries(city.db, { subject: `topic_item:${id}`, limit: 10 })
    expect(entries.map((entry) => entry.verb)).toEqual(['topics.item_added', 'topics.reported'])
  })

  test('that says done ends the clocks; a reasoned fall opens them again', async () => {
    const id = valueOf(await actions.addItem(owner, await makeTopic(), item()))
    valueOf(await actions.reportProgress(reporter, id, report({ stage: 'done', percent: 100 })))
    expect((await getListedItem(city.db, id, today)).report_due_on).toBeNull()
    const back = report({ percent: 90, reason: '验收发现问题', basedOn: 2 })
    valueOf(await actions.reportProgress(reporter, id, back))
    expect((await getListedItem(city.db, id, today)).report_due_on).toBe('2026-04-09')
  })

  test('of somebody else’s unit, or on what has changed meanwhile, is refused and leaves nothing', async () => {
    const id = valueOf(await actions.addItem(owner, await makeTopic(), item()))
    const foreign = await city.as('drafter', city.other)
    await expect(actions.reportProgress(foreign, id, report())).rejects.toMatchObject({
      code: 'not_permitted',
    })
    await expect(actions.reportProgress(reporter, id, report({ basedOn: 9 }))).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
    const two = await Promise.allSettled([1, 2].map(() => actions.reportProgress(reporter, id, report())))
    expect(two.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await store.countReports(city.db, id)).toBe(1)
  })
})

describe('overdue', () => {
  test('is a silent item: on the desk of its unit, in the list and in the figure alike', async () => {
    const topicId = await makeTopic()
    const silent = valueOf(await actions.addItem(owner, topicId, { ...item(), goal: '没有消息' }))
    const told = valueOf(await actions.addItem(owner, topicId, item()))
    const done = valueOf(await actions.addItem(owner, topicId, item()))
    valueOf(await actions.reportProgress(later(reporter, 20), told, report()))
    valueOf(await actions.reportProgress(reporter, done, report({ stage: 'done', percent: 100 })))
    const after = later(reporter, 31)
    const filter = { topicId, overdue: true, today: after.today }
    expect((await store.listItems(city.db, filter, { offset: 0, limit: 9 })).map(({ id }) => id)).toEqual([
      silent,
    ])
    const desk = await topicsDesk(after)
    expect(desk.items.filter((one) => one.id === topicId)).toMatchObject([
      { title: '没有消息', light: 'red' },
    ])
    const [items, overdue] = figures
    if (!items || !overdue) throw new Error('the figures are gone')
    const scope = { period: { from: today, to: after.today }, unitIds: [city.one.id] }
    const here = { topic: `t${number}` }
    expect(await countFigure(city.db, overdue, scope, here)).toBe(1)
    expect(await listRecords(city.db, overdue, scope, here, { offset: 0, limit: 5 })).toMatchObject([
      { record: `topic_item:${silent}`, label: '没有消息' },
    ])
    expect(await countFigure(city.db, items, scope, here)).toBe(3)
    expect(await countFigure(city.db, items, scope, { ...here, stage: 'done' })).toBe(1)
    expect(await countFigure(city.db, items, { ...scope, period: yearPeriod(2025) }, here)).toBe(0)
  })

  test('falls away when the topic goes into the archive, and nobody reports any more', async () => {
    const topicId = await makeTopic()
    const id = valueOf(await actions.addItem(owner, topicId, item()))
    valueOf(await actions.closeTopic(later(owner, 5), topicId))
    expect(await findClock(city.db, reportClock, `topic_item:${id}/1`)).toMatchObject({ result: 'void' })
    expect((await getListedItem(city.db, id, civilDate('2027-06-01'))).overdue).toBe(false)
    expect(await actions.reportProgress(reporter, id, report())).toMatchObject({
      issues: [{ field: 'stage', code: 'topic_closed' }],
    })
    expect(await actions.closeTopic(owner, topicId)).toMatchObject({ issues: [{ code: 'topic_closed' }] })
  })
})

describe('the items', () => {
  test('of a file are all added, or none with every problem of every line', async () => {
    const topicId = await makeTopic()
    const head = '板块,任务,责任单位,完成期限,配合单位\n'
    const bad = `${head}交通,建桥,one局,2026-02-30,\n,"修路\n两条",没有的局,2026-12-31,other、one\n`
    const refused = await actions.importItems(owner, topicId, bad)
    expect(refused.ok ? [] : refused.issues.map((one) => `${one.code} ${one.params?.['line']}`)).toEqual([
      'csv_date 2',
      'csv_unit 3',
      'csv_required 3',
    ])
    expect(await store.countItems(city.db, { topicId, today })).toBe(0)
    const good = `${head}交通,建桥,one,2026-12-30,other局\n交通,修路,other局,2026-12-31,\n`
    expect(valueOf(await actions.importItems(owner, topicId, good))).toHaveLength(2)
    const listed = await store.listItems(city.db, { topicId, today }, { offset: 0, limit: 9 })
    expect(listed.map((one) => [one.goal, one.unit_id, one.further.length])).toEqual([
      ['建桥', city.one.id, 1],
      ['修路', city.other.id, 0],
    ])
  })

  test('change hands with a time of its own, and go only while nobody has reported', async () => {
    const topicId = await makeTopic()
    const id = valueOf(await actions.addItem(owner, topicId, item()))
    const moved = { ...item(), unitId: city.other.id, furtherUnitIds: [], basedOn: 1 }
    valueOf(await actions.editItem(later(owner, 10), id, moved))
    expect(await findClock(city.db, reportClock, `topic_item:${id}/2`)).toMatchObject({
      unit_id: city.other.id,
      started_on: '2026-03-20',
    })
    await expect(actions.editItem(owner, id, moved)).rejects.toMatchObject({ code: 'changed_meanwhile' })
    const kept = valueOf(await actions.addItem(owner, topicId, item()))
    valueOf(await actions.reportProgress(reporter, kept, report()))
    expect(await actions.removeItem(owner, kept)).toMatchObject({ issues: [{ code: 'item_has_reports' }] })
    valueOf(await actions.removeItem(later(owner, 11), id))
    await expect(getListedItem(city.db, id, today)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('two topics do not share an address', async () => {
    const topic = {
      slug: 'same',
      title: '一',
      introduction: '',
      position: 0,
      rhythmDays: 30,
      unitId: city.city.id,
    }
    valueOf(await actions.openTopic(owner, topic))
    expect(await actions.openTopic(owner, topic)).toMatchObject({
      issues: [{ field: 'slug', code: 'taken' }],
    })
  })
})
