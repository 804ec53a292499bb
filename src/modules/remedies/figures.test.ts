import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { startRemedies, type RemediesDesk } from '../../testing/remedies-desk.ts'
import { buildDecision } from '../../testing/remedies.ts'
import { section4 } from './figures.ts'
import * as remedies from './index.ts'

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
      await remedies.enterDecision(desk.officer, id, buildDecision({ result: 'corrected.revoked', ...judged })),
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
})
