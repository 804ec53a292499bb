import { describe, expect, test } from 'vitest'
import { formOf } from '#modules/reports/forms/index.ts'
import { cellsOf } from '#modules/reports/forms/form.ts'
import { civilDate } from '#platform/dates.ts'
import { makePlan } from './plan.ts'
import { checkProfile, profileNames, readProfile } from './profile.ts'

/** Figures of the source, and those of them that nothing carries. */
const COUNTED: Readonly<Record<string, readonly [figures: number, notYet: number]>> = {
  'kunshan-2013': [9, 4],
  'panzhihua-2012': [58, 41],
  'qingdao-2014': [56, 45],
  'qingxin-2013': [33, 14],
  'yancheng-2019': [12, 10],
}

describe('the profiles', () => {
  test('each figure of the five reports is there, and those without a carrier are exactly so many', () => {
    const found = Object.fromEntries(
      profileNames().map((name) => {
        const { figures } = readProfile(name)
        return [name, [figures.length, figures.filter((one) => 'nothingYet' in one.by).length]]
      }),
    )
    expect(found).toEqual(COUNTED)
  })

  test.each(Object.keys(COUNTED))('%s names only cells that the form of its year has', (name) => {
    const { figures, year } = readProfile(name)
    const cells = new Set(cellsOf(formOf(year, civilDate('2026-01-01'))).map((cell) => cell.id))
    expect(figures.flatMap(({ cell }) => (cell === undefined || cells.has(cell) ? [] : [cell]))).toEqual([])
  })

  test('Panzhihua 2012: five categories make 1,075,590, not 1,075,703; the plan names the difference', () => {
    const plan = makePlan(readProfile('panzhihua-2012'), 1)
    const total = plan.planned.find((one) => one.figure.id === 'published')
    expect(total).toMatchObject({ published: 1_075_703, expected: 1_075_590 })
    expect(total?.contradiction).toBe('各分项之和1075590，少于公布的合计1075703，差113')
    expect([...plan.documents.values()].reduce((sum, count) => sum + count, 0)).toBe(1_075_590)
  })

  test('Qingxin 2013: five channels make 14,321, not 14,003, and so the rate is 89, not 91', () => {
    const plan = makePlan(readProfile('qingxin-2013'), 1)
    const of = (id: string) => plan.planned.find((one) => one.figure.id === id)
    expect(of('published')?.contradiction).toBe('各分项之和14321，多于公布的合计14003，差318')
    expect(of('website-rate')).toMatchObject({ published: 91, expected: 89 })
    expect(of('website-rate')?.contradiction).toContain('差318')
    expect(of('requests')).toMatchObject({ published: 5, expected: 5 })
  })

  test('Qingdao 2014: the columns that are named and the remainder make the 109,000', () => {
    const plan = makePlan(readProfile('qingdao-2014'), 1)
    expect(plan.documents.get('business')).toBe(109_000 - 140 - 18 - 168)
  })
})

describe('a profile that is wrong', () => {
  const read = (): Record<string, unknown> => ({ ...readProfile('kunshan-2013') })

  test('is refused with everything wrong in its shape at once', () => {
    const checked = checkProfile({ ...read(), year: 'two thousand', until: undefined, sums: 3 })
    const problems = checked.ok ? [] : checked.problems
    expect(problems.some((one) => one.startsWith('/year'))).toBe(true)
    expect(problems.some((one) => one.startsWith('/sums'))).toBe(true)
    expect(problems.some((one) => one.includes('until'))).toBe(true)
  })

  test('is refused with everything that does not fit together at once', () => {
    const { figures, ...rest } = readProfile('kunshan-2013')
    const checked = checkProfile({
      ...rest,
      until: '2014-01-31',
      columns: [],
      figures: [
        ...figures.map((one) =>
          one.id === 'conferences' ? { ...one, by: { nothingYet: 'no such reason' } } : one,
        ),
        { ...figures[0], by: { gazette: 'issues' } },
      ],
      sums: [{ total: 'published', parts: ['key-areas', 'departments'], difference: 7 }],
    })
    expect(checked.ok ? [] : checked.problems).toEqual([
      'figure published: stands twice',
      'until 2014-01-31: no day of 2013',
      'figure conferences: no reason is called no such reason',
      'figure key-areas: no column key-areas',
      'figure departments: no column departments',
      'figure published: the profile has no gazette',
      'sum of published: the parts differ from it by 0, not by 7',
    ])
  })
})
