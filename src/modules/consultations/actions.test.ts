import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { buildQuestion, buildRecorded, consultationServices } from '../../testing/consultations.ts'
import { issuesOf } from '../../testing/decisions.ts'
import * as actions from './actions.ts'
import { findByQueryCode, givePoll } from './asker.ts'
import type { Question } from './contract.ts'
import { consultationsDesk } from './desk.ts'
import { consultation, DEFAULT_SETTING, replyClock, subjectOf } from './kinds.ts'
import { presentConsultation } from './present.ts'
import * as store from './store.ts'

const services = consultationServices
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

const submit = async (
  part: Partial<Question> = {},
  unitId: number | null = city.one.id,
  formKey = randomUUID(),
) => valueOf(await actions.submitQuestion(asPublic(), services, unitId, buildQuestion(part), formKey))

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
    valueOf(
      await actions.setSetting(officer, city.city.id, {
        ...DEFAULT_SETTING,
        from: day('2026-03-10'),
        unsureUnitId: city.other.id,
      }),
    )
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

describe('answering', () => {
  test('an answer stops the clock and gives the case its outcome', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter')
    valueOf(
      await actions.answerQuestion(drafter, services, id, {
        content: '请带出生证。',
        answeredOn: day('2026-03-10'),
      }),
    )
    const { row, clock, verbs } = await stateOf(id)
    expect(row).toMatchObject({ state: 'answered', outcome: 'answered', concluded_on: '2026-03-10' })
    expect(clock).toMatchObject({ result: 'met', stopped_on: '2026-03-10' })
    expect(verbs).toEqual(['consultations.submitted', 'consultations.answered'])
  })

  test('an answer after the due day is late for good', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter', city.one, { now: at('2026-03-18') })
    valueOf(
      await actions.answerQuestion(drafter, services, id, {
        content: '迟到了。',
        answeredOn: day('2026-03-18'),
      }),
    )
    expect((await stateOf(id)).clock).toMatchObject({ due_on: '2026-03-17', result: 'missed' })
  })

  test('of two who answer at once one is told that it is answered', async () => {
    const { id } = await submit()
    const [one, other] = [await city.as('drafter'), await city.as('disclosure_officer')]
    const answer = { content: '答。', answeredOn: day('2026-03-10') }
    const done = await Promise.all([
      actions.answerQuestion(one, services, id, answer),
      actions.answerQuestion(other, services, id, answer),
    ])
    expect(done.filter((decision) => decision.ok)).toHaveLength(1)
    expect(await store.listAnswers(city.db, id)).toHaveLength(1)
  })

  test('an answer is put right without losing its first words or its day', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter')
    valueOf(
      await actions.answerQuestion(drafter, services, id, {
        content: '先前。',
        answeredOn: day('2026-03-10'),
      }),
    )
    const later = await city.as('drafter', city.one, { now: at('2026-03-12') })
    valueOf(
      await actions.amendAnswer(later, services, id, { content: '更正。', answeredOn: day('2026-03-12') }),
    )
    expect((await store.listAnswers(city.db, id)).map((one) => one.content)).toEqual(['先前。', '更正。'])
    expect((await stateOf(id)).row).toMatchObject({ state: 'answered', concluded_on: '2026-03-10' })
  })

  test('what is really a request is answered with how to make one; no request is made', async () => {
    const { id } = await submit()
    const drafter = await city.as('drafter')
    valueOf(await actions.referQuestion(drafter, services, id, { to: 'request', words: '' }))
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
      actions.answerQuestion(foreign, services, id, { content: '答。', answeredOn: day('2026-03-10') }),
    ).rejects.toThrow('not_permitted')
    await expect(presentConsultation(foreign, services, id)).rejects.toThrow('not_found')
  })

  test('a telephone call is entered afterwards with the answer that was given', async () => {
    const officer = await city.as('disclosure_officer')
    const { id } = valueOf(
      await actions.recordQuestion(officer, services, buildRecorded({ unitId: city.one.id })),
    )
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
        unitId: city.one.id,
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

describe('telling', () => {
  const queued = async (id: number) => {
    const { rows } = await sql<{ channel: string; subject: string }>`
      select channel, subject from messages.outbox where about = ${subjectOf(id)} order by id`.execute(
      city.db,
    )
    return rows
  }

  test('who left an address is sent the answer; the line above it names nobody', async () => {
    const { id, number } = await submit({ name: '闻溪', phone: '13900001111', email: 'wenxi@example.cn' })
    const drafter = await city.as('drafter')
    valueOf(
      await actions.answerQuestion(drafter, services, id, { content: '答。', answeredOn: day('2026-03-10') }),
    )
    const subject = `您的咨询已答复（${number}）`
    expect(await queued(id)).toEqual([
      { channel: 'mail', subject },
      { channel: 'sms', subject },
    ])
  })

  test('who left none is told nothing, and who called knows already', async () => {
    const silent = await submit({ name: '', phone: '', email: '' })
    const drafter = await city.as('drafter')
    valueOf(
      await actions.answerQuestion(drafter, services, silent.id, {
        content: '答。',
        answeredOn: day('2026-03-10'),
      }),
    )
    const called = buildRecorded({ unitId: city.one.id, email: 'wenxi@example.cn' })
    const { id } = valueOf(await actions.recordQuestion(drafter, services, called))
    expect([...(await queued(silent.id)), ...(await queued(id))]).toEqual([])
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
  test('open the consultation; five wrong codes shut out where they came from, and nobody else', async () => {
    const { id, number, queryCode } = await submit()
    const lower = queryCode.toLowerCase().replace(/(.{5})/, '$1 ')
    expect(await findByQueryCode(asPublic(), ` ${number.toLowerCase()}`, lower, 'home')).toBe(id)
    for (let count = 0; count < 5; count += 1)
      expect(await findByQueryCode(asPublic(), number, 'AAAAAAAAAA', 'stranger')).toBeUndefined()
    expect(await findByQueryCode(asPublic(), number, queryCode, 'stranger')).toBeUndefined()
    expect(await findByQueryCode(asPublic(), number, queryCode, 'home')).toBe(id)
    const later = asPublic(new Date(TODAY.getTime() + 16 * 60_000))
    expect(await findByQueryCode(later, number, queryCode, 'stranger')).toBe(id)
  })

  test('a hundred wrong codes in a day, from wherever, rest it for everybody, and the ledger says so', async () => {
    const { id, number, queryCode } = await submit()
    for (let count = 0; count < 100; count += 1)
      await findByQueryCode(asPublic(), number, 'AAAAAAAAAA', `place ${count}`)
    expect(await findByQueryCode(asPublic(), number, queryCode, 'home')).toBeUndefined()
    expect((await stateOf(id)).verbs).toContain('consultations.query_locked')
    const later = asPublic(new Date(TODAY.getTime() + 61 * 60_000))
    expect(await findByQueryCode(later, number, queryCode, 'home')).toBe(id)
  })

  test('an asker says once what they think of the answer, and not before there is one', async () => {
    const { id } = await submit()
    const said = { verdict: 'satisfied', words: '谢谢' }
    expect(issuesOf(await givePoll(asPublic(), id, said))).toEqual(['verdict not_answered_yet'])
    const drafter = await city.as('drafter')
    valueOf(
      await actions.answerQuestion(drafter, services, id, { content: '答。', answeredOn: day('2026-03-10') }),
    )
    expect(issuesOf(await givePoll(asPublic(), id, { ...said, verdict: 'great' }))).toEqual([
      'verdict required',
    ])
    valueOf(await givePoll(asPublic(), id, said))
    expect(issuesOf(await givePoll(asPublic(), id, said))).toEqual(['verdict already_said'])
    const polled = (await stateOf(id)).entries.at(-1)
    expect(polled).toMatchObject({ verb: 'consultations.polled', detail: { verdict: 'satisfied' } })
  })
})
