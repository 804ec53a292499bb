import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { getAnyCase } from '#kernel/cases/index.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { startRemedies, type RemediesDesk } from '../../testing/remedies-desk.ts'
import { buildDecision } from '../../testing/remedies.ts'
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
})
