import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getAnyCase, openCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { disclosureRequest } from '#modules/requests/kinds/procedure.ts'
import { buildCity, type SmallCity } from '../../../testing/city.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { buildDecision, buildOpening } from '../../../testing/remedies.ts'
import { complaintClock, redoClock, replyClock } from '../clocks.ts'
import type { DecisionBody, OpeningBody } from '../contract.ts'
import { section4 } from '../figures.ts'
import * as remedies from '../index.ts'
import { presentRemedy } from '../present.ts'
import { addFile, setLimit } from './keeping.ts'

let database: TestDatabase
let city: SmallCity
let officer: Context
let folder: string
let services: remedies.RemedyServices
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  officer = await city.as('disclosure_officer')
  folder = await mkdtemp(join(tmpdir(), 'mingjing-remedies-'))
  services = { files: folderStore(folder), secrets: createSecrets(Buffer.alloc(32, 7)) }
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const open = async (part: Partial<OpeningBody> = {}, who = officer) =>
  valueOf(await remedies.openRemedy(who, services, buildOpening({ unitId: city.one.id, ...part })))

/** A disclosure request as remedies see one: a case of the other module. */
const openRequest = (on = '2025-12-01') =>
  city.db.transaction().execute(async (tx) => {
    const row = await openCase(tx, officer, disclosureRequest, {
      unitId: city.one.id,
      unitCode: 'one',
      state: 'registered',
      on: civilDate(on),
      received: { on: civilDate(on), lawFrom: civilDate('2019-05-15') },
    })
    return `request:${row.id}`
  })

const ORDER: Partial<DecisionBody> = {
  result: 'corrected.revoked',
  redo: { from: civilDate('2026-02-03'), days: 15, dayKind: 'working' },
}

const verbs = async (subject: string) =>
  (await listEntries(city.db, { subject, limit: 50 }))
    .map((entry) => entry.verb)
    .filter((verb) => verb.startsWith('remedies.'))

describe('opening', () => {
  test('a reconsideration stands under its number, its limit runs, the ledger says so', async () => {
    const id = await open({ receivedOn: civilDate('2026-03-02') })
    const row = await getAnyCase(city.db, id)
    expect(row).toMatchObject({ kind: 'remedies.reconsideration', state: 'received', outcome: null })
    expect(row.number).toMatch(/^FY-ONE-2026-\d{5}$/)
    // 行政复议法 第八十八条: ten working days, the day of receipt not counted.
    expect(await findClock(city.db, replyClock, `reconsideration:${id}`)).toMatchObject({
      started_on: '2026-03-02',
      due_on: '2026-03-16',
      stopped_on: null,
    })
    expect(await verbs(`reconsideration:${id}`)).toEqual(['remedies.opened'])
  })

  test('who it is stands sealed, and in no entry of the ledger', async () => {
    const id = await open({ applicant: '濮阳不凡' })
    const { rows } = await sql<{ text: string }>`
      select row_to_json(r)::text as text from remedies.remedy r where case_id = ${id}
      union all select detail::text from ledger.entry where subject = ${`reconsideration:${id}`}`.execute(
      city.db,
    )
    expect(rows).toHaveLength(2)
    expect(rows.some(({ text }) => text.includes('濮阳'))).toBe(false)
    expect((await presentRemedy(officer, services, id)).applicant).toBe('濮阳不凡')
    expect((await presentRemedy(await city.as('inspector'), services, id)).applicant).toBe('＊＊＊')
  })

  test('the same file is entered once, by however many at the same moment', async () => {
    const fileNumber = '试府复〔2026〕77号'
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        remedies.openRemedy(officer, services, buildOpening({ unitId: city.one.id, fileNumber })),
      ),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.flatMap(issuesOf)).toEqual(Array(2).fill('fileNumber file_already_entered'))
    // The other defendant in one lawsuit enters the same number for itself; one entered wrongly gives it free.
    await open({ unitId: city.other.id, fileNumber }, await city.as('disclosure_officer', city.other))
    const [first] = both.flatMap((one) => (one.ok ? [one.value] : []))
    valueOf(await remedies.annul(officer, first ?? 0, { reason: '录入有误' }))
    await open({ fileNumber })
  })

  test('a subject is a disclosure request of this unit, and no remedy is fought over as one', async () => {
    const subject = await openRequest()
    await open({ subject, sameApplicant: true, applicant: '' })
    const other = await city.as('disclosure_officer', city.other)
    expect(
      issuesOf(await remedies.openRemedy(other, services, buildOpening({ unitId: city.other.id, subject }))),
    ).toEqual(['unitId not_the_subjects_unit'])
    const id = await open()
    for (const wrong of [`request:${id}`, 'request:999999', 'document:1', 'request:1 or 1=1'])
      await expect(open({ subject: wrong })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('who does not handle cases of the unit does not open one', async () => {
    for (const who of [await city.as('inspector'), await city.as('drafter', city.other)])
      await expect(open({}, who)).rejects.toMatchObject({ code: 'not_permitted' })
  })
})

describe('the way to a decision', () => {
  test('a reply in time keeps the limit, one after it does not', async () => {
    const [kept, missed] = [await open(), await open()]
    valueOf(await remedies.reply(officer, kept, { repliedOn: civilDate('2026-01-19') }))
    valueOf(await remedies.reply(officer, missed, { repliedOn: civilDate('2026-01-20') }))
    expect(await findClock(city.db, replyClock, `reconsideration:${kept}`)).toMatchObject({ result: 'met' })
    expect(await findClock(city.db, replyClock, `reconsideration:${missed}`)).toMatchObject({
      result: 'missed',
    })
  })

  test('a decision before any reply lets the limit fall away', async () => {
    const id = await open()
    const early = { decidedOn: civilDate('2026-01-08'), servedOn: civilDate('2026-01-09') }
    valueOf(await remedies.enterDecision(officer, id, buildDecision({ result: 'other.ended', ...early })))
    expect(await findClock(city.db, replyClock, `reconsideration:${id}`)).toMatchObject({ result: 'void' })
    expect(await getAnyCase(city.db, id)).toMatchObject({
      state: 'decided',
      outcome: 'other.ended',
      concluded_on: '2026-01-08',
    })
  })

  test('a refusal leaves nothing behind', async () => {
    const id = await open()
    const asked = buildDecision({ decidedOn: civilDate('2026-01-01') })
    expect(issuesOf(await remedies.enterDecision(officer, id, asked))).toEqual(['decidedOn before_notice'])
    expect(await getAnyCase(city.db, id)).toMatchObject({ state: 'received', revision: 1 })
    expect(await verbs(`reconsideration:${id}`)).toEqual(['remedies.opened'])
  })

  test('two who enter the decision at once: one is first, the other is told', async () => {
    const id = await open()
    const both = await Promise.all([1, 2].map(() => remedies.enterDecision(officer, id, buildDecision())))
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.flatMap(issuesOf)).toEqual(['state not_in_this_state'])
    expect(await verbs(`reconsideration:${id}`)).toEqual(['remedies.opened', 'remedies.decided'])
  })

  test('only a lawsuit has a second instance', async () => {
    const id = await open()
    valueOf(await remedies.enterDecision(officer, id, buildDecision()))
    const asked = {
      level: 'second',
      broughtBy: 'applicant',
      organ: '法院',
      fileNumber: '',
      receivedOn: civilDate('2026-02-10'),
    } as const
    await expect(remedies.addInstance(officer, id, asked)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a case of another kind is no remedy', async () => {
    const request = Number((await openRequest()).slice('request:'.length))
    await expect(
      remedies.reply(officer, request, { repliedOn: civilDate('2026-02-10') }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('an order to act anew', () => {
  test('its own limit runs from the day it says, and the new answer ends it', async () => {
    const subject = await openRequest()
    const id = await open({ subject, sameApplicant: true, applicant: '' })
    valueOf(await remedies.enterDecision(officer, id, buildDecision(ORDER)))
    // 2026-02-14 and 02-28 are worked, 02-15 to 02-23 are the Spring Festival.
    const clock = await findClock(city.db, redoClock, `reconsideration:${id}`)
    expect(clock).toMatchObject({ started_on: '2026-02-03', days: 15, day_kind: 'working', stopped_on: null })
    expect(await remedies.listOpenOrders(city.db, subject)).toMatchObject([
      { remedyId: id, result: 'corrected.revoked', days: 15, dueOn: clock?.due_on },
    ])
    await city.db
      .transaction()
      .execute((tx) => remedies.redoDone(tx, officer, subject, civilDate('2026-02-12')))
    expect(await remedies.listOpenOrders(city.db, subject)).toEqual([])
    expect(await findClock(city.db, redoClock, `reconsideration:${id}`)).toMatchObject({
      stopped_on: '2026-02-12',
      result: 'met',
    })
    expect((await getAnyCase(city.db, id)).state).toBe('decided')
    expect(await verbs(`reconsideration:${id}`)).toEqual([
      'remedies.opened',
      'remedies.decided',
      'remedies.redone',
    ])
  })

  test('days may be natural days, as the decision says', async () => {
    const id = await open()
    const redo = { from: civilDate('2026-02-03'), days: 30, dayKind: 'calendar' } as const
    valueOf(await remedies.enterDecision(officer, id, buildDecision({ ...ORDER, redo })))
    expect(await findClock(city.db, redoClock, `reconsideration:${id}`)).toMatchObject({
      due_on: '2026-03-05',
    })
  })

  test('an answer older than the decision carries out nothing, and without an order nothing happens', async () => {
    const subject = await openRequest()
    const done = (on: string) =>
      city.db.transaction().execute((tx) => remedies.redoDone(tx, officer, subject, civilDate(on)))
    expect(await done('2026-02-10')).toEqual([])
    const id = await open({ subject, sameApplicant: true, applicant: '' })
    valueOf(await remedies.enterDecision(officer, id, buildDecision(ORDER)))
    expect(await done('2026-02-01')).toEqual([])
    expect(await remedies.listOpenOrders(city.db, subject)).toHaveLength(1)
    expect(await done('2026-02-04')).toEqual([id])
  })

  test('an appeal suspends it: the judgment is none yet', async () => {
    const id = await open({ kind: 'litigation' })
    valueOf(await remedies.enterDecision(officer, id, buildDecision(ORDER)))
    valueOf(
      await remedies.addInstance(officer, id, {
        level: 'second',
        broughtBy: 'unit',
        organ: '试验市中级人民法院',
        fileNumber: '',
        receivedOn: civilDate('2026-02-16'),
      }),
    )
    expect(await findClock(city.db, redoClock, `litigation:${id}`)).toMatchObject({ result: 'void' })
    expect(await getAnyCase(city.db, id)).toMatchObject({
      state: 'received',
      outcome: null,
      concluded_on: null,
    })
    valueOf(
      await remedies.enterDecision(
        officer,
        id,
        buildDecision({
          ...ORDER,
          decidedOn: civilDate('2026-03-01'),
          servedOn: civilDate('2026-03-02'),
          redo: { from: civilDate('2026-03-02'), days: 10, dayKind: 'working' },
        }),
      ),
    )
    expect(await findClock(city.db, redoClock, `litigation:${id}/2`)).toMatchObject({
      stopped_on: null,
      days: 10,
    })
  })
})

describe('a result entered wrongly', () => {
  test('is put right with its reason; what stood there stays, in the ledger too', async () => {
    const id = await open()
    valueOf(await remedies.enterDecision(officer, id, buildDecision()))
    const asked = { ...buildDecision(ORDER), reason: '误录为维持' }
    valueOf(await remedies.correctResult(officer, id, asked))
    expect(await getAnyCase(city.db, id)).toMatchObject({ state: 'redoing', outcome: 'corrected.revoked' })
    const shown = await presentRemedy(officer, services, id)
    expect(shown.instances[0]?.corrections).toMatchObject([
      {
        reason: '误录为维持',
        before: expect.stringContaining('维持'),
        after: expect.stringContaining('撤销'),
      },
    ])
    const entry = (await listEntries(city.db, { subject: `reconsideration:${id}`, limit: 50 })).at(-1)
    expect(entry).toMatchObject({
      verb: 'remedies.corrected',
      detail: {
        reason: '误录为维持',
        before: { result: 'upheld.maintained', redo: null },
        after: { result: 'corrected.revoked' },
      },
    })
    expect(issuesOf(await remedies.correctResult(officer, id, asked))).toEqual(['result nothing_changed'])
  })

  test('an order with another length has a limit of its own, and the first falls away', async () => {
    const id = await open()
    valueOf(await remedies.enterDecision(officer, id, buildDecision(ORDER)))
    const longer = { from: civilDate('2026-02-03'), days: 60, dayKind: 'calendar' } as const
    valueOf(
      await remedies.correctResult(officer, id, {
        ...buildDecision({ ...ORDER, redo: longer }),
        reason: '期限录错',
      }),
    )
    expect(await findClock(city.db, redoClock, `reconsideration:${id}`)).toMatchObject({ result: 'void' })
    expect(await findClock(city.db, redoClock, `reconsideration:${id}/1/2`)).toMatchObject({
      due_on: '2026-04-07',
      stopped_on: null,
    })
    valueOf(await remedies.correctResult(officer, id, { ...buildDecision(), reason: '其实维持' }))
    expect(await getAnyCase(city.db, id)).toMatchObject({ state: 'decided', outcome: 'upheld.maintained' })
    expect((await findClock(city.db, redoClock, `reconsideration:${id}/1/2`))?.stopped_on).not.toBeNull()
  })

  test('a correction of an order that was carried out does not make it owed again', async () => {
    const id = await open()
    valueOf(await remedies.enterDecision(officer, id, buildDecision(ORDER)))
    valueOf(await remedies.carryOut(officer, id, { doneOn: civilDate('2026-02-12') }))
    const asked = { ...buildDecision({ ...ORDER, decisionNumber: '试府复〔2026〕4号' }), reason: '文号录错' }
    valueOf(await remedies.correctResult(officer, id, asked))
    expect((await getAnyCase(city.db, id)).state).toBe('decided')
    expect((await presentRemedy(officer, services, id)).instances[0]?.redo?.doneOn).toBe('2026-02-12')
  })
})

describe('第五十一条: a complaint to the office above', () => {
  test('that office accepts and decides it; the unit it is about reads it and acts anew', async () => {
    const above = await city.as('disclosure_officer', city.city)
    const id = await open(
      { kind: 'complaint', organUnitId: city.city.id, receivedOn: civilDate('2026-02-02') },
      above,
    )
    const on = civilDate('2026-02-04')
    await expect(remedies.reply(officer, id, { repliedOn: on })).rejects.toMatchObject({
      code: 'not_permitted',
    })
    valueOf(await remedies.reply(above, id, { repliedOn: on }))
    // Accepted is not answered: the limit runs on.
    expect(await findClock(city.db, complaintClock, `complaint:${id}`)).toMatchObject({ stopped_on: null })
    const decision = buildDecision({
      result: 'justified.wholly',
      measure: 'ordered',
      decidedOn: civilDate('2026-03-02'),
      servedOn: civilDate('2026-03-03'),
      redo: { from: civilDate('2026-03-03'), days: 10, dayKind: 'working' },
    })
    await expect(remedies.enterDecision(officer, id, decision)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    valueOf(await remedies.enterDecision(above, id, decision))
    expect(await findClock(city.db, complaintClock, `complaint:${id}`)).toMatchObject({ result: 'met' })
    expect(await presentRemedy(officer, services, id)).toMatchObject({ state: 'redoing', mayHandle: true })
    valueOf(await remedies.carryOut(officer, id, { doneOn: civilDate('2026-03-09') }))
    await expect(presentRemedy(await city.as('drafter', city.other), services, id)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('section four of the annual report', () => {
  const counted = async (unitId: number, year: number, filter: Record<string, string>) =>
    countFigure(city.db, section4, { period: yearPeriod(year), unitIds: [unitId] }, filter)

  test('a judgment counts in its year; an appeal of the next year makes it pending there, and changes no past report', async () => {
    const other = await city.as('disclosure_officer', city.other)
    const id = await open(
      { kind: 'litigation', unitId: city.other.id, receivedOn: civilDate('2025-06-02') },
      other,
    )
    const in2025 = { decidedOn: civilDate('2025-12-22'), servedOn: civilDate('2025-12-24') }
    const upheld = { result: 'upheld.dismissed', ...in2025 }
    expect(await counted(city.other.id, 2025, { result: 'pending' })).toBe(1)
    valueOf(await remedies.enterDecision(other, id, buildDecision(upheld)))
    expect(await counted(city.other.id, 2025, { result: 'upheld' })).toBe(1)
    expect(await counted(city.other.id, 2026, { way: 'litigation_direct' })).toBe(0)
    const appeal = { level: 'second', broughtBy: 'applicant', organ: '法院', fileNumber: '' } as const
    valueOf(await remedies.addInstance(other, id, { ...appeal, receivedOn: civilDate('2026-01-06') }))
    const is = async (year: number) => [
      await counted(city.other.id, year, { way: 'litigation_direct', result: 'upheld' }),
      await counted(city.other.id, year, { way: 'litigation_direct', result: 'corrected' }),
      await counted(city.other.id, year, { way: 'litigation_direct', result: 'pending' }),
      await counted(city.other.id, year, { way: 'litigation_direct' }),
    ]
    expect([await is(2025), await is(2026)]).toEqual([
      [1, 0, 0, 1],
      [0, 0, 1, 1],
    ])
    valueOf(
      await remedies.enterDecision(
        other,
        id,
        buildDecision({
          result: 'corrected.unlawful',
          decidedOn: civilDate('2026-03-02'),
          servedOn: civilDate('2026-03-03'),
        }),
      ),
    )
    expect([await is(2024), await is(2025), await is(2026)]).toEqual([
      [0, 0, 0, 0],
      [1, 0, 0, 1],
      [0, 1, 0, 1],
    ])
    valueOf(await remedies.annul(other, id, { reason: '重复录入' }))
    expect([await is(2025), await is(2026)]).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ])
  })
})

describe('papers and limits', () => {
  test('a paper is kept for good, and those of an annulled case get no more', async () => {
    const id = await open()
    const file = {
      kind: 'decision',
      name: 'C:\\扫描件\\复议决定书.pdf',
      content: Buffer.from('%PDF-1.4\n'),
    } as const
    valueOf(await addFile(officer, services.files, id, file))
    expect((await presentRemedy(officer, services, id)).files).toMatchObject([
      { position: 1, name: '复议决定书.pdf', kindLabel: '决定、裁判文书' },
    ])
    valueOf(await remedies.annul(officer, id, { reason: '重复录入' }))
    expect(issuesOf(await addFile(officer, services.files, id, file))).toEqual(['state not_in_this_state'])
  })

  test('the city sets its own limit for what comes from that day on; what runs keeps its own', async () => {
    const chief = await city.as('disclosure_officer', city.city)
    const id = await open({ receivedOn: civilDate('2026-03-09') })
    const before = await findClock(city.db, replyClock, `reconsideration:${id}`)
    valueOf(
      await setLimit(chief, city.city.id, {
        limit: 'remedies.reply',
        from: civilDate('2026-03-10'),
        days: 7,
        dayKind: 'working',
        cites: '核对后的条文',
      }),
    )
    const next = await open({ receivedOn: civilDate('2026-03-10') })
    expect(await findClock(city.db, replyClock, `reconsideration:${id}`)).toEqual(before)
    expect(await findClock(city.db, replyClock, `reconsideration:${next}`)).toMatchObject({
      days: 7,
      due_on: '2026-03-19',
    })
    await expect(
      setLimit(officer, city.city.id, {
        limit: 'remedies.reply',
        from: addDays(civilDate('2026-03-10'), 1),
        days: 7,
        dayKind: 'working',
        cites: 'x',
      }),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })
})
