import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { getAnyCase } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { systemActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { addUnit } from '#kernel/organisation/index.ts'
import { buildUnit } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { startRemedies, type RemediesDesk } from '../../testing/remedies-desk.ts'
import { buildDecision } from '../../testing/remedies.ts'
import { defenceClock, redoClock } from './clocks.ts'
import { section4 } from './figures.ts'
import * as remedies from './index.ts'
import { presentRemedy } from './present.ts'

let desk: RemediesDesk
beforeAll(async () => {
  desk = await startRemedies()
})
afterAll(() => desk.close())

describe('section four of the annual report', () => {
  const counted = async (unitId: number, year: number, filter: Record<string, string>) =>
    countFigure(desk.city.db, section4, { period: yearPeriod(year), unitIds: [unitId] }, filter)

  test('a judgment counts in its year; an appeal of the next year makes it pending there, and changes no past report', async () => {
    const other = await desk.city.as('disclosure_officer', desk.city.other)
    const id = await desk.open(
      { kind: 'litigation', unitId: desk.city.other.id, receivedOn: civilDate('2025-06-02') },
      other,
    )
    const in2025 = { decidedOn: civilDate('2025-12-22'), servedOn: civilDate('2025-12-24') }
    const upheld = { result: 'upheld.dismissed', ...in2025 }
    expect(await counted(desk.city.other.id, 2025, { result: 'pending' })).toBe(1)
    valueOf(await remedies.enterDecision(other, id, buildDecision(upheld)))
    expect(await counted(desk.city.other.id, 2025, { result: 'upheld' })).toBe(1)
    expect(await counted(desk.city.other.id, 2026, { way: 'litigation_direct' })).toBe(0)
    const appeal = { level: 'second', broughtBy: 'applicant', organ: '法院', fileNumber: '' } as const
    valueOf(await remedies.addInstance(other, id, { ...appeal, receivedOn: civilDate('2026-01-06') }))
    const is = async (year: number) => [
      await counted(desk.city.other.id, year, { way: 'litigation_direct', result: 'upheld' }),
      await counted(desk.city.other.id, year, { way: 'litigation_direct', result: 'corrected' }),
      await counted(desk.city.other.id, year, { way: 'litigation_direct', result: 'pending' }),
      await counted(desk.city.other.id, year, { way: 'litigation_direct' }),
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

  test('a lawsuit sent back in December and taken up in January is pending in between, and no report counts it twice', async () => {
    const id = await desk.open({ kind: 'litigation', receivedOn: civilDate('2024-03-04') })
    const judged = { decidedOn: civilDate('2024-09-02'), servedOn: civilDate('2024-09-04') }
    valueOf(
      await remedies.enterDecision(
        desk.officer,
        id,
        buildDecision({ result: 'corrected.revoked', ...judged }),
      ),
    )
    const court = { organ: '试验市中级人民法院', fileNumber: '' }
    valueOf(
      await remedies.addInstance(desk.officer, id, {
        ...court,
        level: 'second',
        broughtBy: 'unit',
        receivedOn: civilDate('2024-09-16'),
      }),
    )
    valueOf(
      await remedies.remand(desk.officer, id, {
        ...court,
        decidedOn: civilDate('2024-12-20'),
        decisionNumber: '',
        note: '',
        receivedOn: civilDate('2025-01-10'),
      }),
    )
    const [total, pending] = [{ way: 'litigation_direct' }, { way: 'litigation_direct', result: 'pending' }]
    expect(await counted(desk.city.one.id, 2024, total)).toBe(1)
    expect(await counted(desk.city.one.id, 2024, pending)).toBe(1)
    expect(await counted(desk.city.one.id, 2025, pending)).toBe(1)
  })

  test('a judgment that revoked and was affirmed is 纠正, also where it was entered as 维持 at first', async () => {
    const unitId = desk.city.other.id
    const other = await desk.city.as('disclosure_officer', desk.city.other)
    const id = await desk.open({ kind: 'litigation', unitId, receivedOn: civilDate('2023-03-01') }, other)
    const on = (day: string) => ({ decidedOn: civilDate(day), servedOn: civilDate(day) })
    const first = { result: 'corrected.revoked', ...on('2023-06-01') }
    valueOf(await remedies.enterDecision(other, id, buildDecision(first)))
    valueOf(
      await remedies.addInstance(other, id, {
        level: 'second',
        broughtBy: 'unit',
        organ: '试验市中级人民法院',
        fileNumber: '',
        receivedOn: civilDate('2023-06-12'),
      }),
    )
    const wrong = { result: 'upheld.dismissed', ...on('2023-09-01') }
    valueOf(await remedies.enterDecision(other, id, buildDecision(wrong)))
    expect(await counted(unitId, 2023, { result: 'upheld' })).toBe(1)
    const right = { ...buildDecision({ ...wrong, result: 'stands.affirmed' }), reason: '误录为维持' }
    valueOf(await remedies.correctResult(other, id, right))
    expect(await counted(unitId, 2023, { result: 'upheld' })).toBe(0)
    expect(await counted(unitId, 2023, { result: 'corrected' })).toBe(1)
    expect(await getAnyCase(desk.city.db, id)).toMatchObject({ outcome: 'corrected.revoked' })
    const shown = await presentRemedy(other, desk.services, id)
    expect(shown.instances[1]?.decision).toMatchObject({
      result: 'stands.affirmed',
      resultLabel: '维持原判：撤销',
    })
    expect(shown.results[0]).toEqual({
      code: 'stands.affirmed',
      label: '维持原判：撤销',
      group: 'corrected',
      groupLabel: '原判有效（年报计入“结果纠正”）',
    })
    expect(issuesOf(await remedies.correctResult(other, id, right))).toEqual(['result nothing_changed'])
  })

  describe('a judgment put right after the appeal was entered', () => {
    const RESULTS = ['upheld', 'corrected', 'other', 'pending'] as const
    const appealOn = (receivedOn: string) => ({
      level: 'second' as const,
      broughtBy: 'applicant' as const,
      organ: '试验市中级人民法院',
      fileNumber: '',
      receivedOn: civilDate(receivedOn),
    })
    const judged = (result: string, on: string) =>
      buildDecision({ result, decidedOn: civilDate(on), servedOn: civilDate(on) })

    /** A unit of its own, so that its lawsuit stands alone in every number. */
    async function lone(code: string) {
      const unit = await desk.city.db
        .transaction()
        .execute((tx) => addUnit(tx, systemActor, buildUnit({ code, parentId: desk.city.city.id })))
      const officer = await desk.city.as('disclosure_officer', unit)
      const row = async (year: number) => {
        const way = { way: 'litigation_direct' }
        const parts = await Promise.all(RESULTS.map((result) => counted(unit.id, year, { ...way, result })))
        expect(parts.reduce((all, one) => all + one)).toBe(await counted(unit.id, year, way))
        return parts
      }
      const opening = { kind: 'litigation', unitId: unit.id, receivedOn: civilDate('2024-06-03') } as const
      const id = await desk.open(opening, officer)
      valueOf(await remedies.enterDecision(officer, id, judged('upheld.dismissed', '2024-12-02')))
      return { officer, id, row }
    }

    test('counts anew in the year of the judgment, and the lawsuit stays pending in the year of the appeal', async () => {
      const { officer, id, row } = await lone('lone1')
      valueOf(await remedies.addInstance(officer, id, appealOn('2025-01-06')))
      expect([await row(2024), await row(2025)]).toEqual([
        [1, 0, 0, 0],
        [0, 0, 0, 1],
      ])
      const right = { ...judged('corrected.revoked', '2024-12-02'), reason: '误录为驳回', position: 1 }
      valueOf(await remedies.correctResult(officer, id, right))
      expect([await row(2024), await row(2025)]).toEqual([
        [0, 1, 0, 0],
        [0, 0, 0, 1],
      ])
      const open = { state: 'received', outcome: null, concluded_on: null }
      expect(await getAnyCase(desk.city.db, id)).toMatchObject(open)
      const [entry] = (
        await listEntries(desk.city.db, { subject: `litigation:${id}`, limit: 50 })
      ).toReversed()
      expect(entry).toMatchObject({
        verb: 'remedies.corrected',
        detail: {
          position: 1,
          before: { result: 'upheld.dismissed' },
          after: { result: 'corrected.revoked' },
        },
      })
      expect(issuesOf(await remedies.correctResult(officer, id, right))).toEqual(['result nothing_changed'])
      // What is entered of the appeal now finds the judgment as it is.
      valueOf(await remedies.enterDecision(officer, id, judged('stands.affirmed', '2025-04-01')))
      expect([await row(2024), await row(2025)]).toEqual([
        [0, 1, 0, 0],
        [0, 1, 0, 0],
      ])
    })

    test('is what every judgment says that let it stand, in their years too', async () => {
      const { officer, id, row } = await lone('lone2')
      valueOf(await remedies.addInstance(officer, id, appealOn('2025-01-06')))
      valueOf(await remedies.enterDecision(officer, id, judged('stands.affirmed', '2025-04-01')))
      const retrial = { ...appealOn('2026-01-05'), level: 'retrial' as const }
      valueOf(await remedies.addInstance(officer, id, retrial))
      valueOf(await remedies.enterDecision(officer, id, judged('stands.withdrawn', '2026-02-02')))
      const years = async () => [await row(2024), await row(2025), await row(2026)]
      expect(await years()).toEqual([
        [1, 0, 0, 0],
        [1, 0, 0, 0],
        [1, 0, 0, 0],
      ])
      const right = { ...judged('corrected.unlawful', '2024-12-02'), reason: '误录', position: 1 }
      valueOf(await remedies.correctResult(officer, id, right))
      expect(await years()).toEqual([
        [0, 1, 0, 0],
        [0, 1, 0, 0],
        [0, 1, 0, 0],
      ])
      const decided = { state: 'decided', outcome: 'corrected.unlawful', concluded_on: '2026-02-02' }
      expect(await getAnyCase(desk.city.db, id)).toMatchObject(decided)
      const shown = await presentRemedy(officer, desk.services, id)
      expect(shown.instances.map((one) => [one.decision?.resultLabel, one.correctable])).toEqual([
        ['确认违法', true],
        ['维持原判：确认违法', true],
        ['撤回上诉、再审申请，原判有效：确认违法', false],
      ])
    })

    test('leaves alone what a higher court said of its own', async () => {
      const { officer, id, row } = await lone('lone3')
      valueOf(await remedies.addInstance(officer, id, appealOn('2025-01-06')))
      valueOf(await remedies.enterDecision(officer, id, judged('corrected.changed', '2025-04-01')))
      const right = { ...judged('other.suit_rejected', '2024-12-02'), reason: '误录', position: 1 }
      valueOf(await remedies.correctResult(officer, id, right))
      expect([await row(2024), await row(2025)]).toEqual([
        [0, 0, 1, 0],
        [0, 1, 0, 0],
      ])
      expect(await getAnyCase(desk.city.db, id)).toMatchObject({ outcome: 'corrected.changed' })
    })

    test('starts no limit, and a refusal changes nothing', async () => {
      const { officer, id, row } = await lone('lone4')
      valueOf(await remedies.addInstance(officer, id, appealOn('2025-01-06')))
      const redo = { from: civilDate('2024-12-02'), days: 15, dayKind: 'working' } as const
      const right = { ...judged('corrected.revoked', '2024-12-02'), redo, reason: '误录', position: 1 }
      const late = { ...right, decidedOn: civilDate('2025-01-07'), servedOn: civilDate('2025-01-07') }
      expect(
        issuesOf(
          await remedies.correctResult(officer, id, { ...late, redo: { ...redo, from: late.decidedOn } }),
        ),
      ).toEqual(['decidedOn after_next_instance'])
      expect(await row(2024)).toEqual([1, 0, 0, 0])
      valueOf(await remedies.correctResult(officer, id, right))
      expect(await findClock(desk.city.db, redoClock, `litigation:${id}`)).toBeUndefined()
      expect(await findClock(desk.city.db, defenceClock, `litigation:${id}/2`)).toMatchObject({
        stopped_on: null,
      })
      await expect(remedies.correctResult(officer, id, { ...right, position: 7 })).rejects.toMatchObject({
        code: 'not_found',
      })
    })
  })
})
