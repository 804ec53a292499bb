import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { getAnyCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { startRemedies, type RemediesDesk } from '../../../testing/remedies-desk.ts'
import { buildDecision } from '../../../testing/remedies.ts'
import { complaintClock, redoClock } from '../clocks.ts'
import type { DecisionBody } from '../contract.ts'
import * as remedies from '../index.ts'
import { presentRemedy } from '../present.ts'

let desk: RemediesDesk
beforeAll(async () => {
  desk = await startRemedies()
})
afterAll(() => desk.close())

const ORDER: Partial<DecisionBody> = {
  result: 'corrected.revoked',
  redo: { from: civilDate('2026-02-03'), days: 15, dayKind: 'working' },
}

describe('an order to act anew', () => {
  test('its own limit runs from the day it says, and the new answer ends it', async () => {
    const subject = await desk.openRequest()
    const id = await desk.open({ subject, sameApplicant: true, applicant: '' })
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision(ORDER)))
    // 2026-02-14 and 02-28 are worked, 02-15 to 02-23 are the Spring Festival.
    const clock = await findClock(desk.city.db, redoClock, `reconsideration:${id}`)
    expect(clock).toMatchObject({ started_on: '2026-02-03', days: 15, day_kind: 'working', stopped_on: null })
    expect(await remedies.openRedoOrders(desk.city.db, subject)).toMatchObject([
      { remedyId: id, result: 'corrected.revoked', days: 15, dueOn: clock?.due_on },
    ])
    await desk.city.db
      .transaction()
      .execute((tx) => remedies.redoDone(tx, desk.officer, subject, civilDate('2026-02-12')))
    expect(await remedies.openRedoOrders(desk.city.db, subject)).toEqual([])
    expect(await findClock(desk.city.db, redoClock, `reconsideration:${id}`)).toMatchObject({
      stopped_on: '2026-02-12',
      result: 'met',
    })
    expect((await getAnyCase(desk.city.db, id)).state).toBe('decided')
    expect(await desk.verbs(`reconsideration:${id}`)).toEqual([
      'remedies.opened',
      'remedies.decided',
      'remedies.redone',
    ])
  })

  test('days may be natural days, as the decision says', async () => {
    const id = await desk.open()
    const redo = { from: civilDate('2026-02-03'), days: 30, dayKind: 'calendar' } as const
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision({ ...ORDER, redo })))
    expect(await findClock(desk.city.db, redoClock, `reconsideration:${id}`)).toMatchObject({
      due_on: '2026-03-05',
    })
  })

  test('an answer older than the decision carries out nothing, and without an order nothing happens', async () => {
    const subject = await desk.openRequest()
    const done = (on: string) =>
      desk.city.db.transaction().execute((tx) => remedies.redoDone(tx, desk.officer, subject, civilDate(on)))
    expect(await done('2026-02-10')).toEqual([])
    const id = await desk.open({ subject, sameApplicant: true, applicant: '' })
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision(ORDER)))
    expect(await done('2026-02-01')).toEqual([])
    expect(await remedies.openRedoOrders(desk.city.db, subject)).toHaveLength(1)
    expect(await done('2026-02-04')).toEqual([id])
  })

  test('an appeal suspends it: the judgment is none yet', async () => {
    const id = await desk.open({ kind: 'litigation' })
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision(ORDER)))
    valueOf(
      await remedies.addInstance(desk.officer, id, {
        level: 'second',
        broughtBy: 'unit',
        organ: '试验市中级人民法院',
        fileNumber: '',
        receivedOn: civilDate('2026-02-16'),
      }),
    )
    expect(await findClock(desk.city.db, redoClock, `litigation:${id}`)).toMatchObject({ result: 'void' })
    expect(await getAnyCase(desk.city.db, id)).toMatchObject({
      state: 'received',
      outcome: null,
      concluded_on: null,
    })
    valueOf(
      await remedies.enterDecision(
        desk.officer,
        id,
        buildDecision({
          ...ORDER,
          decidedOn: civilDate('2026-03-01'),
          servedOn: civilDate('2026-03-02'),
          redo: { from: civilDate('2026-03-02'), days: 10, dayKind: 'working' },
        }),
      ),
    )
    expect(await findClock(desk.city.db, redoClock, `litigation:${id}/2`)).toMatchObject({
      stopped_on: null,
      days: 10,
    })
  })
})

describe('a result entered wrongly', () => {
  test('is put right with its reason; what stood there stays, in the ledger too', async () => {
    const id = await desk.open()
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision()))
    const asked = { ...buildDecision(ORDER), reason: '误录为维持' }
    valueOf(await remedies.correctResult(desk.officer, id, asked))
    expect(await getAnyCase(desk.city.db, id)).toMatchObject({
      state: 'redoing',
      outcome: 'corrected.revoked',
    })
    const shown = await presentRemedy(desk.officer, desk.services, id)
    expect(shown.instances[0]?.corrections).toMatchObject([
      {
        reason: '误录为维持',
        before: expect.stringContaining('维持'),
        after: expect.stringContaining('撤销'),
      },
    ])
    const entry = (await listEntries(desk.city.db, { subject: `reconsideration:${id}`, limit: 50 })).at(-1)
    expect(entry).toMatchObject({
      verb: 'remedies.corrected',
      detail: {
        reason: '误录为维持',
        before: { result: 'upheld.maintained', redo: null },
        after: { result: 'corrected.revoked' },
      },
    })
    expect(issuesOf(await remedies.correctResult(desk.officer, id, asked))).toEqual([
      'result nothing_changed',
    ])
  })

  test('an order with another length has a limit of its own, and the first falls away', async () => {
    const id = await desk.open()
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision(ORDER)))
    const longer = { from: civilDate('2026-02-03'), days: 60, dayKind: 'calendar' } as const
    valueOf(
      await remedies.correctResult(desk.officer, id, {
        ...buildDecision({ ...ORDER, redo: longer }),
        reason: '期限录错',
      }),
    )
    expect(await findClock(desk.city.db, redoClock, `reconsideration:${id}`)).toMatchObject({
      result: 'void',
    })
    expect(await findClock(desk.city.db, redoClock, `reconsideration:${id}/1/2`)).toMatchObject({
      due_on: '2026-04-07',
      stopped_on: null,
    })
    valueOf(await remedies.correctResult(desk.officer, id, { ...buildDecision(), reason: '其实维持' }))
    expect(await getAnyCase(desk.city.db, id)).toMatchObject({
      state: 'decided',
      outcome: 'upheld.maintained',
    })
    expect((await findClock(desk.city.db, redoClock, `reconsideration:${id}/1/2`))?.stopped_on).not.toBeNull()
  })

  test('a correction of an order that was carried out does not make it owed again', async () => {
    const id = await desk.open()
    valueOf(await remedies.enterDecision(desk.officer, id, buildDecision(ORDER)))
    valueOf(await remedies.carryOut(desk.officer, id, { doneOn: civilDate('2026-02-12') }))
    const asked = { ...buildDecision({ ...ORDER, decisionNumber: '试府复〔2026〕4号' }), reason: '文号录错' }
    valueOf(await remedies.correctResult(desk.officer, id, asked))
    expect((await getAnyCase(desk.city.db, id)).state).toBe('decided')
    expect((await presentRemedy(desk.officer, desk.services, id)).instances[0]?.redo?.doneOn).toBe(
      '2026-02-12',
    )
  })
})

describe('第五十一条: a complaint to the office above', () => {
  test('that office accepts and decides it; the unit it is about reads it and acts anew', async () => {
    const above = await desk.city.as('disclosure_officer', desk.city.city)
    const id = await desk.open(
      { kind: 'complaint', organUnitId: desk.city.city.id, receivedOn: civilDate('2026-02-02') },
      above,
    )
    const on = civilDate('2026-02-04')
    await expect(remedies.reply(desk.officer, id, { repliedOn: on })).rejects.toMatchObject({
      code: 'not_permitted',
    })
    valueOf(await remedies.reply(above, id, { repliedOn: on }))
    // Accepted is not answered: the limit runs on.
    expect(await findClock(desk.city.db, complaintClock, `complaint:${id}`)).toMatchObject({
      stopped_on: null,
    })
    const decision = buildDecision({
      result: 'justified.wholly',
      measure: 'ordered',
      decidedOn: civilDate('2026-03-02'),
      servedOn: civilDate('2026-03-03'),
      redo: { from: civilDate('2026-03-03'), days: 10, dayKind: 'working' },
    })
    await expect(remedies.enterDecision(desk.officer, id, decision)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    valueOf(await remedies.enterDecision(above, id, decision))
    expect(await findClock(desk.city.db, complaintClock, `complaint:${id}`)).toMatchObject({ result: 'met' })
    expect(await presentRemedy(desk.officer, desk.services, id)).toMatchObject({
      state: 'redoing',
      mayHandle: true,
    })
    valueOf(await remedies.carryOut(desk.officer, id, { doneOn: civilDate('2026-03-09') }))
    await expect(
      presentRemedy(await desk.city.as('drafter', desk.city.other), desk.services, id),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
