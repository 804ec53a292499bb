import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { CaseRow } from '#kernel/cases/index.ts'
import { findClock, lightOf } from '#kernel/clock/index.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { caseworkServices, closeLetter, letter, openLetter } from '../../testing/casework.ts'
import { askUnits, recall, reply, setCohandlingLimit } from './actions/cohandle.ts'
import { strikeNote, writeNote } from './actions/notes.ts'
import { caseworkDesk } from './desk.ts'
import { cohandlingClock } from './kinds.ts'
import { presentDiscussion } from './present/cases.ts'
import { maySee, presentCohandlings } from './present/cohandlings.ts'
import { getListed, listCohandlings, listOfCase } from './store/cohandlings.ts'
import { getLimit } from './store/limits.ts'

let database: TestDatabase
let city: SmallCity
let asker: Context
let asked: Context
const today = civilDateOf(TODAY)
const { services, told } = caseworkServices([letter])

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  asker = await city.as('drafter')
  asked = await city.as('drafter', city.other)
  await city.as('disclosure_officer', city.city)
})
afterAll(() => database.close())

const idOf = (ctx: Context) => ctx.actor.staffId ?? 0
const later = (ctx: Context, days: number, minutes = 0): Context => ({
  ...ctx,
  today: addDays(today, days),
  now: new Date(TODAY.getTime() + days * 86_400_000 + minutes * 60_000),
})
const open = () => openLetter(asker, city.one)
const ask = (row: CaseRow, unitIds: readonly number[], workingDays?: number) =>
  askUnits(asker, services, row.id, {
    unitIds: [...unitIds],
    question: '请提供考核结果',
    ...(workingDays === undefined ? {} : { workingDays }),
  })
const verbsOf = async (row: CaseRow) =>
  (await listEntries(city.db, { subject: `letter:${row.id}`, limit: 20 })).map((entry) => entry.verb)

describe('co-handling', () => {
  test('asks several units at once, each with a limit of its own, and tells who can reply', async () => {
    const row = await open()
    told.length = 0
    const ids = valueOf(await ask(row, [city.other.id, city.city.id], 7))
    expect(ids).toHaveLength(2)
    const clock = await findClock(city.db, cohandlingClock, `cohandling:${ids[0]}`)
    expect(clock).toMatchObject({
      unit_id: city.other.id,
      days: 7,
      day_kind: 'working',
      due_on: '2026-03-19',
    })
    expect(await verbsOf(row)).toEqual(['casework.cohandling_asked', 'casework.cohandling_asked'])
    expect(told[0]?.staffIds).toEqual([idOf(asked)])
  })

  test('is told at once what is wrong with asking', async () => {
    const row = await open()
    valueOf(await ask(row, [city.other.id]))
    const refused = await askUnits(asker, services, row.id, {
      unitIds: [city.other.id, city.one.id, 999_999],
      question: '申请人 11010519491231002X 要的材料',
      workingDays: 60,
    })
    expect(refused.ok ? [] : refused.issues.map((one) => one.code)).toEqual([
      'citizen_id_in_text',
      'out_of_range',
      'asked_already',
      'own_unit_asked',
      'not_a_choice',
    ])
    const done = await open()
    await closeLetter(asker, done)
    expect(await ask(done, [city.other.id])).toMatchObject({ issues: [{ code: 'case_is_closed' }] })
  })

  test('shows the asked unit the question, the number and the days, and nothing else of the case', async () => {
    const row = await open()
    const [id = 0] = valueOf(await ask(row, [city.other.id]))
    const listed = await getListed(city.db, id)
    const [seen] = await presentCohandlings(asked, services, [listed])
    expect(seen).toMatchObject({
      caseNumber: row.number,
      casePage: null,
      dueOn: '2026-03-17',
      caseDueOn: '2026-03-24',
      mayReply: true,
      mayRecall: false,
    })
    expect(await presentCohandlings(asker, services, [listed])).toMatchObject([
      { casePage: `/letters/${row.id}`, mayReply: false, mayRecall: true },
    ])
    const stranger = await city.as('drafter', city.city)
    expect(maySee(stranger, services, listed)).toBe(false)
    // Nor what colleagues say of it among themselves.
    await expect(presentDiscussion(asked, services, row.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a reply ends the limit, tells the asker, and cannot be given twice, by two at once either', async () => {
    const row = await open()
    const [id = 0] = valueOf(await ask(row, [city.other.id]))
    told.length = 0
    const two = await Promise.all([1, 2].map(() => reply(asked, services, id, { reply: '附考核结果' })))
    expect(two.filter((one) => one.ok)).toHaveLength(1)
    expect(told).toMatchObject([{ staffIds: [idOf(asker)], link: `/letters/${row.id}` }])
    expect(await findClock(city.db, cohandlingClock, `cohandling:${id}`)).toMatchObject({ result: 'met' })
    expect((await verbsOf(row)).at(-1)).toBe('casework.cohandling_answered')
    // An entry on the case stays with the unit that has it, whoever wrote it: the history's readers do not change.
    const entries = await listEntries(city.db, { subject: `letter:${row.id}`, limit: 9 })
    expect(new Set(entries.map((entry) => entry.unitId))).toEqual(new Set([city.one.id]))
    expect(await recall(asker, services, id)).toMatchObject({ issues: [{ code: 'replied_already' }] })
    await expect(reply(asker, services, id, { reply: '代答' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('what comes late stays red, on the desk while it waits and in the list for good', async () => {
    const row = await open()
    const [id = 0] = valueOf(await ask(row, [city.other.id], 1))
    const day = later(asked, 9)
    const desk = await caseworkDesk(day)
    expect(desk.counts['cohandlingsRed']).toBeGreaterThan(0)
    expect(desk.items[0]).toMatchObject({ kind: 'cohandling', id, light: 'red', dueOn: '2026-03-11' })
    valueOf(await reply(day, services, id, { reply: '迟复' }))
    const filter = { side: 'asked', late: true, unitIds: [city.other.id], today: day.today } as const
    const late = await listCohandlings(city.db, filter, { offset: 0, limit: 50 })
    const found = late.items.find((one) => one.id === id)
    expect(found && lightOf(found, day.today)).toBe('red')
  })

  test('recalled it ends without a verdict, and the unit may be asked again', async () => {
    const row = await open()
    const [id = 0] = valueOf(await ask(row, [city.other.id]))
    await expect(recall(asked, services, id)).rejects.toMatchObject({ code: 'not_found' })
    valueOf(await recall(asker, services, id))
    expect(await findClock(city.db, cohandlingClock, `cohandling:${id}`)).toMatchObject({ result: 'void' })
    expect(await reply(asked, services, id, { reply: '晚了' })).toMatchObject({
      issues: [{ code: 'cohandling_recalled' }],
    })
    valueOf(await ask(row, [city.other.id]))
    expect((await listOfCase(city.db, row.id)).map((one) => one.state)).toEqual(['recalled', 'asked'])
  })

  test('pages run from what waits into what is over, without gap or repetition', async () => {
    const unitIds = [city.other.id]
    const all = await listCohandlings(city.db, { side: 'asked', unitIds, today }, { offset: 0, limit: 100 })
    expect(all.items).toHaveLength(all.total)
    const paged = []
    for (let offset = 0; offset < all.total; offset += 2)
      paged.push(
        ...(await listCohandlings(city.db, { side: 'asked', unitIds, today }, { offset, limit: 2 })).items,
      )
    expect(paged.map((one) => one.id)).toEqual(all.items.map((one) => one.id))
  })

  test('the days are the city’s own from the day it says, and only the city says', async () => {
    const officer = await city.as('disclosure_officer', city.city)
    const from = civilDate('2026-04-01')
    const limit = { from, days: 3, mostDays: 10, cites: '市府办规定' }
    valueOf(await setCohandlingLimit(officer, city.city.id, limit))
    expect(await getLimit(city.db, today)).toMatchObject({ days: 5, mostDays: 15, own: false })
    expect(await getLimit(city.db, from)).toMatchObject({ days: 3, mostDays: 10, own: true })
    const department = await city.as('disclosure_officer')
    expect(
      await setCohandlingLimit(department, city.one.id, { ...limit, from: today, mostDays: 2 }),
    ).toMatchObject({ issues: [{ code: 'not_the_city' }, { code: 'below_default' }] })
  })
})

describe('the internal discussion', () => {
  test('tells whoever is mentioned, and keeps what was said out of the ledger', async () => {
    const row = await open()
    const head = await city.as('section_head')
    told.length = 0
    const note = { text: '申请人来过电话', mentions: [idOf(head)] }
    valueOf(await writeNote(asker, services, row.id, note))
    expect(told).toMatchObject([{ staffIds: [idOf(head)] }])
    expect(JSON.stringify(told)).not.toContain('电话')
    expect(
      JSON.stringify(await listEntries(city.db, { subject: `letter:${row.id}`, limit: 9 })),
    ).not.toContain('电话')
    expect(await presentDiscussion(head, services, row.id)).toMatchObject({
      notes: [
        {
          text: '申请人来过电话',
          by: { id: idOf(asker) },
          mentions: [{ id: idOf(head) }],
          strikeUntil: null,
        },
      ],
    })
  })

  test('is for who may read the case: others are not told of it and do not see it', async () => {
    const row = await open()
    expect(
      await writeNote(asker, services, row.id, { text: '看一下', mentions: [idOf(asked)] }),
    ).toMatchObject({ issues: [{ code: 'may_not_read_case' }] })
    for (const other of [asked, createContext(city.db, publicActor, TODAY)])
      await expect(presentDiscussion(other, services, row.id)).rejects.toMatchObject({ code: 'not_found' })
    const inspector = await city.as('inspector')
    expect(await presentDiscussion(inspector, services, row.id)).toMatchObject({ mayWrite: false })
    await expect(
      writeNote(inspector, services, row.id, { text: '看过', mentions: [] }),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('is struck out by its writer within ten minutes, leaves a trace, and is never edited or deleted', async () => {
    const row = await open()
    const note = { text: '写错了', mentions: [] }
    const [id, late] = [
      valueOf(await writeNote(asker, services, row.id, note)),
      valueOf(await writeNote(asker, services, row.id, note)),
    ]
    const colleague = await city.as('drafter')
    expect(await strikeNote(colleague, services, id)).toMatchObject({ issues: [{ code: 'not_your_note' }] })
    valueOf(await strikeNote(later(asker, 0, 10), services, id))
    expect(await strikeNote(later(asker, 0, 11), services, late)).toMatchObject({
      issues: [{ code: 'too_late_to_strike' }],
    })
    const { notes } = await presentDiscussion(asker, services, row.id)
    expect(notes.map((one) => one.text)).toEqual([null, '写错了'])
    await expect(
      sql`update casework.note set text = '改' where id = ${late}`.execute(city.db),
    ).rejects.toThrow(/struck out, once/)
    await expect(sql`delete from casework.note where id = ${late}`.execute(city.db)).rejects.toThrow(
      /never deleted/,
    )
  })

  test('reaches no portal, export, letter or search: no file of another room and no view names its table', () => {
    const source = join(import.meta.dirname, '../..')
    const naming = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && path !== 'platform/db/tables.ts')
      // What is tested is not shipped.
      .filter((path) => !/\.test\.tsx?$|^testing\//.test(path))
      .filter((path) =>
        /casework\.(note|mention)\b|Casework(Note|Mention)\b/.test(readFileSync(join(source, path), 'utf8')),
      )
    expect(naming).toContain('modules/casework/store/notes.ts')
    expect(naming.filter((path) => !path.startsWith('modules/casework/'))).toEqual([])
    const door = readFileSync(join(import.meta.dirname, 'index.ts'), 'utf8')
    // the door lets notes in, and none out
    expect(door.match(/.*notes.*/g)).toEqual(["export { writeNote } from './actions/notes.ts'"])
    const schema = readFileSync(join(source, '../schema.sql'), 'utf8')
    const readers = schema
      .split(/^create /im)
      .filter((part) => part.startsWith('view') || part.startsWith('OR REPLACE FUNCTION'))
    expect(readers.length).toBeGreaterThan(3)
    expect(readers.filter((part) => /casework\.(note|mention)\b/.test(part))).toEqual([])
  })
})
