import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { createContext, publicActor, systemActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildQuestion, buildRecorded, consultationServices } from '../../testing/consultations.ts'
import { issuesOf } from '../../testing/decisions.ts'
import * as actions from './actions.ts'
import type { Question } from './contract.ts'
import { figures } from './figures.ts'
import { consultation, replyClock, subjectOf } from './kinds.ts'
import { listConsultations } from './listing.ts'
import { consultationSource } from './source.ts'
import { readSettings, settingOn } from './settings.ts'
import * as store from './store.ts'
import { tidy } from './tidy.ts'

// What time does to consultations, and how they are counted and listed.

const services = consultationServices
let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())
beforeEach(() => sql`delete from consultations.setting`.execute(city.db))

const day = civilDate
const at = (text: string) => new Date(`${text}T02:00:00Z`)

const submit = async (part: Partial<Question> = {}) =>
  valueOf(
    await actions.submitQuestion(
      createContext(city.db, publicActor, TODAY),
      services,
      city.one.id,
      buildQuestion(part),
      randomUUID(),
    ),
  )

async function stateOf(id: number) {
  const row = await getCase(city.db, consultation, id)
  const clock = await findClock(city.db, replyClock, subjectOf(id))
  return { row, clock }
}

const setting = {
  from: day('2026-03-10'),
  replyDays: 3,
  dayKind: 'working' as const,
  closeDays: 10,
  keepDays: 60,
  unsureUnitId: null,
  letterWay: '请拨打云岚市政务服务热线。',
  cites: '云岚市政府信息公开咨询办法 第四条',
}

describe('the city sets the times', () => {
  test('only the city, from today on, and with its paper', async () => {
    const officer = await city.as('disclosure_officer')
    const asked = { ...setting, from: day('2026-03-09'), cites: ' ' }
    expect(issuesOf(await actions.setSetting(officer, city.one.id, asked))).toEqual([
      'unitId not_the_city',
      'from before_today',
      'cites required',
    ])
  })

  test('what is asked from that day on has the new limit; what runs keeps its own', async () => {
    const before = await submit()
    const officer = await city.as('disclosure_officer', city.city)
    valueOf(await actions.setSetting(officer, city.city.id, setting))
    const after = await submit()
    expect((await stateOf(before.id)).clock?.due_on).toBe('2026-03-17')
    expect((await stateOf(after.id)).clock).toMatchObject({ due_on: '2026-03-13', rule_from: '2026-03-10' })
    expect((await settingOn(city.db, day('2026-03-09'))).replyDays).toBe(5)
    expect((await readSettings(city.db)).map((one) => one.replyDays)).toEqual([5, 3])
  })
})

describe('the end', () => {
  test('what nobody closes closes itself, and some time later nobody knows who asked', async () => {
    const { id } = await submit({ name: '简宁' })
    const drafter = await city.as('drafter')
    valueOf(
      await actions.answerQuestion(drafter, services, id, { content: '答。', answeredOn: day('2026-03-10') }),
    )
    const system = (text: string) => createContext(city.db, systemActor, at(text))
    await tidy(system('2026-04-08'))
    expect((await stateOf(id)).row.state).toBe('answered')
    await tidy(system('2026-04-09'))
    expect((await stateOf(id)).row.state).toBe('closed')
    await tidy(system('2026-10-05'))
    expect(await store.findPerson(city.db, id)).toBeDefined()
    const { erased } = await tidy(system('2026-10-06'))
    expect(erased).toBeGreaterThan(0)
    expect(await store.findPerson(city.db, id)).toBeUndefined()
    const entries = await listEntries(city.db, { subject: 'day:2026-10-06', limit: 5 })
    expect(entries).toMatchObject([{ verb: 'consultations.erased', detail: { persons: erased } }])
    expect(await tidy(system('2026-10-06'))).toEqual({ closed: 0, erased: 0 })
  })

  test('only what is closed is a source, and its text comes without the name and the number of who asked', async () => {
    const { id } = await submit({
      name: '程听雨',
      phone: '13900002222',
      question: '我叫程 听雨，电话139-0000-2222，想问怎样落户。',
    })
    const drafter = await city.as('drafter')
    const source = consultationSource(services)
    await expect(source.draft(drafter, id)).rejects.toThrow('not_found')
    valueOf(
      await actions.answerQuestion(drafter, services, id, {
        content: '程听雨您好，请带证件。',
        answeredOn: day('2026-03-10'),
      }),
    )
    valueOf(await actions.closeQuestion(drafter, id))
    const draft = await source.draft(drafter, id)
    expect(draft.question).toBe('我叫某某，电话＊＊＊，想问怎样落户。')
    expect(draft.answer).toBe('某某您好，请带证件。')
    await expect(source.draft(await city.as('drafter', city.other), id)).rejects.toThrow('not_found')
    const list = await source.list(
      drafter,
      { unitIds: [city.one.id, city.other.id] },
      { offset: 0, limit: 50 },
    )
    expect(list.items.map((one) => one.id)).toContain(id)
  })
})

describe('counting and listing', () => {
  test('the three figures count by way, and what was late is not in time', async () => {
    const officer = await city.as('disclosure_officer')
    const late = { content: '迟了。', answeredOn: day('2026-03-10') }
    const called = [
      buildRecorded({ unitId: city.one.id }),
      buildRecorded({ unitId: city.one.id, way: 'counter', receivedOn: day('2026-02-10'), answer: late }),
    ]
    for (const one of called) valueOf(await actions.recordQuestion(officer, services, one))
    await submit()
    const scope = { period: yearPeriod(2026), unitIds: [city.one.id, city.other.id, city.city.id] }
    const count = (name: string, filter = {}) => {
      const figure = figures.find((one) => one.name === name)
      if (!figure) throw new Error(name)
      return countFigure(city.db, figure, scope, filter)
    }
    const all = await listConsultations(
      city.db,
      { unitIds: scope.unitIds, today: day('2026-03-10') },
      { offset: 0, limit: 200 },
    )
    expect(await count('consultations.received')).toBe(all.total)
    expect(await count('consultations.answered')).toBe(
      all.items.filter((row) => row.concluded_on !== null).length,
    )
    expect(await count('consultations.received', { way: 'phone' })).toBe(1)
    const [answered, inTime] = [
      await count('consultations.answered'),
      await count('consultations.answered_in_time'),
    ]
    expect(answered - inTime).toBe(1)
    expect(await count('consultations.answered_in_time', { way: 'counter' })).toBe(0)
  })

  test('a list shows what is open before what is done, page by page without a gap', async () => {
    const filter = { unitIds: [city.one.id], today: day('2026-03-10') }
    const whole = await listConsultations(city.db, filter, { offset: 0, limit: 200 })
    const done = whole.items.map((row) => row.concluded_on !== null)
    expect(done).toEqual(done.toSorted((one, other) => Number(one) - Number(other)))
    const pages = []
    for (let offset = 0; offset < whole.total; offset += 3)
      pages.push(...(await listConsultations(city.db, filter, { offset, limit: 3 })).items)
    expect(pages.map((row) => row.id)).toEqual(whole.items.map((row) => row.id))
  })
})
