import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { createContext, publicActor, systemActor } from '#kernel/identity/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import * as actions from './actions.ts'
import { findByQueryCode, givePoll } from './asker.ts'
import type { Question, RecordedQuestion } from './contract.ts'
import { consultationsDesk } from './desk.ts'
import { figures } from './figures.ts'
import { consultation, replyClock, subjectOf } from './kinds.ts'
import { listConsultations } from './listing.ts'
import { presentConsultation } from './present.ts'
import { consultationSource } from './source.ts'
import { readSettings, settingOn } from './settings.ts'
import * as store from './store.ts'
import { tidy } from './tidy.ts'

const services = { secrets: createSecrets(Buffer.alloc(32, 3)) }
let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
})
afterAll(() => database.close())

const day = civilDate
const at = (text: string) => new Date(`${text}T02:00:00Z`)
const asPublic = (now = TODAY) => createContext(city.db, publicActor, now)

function buildQuestion(part: Partial<Question> = {}): Question {
  return {
    title: '新生儿怎样落户',
    question: '孩子刚出生，需要带哪些材料？',
    name: '闻溪',
    phone: '13900001111',
    email: '',
    ...part,
  }
}

const submit = async (
  part: Partial<Question> = {},
  unitId: number | null = city.one.id,
  formKey = randomUUID(),
) => valueOf(await actions.submitQuestion(asPublic(), services, unitId, buildQuestion(part), formKey))

function buildRecorded(part: Partial<RecordedQuestion> = {}): RecordedQuestion {
  return {
    ...buildQuestion(),
    unitId: city.one.id,
    way: 'phone',
    receivedOn: day('2026-03-09'),
    answer: { content: '凭出生医学证明办理。', answeredOn: day('2026-03-09') },
    ...part,
  }
}

async function stateOf(id: number) {
  const row = await getCase(city.db, consultation, id)
  const clock = await findClock(city.db, replyClock, subjectOf(id))
  const entries = await listEntries(city.db, { subject: subjectOf(id), limit: 50 })
  return { row, clock, entries, verbs: entries.map((entry) => entry.verb) }
}

describe('asking', () => {
  test('a question gets a number, a code and five working days from the next day on', async () => {
    const receipt = await submit()
    const { row, clock, verbs } = await stateOf(receipt.id)
    expect(receipt.number).toMatch(/^ZX-ONE-2026-\d{5}$/)
    expect(receipt.queryCode).toMatch(/^[A-Z0-9]{10}$/)
    expect(row).toMatchObject({ state: 'open', received_on: '2026-03-10', unit_id: city.one.id })
    expect(clock).toMatchObject({ due_on: '2026-03-17', stopped_on: null })
    expect(verbs).toEqual(['consultations.submitted'])
  })

  test('the same form sent twice is one consultation; with other words it is another', async () => {
    const key = randomUUID()
    const [first, again, other] = [
      await submit({}, city.one.id, key),
      await submit({}, city.one.id, key),
      await submit({ title: '别的' }, city.one.id, key),
    ]
    expect(again).toEqual(first)
    expect(other.id).not.toBe(first.id)
    expect(other.queryCode).not.toBe(first.queryCode)
  })

  test('two who send the same form at the same moment make one consultation', async () => {
    const key = randomUUID()
    const [first, second] = await Promise.all([submit({}, city.one.id, key), submit({}, city.one.id, key)])
    expect(second).toEqual(first)
  })

  test('who does not know whom to ask reaches the unit of the portal, until the city names another', async () => {
    const first = await submit({}, null)
    expect((await stateOf(first.id)).row.unit_id).toBe(city.city.id)
    const officer = await city.as('disclosure_officer', city.city)
    valueOf(await actions.setSetting(officer, city.city.id, { ...setting, unsureUnitId: city.other.id }))
    const second = await submit({}, null)
    expect((await stateOf(second.id)).row.unit_id).toBe(city.other.id)
    expect((await store.getConsultation(city.db, second.id)).unsure).toBe(true)
    await sql`delete from consultations.setting`.execute(city.db)
  })

  test('name and telephone are in no table but their own, and there only sealed; the ledger has neither', async () => {
    const { id } = await submit({ name: '欧阳泊舟', phone: '13912345678', email: 'bozhou@example.cn' })
    const { rows } = await sql<{ text: string }>`
      select (select string_agg(q::text, '') from consultations.consultation q) ||
             (select string_agg(p::text, '') from consultations.person p) ||
             (select string_agg(e::text, '') from ledger.entry e) ||
             coalesce((select string_agg(s::text, '') from search.entry s), '') as text`.execute(city.db)
    for (const word of ['欧阳泊舟', '13912345678', 'bozhou@example.cn']) {
      expect(rows[0]?.text).not.toContain(word)
      expect(rows[0]?.text).not.toContain(Buffer.from(word).toString('hex'))
    }
    const handler = await presentConsultation(await city.as('drafter'), services, id)
    expect(handler.person).toEqual({ name: '欧阳泊舟', phone: '13912345678', email: 'bozhou@example.cn' })
    const reader = await presentConsultation(await city.as('inspector'), services, id)
    expect(reader.person).toEqual({ name: '欧＊＊', phone: '＊＊＊', email: '＊＊＊' })
  })

  test('who gives nothing of themselves leaves no row of personal data', async () => {
    const { id } = await submit({ name: '', phone: '', email: '' })
    expect(await store.findPerson(city.db, id)).toBeUndefined()
  })

  test('an empty question tells all that is missing and leaves nothing behind', async () => {
    const before = await countEntries(city.db)
    const asked = buildQuestion({ title: ' ', question: '', phone: 'abc', email: 'x' })
    const refused = await actions.submitQuestion(asPublic(), services, city.one.id, asked, randomUUID())
    expect(issuesOf(refused)).toEqual([
      'title required',
      'question required',
      'phone phone_form',
      'email email_form',
    ])
    expect(await countEntries(city.db)).toBe(before)
  })
})

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

describe('answering', () => {
  test('an answer stops the clock and gives the case its outcome', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter')
    valueOf(
      await actions.answerQuestion(drafter, id, { content: '请带出生证。', answeredOn: day('2026-03-10') }),
    )
    const { row, clock, verbs } = await stateOf(id)
    expect(row).toMatchObject({ state: 'answered', outcome: 'answered', concluded_on: '2026-03-10' })
    expect(clock).toMatchObject({ result: 'met', stopped_on: '2026-03-10' })
    expect(verbs).toEqual(['consultations.submitted', 'consultations.answered'])
  })

  test('an answer after the due day is late for good', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter', city.one, { now: at('2026-03-18') })
    valueOf(await actions.answerQuestion(drafter, id, { content: '迟到了。', answeredOn: day('2026-03-18') }))
    expect((await stateOf(id)).clock).toMatchObject({ due_on: '2026-03-17', result: 'missed' })
  })

  test('of two who answer at once one is told that it is answered', async () => {
    const { id } = await submit()
    const [one, other] = [await city.as('drafter'), await city.as('disclosure_officer')]
    const answer = { content: '答。', answeredOn: day('2026-03-10') }
    const done = await Promise.all([
      actions.answerQuestion(one, id, answer),
      actions.answerQuestion(other, id, answer),
    ])
    expect(done.map((decision) => decision.ok).toSorted()).toEqual([false, true])
    expect(await store.listAnswers(city.db, id)).toHaveLength(1)
  })

  test('an answer is put right without losing its first words or its day', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter')
    valueOf(await actions.answerQuestion(drafter, id, { content: '先前。', answeredOn: day('2026-03-10') }))
    const later = await city.as('drafter', city.one, { now: at('2026-03-12') })
    valueOf(await actions.amendAnswer(later, id, { content: '更正。', answeredOn: day('2026-03-12') }))
    expect((await store.listAnswers(city.db, id)).map((one) => one.content)).toEqual(['先前。', '更正。'])
    expect((await stateOf(id)).row).toMatchObject({ state: 'answered', concluded_on: '2026-03-10' })
  })

  test('what is really a request is answered with how to make one; no request is made', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter')
    valueOf(await actions.referQuestion(drafter, id, { to: 'request', words: '' }))
    const [answer] = await store.listAnswers(city.db, id)
    expect(answer?.content).toContain('/requests/new?unit=one')
    expect((await stateOf(id)).row.outcome).toBe('referred_request')
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from cases.case where kind = 'requests.disclosure'`.execute(city.db)
    expect(rows[0]?.count).toBe(0)
  })

  test('a drafter of another unit may not answer, and does not see it', async () => {
    const { id } = await submit()
    const foreign = await city.as('drafter', city.other)
    await expect(
      actions.answerQuestion(foreign, id, { content: '答。', answeredOn: day('2026-03-10') }),
    ).rejects.toThrow('not_permitted')
    await expect(presentConsultation(foreign, services, id)).rejects.toThrow('not_found')
  })

  test('a telephone call is entered afterwards with the answer that was given', async () => {
    const officer = await city.as('disclosure_officer')
    const { id } = valueOf(await actions.recordQuestion(officer, services, buildRecorded()))
    const { row, clock, verbs } = await stateOf(id)
    expect(row).toMatchObject({ state: 'answered', received_on: '2026-03-09', concluded_on: '2026-03-09' })
    expect(clock?.result).toBe('met')
    expect(verbs).toEqual(['consultations.recorded'])
  })

  test('a call of tomorrow, or answered before it came, is refused whole', async () => {
    const officer = await city.as('disclosure_officer')
    const before = await countEntries(city.db)
    const refused = await actions.recordQuestion(
      officer,
      services,
      buildRecorded({
        receivedOn: day('2026-03-11'),
        answer: { content: ' ', answeredOn: day('2026-03-10') },
      }),
    )
    expect(issuesOf(refused)).toEqual([
      'receivedOn in_the_future',
      'content required',
      'answeredOn before_receipt',
    ])
    expect(await countEntries(city.db)).toBe(before)
  })
})

describe('handing on', () => {
  test('given to another unit it stays open with its number, its trail and the days that went by', async () => {
    const { id, number } = await submit()
    const drafter = await city.as('drafter')
    valueOf(await actions.transferQuestion(drafter, id, { unitId: city.other.id, reason: '属其职责' }))
    const { row, clock } = await stateOf(id)
    expect(row).toMatchObject({ state: 'open', unit_id: city.other.id, number })
    expect(clock).toMatchObject({ unit_id: city.other.id, due_on: '2026-03-17', stopped_on: null })
    expect(await store.listTransfers(city.db, id)).toMatchObject([{ from_name: 'one局', to_name: 'other局' }])
    const desk = await consultationsDesk(await city.as('drafter', city.other))
    expect(desk.items.map((item) => item.id)).toContain(id)
  })

  test('it is not given to the unit that has it, to a village or without a reason', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter')
    const asked = { unitId: city.one.id, reason: ' ' }
    expect(issuesOf(await actions.transferQuestion(drafter, id, asked))).toEqual([
      'unitId same_unit',
      'reason required',
    ])
  })
})

describe('number and code', () => {
  test('open the consultation; five wrong codes rest it for a quarter of an hour', async () => {
    const { id, number, queryCode } = await submit()
    const lower = queryCode.toLowerCase().replace(/(.{5})/, '$1 ')
    expect(await findByQueryCode(asPublic(), ` ${number.toLowerCase()}`, lower)).toBe(id)
    for (let count = 0; count < 5; count += 1)
      expect(await findByQueryCode(asPublic(), number, 'AAAAAAAAAA')).toBeUndefined()
    expect(await findByQueryCode(asPublic(), number, queryCode)).toBeUndefined()
    const later = asPublic(new Date(TODAY.getTime() + 16 * 60_000))
    expect(await findByQueryCode(later, number, queryCode)).toBe(id)
    expect((await stateOf(id)).verbs).toContain('consultations.query_locked')
  })

  test('an asker says once what they think of the answer, and not before there is one', async () => {
    const { id } = await submit()
    const said = { verdict: 'satisfied', words: '谢谢' }
    expect(issuesOf(await givePoll(asPublic(), id, said))).toEqual(['verdict not_answered_yet'])
    const drafter = await city.as('drafter')
    valueOf(await actions.answerQuestion(drafter, id, { content: '答。', answeredOn: day('2026-03-10') }))
    expect(issuesOf(await givePoll(asPublic(), id, { ...said, verdict: 'great' }))).toEqual([
      'verdict required',
    ])
    valueOf(await givePoll(asPublic(), id, said))
    expect(issuesOf(await givePoll(asPublic(), id, said))).toEqual(['verdict already_said'])
    const polled = (await stateOf(id)).entries.at(-1)
    expect(polled).toMatchObject({ verb: 'consultations.polled', detail: { verdict: 'satisfied' } })
  })
})

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
    await sql`delete from consultations.setting`.execute(city.db)
  })
})

describe('the end', () => {
  test('what nobody closes closes itself, and some time later nobody knows who asked', async () => {
    const { id } = await submit({ name: '简宁' })
    const drafter = await city.as('drafter')
    valueOf(await actions.answerQuestion(drafter, id, { content: '答。', answeredOn: day('2026-03-10') }))
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
      await actions.answerQuestion(drafter, id, {
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
    const late = (await count('consultations.answered')) - (await count('consultations.answered_in_time'))
    expect(late).toBe(1)
  })

  test('a list shows what is open before what is done, page by page without a gap', async () => {
    const filter = { unitIds: [city.one.id], today: day('2026-03-10') }
    const whole = await listConsultations(city.db, filter, { offset: 0, limit: 200 })
    const done = whole.items.map((row) => row.concluded_on !== null)
    expect(done).toEqual(done.toSorted())
    const pages = []
    for (let offset = 0; offset < whole.total; offset += 3)
      pages.push(...(await listConsultations(city.db, filter, { offset, limit: 3 })).items)
    expect(pages.map((row) => row.id)).toEqual(whole.items.map((row) => row.id))
  })
})
